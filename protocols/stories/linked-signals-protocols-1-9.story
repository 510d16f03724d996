title Three signals about the same, each in a dossier of its own, are weighed together (protocols 1.9, G-PATROON)
title nl Drie signalen over hetzelfde, elk in een eigen dossier, worden samen gewogen
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Hij maakt grappen over hoe ik eruitzie."
as noor
acknowledge "Wij hebben uw signaal."
at 2026-01-07 09:00
as reporter R2
send employee nl
  answer what "Hij zegt steeds iets over mijn kleren."
as noor
acknowledge "Wij hebben uw signaal."
about R1
link R2 together
expect weigh-pattern not-begun

# Nobody made a formal report, and nobody is named by a name that was typed.
at 2026-01-12 09:00
as reporter R3
send employee nl
  answer what "Hij maakt opmerkingen over mij waar iedereen bij is."
as noor
acknowledge "Wij hebben uw signaal."
about R1
link R3 together
expect weigh-pattern due 2026-01-26
expect linked R2 R3
