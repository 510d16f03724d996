title Reasons that no browser compared count only when a second reader read them beside earlier ones (protocols 1.6, G-MOTIEF)
title nl Redenen die geen browser vergeleek, tellen pas als een tweede lezer ze naast eerdere las
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Hij heeft mij vastgepakt."
as noor
acknowledge "Wij hebben uw signaal."
at 2026-01-12 09:00
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
  field severity serious
  field wish stop
  field choice inquiry
  field alternatives inquiry police
  field at_source inquiry
  field weighed_by panel
  field pattern yes
  field advice followed
  words "Drie mensen wogen: dit vraagt om een onderzoek."

# The browser of the second reader cannot open what there is to compare with. What that
# of the writer found does not stand in for it.
as bram
confirm-record dossier.weighed
  not-compared
refused-by G-MOTIEF-unread

# So the second reader reads, and says what was seen.
confirm-record dossier.weighed
  not-compared
  different "Ik las de drie wegingen van dit jaar. Geen daarvan gaat hierover."
expect recorded dossier.weighed 1
