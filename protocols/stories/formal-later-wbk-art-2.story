title Making a signal formal later keeps the date of receipt and makes the terms statutory (Wbk art. 2)
title nl Een signaal later formeel maken houdt de dag van ontvangst en maakt de termijnen wettelijk (artikel 2 Wbk)
organisation veenhaven

at 2026-03-02 16:30
as reporter R1
send contractor nl
  answer what "De aannemer krijgt opdrachten zonder dat iemand anders mag bieden."
expect acknowledge due 2026-03-09
expect acknowledge default

at 2026-03-04 09:00
as noor
acknowledge "Wij hebben uw signaal. U hoort uiterlijk 4 juni wat wij doen."
expect feedback due 2026-06-04
expect feedback default

# Two weeks later the reporter wants the protection of the law.
at 2026-03-18 20:15
as reporter R1
make-formal
expect acknowledge started 2026-03-02
expect acknowledge met
expect acknowledge statutory
expect feedback statutory
expect feedback due 2026-06-04
make-formal
refused signal.formal-before
as noor
make-formal
refused signal.formal-before

# The law's ladder warns before the breach: after 60 and after 80 days.
at 2026-05-01 08:31
expect escalated feedback 1 to bram
expect not-escalated feedback 2
at 2026-05-22 08:31
expect escalated feedback 2 to jet
expect feedback running
at 2026-06-05 00:01
expect feedback late
expect escalated feedback 3 to jet
