title That it goes well is the contact, no answer is a task, and a reporter who wants to be asked no more is not (protocols 1.8, G-NAZORG)
title nl Gaat het goed, dan is dat het contact; geen antwoord is een taak; en wie niet meer wil worden gevraagd, wordt niet gevraagd
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Zij deelt mijn roddels."
as noor
acknowledge "Wij hebben uw signaal."
record care.offered
  field for reporter
  field contact_person yes
record dossier.result-checked
  field result stopped
  field enough yes
record pattern.looked-up
  field found none
feedback "Het is gestopt."
close support-given "Het is gestopt."

# After two weeks it goes well, and nobody need do anything.
at 2026-01-15 09:00
expect check-in contact-two-weeks
at 2026-01-16 20:15
as reporter R1
it-goes well
expect contact-two-weeks met
expect not-waiting
expect review-detriment not-begun
expect lift-burden not-begun
expect told noor message 0
expect stage conclude

# After a month there is no answer: the contact is late, and somebody else hears of it.
at 2026-01-29 09:00
expect check-in contact-one-month
at 2026-02-06 00:01
expect contact-one-month late
expect escalated contact-one-month 1 to bram
expect check-in contact-one-month
# Who answers later answers all the same.
at 2026-02-07 12:00
it-goes so-so
expect contact-one-month late
as noor
record care.contact-made
  field for reporter
  field moment one-month
  field reached yes
  field asked_to_avoid no
  field treated_worse no
  field stopped yes
expect contact-one-month met-late

# This one they skip.
at 2026-03-29 09:00
expect check-in contact-three-months
as reporter R1
skip-check-in
expect check-in-none
expect contact-three-months met
skip-check-in
refused signal.check-in-done

# No more of them: each contact falls away when it comes, and nobody calls.
at 2026-04-01 20:00
stop-check-ins
stop-check-ins
refused signal.check-ins-stopped-before
expect contact-six-months running
at 2026-06-28 09:00
expect check-in-none
expect contact-six-months met

# It can be taken back.
at 2026-07-01 20:00
resume-check-ins
resume-check-ins
refused signal.check-ins-on
at 2026-12-29 09:00
expect check-in contact-twelve-months
stop-check-ins
expect check-in-none
expect contact-twelve-months met
