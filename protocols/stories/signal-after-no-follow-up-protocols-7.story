title A signal after nothing was done is weighed again (protocols 7, G-PATROON)
title nl Een signaal nadat er niets gebeurde wordt opnieuw gewogen
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Hij rookt binnen en scheldt mij uit als ik er iets van zeg."
as noor
acknowledge "Wij hebben uw signaal."
record care.offered
  field for reporter
  field contact_person yes
  words "Bedrijfsarts genoemd."
record dossier.weighed
  by-two
  field wish stop
  field choice no-follow-up
  field alternatives no-follow-up informal-talk
  field at_source informal-talk
  field weighed_by two
  words "Er wordt niet meer gerookt."
as bram
confirm-record dossier.weighed
as noor
record dossier.reporter-told
  field what choice
  words "U kunt om een nieuwe blik vragen."
feedback "Wij doen hier verder niets mee, want er wordt niet meer gerookt."
close no-follow-up "Het speelt niet meer."
expect weigh-pattern not-begun

at 2026-09-07 09:00
as reporter R1
reply "Hij is weer begonnen, en nu ook met mijn collega."
expect weigh-pattern due 2026-09-21
