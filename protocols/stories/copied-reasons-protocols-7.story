title Reasons that repeat those of another dossier count only with a second reader’s reason (protocols 7, G-MOTIEF)
title nl Redenen die lijken op die van een ander dossier, tellen alleen als een tweede lezer zegt waarom
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
as bram
confirm-record dossier.weighed

# A week later the same words, in another dossier. The browser of the second reader
# compares them too, and says so.
at 2026-01-19 09:00
as reporter R2
send employee nl
  answer what "Hij stuurt mij steeds berichten."
as noor
acknowledge "Wij hebben uw signaal."
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
  alike
  field severity serious
  field wish stop
  field choice inquiry
  field alternatives inquiry police
  field at_source inquiry
  field weighed_by panel
  field pattern yes
  field advice followed
  words "Drie mensen wogen: dit vraagt om een onderzoek."
expect waits-for-second dossier.weighed 1
as bram
confirm-record dossier.weighed
refused-by G-MOTIEF-copied

# The second reader says why, and it counts.
confirm-record dossier.weighed
  different "Hetzelfde panel woog een ander geval. Hier gaat het om berichten, en er is bewijs."
expect recorded dossier.weighed 1

# Of what is not serious no likeness is kept.
at 2026-01-26 09:00
as reporter R3
send employee nl
  answer what "Hij zucht als ik iets zeg."
as noor
acknowledge "Wij hebben uw signaal."
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
  alike
  field severity limited
  field wish stop
  field choice informal-talk
  field alternatives informal-talk corrective-talk
  field at_source corrective-talk
  field weighed_by two
  words "Wij praten erover."
refused record.not-compared

# What the browser of the writer took for the same, that of the second reader decides.
at 2026-01-27 09:00
record dossier.weighed
  by-two
  alike
  field severity serious
  field wish stop
  field choice inquiry
  field alternatives inquiry police
  field at_source inquiry
  field weighed_by panel
  field pattern yes
  field advice followed
  words "Drie mensen wogen: het is toch ernstig."
as bram
confirm-record dossier.weighed
  not-alike
expect recorded dossier.weighed 1
