title The reporter says who may know who they are, and takes it back (protocols 1.8, G-IDENT)
title nl De melder zegt wie mag weten wie hij of zij is, en trekt dat in
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send alderman nl
  answer what "De wethouder gaf de opdracht aan zijn zwager."
expect knows-reporter-nobody
as noor
ask-to-let-know bram inquiry "Bram wil u spreken."
refused consent.nameless
as reporter R1
let-know bram inquiry
refused consent.nameless
give-name "Sanne Rietgors" "06 12345678"
expect knows-reporter-nobody
give-name "Sanne Rietgors" "06 12345678"
refused signal.identified-before

# Unasked, and to nobody else than the one who is named.
let-know noor support
expect knows-reporter noor
let-know noor support
refused consent.given-before
let-know jet support
refused dossier.holders-changed
open
as noor
open

# Asked: no is enough, and the same is not asked again.
ask-to-let-know bram inquiry "Bram wil u spreken."
ask-to-let-know bram inquiry "Bram wil u nog steeds spreken."
refused consent.asked-open
as reporter R1
answer-consent no
expect knows-reporter noor
as noor
ask-to-let-know bram inquiry "Bram wil u spreken."
refused consent.asked-lately
ask-to-let-know bram measure "Er is een maatregel over uw werkplek."
as reporter R1
answer-consent yes
expect knows-reporter noor bram
as bram
open

at +4 weeks
as noor
ask-to-let-know bram inquiry "Bram wil u nu toch spreken."
as reporter R1
answer-consent no

# Taken back, the next request gets nothing.
keep-from bram
expect knows-reporter noor
keep-from bram
refused consent.none
as bram
open

# Whom the reporter chose can be taken back too, and given again.
as reporter R1
keep-from noor
expect knows-reporter-nobody
let-know noor safety
expect knows-reporter noor
as noor
open

# Other consents are yes or no, and name nobody.
ask-consent publication "De gemeente wil hierover schrijven."
as reporter R1
answer-consent yes
agree publication
refused consent.given-before
take-back publication
take-back publication
refused consent.none
