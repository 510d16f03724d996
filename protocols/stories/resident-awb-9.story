title A resident met the person concerned through a request for help: it becomes a complaint only with consent, and the law's terms run from its receipt (Awb ch. 9, protocols 0.9, story 3)
title nl Een inwoner ontmoette degene over wie het gaat door een hulpvraag: het wordt alleen met toestemming een klacht, en de wettelijke termijnen lopen vanaf de ontvangst (Awb hoofdstuk 9)
organisation veenhaven
protocols receive common manager complaint

at 2026-01-05 09:00
as reporter R1
send employee nl
  choose role me
  answer what "Ik vroeg hulp bij het loket, en die medewerker bleef mij daarna appen."
as noor
open
acknowledge "Wij hebben uw signaal."
record dossier.triaged
  field severity moderate
  field office employee
  field wbk no
  field crime no
record care.offered
  of-signal
  field for reporter
  field contact_person yes
  field offered talk confidential-adviser
  field answer accepted
# Nothing is a complaint without consent; nobody is sent a copy unasked.
record complaint.copy-sent
  of-signal
  field sent_on 2026-01-05
refused-by G-KLACHT
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
  field alternatives support complaint-procedure
  field at_source complaint-procedure
  field choice complaint-procedure
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
expect ask-for-complaint due 2026-01-12

at 2026-01-12 09:00
record complaint.consented
  of-signal
  field copy_explained yes
  field consent yes
  field signed yes
  field committee no
  field resident yes
  field received_on 2026-01-07
expect ask-for-complaint met
expect decide-complaint statutory
expect decide-complaint started 2026-01-07
expect decide-complaint due 2026-02-18
expect decide-complaint-with-committee not-begun
expect take-up-complaint due 2026-02-04
record complaint.copy-sent
  of-signal
  field sent_on 2026-01-12
expect take-up-complaint met
expect send-copy met
record complaint.heard
  of-signal
  field who reporter
  field how heard
  field record yes
record complaint.decided
  of-signal
  field outcome founded
  field letter yes
  field ombudsman yes
  words "Te snel."
refused protocol.not-yet

# The law allows four weeks more, once, if both know it in writing.
at 2026-02-11 09:00
record term.extended
  of-signal
  field step decide-complaint
  field reason statute
  field reporter_told yes
  words "De medewerker was ziek."
refused-by G-KLOK-complaint
record complaint.extended
  of-signal
  field both_told yes
  field agreed no
  field until 2026-03-18
record term.extended
  of-signal
  field step decide-complaint
  field reason statute
  field reporter_told yes
  words "De medewerker was ziek."
as bram
open
confirm-record term.extended
as noor
expect decide-complaint due 2026-03-18
record complaint.heard
  of-signal
  field who person-concerned
  field how heard
  field record yes
record complaint.decided
  of-signal
  field outcome founded
  field letter no
  field ombudsman yes
  words "Gegrond."
refused-by G-KLACHT-letter
record complaint.decided
  of-signal
  field outcome founded
  field letter yes
  field ombudsman yes
  words "Gegrond: na de hulpvraag hoorde er geen contact meer te zijn."
expect decide-complaint met
feedback "Uw klacht is gegrond. In de brief leest u waarom, en hoe u naar de ombudsman kunt."
