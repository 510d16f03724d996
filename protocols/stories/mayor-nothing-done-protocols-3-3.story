title Nothing is done with a signal about the mayor only after advice of the King’s Commissioner (protocols 3.3)
title nl Met een signaal over de burgemeester wordt pas niets gedaan na advies van de commissaris van de Koning
organisation veenhaven
protocols receive common office-holder

at 2026-02-02 09:00
as reporter R1
send mayor nl
  answer what "De burgemeester groet mij niet meer."

at 2026-02-03 09:00
as saar
acknowledge "Wij hebben uw signaal."
record care.offered
  of-signal
  field for reporter
  field contact_person yes
  field offered talk confidential-adviser
  field answer accepted
record conflict.screened
  field all_recipients yes
  field result replaced
record measure.none-needed
  field review_on 2026-03-02
  words "Er is geen contact meer met wie het meldde."
record dossier.assigned
  field task panel-member
  field person noor
  field declared yes
record dossier.assigned
  field task panel-member
  field person bram
  field declared yes
record dossier.assigned
  field task panel-member
  field declared yes
  field outside yes
record dossier.weighed
  field severity limited
  field wish nothing
  field safe_now yes
  field wbk no
  field crime no
  field alternatives no-follow-up informal-talk
  field at_source informal-talk
  field choice no-follow-up
  field weighed_by panel
  field pattern no
  field advice followed
  field motives yes
  field review_on 2026-03-02
  field power_gap yes
  field repeated no
  field duration unknown
  field can_work yes
  by-two
  words "Er is geen norm overtreden, ook niet als het zo is gegaan."
as milan
confirm-record dossier.weighed
as saar
record dossier.reporter-told
  field what choice
  field objects no
  field way mailbox
feedback "Wij hebben uw signaal gewogen met drie mensen. Wij doen er nu niets mee, en dit is waarom."
close no-follow-up "Geen norm overtreden."
refused-by G-NIETSTIL-commissioner

record advice.sought
  field of kings-commissioner
at 2026-02-12 09:00
record advice.answered
  field of kings-commissioner
  field followed yes
  words "De commissaris is het met de weging eens."
close no-follow-up "Geen norm overtreden; de commissaris is het ermee eens."
expect stage conclude
