title A witness and the person concerned have a code of their own: messages, an agreement, and how it goes (protocols 1.8, G-NAZORG)
title nl Een getuige en degene over wie het gaat hebben een eigen code: berichten, een afspraak, en hoe het gaat
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Zij roept door de afdeling."
as noor
acknowledge "Wij hebben uw signaal."
record care.offered
  field for reporter
  field contact_person yes
  words "Contactpersoon genoemd."
record care.planned
  field for reporter
  field safety_plan yes
  words "Een vaste collega gaat mee."
admit P1 as witness "De collega aan het bureau ernaast."
write-to P1 "Wilt u vertellen wat u hoorde?"

# A code tells the person concerned that there is something: they hear it in a talk
# first, and the reporter before that.
admit P2 as person-concerned "Om wie het gaat."
refused-by G-ZORG-code
as participant P1
expect reads 1
say "Ik hoorde het geroep twee keer."
as noor
record dossier.reporter-told
  field what person-concerned-next
record dossier.person-concerned-told
  field reporter_first yes
  field safety_plan yes
  field support_offered yes
admit P2 as person-concerned "Om wie het gaat."
record dossier.talk-held
  field kind informal
  field second_present yes
  field held_on 2026-01-05
  field check_on 2026-02-02
  words "Gesproken."
record dossier.agreement-made
  field burden person-concerned
  field second_present yes
  field check_on 2026-02-05
  words "Zij belt in een kamer met de deur dicht."
share-agreement P2 "U belt voortaan in een kamer met de deur dicht. Op 5 februari kijken wij hoe het gaat."
share-agreement P2 "Nog een keer."
refused participant.no-agreement
share-agreement P1 "Dit gaat de getuige niet aan."
refused participant.no-agreement

# Each reads what was written to them, and nothing else.
as participant P2
expect reads 1
answer-agreement yes "Zo is het afgesproken."
expect reads 2
as participant P1
expect reads 2

at 2026-02-05 09:00
as noor
record dossier.follow-up-checked
  field of agreement
  field result kept
  words "De afdeling zegt dat het stil is."
record dossier.result-checked
  field result stopped
  field enough yes
feedback "Er is een afspraak, en die wordt nageleefd."
close resolved-informally "Het is gestopt."
expect contact-witness due 2026-02-19
expect contact-person-concerned due 2026-02-19
expect contact-witness-three-months due 2026-05-05
expect contact-person-concerned-three-months due 2026-05-05

# Before the two weeks are over the program asks each of them.
at 2026-02-16 09:30
as participant P2
expect check-in contact-person-concerned
it-goes well
as noor
expect contact-person-concerned met
as participant P1
expect check-in contact-witness
it-goes so-so "Collega's kijken mij aan."
  kept-away
as noor
expect contact-witness running
expect lift-burden due 2026-02-18
expect contact-participant due 2026-02-23
record care.contact-made
  field for witness
  field moment two-weeks
  field reached yes
  field asked_to_avoid no
  field treated_worse no
  field stopped yes
expect contact-witness met
as participant P2
stop-check-ins
as noor
end-code P2
write-to P2 "Bent u er nog?"
refused participant.ended-before
as participant P2
say "Hallo?"
refused dossier.not-found
