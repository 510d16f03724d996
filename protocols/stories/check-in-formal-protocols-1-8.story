title After a formal report the program asks for two years how it goes (protocols 1.8, G-BENADELING)
title nl Na een formele melding vraagt het programma twee jaar lang hoe het gaat
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "De aannemer krijgt opdrachten zonder dat iemand anders mag bieden."
make-formal
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
record report.assessed
  of-signal
  by-two
  field admissible yes
  field wrongdoing possible
  field fit yes
  words "Eén aannemer, zonder aanbesteding."
as bram
confirm-record report.assessed
as noor
record dossier.reporter-told
  of-signal
  field what assessment
  field objects no
record dossier.external-routes-told
  of-signal
feedback "Het is gestopt."
close support-given "Het is gestopt."
expect contact-two-years due 2028-01-05

# Asleep for long, the program asks about the last contact that came, and no other.
asleep until 2026-04-06 09:00
expect check-in contact-three-months
expect contact-two-weeks late

at 2027-12-29 09:00
expect check-in contact-two-years
as reporter R1
it-goes well "Dank u."
  treated-worse
expect review-detriment due 2028-01-05
expect contact-two-years running
