title A reporter stops freely, tells it by telephone too, and the organisation decides not to go on by itself (protocols 1.8, G-INTREK)
title nl Een melder stopt uit vrije wil, en de organisatie besluit zelf niet verder te gaan
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Er werd een grap over mij gemaakt."
as noor
open
acknowledge "Wij hebben uw signaal."

at 2026-01-06 20:00
as reporter R1
withdraw none
expect check-withdrawal due 2026-01-13
expect own-motion due 2026-01-13
expect review-detriment not-begun

at 2026-01-07 09:00
as noor
record dossier.withdrawal-checked
  of-signal
  field free yes
  field by bureau
record dossier.own-motion-decided
  field go_on no
  field ground none
  field reporter_first yes
  field hard_to_trace yes
  words "Het was één keer, en het is uitgepraat."
as bram
open
confirm-record dossier.own-motion-decided
expect check-withdrawal not-begun
expect own-motion not-begun

# Somebody who calls instead of pressing the button is heard too.
at 2026-01-08 10:00
as reporter R2
send employee nl
  answer what "Hij roept naar mij."
as noor
open
acknowledge "Wij hebben uw signaal."
record dossier.withdrawn-by-reporter
  of-signal
  field how private-phone
expect check-withdrawal due 2026-01-15
