title After the end the program asks how it goes, and a reporter who is treated worse is believed until it is looked into (protocols 1.8, G-NAZORG and G-BENADELING)
title nl Na het einde vraagt het programma hoe het gaat, en als de melder slechter wordt behandeld, volgt een onderzoek buiten de lijn
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
expect contact-two-weeks due 2026-01-19
expect check-in-none

# Four days before the contact; nobody of staff need think of it.
at 2026-01-15 08:59
expect check-in-none
at 2026-01-15 09:00
expect check-in contact-two-weeks
expect told bram message 0

at 2026-01-16 20:15
as reporter R1
it-goes bad "Ik sta niet meer in het rooster, en moet thuis werken."
  kept-away
  treated-worse
expect check-in-none
expect conversation 3
expect waiting
expect review-detriment due 2026-01-23
expect lift-burden due 2026-01-20
# The contact is not made by this: somebody calls.
expect contact-two-weeks running
it-goes well
refused signal.check-in-done

at 2026-01-16 20:30
expect told bram message 1
expect told noor message 1

at 2026-01-19 10:00
as noor
record care.contact-made
  field for reporter
  field moment two-weeks
  field reached yes
  field asked_to_avoid yes
  field treated_worse yes
  field stopped yes
expect contact-two-weeks met
record measure.lifted
  field burden reporter
  field told yes
expect lift-burden not-begun
record detriment.reviewed
  field outside_line yes
  field proof no
  field rights_told yes
  field suspended yes
  field result related
  words "De werkgever kon niet aantonen dat het er los van staat."
expect review-detriment not-begun
