title Whoever stands in for a colleague has their turn and their alerts, and no key by that (protocols 1.3)
title nl Wie een collega vervangt krijgt diens beurt en berichten, maar daarmee nog geen sleutel
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send alderman nl
  answer what "De wethouder roept op de gang."
as noor
acknowledge "Uw signaal is binnen."
expect turn noor 1
expect turn bram 0

# Noor goes on leave, and Bram stands in. Both hold this dossier.
at 2026-01-06 09:00
as jet
away noor until 2026-01-30 deputy bram
expect stands-in bram for noor
expect turn bram 1
as bram
expect keyless-nobody
write "Ik neem het waar voor Noor."

# A new signal knows it from its beginning.
at 2026-01-12 09:00
as reporter R2
send alderman nl
  answer what "Hij deed het weer."
expect turn bram 2

# Nobody confirms it: who acts now is told, and who sees to it. Who is away is not.
at 2026-01-20 09:00
expect escalated acknowledge 1 to bram jet
as bram
acknowledge "Uw signaal is binnen."

# It is taken back.
as jet
back noor
expect stands-in-for-nobody bram

at 2026-02-02 09:00
as noor
open

# Who stands in gets no key by that: whoever holds the dossier is asked for it, and
# gives it as always.
as bram
about R2
lose-key
as jet
away noor until 2026-02-20 deputy bram
as noor
about R2
expect keyless bram
expect sees-nothing bram
add bram
expect keyless-nobody
expect sees bram
as jet
back noor

# Somebody with another role does not stand in, nor does whoever is away.
as jet
away noor until 2026-02-20 deputy saar
refused person.deputy
away bram until 2026-02-20
away noor until 2026-02-20 deputy bram
refused person.deputy
