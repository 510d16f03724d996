title What is serious is weighed by a panel (protocols 1.9)
title nl Wat ernstig is wordt door een panel gewogen
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Hij heeft mij vastgepakt."
as noor
acknowledge "Wij hebben uw signaal."
expect offer-care due 2026-01-07
record dossier.triaged
  field severity serious
  field office employee
expect weigh-pattern due 2026-01-19
expect offer-care due 2026-01-06
record dossier.weighed
  by-two
  field wish stop
  field severity serious
  field choice inquiry
  field alternatives inquiry police
  field at_source inquiry
  field weighed_by two
  field pattern yes
  words "Er moet onderzoek komen."
refused-by G-WEGING-panel

# Calling it lighter afterwards wins no time.
at 2026-01-05 12:00
record dossier.triaged
  field severity limited
  field office employee
expect offer-care due 2026-01-06

# A panel weighs it once: what it weighed asks for no other weighing.
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
  field wish stop
  field severity serious
  field choice inquiry
  field alternatives inquiry police
  field at_source inquiry
  field weighed_by panel
  field pattern yes
  field advice followed
  words "Drie mensen wogen: er moet onderzoek komen."
as bram
confirm-record dossier.weighed
expect weigh-pattern not-begun
