title After three weeks switched off, all that was missed happens once (protocols 1.3)
title nl Na drie weken uit gebeurt alles wat gemist is één keer
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send manager nl
  answer what "Onze manager leest de mail van zieke collega's."
as reporter R2
send manager nl
  answer what "Ook ik weet hiervan."

asleep until 2026-01-29 11:00
expect acknowledge late
about R1
expect escalated acknowledge 1 to bram
expect escalated acknowledge 2 to jet
about R2
expect escalated acknowledge 1 to bram
expect escalated acknowledge 2 to jet
expect late noor 2
expect told bram late 2
expect told jet late 2

# Ticking again adds nothing.
clock
at 2026-02-27 09:00
clock
expect told bram late 2
expect told jet late 2
