title Whoever has an interest gets no task and sees nothing any more (protocols 7, G-BELANG)
title nl Wie een belang heeft krijgt geen taak en ziet niets meer
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Het hoofd van de afdeling doet alsof ik niet besta."
as noor
acknowledge "Wij hebben uw signaal."
record conflict.declared
  field person jet
  field conflict yes
  words "Eerder vertrouwenspersoon van de melder."
record dossier.assigned
  field task panel-member
  field person jet
refused-by G-BELANG
record knowledge.recorded
  field function manager
  field person hidde
  field since 2024-11-04
  field acted no
  words "Hoorde het veertien maanden geleden en schreef niets op."
record dossier.assigned
  field task talk
  field person hidde
refused-by G-BELANG-knew
record dossier.assigned
  field task panel-member
  field person saar
expect recorded dossier.assigned 1
expect sees-nothing jet hidde
