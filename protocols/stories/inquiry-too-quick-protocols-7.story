title An inquiry does not begin without its terms, and establishes nothing that could not be answered (protocols 7, G-ONDERZOEKER, G-HOOR)
title nl Een onderzoek begint niet zonder opdracht, en stelt niets vast waarop niet geantwoord kon worden
organisation veenhaven
protocols receive common manager inquiry

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "In ons team worden twee mensen gepest."
as noor
open
acknowledge "Wij hebben uw signaal."
record dossier.triaged
  field severity moderate
  field office employee
  field wbk no
  field crime no

# Also who skips the weighing commissions nothing past this.
record inquiry.assigned
  field external yes
  field commissioned_by secretary
  field permit no
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
refused-by G-ONDERZOEKER
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
  field publication_version no
  field starts_on 2026-01-19
  field ready_on 2026-04-13
  words "Is er gepest in het team, tussen juni en december?"
refused-by G-ONDERZOEKER
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
expect assign-inquiry due 2026-01-19
record inquiry.assigned
  field external no
  field commissioned_by secretary
  field permit no
  field no_interest no
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
refused-by G-ONDERZOEKER
at 2026-01-12 09:00
record inquiry.assigned
  field external no
  field commissioned_by secretary
  field permit no
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
expect assign-inquiry met
expect finish-inquiry due 2026-04-06
expect plan-inquiry due 2026-01-19
record inquiry.planned
  field sent_before yes
  field reporter_first yes
at 2026-01-20 09:00
record inquiry.interview-held
  field with reporter
  field support_offered yes
  field own_place yes
  field told_again no
  field danger no
  field held_on 2026-01-20
expect check-accounts due 2026-01-27
record inquiry.interview-held
  field with person-concerned
  field support_offered yes
  field own_place yes
  field told_again no
  field danger no
  field held_on 2026-01-20
record inquiry.account-checked
  field by reporter
  field result agreed
expect check-accounts running
record inquiry.account-checked
  field by person-concerned
  field result agreed
expect tell-progress due 2026-01-26

# Four working days are not ten.
at 2026-01-21 09:00
record inquiry.draft-sent
  field to person-concerned
  field facts_only yes
  field identity_kept yes
  field working_days 4
  field react_until 2026-01-27
at 2026-01-27 09:00
record inquiry.reaction-given
  field from person-concerned
  field kind none
refused-by G-HOOR-time
record inquiry.reaction-given
  field from person-concerned
  field kind reaction
record inquiry.reported
  field finding established
  field hearing_offered yes
  field reactions_answered yes
  field rests_on_unheard no
  field publication_version yes
  field sanction_advice no
  words "De feiten, en wat beiden ervan zeggen."
refused-by G-HOOR
at 2026-01-28 09:00
record inquiry.draft-sent
  field to person-concerned
  field facts_only yes
  field identity_kept yes
  field working_days 10
  field react_until 2026-02-11
record inquiry.reported
  field finding established
  field hearing_offered yes
  field reactions_answered no
  field rests_on_unheard no
  field publication_version yes
  field sanction_advice no
  words "De feiten, en wat beiden ervan zeggen."
refused-by G-HOOR
record inquiry.reported
  field finding established
  field hearing_offered yes
  field reactions_answered yes
  field rests_on_unheard yes
  field publication_version yes
  field sanction_advice no
  words "De feiten, en wat beiden ervan zeggen."
refused-by G-HOOR
record inquiry.reported
  field finding undetermined
  field hearing_offered yes
  field reactions_answered yes
  field rests_on_unheard no
  field publication_version no
  field sanction_advice no
  words "De feiten, en wat beiden ervan zeggen."
refused-by G-ONDERZOEKER-report
record inquiry.reported
  field finding undetermined
  field hearing_offered yes
  field reactions_answered yes
  field rests_on_unheard no
  field publication_version yes
  field sanction_advice yes
  words "De feiten, en wat beiden ervan zeggen."
refused-by G-ONDERZOEKER-report
record inquiry.reported
  field finding undetermined
  field hearing_offered yes
  field reactions_answered yes
  field rests_on_unheard no
  field publication_version yes
  field sanction_advice no
  words "De feiten, en wat beiden ervan zeggen."
expect report-inquiry met
expect receive-report due 2026-02-04
expect clear-name not-begun
