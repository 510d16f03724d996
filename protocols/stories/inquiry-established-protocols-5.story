title Something is established once the person concerned had ten working days, whether or not they used them (protocols 5, G-HOOR)
title nl Iets staat vast als degene over wie het gaat tien werkdagen had om te antwoorden, ook als die ze niet gebruikte
organisation veenhaven
protocols receive common manager inquiry

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Mijn collega zet mij steeds weg bij het overleg."
as noor
open
acknowledge "Wij hebben uw signaal."
record dossier.triaged
  field severity moderate
  field office employee
  field wbk no
  field crime no
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
  field alternatives support inquiry
  field at_source inquiry
  field choice inquiry
  field weighed_by two
  field pattern no
  field advice none
  field motives yes
  field review_on 2026-02-05
  words "Wij kozen wat het gedrag zelf raakt."
as bram
open
confirm-record dossier.weighed
as noor
record inquiry.assigned
  field external yes
  field commissioned_by secretary
  field permit yes
  field no_interest yes
  field question yes
  field norm yes
  field period yes
  field not_lighter yes
  field methods yes
  field reporting_line yes
  field privacy_terms yes
  field support yes
  field publication_version yes
  field starts_on 2026-01-19
  field ready_on 2026-04-13
  words "Is er gepest in het team, tussen juni en december?"
at 2026-01-06 09:00
record inquiry.planned
  field sent_before yes
  field reporter_first yes
record inquiry.interview-held
  field with reporter
  field support_offered yes
  field own_place yes
  field told_again no
  field danger no
  field held_on 2026-01-06
record inquiry.account-checked
  field by reporter
  field result agreed
record inquiry.interview-held
  field with person-concerned
  field support_offered yes
  field own_place yes
  field told_again no
  field danger no
  field held_on 2026-01-08
record inquiry.account-checked
  field by person-concerned
  field result agreed
record inquiry.draft-sent
  field to person-concerned
  field facts_only yes
  field identity_kept yes
  field working_days 10
  field react_until 2026-01-20
expect receive-reaction due 2026-01-27
# The tenth working day.
at 2026-01-19 18:00
record inquiry.reaction-given
  field from person-concerned
  field kind none
refused-by G-HOOR-time
at 2026-01-20 18:00
record inquiry.reaction-given
  field from person-concerned
  field kind none
expect receive-reaction met
record inquiry.reported
  field finding established
  field hearing_offered yes
  field reactions_answered yes
  field rests_on_unheard no
  field publication_version yes
  field sanction_advice no
  words "De feiten, en wat beiden ervan zeggen."
expect report-inquiry met
expect finish-inquiry met
expect clear-name not-begun
