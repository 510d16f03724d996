title The reporter hears it first and is safe (protocols 7, G-ZORG)
title nl De melder hoort het eerst en is veilig
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Hij wacht mij op bij de fietsen."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.person-concerned-told
  field reporter_first yes
  field safety_plan yes
  field support_offered yes
refused-by G-ZORG
record care.planned
  field for reporter
  field safety_plan yes
  words "Samen naar de fiets."
record dossier.person-concerned-told
  field reporter_first yes
  field safety_plan yes
  field support_offered yes
refused-by G-ZORG
record dossier.reporter-told
  field what person-concerned-next
record dossier.person-concerned-told
  field reporter_first yes
  field safety_plan yes
  field support_offered yes
expect recorded dossier.person-concerned-told 1
