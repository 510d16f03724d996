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

# The reporter lost the code, and tells the same once more; somebody else tells of another
# day. Two people agree that the first two are one incident.
at 2026-01-12 09:00
as floor
chart
  place ploegbaas
  place noor
  place bram
as noor
record dossier.person-concerned-picked
  field person ploegbaas
as bram
confirm-record dossier.person-concerned-picked
as reporter R2
send employee nl
  answer what "Ik was mijn code kwijt. Hij duwde mij."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.person-concerned-picked
  field person ploegbaas
as bram
confirm-record dossier.person-concerned-picked
as noor
link R1 follow-up
confirm-link R1
refused dossier.own-link
as bram
confirm-link R1
as reporter R3
send employee nl
  answer what "In de kantine trok hij mijn stoel weg."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.person-concerned-picked
  field person ploegbaas
as bram
confirm-record dossier.person-concerned-picked
expect recorded dossier.person-concerned-picked 1
expect weigh-pattern not-begun
