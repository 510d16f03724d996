title What was told on the telephone is read, corrected and approved (Wbk art. 2a)
title nl Wat aan de telefoon is verteld wordt gelezen, verbeterd en goedgekeurd (artikel 2a Wbk)
organisation veenhaven

at 2026-01-05 10:15
as bram
enter R1 phone employee nl
  choose role me
  answer what "Mijn teamleider zet mij steeds apart van de anderen."
  strike noor
expect account awaited
expect acknowledge due 2026-01-12
expect holders bram saar milan

at 2026-01-05 20:30
as reporter R1
open
approve
correct "Het is niet mijn teamleider, maar de planner."
expect account corrected
expect waiting
as bram
open
acknowledge "Wij hebben uw signaal, en uw verbetering ook."
as reporter R1
open
approve
expect account given
approve
refused signal.approved-before
correct "En het begon al in november."
expect account corrected

# Whoever enters a signal is not one who handles it.
at 2026-01-06 09:00
as saar
enter R2 in-person employee en
  answer what "People are being left out of the schedule."
  identity "Joris Kade" "rather by telephone"
  identity to bram
expect sees-nothing saar
expect knows-reporter bram
as reporter R2
ask-talk "Call me after six, in English please."
expect talk
expect talks bram 1
as bram
acknowledge "Thank you, we have it."
expect talk
expect talks bram 1
write "We will call you on Thursday at seven."
expect no-talk
expect talks bram 0

# Two people told of the same; noor may know nothing of the first.
link R1 together
expect linked R1
as noor
about R2
expect linked-none
as reporter R2
correct "I had the day wrong."
approve
expect account given
as reporter R1
open
