title An acknowledgement that is late goes to a second person, then to the head (protocols 1.3)
title nl Een ontvangstbevestiging die te laat is gaat naar een tweede persoon, en dan naar het hoofd (artikel 2 Wbk)
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send alderman nl
  answer what "De wethouder zet mensen onder druk om stukken aan te passen."

# The last second of the seventh day is in time.
at 2026-01-12 23:59
expect acknowledge running
expect not-escalated acknowledge 1

at 2026-01-13 00:01
expect acknowledge late
expect escalated acknowledge 1 to bram
expect told bram late 1
expect not-escalated acknowledge 2
expect late noor 1

# Two working days after that, the head of the bureau.
at 2026-01-14 16:59
expect not-escalated acknowledge 2
at 2026-01-14 17:01
expect escalated acknowledge 2 to jet
expect told jet late 1

# Being told is not being allowed to look.
expect sees noor bram
expect sees-nothing jet

# Done late is done, and stays late.
at 2026-01-15 10:00
as bram
acknowledge "Wij hebben uw signaal. Dit duurde te lang, en dat spijt ons."
expect acknowledge met-late
expect feedback due 2026-04-12
acknowledge "Nog een keer."
refused signal.acknowledged-before
expect conversation 1
