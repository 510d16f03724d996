title Who wants support only is helped by one person (protocols 0.7)
title nl Wie alleen steun wil wordt door één persoon geholpen
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Ik wil er alleen even over praten."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.weighed
  field wish support-only
  field choice support
  words "Een gesprek met de vertrouwenspersoon."
expect recorded dossier.weighed 1
close support-given "Zo is het goed."
refused dossier.reporter-not-told
feedback "U sprak met de vertrouwenspersoon."
close support-given "Zo is het goed."
refused-by G-NIETSTIL
record care.offered
  field for reporter
  field contact_person yes
  words "Vertrouwenspersoon."
close support-given "Zo is het goed."
refused protocol.exit
record dossier.result-checked
  field result stopped
  field enough yes
record pattern.looked-up
  field found none
  field signals 1
close support-given "Zo is het goed."
expect stage conclude
