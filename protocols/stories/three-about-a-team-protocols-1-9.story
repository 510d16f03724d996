title Three signals about a team do not make a panel weigh: one was taken back, and of one it is known who (protocols 1.9, G-PATROON)
title nl Drie signalen over een team maken nog geen weging: één was een vergissing, en van één is bekend over wie
organisation veenhaven
protocols receive common

at 2026-01-12 09:00
as floor
chart
  place directeur
  place havenchef under directeur
  place sjouwer under havenchef
  place kraanvrouw under havenchef
  place noor
  place bram
as reporter R1
send employee nl
  answer what "Op de werf wordt de hele dag geschreeuwd."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.team-concerned-picked
  field manager havenchef
as bram
confirm-record dossier.team-concerned-picked

at 2026-02-16 09:00
as reporter R2
send employee nl
  answer what "Er hangt een kalender waar ik niet naar wil kijken."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.team-concerned-picked
  field manager havenchef
as bram
confirm-record dossier.team-concerned-picked

# This one was of another wharf, as turned out. One alone cannot take it back.
at 2026-03-16 09:00
as reporter R3
send employee nl
  answer what "Bij ons krijgen nieuwe mensen een bijnaam die kwetst."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.team-concerned-picked
  field manager havenchef
as bram
confirm-record dossier.team-concerned-picked
record dossier.team-concerned-taken-back
  field manager havenchef
  words "Het gaat over de werf van een ander bedrijf."
expect waits-for-second dossier.team-concerned-taken-back 1
as noor
confirm-record dossier.team-concerned-taken-back

# Of the next the reporter says later who it is. From then on it counts for that person
# alone, and not for the team as well.
at 2026-04-13 09:00
as reporter R4
send employee nl
  answer what "Iemand op de werf noemt mij elke dag anders."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.team-concerned-picked
  field manager havenchef
as bram
confirm-record dossier.team-concerned-picked
expect recorded pattern.fired 0
record dossier.person-concerned-picked
  field person sjouwer
as noor
confirm-record dossier.person-concerned-picked

# So there are three about the team, and that is not enough.
at 2026-05-11 09:00
as reporter R5
send employee nl
  answer what "Wie klaagt op de werf, krijgt het vuile werk."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.team-concerned-picked
  field manager havenchef
as bram
confirm-record dossier.team-concerned-picked
expect recorded pattern.fired 0
expect weigh-pattern not-begun
