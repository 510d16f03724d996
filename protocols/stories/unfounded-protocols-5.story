title A formal report turns out unfounded, and is handled fairly to both (protocols 5, story 9)
title nl Een formele melding blijkt ongegrond, en wordt voor beide kanten netjes afgehandeld
organisation veenhaven
protocols receive common manager formal-report inquiry

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Ik denk dat er met aanbestedingen wordt geknoeid."
as noor
open
acknowledge "Wij hebben uw signaal."
as reporter R1
make-formal
as noor
expect feedback statutory
expect feedback due 2026-04-05
expect assess-report due 2026-01-26
expect preserve-evidence due 2026-01-08
expect assign-follow-up due 2026-01-06
record dossier.triaged
  field severity moderate
  field office employee
  field wbk possible
  field crime no
record dossier.assigned
  field task follow-up
  field person bram
  field declared yes
expect assign-follow-up met
record care.offered
  of-signal
  field for reporter
  field contact_person yes
  field offered talk confidential-adviser
  field answer accepted
record care.planned
  of-signal
  field for reporter
  field safety_plan yes
  field contacts two-weeks
  field review_on 2026-02-05
record detriment.assessed
  of-signal
  field risk middle
  field safety_plan yes
  field care_named yes
expect assess-detriment-risk met

at 2026-01-09 09:00
record evidence.preserved
  field what mail logs
  field narrow yes
  field dpo_consulted yes
expect preserve-evidence met-late
record report.assessed
  of-signal
  by-two
  field admissible yes
  field wrongdoing possible
  field fit yes
  words "Bij twijfel nemen wij aan dat het kan."
as bram
open
confirm-record report.assessed
as noor
expect assess-report met
record dossier.reporter-told
  of-signal
  field what assessment
  field way mailbox
  field objects no
expect tell-assessment met
record dossier.weighed
  by-two
  field severity moderate
  field power_gap yes
  field repeated yes
  field reporters 1
  field can_work no
  field wish stop
  field safe_now yes
  field wbk possible
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
at 2026-01-12 09:00
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
expect begin-follow-up met
record inquiry.planned
  field sent_before yes
  field reporter_first yes
record dossier.reporter-told
  of-signal
  field what person-concerned-next
  field way mailbox
  field objects no
record dossier.person-concerned-told
  field reporter_first yes
  field safety_plan yes
  field identity_kept yes
  field support_offered yes
  field no_contact_asked yes
  field way orally
at 2026-01-20 09:00
record inquiry.interview-held
  field with reporter
  field support_offered yes
  field own_place yes
  field told_again no
  field danger no
  field held_on 2026-01-20
record inquiry.account-checked
  field by reporter
  field result agreed
record inquiry.interview-held
  field with person-concerned
  field support_offered yes
  field own_place yes
  field told_again no
  field danger no
  field held_on 2026-01-20
record inquiry.account-checked
  field by person-concerned
  field result agreed
at 2026-01-26 09:00
record inquiry.draft-sent
  field to person-concerned
  field facts_only yes
  field identity_kept yes
  field working_days 10
  field react_until 2026-02-09
record inquiry.progress-told
  field ready_on 2026-03-01
at 2026-02-09 09:00
record inquiry.reaction-given
  field from person-concerned
  field kind reaction
record inquiry.reported
  field finding refuted
  field hearing_offered yes
  field reactions_answered yes
  field rests_on_unheard no
  field publication_version yes
  field sanction_advice no
  words "De feiten, en wat beiden ervan zeggen."
expect clear-name due 2026-03-09
expect take-standpoint due 2026-02-23
record inquiry.received
  field process_sound yes
  field findings_kept yes
record dossier.standpoint-taken
  by-two
  field wrongdoing no
  field measures yes
  field taken_by secretary
  words "Er was geen misstand. De uitleg over aanbesteden wordt beter."
as bram
open
confirm-record dossier.standpoint-taken
as noor
expect name-external-routes due 2026-02-16
feedback "Wat u dacht, is weerlegd. U hebt niets verkeerd gedaan door het te melden."
record dossier.outcome-told
  field to person-concerned
  field written yes
expect tell-outcome met
close inquiry-concluded "Het onderzoek is klaar."
refused-by G-MELDING
record dossier.external-routes-told
  of-signal
  field written yes
record dossier.rehabilitated
  field text_agreed no
  field told_all no
  words "Nog niet eens over de tekst."
expect clear-name running
at 2026-02-16 09:00
record dossier.rehabilitated
  field text_agreed yes
  field told_all yes
  words "Er is niets gebleken. Dit is aan allen verteld."
expect clear-name met
close inquiry-concluded "Het onderzoek is klaar, en de naam is gezuiverd."
expect stage conclude
expect look-back due 2026-03-30
expect contact-person-concerned due 2026-03-02
