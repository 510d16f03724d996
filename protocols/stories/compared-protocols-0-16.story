title A change at work is only recorded from a comparison to which the works council and the reporter agreed, for as long as the watch lasts (protocols 0.16, G-BENADELING)
title nl Een wijziging in het werk komt alleen uit een vergelijking waarmee de ondernemingsraad en de melder instemden, zolang de termijn loopt
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Zij deelt mijn roddels."
# As long as the works council did not agree there is nothing to agree to.
agree watch
refused consent.watch-off
as noor
watch-agreed 2026-01-02
as reporter R1
agree watch
refused consent.nameless
give-name "Sanne Rietgors" "06 12345678"
agree watch
as noor
acknowledge "Wij hebben uw signaal."
# Whoever may not know who the reporter is does not compare.
record hr.changed
  field what schedule
  field since 2026-02-01
refused consent.unwatched
as reporter R1
let-know noor safety
take-back watch
as noor
record hr.changed
  field what schedule
  field since 2026-02-01
refused consent.unwatched
as reporter R1
agree watch
as noor
record dossier.result-checked
  field result stopped
  field enough yes
record pattern.looked-up
  field found none
record care.offered
  field for reporter
  field contact_person yes
feedback "Het is gestopt."
close support-given "Het is gestopt."
expect stage conclude

# What forces a review does not lie in a closed file.
at 2026-03-02 09:00
record hr.changed
  field what schedule
  field since 2026-02-01
expect stage address
expect review-detriment due 2026-03-09

# The works council takes it back: at once nobody compares, whoever agreed.
as noor
watch-ended
record hr.changed
  field what pay
  field since 2026-03-01
refused consent.watch-off
watch-agreed 2026-03-02

# A year to the day; after a formal report two.
at 2027-01-05 09:00
record hr.changed
  field what transfer
  field since 2027-01-01
expect recorded hr.changed 2
at 2027-01-06 09:00
record hr.changed
  field what pay
  field since 2027-01-01
refused consent.unwatched
as reporter R1
make-formal
as noor
record hr.changed
  field what pay
  field since 2027-01-01
expect recorded hr.changed 3
