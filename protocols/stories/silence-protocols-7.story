title A fortnight without a message: one is due, and a week later the head of the bureau knows (protocols 7, G-HARTSLAG)
title nl Twee weken zonder bericht: dan moet er een komen, en een week later weet het hoofd van het bureau het
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Mijn rooster wordt elke week veranderd, alleen dat van mij."
at 2026-01-05 14:00
as noor
acknowledge "Wij hebben uw signaal."
expect heartbeat due 2026-01-19

# What the reporter writes is no message of ours.
at 2026-01-12 20:00
as reporter R1
reply "Deze week weer."
expect heartbeat due 2026-01-19

at 2026-01-20 09:00
expect heartbeat late
expect escalated heartbeat 1 to noor
expect not-escalated heartbeat 2
at 2026-01-27 09:00
expect escalated heartbeat 2 to jet
as noor
write "Er is nog geen nieuws. Volgende week woensdag hoort u van ons."
expect heartbeat met-late
