title An agreement is checked only once somebody knows whether it is kept; if not, a talk alone is no answer (protocols 0.6 and 1.8, G-GESPREK)
title nl Een afspraak is pas nagegaan als iemand weet of zij wordt gehouden; zo niet, dan is alleen een gesprek geen antwoord
organisation veenhaven
protocols receive common manager

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Hij deelt mijn fouten met het hele team."
at 2026-01-06 09:00
as noor
open
acknowledge "Wij hebben uw signaal."
record dossier.triaged
  field severity moderate
  field office employee
  field wbk no
  field crime no
record dossier.agreement-made
  field burden person-concerned
  field second_present yes
  field written yes
  field check_on 2026-02-03
  words "Hij bespreekt fouten alleen met wie ze maakte."
expect check-talk due 2026-04-06

at 2026-02-03 10:00
record dossier.follow-up-checked
  field of agreement
  field result unknown
  field check_on 2026-02-17
  words "De melder was op vakantie."
expect check-talk due 2026-04-06

at 2026-02-17 10:00
record dossier.follow-up-checked
  field of agreement
  field result failed
  words "Het is deze week weer gebeurd."
expect check-talk not-begun
record dossier.weighed
  by-two
  field severity moderate
  field wish stop
  field choice corrective-talk
  field alternatives support corrective-talk
  field at_source corrective-talk
  field weighed_by two
  field pattern no
  field advice none
  words "Nog een gesprek."
refused-by G-GESPREK
