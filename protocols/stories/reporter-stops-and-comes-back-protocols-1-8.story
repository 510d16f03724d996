title A reporter is put under pressure to stop, says so, and comes back: it is looked into outside the line, and nobody goes on asking meanwhile (protocols 1.8, G-INTREK)
title nl Een melder stopt onder druk, zegt dat, en komt terug: iemand buiten de lijn zoekt het uit, en intussen vraagt niemand door
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Hij leest mee in mijn berichten."
as noor
open
acknowledge "Wij hebben uw signaal."
expect heartbeat due 2026-01-19

at 2026-01-08 20:00
as reporter R1
withdraw there "Mijn teamleider zei dat ik beter kon stoppen."
expect waiting
expect conversation 2
withdraw there
refused signal.withdrawn-before
expect check-withdrawal due 2026-01-15
expect own-motion due 2026-01-15
expect review-detriment due 2026-01-15
expect heartbeat not-begun

at 2026-01-09 09:00
expect told noor message 1
as noor
open
write "Dat mag niemand van u vragen. Wij zoeken het uit."
expect heartbeat not-begun

at 2026-01-12 19:00
as reporter R1
rejoin
rejoin
refused signal.takes-part
expect check-withdrawal not-begun
expect own-motion not-begun
expect heartbeat due 2026-01-26
# What was done to make the reporter stop is still looked into.
expect review-detriment due 2026-01-15

at 2026-01-13 09:00
as noor
record detriment.reviewed
  by-two
  field outside_line yes
  field proof no
  field result related
  field suspended yes
  field rights_told yes
as bram
open
confirm-record detriment.reviewed
expect review-detriment not-begun
