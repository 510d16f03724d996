title A witness is treated worse after the end, the team gets care too, and who wants no questions is not asked (protocols 1.8, G-BENADELING)
title nl Een getuige wordt na het einde slechter behandeld, ook het team krijgt nazorg, en wie geen vragen wil krijgt ze niet
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Hij maakt iedereen belachelijk in het overleg."
as noor
acknowledge "Wij hebben uw signaal."
record care.offered
  field for reporter
  field contact_person yes
  words "Contactpersoon genoemd."
record care.offered
  field for team
  field contact_person no
  words "Een gesprek met het hele team."
admit P1 as witness "De notulist."
admit P2 as witness "Een collega van een ander team."
as participant P2
stop-check-ins
as noor
record dossier.talk-held
  field kind informal
  field second_present yes
  field held_on 2026-01-06
  field check_on 2026-02-03
  words "Gesproken."
at 2026-02-05 09:00
record dossier.result-checked
  field result stopped
  field enough yes
feedback "Het is besproken, en het is gestopt."
close resolved-informally "Het is gestopt."
expect contact-witness due 2026-02-19
expect contact-team-one-month due 2026-03-05
expect contact-team-six-months due 2026-08-05
at 2026-02-16 09:30
as participant P2
expect check-in-none
as participant P1
expect check-in contact-witness
it-goes bad "Ik ben van mijn project gehaald."
  treated-worse
it-goes well
refused signal.check-in-done
as noor
expect review-detriment due 2026-02-23
expect contact-witness running
record care.contact-made
  field for team
  field moment one-month
  field reached yes
  field asked_to_avoid no
  field treated_worse no
  field stopped yes
expect contact-team-one-month met
