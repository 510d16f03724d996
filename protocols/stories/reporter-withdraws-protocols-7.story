title A reporter withdraws under pressure: the dossier stays open, it is found out why, and the organisation decides (protocols 7, G-INTREK, story 6)
title nl Een melder trekt zich onder druk terug: het dossier blijft open, er wordt uitgezocht waarom, en de organisatie beslist
organisation veenhaven
protocols receive common manager

at 2026-01-05 09:00
as reporter R1
send manager nl
  answer what "Mijn leidinggevende geeft mij elke week de schuld van alles."
at 2026-01-06 09:00
as noor
open
acknowledge "Wij hebben uw signaal."
record dossier.heard
  of-signal
  field function manager
  field heard_on 2026-01-05
  field hours 2
expect call-late-manager not-begun
record dossier.triaged
  field severity moderate
  field office manager
  field wbk no
  field crime no
record care.offered
  of-signal
  field for reporter
  field contact_person yes
  field offered talk confidential-adviser
  field answer accepted

at 2026-01-14 09:00
as reporter R1
withdraw unsaid "Ik wil hier niet mee verder. Laat het maar."
as noor
open
expect check-withdrawal due 2026-01-21
expect own-motion due 2026-01-21
feedback "U stopt. Wij kijken nog wat wij zelf doen."
close no-follow-up "De melder wil niet meer."
refused-by G-NIETSTIL

at 2026-01-15 09:00
record dossier.withdrawal-checked
  of-signal
  field free no
  field by care-coordinator
  words "De leidinggevende vroeg in het team wie had geklikt."
expect check-withdrawal not-begun

# Against the wish of the reporter nothing is done that safety or more signals do not ask for.
record dossier.weighed
  by-two
  field severity moderate
  field power_gap yes
  field repeated yes
  field reporters 1
  field can_work no
  field wish nothing
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
  field review_on 2026-02-10
  words "Wij kozen wat het gedrag zelf raakt."
as bram
open
confirm-record dossier.weighed
as noor
expect against-wish due 2026-01-22
record dossier.decided
  field decision against-wish
  field option yes
  field decided_by secretary
  words "Wij willen het gesprek."
refused-by G-WENS
record pattern.looked-up
  field found several
  field signals 3
  field reporters yes
record dossier.decided
  field decision against-wish
  field option yes
  field decided_by secretary
  words "Het gaat om drie mensen; de melder weet het."
expect recorded dossier.decided 1
record dossier.own-motion-decided
  field go_on yes
  field ground pattern
  field reporter_first yes
  field hard_to_trace yes
  words "Er zijn drie signalen. Wij beschermen wie ze gaf."
as bram
open
confirm-record dossier.own-motion-decided
as noor
expect own-motion not-begun
expect weigh-pattern due 2026-01-29
