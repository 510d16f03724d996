title A manager waits 30 hours: it is accepted, visible for good, and the manager is called (protocols 7, G-START, G-ALERT, story 4)
title nl Een leidinggevende wacht 30 uur: het wordt aangenomen, het blijft zichtbaar, en de leidinggevende wordt gebeld
organisation veenhaven
protocols receive common manager

at 2026-01-05 16:00
as hidde
enter R1 in-person employee nl
  answer what "Mijn collega maakt mij voor de hele afdeling belachelijk."
at 2026-01-05 16:30
expect told noor signal 1
expect told bram signal 1
expect acknowledge due 2026-01-12

at 2026-01-06 09:00
as noor
open
record dossier.triaged
  field severity moderate
  field office employee
  field wbk no
  field crime no
expect phone-head not-begun
record dossier.heard
  of-signal
  field function manager
  field heard_on 2026-01-04
  field hours 30
expect call-late-manager due 2026-01-07
at 2026-01-07 17:01
expect call-late-manager late
expect escalated call-late-manager 1 to bram
at 2026-01-08 09:00
record help.answered
  field called yes
expect call-late-manager met-late
acknowledge "Wij hebben uw signaal. Dit had eerder bij ons moeten zijn."

# It is observed once, for thirty days at most.
record dossier.weighed
  by-two
  field severity moderate
  field power_gap yes
  field repeated yes
  field reporters 1
  field can_work no
  field wish stop
  field safe_now yes
  field wbk no
  field crime no
  field alternatives observe corrective-talk
  field at_source corrective-talk
  field choice observe
  field weighed_by two
  field pattern no
  field advice none
  field motives yes
  field review_on 2026-03-05
  words "Wij kozen wat het gedrag zelf raakt."
refused-by G-VOLGEN
record dossier.weighed
  by-two
  field severity moderate
  field power_gap yes
  field repeated yes
  field reporters 1
  field can_work no
  field wish stop
  field safe_now yes
  field wbk no
  field crime no
  field alternatives observe corrective-talk
  field at_source corrective-talk
  field choice observe
  field weighed_by two
  field pattern no
  field advice none
  field motives yes
  field review_on 2026-02-05
  words "Wij kozen wat het gedrag zelf raakt."
as bram
open
confirm-record dossier.weighed
as noor
at 2026-02-05 09:00
record dossier.weighed
  by-two
  field severity moderate
  field power_gap yes
  field repeated yes
  field reporters 1
  field can_work no
  field wish stop
  field safe_now yes
  field wbk no
  field crime no
  field alternatives observe corrective-talk
  field at_source corrective-talk
  field choice observe
  field weighed_by two
  field pattern no
  field advice none
  field motives yes
  field review_on 2026-03-01
  words "Wij kozen wat het gedrag zelf raakt."
refused-by G-VOLGEN
record dossier.weighed
  by-two
  field severity moderate
  field power_gap yes
  field repeated yes
  field reporters 1
  field can_work no
  field wish stop
  field safe_now yes
  field wbk no
  field crime no
  field alternatives support corrective-talk
  field at_source corrective-talk
  field choice corrective-talk
  field weighed_by two
  field pattern no
  field advice none
  field motives yes
  field review_on 2026-03-01
  words "Wij kozen wat het gedrag zelf raakt."
as bram
open
confirm-record dossier.weighed
as noor
expect recorded dossier.weighed 2
expect hold-talk due 2026-02-19
