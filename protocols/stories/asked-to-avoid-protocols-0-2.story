title A burden of which the reporter tells only when asked is lifted within two working days (protocols 0.2)
title nl Een last waarover de melder pas op een vraag vertelt, is binnen twee werkdagen weg
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Een collega maakt mij belachelijk in het overleg."
as noor
acknowledge "Wij hebben uw signaal."
expect lift-burden not-begun

at 2026-01-20 09:00
record care.contact-made
  field for reporter
  field moment two-weeks
  field reached yes
  field asked_to_avoid yes
  field treated_worse no
  field stopped yes
  words "Mijn teamleider vroeg of ik thuis wil werken."
expect lift-burden due 2026-01-22

at 2026-01-21 09:00
record measure.lifted
  field burden reporter
  field told yes
  field lifted_on 2026-01-21
expect lift-burden not-begun
