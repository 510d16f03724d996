title Two formal reports about the same are joined once their reporters know, and what is no wrongdoing stays a signal (Wbk art. 2, protocols 4)
title nl Twee formele meldingen over hetzelfde komen samen als de melders dat weten, en wat geen misstand is blijft een signaal (artikel 2 Wbk)
organisation veenhaven
protocols receive common manager formal-report

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Facturen worden dubbel betaald."
as reporter R2
send employee nl
  answer what "Dezelfde rekening komt twee keer."
at 2026-01-06 09:00
as noor
about R2
open
acknowledge "Wij hebben uw signaal."
about R1
open
acknowledge "Wij hebben uw signaal."
as reporter R1
make-formal
as noor
record care.offered
  of-signal
  field for reporter
  field contact_person yes
  field offered talk confidential-adviser
  field answer accepted
link R2 together
expect merge due 2026-01-20
record dossier.decided
  field decision merge
  field option yes
  field decided_by bureau
  words "Het gaat om dezelfde rekeningen."
refused-by G-SAMEN
write "Er is nog een melding over hetzelfde. Mogen wij ze samen behandelen?"
record dossier.decided
  field decision merge
  field option yes
  field decided_by bureau
  words "Het gaat om dezelfde rekeningen, en beiden weten het."
expect merge met
# Each keeps their own terms.
about R2
expect feedback default
about R1
expect feedback statutory

at 2026-01-09 09:00
about R2
record care.offered
  of-signal
  field for reporter
  field contact_person yes
  field offered talk confidential-adviser
  field answer accepted
feedback "Wij behandelen uw signaal samen met een ander."
about R1
record dossier.weighed
  by-two
  field severity moderate
  field power_gap yes
  field repeated yes
  field reporters 1
  field can_work no
  field wish stop
  field safe_now yes
  field wbk no
  field crime no
  field alternatives no-follow-up inquiry
  field at_source inquiry
  field choice no-follow-up
  field weighed_by two
  field pattern no
  field advice none
  field motives yes
  field review_on 2026-03-05
  words "Wij kozen wat het gedrag zelf raakt."
as bram
open
confirm-record dossier.weighed
as noor
record dossier.reporter-told
  of-signal
  field what choice
  field way mailbox
  field objects no

at 2026-01-12 09:00
record report.assessed
  of-signal
  by-two
  field admissible yes
  field wrongdoing no
  field fit yes
  words "Eén fout in de administratie, die al is hersteld."
as bram
open
confirm-record report.assessed
as noor
record dossier.reporter-told
  of-signal
  field what assessment
  field way mailbox
  field objects no
feedback "Het is geen misstand. Wij kijken wat er wel moet gebeuren."
close no-follow-up "Geen misstand."
refused-by G-MELDING
record dossier.external-routes-told
  of-signal
  field written yes
close no-follow-up "Geen misstand."
refused-by G-MELDING-no-wrongdoing
