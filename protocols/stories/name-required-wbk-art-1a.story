title A court requires the name: the reporter hears it first, and the key holders give it (Wbk art. 1a, G-IDENT)
title nl Een rechter eist de naam: de melder hoort het eerst, en de sleutelbewaarders geven haar (Wbk art. 1a, G-IDENT)
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send alderman nl
  answer what "De wethouder gaf de opdracht aan zijn zwager."
  identity "Sanne Rietgors" "06 12345678"
as reporter R2
send alderman nl
  answer what "Ik zag het ook."

# Where there is no name nobody asks for one.
at 2026-01-06 09:00
as noor
propose-naming bram court-order "De rechter wil uw naam weten."
refused consent.nameless

# Two decide, and a third gets to know: two holders are too few.
about R1
expect knows-reporter-nobody
propose-naming noor court-order "De rechter wil uw naam weten."
refused naming.not-for-yourself
propose-naming saar court-order "De rechter wil uw naam weten."
refused dossier.not-eligible
add saar
propose-naming saar court-order "De rechter beval op 5 januari dat wij uw naam geven."
tell-naming
refused naming.second
ask-naming
refused naming.term-runs
as jet
ask-naming
refused dossier.not-found
as saar
tell-naming
refused naming.not-for-yourself
as bram
tell-naming
expect naming term
expect knows-reporter-nobody
as reporter R1
open
reply "Ik ga hiertegen in beroep."
as bram
open
ask-naming
refused naming.term-runs

# The term is ten working days: until the end of 20 January.
at 2026-01-20 16:00
ask-naming
refused naming.term-runs
at 2026-01-21 09:00
expect naming ready
ask-naming
expect naming asked
expect shares 0 of 2
as noor
give-share
refused dossier.not-found
as wies
give-share
as saar
join-shares
refused recovery.too-few-shares

# It stops as long as it was not given, and what was given is of no use any more.
as noor
end-naming
expect naming over
as roos
give-share
refused recovery.over
as saar
join-shares
refused recovery.over
expect knows-reporter-nobody

# The appeal failed: it begins anew, and nothing of before counts.
at 2026-03-02 09:00
as noor
propose-naming saar court-order "Het hof bevestigde het bevel."
as bram
tell-naming
at 2026-03-17 09:00
as noor
ask-naming
expect shares 0 of 2
as wies
give-share
as roos
give-share
as saar
join-shares
expect naming given
expect knows-reporter saar
open
as reporter R1
keep-from saar
refused naming.stays

# Telling the court itself is by two, the reporter knowing first.
as saar
record identity.revealed
  by-two
  of-signal
  field recipient other
  field ground court
  field reporter_first yes
  words "De rechtbank, zaak 26/123."
as noor
confirm-record identity.revealed
expect recorded identity.revealed 1
