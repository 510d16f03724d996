title What is written about care lies apart: two care coordinators read it, and who only handles does not (protocols 1.4)
title nl Wat over zorg wordt opgeschreven ligt apart: twee nazorgcoördinatoren lezen het, en wie alleen behandelt niet
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Zij schreeuwt tegen mij."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.assigned
  field task care-coordinator
  field person noor
  field declared yes
record dossier.assigned
  field task care-coordinator
  field person bram
  field declared yes
add saar
record care.offered
  of-signal
  field for reporter
  field contact_person yes
  words "Zij slaapt slecht, en wil niet alleen naar huis."
record care.planned
  of-signal
  field for reporter
  field safety_plan yes
  words "Een collega loopt mee naar de auto."
as bram
open
as saar
open
record care.contact-made
  field for reporter
  field moment two-weeks
  field reached yes
  field asked_to_avoid no
  field treated_worse no
  field stopped unknown
  words "Ik belde haar."
refused dossier.no-compartment
record dossier.safety-checked
  field safe_now yes
  field others_in_danger no
  words "Zij is veilig."
as noor
open
