title After the end care goes on for a year, but for what the reporter does not want (protocols 7, G-NAZORG)
title nl Na het einde gaat de nazorg een jaar door, maar niet waar de melder die niet wil
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
  words "Contactpersoon genoemd."
record care.planned
  field for reporter
  field safety_plan yes
  words "Een vaste collega gaat mee."
record dossier.reporter-told
  field what person-concerned-next
record dossier.person-concerned-told
  field reporter_first yes
  field safety_plan yes
  field support_offered yes
record dossier.talk-held
  field kind informal
  field second_present yes
  field held_on 2026-01-08
  field check_on 2026-02-05
  words "Gesproken."
at 2026-02-05 09:00
record dossier.result-checked
  field result stopped
  field enough yes
feedback "Er is een gesprek geweest. Het gedrag is gestopt."
close resolved-informally "Het is gestopt."
expect contact-two-weeks due 2026-02-19
expect contact-one-month due 2026-03-05
expect contact-three-months due 2026-05-05
expect contact-six-months due 2026-08-05
expect contact-twelve-months due 2027-02-05
expect contact-person-concerned due 2026-02-19
record care.declined
  field for reporter
  field moments one-month
expect contact-one-month met
expect contact-three-months running
at 2026-02-19 09:00
record care.contact-made
  field for reporter
  field moment two-weeks
  field reached yes
  field asked_to_avoid no
  field treated_worse no
  field stopped yes
expect contact-two-weeks met
expect lift-burden not-begun
expect review-detriment not-begun
