title Whoever is given something to do says first that they have no interest; the reporter does not wait for it (protocols 1.10)
title nl Wie iets te doen krijgt, zegt eerst geen belang te hebben; de melder wacht daar niet op
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as floor
chart
  place zwembadchef
  place noor
as reporter R1
send employee nl
  answer what "De chef van het zwembad laat ons op zondag gratis werken."

# The reporter hears at once that it is here.
as noor
open
acknowledge "Wij hebben uw signaal."
record dossier.triaged
  field severity moderate
  field office employee
  undeclared
refused conflict.declare-first
no-interest
record dossier.triaged
  field severity moderate
  field office employee
  undeclared
expect recorded dossier.triaged 1

# A task is asked about anew, and so is it when it is known whom it is about.
record dossier.assigned
  field task case-director
  field person noor
  undeclared
record dossier.heard
  field function manager
  field heard_on 2026-01-02
  field hours 72
  undeclared
refused conflict.declare-first
no-interest
record dossier.person-concerned-picked
  field person zwembadchef
  undeclared
expect waits-for-second dossier.person-concerned-picked 1
as bram
confirm-record dossier.person-concerned-picked
as noor
record dossier.heard
  field function manager
  field heard_on 2026-01-02
  field hours 72
  undeclared
refused conflict.declare-first
write "Wij weten nu over wie het gaat."

# Now noor sees it: the chief is her neighbour. She says so, and is out.
record conflict.declared
  field person noor
  field conflict yes
  field ground friend
  words "Hij woont naast mij en past op mijn hond."
expect sees-nothing noor
expect sees bram

# Whoever comes instead is asked too.
as bram
add saar
as saar
record dossier.heard
  field function manager
  field heard_on 2026-01-02
  field hours 72
  undeclared
refused conflict.declare-first
