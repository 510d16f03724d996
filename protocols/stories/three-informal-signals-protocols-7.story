title Three informal signals are weighed together by a panel, without a formal report (protocols 7, G-PATROON)
title nl Drie informele signalen worden samen door een panel gewogen, zonder formele melding
organisation veenhaven
protocols receive common

at 2025-06-02 09:00
as floor
chart
  place chef
  place noor
  place bram
as reporter R1
send employee nl
  answer what "Hij maakt grappen over hoe ik eruitzie."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.person-concerned-picked
  field person chef
as bram
confirm-record dossier.person-concerned-picked
expect weigh-pattern not-begun

# In another dossier, by somebody else, who is handled by the same people.
at 2025-10-06 09:00
as reporter R2
send employee nl
  answer what "Hij zegt steeds iets over mijn kleren."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.person-concerned-picked
  field person chef
as bram
confirm-record dossier.person-concerned-picked
expect weigh-pattern not-begun

# The third makes it so many that a panel weighs all three. The reporter hears nothing of
# the others.
at 2026-01-05 09:00
as reporter R3
send employee nl
  answer what "Hij keek mij na en maakte een grap."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.triaged
  field severity limited
  field office employee
record dossier.person-concerned-picked
  field person chef
as bram
confirm-record dossier.person-concerned-picked
expect recorded pattern.fired 1
expect weigh-pattern due 2026-01-19
expect weigh-pattern running
as noor

# One person is no panel, and one weighing does not end it.
at 2026-01-06 09:00
record dossier.weighed
  field wish support-only
  field choice support
  words "De melder wil alleen steun."
refused-by G-WEGING
record dossier.weighed
  by-two
  field wish stop
  field choice informal-talk
  field alternatives informal-talk inquiry
  field at_source inquiry
  field weighed_by two
  words "Een gesprek lijkt genoeg."
as bram
confirm-record dossier.weighed
expect weigh-pattern running

as bram
# Without three members, one of them from outside, it is no panel.
record dossier.weighed
  by-two
  field wish stop
  field choice preliminary-inquiry
  field alternatives informal-talk preliminary-inquiry
  field at_source preliminary-inquiry
  field weighed_by panel
  field pattern yes
  field advice followed
  words "Drie mensen, los van elkaar, hetzelfde gedrag."
refused-by G-WEGING-members
record dossier.assigned
  field task panel-member
  field person noor
  field declared yes
record dossier.assigned
  field task panel-member
  field declared yes
  field outside yes
# The same person twice is one member.
record dossier.assigned
  field task panel-member
  field person noor
  field declared yes
record dossier.weighed
  by-two
  field wish stop
  field choice preliminary-inquiry
  field alternatives informal-talk preliminary-inquiry
  field at_source preliminary-inquiry
  field weighed_by panel
  field pattern yes
  field advice followed
  words "Noor weegt dubbel."
refused-by G-WEGING-members
record dossier.assigned
  field task panel-member
  field person bram
  field declared yes
record dossier.weighed
  by-two
  field wish stop
  field choice preliminary-inquiry
  field alternatives informal-talk preliminary-inquiry
  field at_source preliminary-inquiry
  field weighed_by panel
  field pattern yes
  field advice followed
  words "Drie mensen, los van elkaar, hetzelfde gedrag."
as noor
confirm-record dossier.weighed
expect weigh-pattern not-begun
