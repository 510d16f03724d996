title A manager who does not know what to do is called back within four working hours (protocols 7, G-HULPLIJN)
title nl Een leidinggevende die niet weet wat te doen wordt binnen vier werkuren teruggebeld
organisation veenhaven
protocols receive common manager

at 2026-01-05 14:00
as hidde
enter R1 in-person employee nl
  answer what "Er is iets met twee mensen in mijn team, en ik weet niet wat ik moet doen."
expect call-manager-back not-begun

# Monday afternoon at three; Tuesday at half past ten at the latest.
at 2026-01-05 15:00
as noor
record help.asked
expect call-manager-back due 2026-01-06
at 2026-01-06 10:29
expect call-manager-back running
at 2026-01-06 10:31
expect call-manager-back late
expect escalated call-manager-back 1 to bram
record help.answered
  field called yes
expect call-manager-back met-late
