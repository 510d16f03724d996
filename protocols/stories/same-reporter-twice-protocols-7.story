title The same reporter with the same incident counts once (protocols 7, G-PATROON)
title nl Dezelfde melder met dezelfde gebeurtenis telt één keer
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Hij duwde mij."
as noor
acknowledge "Wij hebben uw signaal."
at 2026-01-08 09:00
record pattern.looked-up
  field found several
  field signals 2
  field reporters no
  words "Twee keer dezelfde melder, over dezelfde dag."
expect weigh-pattern not-begun
