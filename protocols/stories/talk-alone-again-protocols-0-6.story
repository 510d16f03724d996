title After a talk that did not help, another talk alone is no answer (protocols 0.6)
title nl Na een gesprek dat niet hielp is nog een gesprek alleen geen antwoord
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Hij legt steeds zijn hand op mijn schouder."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.talk-held
  field kind informal
  field second_present yes
  field held_on 2026-01-05
  field check_on 2026-02-02
  words "Gesproken."
at 2026-02-02 09:00
record dossier.follow-up-checked
  field of talk
  field result failed
  words "Het ging een week goed."

record dossier.weighed
  by-two
  field wish stop
  field choice corrective-talk
  field alternatives corrective-talk inquiry
  field at_source inquiry
  field weighed_by two
  words "Nog een gesprek, nu strenger."
refused-by G-GESPREK
record dossier.weighed
  by-two
  field wish stop
  field choice corrective-talk
  field also preliminary-inquiry
  field alternatives corrective-talk inquiry
  field at_source inquiry
  field weighed_by two
  words "Een gesprek, en een vooronderzoek ernaast."
as bram
confirm-record dossier.weighed
expect recorded dossier.weighed 1
