title Who goes away from a day on has a deputy from that day's first moment (protocols 1.3)
title nl Wie pas later weggaat, wordt vervangen vanaf het eerste moment van die dag
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send alderman nl
  answer what "De wethouder roept op de gang."
as noor
acknowledge "Uw signaal is binnen."

# Noor says on the sixth that she is away from the twelfth. Until then nothing changes.
at 2026-01-06 09:00
away noor from 2026-01-12 until 2026-01-30 deputy bram
expect stands-in-for-nobody bram
expect turn noor 1
expect turn bram 0
at 2026-01-11 23:59
expect stands-in-for-nobody bram

# The day begins, and Bram stands in. Nobody has to press anything.
at 2026-01-12 00:00
expect stands-in bram for noor
expect turn bram 1
at 2026-01-12 09:00
as reporter R2
send alderman nl
  answer what "Hij deed het weer."
expect turn bram 2
as jet
back noor
expect stands-in-for-nobody bram

# It can be taken back before it begins: then the day passes and nothing happens.
away noor from 2026-02-02 until 2026-02-06 deputy bram
at 2026-01-20 09:00
back noor
at 2026-02-03 09:00
expect stands-in-for-nobody bram

# The server was switched off when the day came. What came in meanwhile and comes in
# afterwards knows it.
as noor
away noor from 2026-03-02 until 2026-03-13 deputy bram
asleep until 2026-03-10 09:00
expect stands-in bram for noor
expect turn bram 2
as reporter R3
send alderman nl
  answer what "Nu ook in de vergadering."
expect turn bram 3

# Not on a day that has passed or after the end, and not once more for who is away.
as jet
away bram from 2026-03-09 until 2026-03-20
refused person.absence-from
away bram from 2026-03-21 until 2026-03-20
refused person.absence-from
away noor from 2026-03-20 until 2026-03-27
refused person.absence-from

# Whoever is to stand in goes away too, later: then Bram stands in for Noor until that day.
away bram from 2026-03-16 until 2026-03-20
expect turn bram 3
at 2026-03-16 00:00
expect turn bram 0
