title That nobody reported formally is no reason to do nothing (protocols 7, G-MOTIEF)
title nl Dat niemand formeel meldde is geen reden om niets te doen
organisation veenhaven
protocols receive common

at 2025-11-03 09:00
as floor
chart
  place collega
  place noor
  place bram
as reporter R1
send employee nl
  answer what "Hij zat aan mijn jas."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.person-concerned-picked
  field person collega
as bram
confirm-record dossier.person-concerned-picked
as noor
record reporter.distinct
  field other yes

# Noor knows who both are: two people within a year.
at 2026-01-05 09:00
as reporter R2
send employee nl
  answer what "Hij kijkt in mijn kastje."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.person-concerned-picked
  field person collega
as bram
confirm-record dossier.person-concerned-picked
as noor
record reporter.distinct
  field other yes
expect recorded pattern.fired 1
record dossier.weighed
  by-two
  field wish stop
  field choice no-follow-up
  field alternatives no-follow-up informal-talk
  field at_source informal-talk
  field weighed_by two
  words "Niemand heeft formeel gemeld."
refused-by G-MOTIEF
record dossier.weighed
  by-two
  field wish stop
  field choice informal-talk
  field alternatives no-follow-up informal-talk
  field at_source informal-talk
  field motives no
  words "Niemand heeft formeel gemeld."
refused record.not-declared
