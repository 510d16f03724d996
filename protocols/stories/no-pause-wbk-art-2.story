title A term of the whistleblower act is neither paused nor made longer, and warns before it is broken (protocols 7, G-KLOK)
title nl Een termijn van de Wbk staat niet stil en wordt niet langer, en waarschuwt voordat hij voorbij is (artikel 2 Wbk)
organisation veenhaven
protocols receive common formal-report

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Rekeningen worden vooruit geboekt."
make-formal
as noor
record term.paused
  of-signal
  field step acknowledge
  field reason police
  field reporter_told yes
  field until 2026-01-30
  words "De politie vraagt te wachten."
refused protocol.no-pause
record term.extended
  of-signal
  field step acknowledge
  field reason scope
  field reporter_told yes
  words "Het is druk."
refused protocol.no-extension

# Day five without an acknowledgement.
at 2026-01-09 08:29
expect not-escalated acknowledge 1
at 2026-01-09 08:31
expect escalated acknowledge 1 to bram
at 2026-01-12 08:31
expect escalated acknowledge 2 to jet
at 2026-01-13 00:01
expect acknowledge late
# Never acknowledged: three months after the seventh day, not unknown.
expect feedback started 2026-01-12
expect feedback due 2026-04-12
