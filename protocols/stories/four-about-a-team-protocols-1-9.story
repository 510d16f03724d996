title Four light signals in a year about a team, person unknown, make a panel weigh how things go there (protocols 1.9, G-PATROON)
title nl Vier kleine signalen in een jaar over een team, zonder dat iemand weet over wie, en een panel weegt hoe het daar gaat
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
  place jet under havenchef
as reporter R1
send employee nl
  answer what "Op de werf wordt de hele dag geschreeuwd."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.team-concerned-picked
  field manager havenchef
expect waits-for-second dossier.team-concerned-picked 1
as bram
confirm-record dossier.team-concerned-picked
expect recorded dossier.team-concerned-picked 1

# Whoever leads the team, works in it or stands above it knows nothing of it; jet, who
# handles signals, works there.
expect sees noor bram
expect sees-nothing jet
expect weigh-pattern not-begun

# Each time another reporter, who does not want to say who it was.
at 2026-03-16 09:00
as reporter R2
send employee nl
  answer what "Er hangt een kalender waar ik niet naar wil kijken. Van wie die is, zeg ik niet."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.team-concerned-picked
  field manager havenchef
as bram
confirm-record dossier.team-concerned-picked
expect weigh-pattern not-begun

at 2026-06-08 09:00
as reporter R3
send employee nl
  answer what "Nieuwe mensen krijgen een bijnaam die kwetst."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.team-concerned-picked
  field manager havenchef
as bram
confirm-record dossier.team-concerned-picked
expect weigh-pattern not-begun

# The fourth within a year is enough. A panel weighs; of nobody of the team is anything said.
at 2026-10-05 09:00
as reporter R4
send employee nl
  answer what "Wie klaagt op de werf, krijgt het vuile werk."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.triaged
  field severity limited
  field office employee
record dossier.team-concerned-picked
  field manager havenchef
as bram
confirm-record dossier.team-concerned-picked
expect recorded pattern.fired 1
expect weigh-pattern due 2026-10-19
expect weigh-pattern running
expect sees noor bram
expect sees-nothing jet

# Nothing is held against who leads the team: the first signal about the manager as a
# person is the first.
at 2026-10-06 09:00
as reporter R5
send employee nl
  answer what "De chef van de haven vloekte tegen mij."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.person-concerned-picked
  field person havenchef
as bram
confirm-record dossier.person-concerned-picked
expect recorded pattern.fired 0
expect weigh-pattern not-begun

# The panel weighs the culture, and says what is done about that.
as reporter R4
at 2026-10-07 09:00
as noor
record dossier.assigned
  field task panel-member
  field person noor
  field declared yes
record dossier.assigned
  field task panel-member
  field person bram
  field declared yes
record dossier.assigned
  field task panel-member
  field declared yes
  field outside yes
record dossier.weighed
  by-two
  field wish stop
  field choice team-inquiry
  field alternatives team-inquiry preliminary-inquiry
  field at_source team-inquiry
  field weighed_by panel
  field pattern yes
  field advice followed
  words "Vier signalen over hoe men op de werf met elkaar omgaat. Eerst een onderzoek naar de cultuur in het team."
as bram
confirm-record dossier.weighed
expect weigh-pattern not-begun
