title Who the reporter is, is said only with consent for that recipient (protocols 7, G-IDENT)
title nl Wie de melder is wordt alleen met toestemming gezegd, en alleen aan wie de melder dat goed vond
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Hij vraagt steeds om geld."
  identity "Sanne Rietgors" "06 12345678"
as noor
acknowledge "Wij hebben uw signaal."
ask-to-tell bureau safety "Het bureau wil u beschermen."
as reporter R1
answer-consent yes
as noor
record identity.revealed
  field recipient manager
  field ground consent
  field purpose safety
  words "De leidinggevende wil het weten."
refused-by G-IDENT
record identity.revealed
  field recipient bureau
  field ground consent
  field purpose decision
  words "Er komt een besluit."
refused-by G-IDENT
record identity.revealed
  field recipient bureau
  field ground consent
  field purpose safety
  words "Het bureau regelt bescherming."
expect waits-for-second identity.revealed 1
expect recorded identity.revealed 0

# Taken back before a second person confirmed, it is not said.
as reporter R1
keep-from-function bureau
as bram
confirm-record identity.revealed
refused consent.not-there
as noor
ask-again-to-tell bureau safety "Er is nu meer aan de hand."
as reporter R1
answer-consent yes
as bram
confirm-record identity.revealed
expect recorded identity.revealed 1

# A court needs no consent, but the reporter knows first.
as noor
record identity.revealed
  field recipient other
  field ground court
  words "De officier van justitie."
refused-by G-IDENT
record identity.revealed
  field recipient other
  field ground court
  field reporter_first yes
  words "De officier van justitie."
expect knows-reporter-nobody
