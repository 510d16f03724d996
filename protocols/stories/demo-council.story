title Demo: a council member, with a reporter whom one person knows
title nl Demo: een raadslid, met een melder die één persoon kent
organisation veenhaven
protocols common complaint formal-report inquiry manager office-holder receive

at three Mondays ago 19:30
as reporter R1
send council-member nl
  choose role me
  answer what "Een raadslid stuurt mij 's nachts berichten over hoe ik eruitzie. Ik werk voor de fractie en durf niet te zeggen dat hij moet ophouden, want hij beslist over mijn uren."
  answer when "Sinds de zomer, meestal na elf uur 's avonds."
  choose ongoing yes
  choose safe yes
  choose asked no
  choose hopes stop advice
  choose known-to handlers
  identity "Merel Waterkers" "Liever schrijven dan bellen."
  identity to yara

at +1 day 10:10
as yara
open
acknowledge "Wij hebben uw signaal. U doet niets verkeerd. Alleen ik kan zien wie u bent; mijn collega ziet dat niet."
write "Wilt u de berichten bewaren? U hoeft ze nog niet te sturen. En wilt u een keer praten met de vertrouwenspersoon van de raad?"
record dossier.triaged
  field severity moderate
  field office council-member
  field wbk no
  field crime no
record conflict.screened
  field all_recipients yes
  field result clear
record dossier.safety-checked
  field safe_now yes
  field others_in_danger no
  field done safety-plan
  words "De melder schrijft nu veilig te zijn."
record dossier.decided
  field decision director-free
  field option yes
  field decided_by bureau
  words "Wie leidt heeft geen belang en wist hier niet van."
record care.offered
  of-signal
  field for reporter
  field contact_person yes
  field offered talk confidential-adviser
  field answer accepted

at +1 day 09:30
record top.informed
  field functions mayor secretary council-clerk
  field way orally
  field name yes-office
  field reporter_kept yes
as meike
confirm-notice
as ruben
confirm-notice
as yara
record care.planned
  of-signal
  field for reporter
  field safety_plan yes
  field contacts two-weeks one-month
  field review_on +4 weeks
  words "Berichten alleen hier, overdag."

at +1 day 11:00
record measure.imposed
  field burden person-concerned
  field what official-route
  field requested_by nobody
  field with_source_measure itself
  field weight low
  field pay_loss no
  field task_loss no
  field interim yes
  field basis safety
  field hearing_offered yes
  field decided_by secretary
  field care_contact yes
  field starts_on today
  field review_on +2 weeks
  words "Vragen aan medewerkers van de fractie lopen via de griffier."
record advice.sought
  field of sipa
  words "Over hoe een gesprek met een raadslid zonder leidinggevende gaat."
at +2 hours
as reporter R1
open
reply "Ik bewaar ze. Praten wil ik nog niet."

at +1 day 09:00
as yara
write "Dat is goed. U bepaalt het tempo."

at +4 days 10:00
record dossier.decided
  field decision norm-breached
  field option yes
  field decided_by mayor
  words "De gedragscode van de raad noemt dit."
record dossier.decided
  field decision feasible-without-identity
  field option yes
  field decided_by bureau
  words "Het gedrag is te benoemen zonder een bericht te laten zien."
record dossier.assigned
  field task panel-member
  field person noor
  field declared yes
record dossier.assigned
  field task panel-member
  field person bram
  field declared yes
record dossier.assigned
  field task panel-member
  field declared yes
  field outside yes
record dossier.weighed
  by-two
  field severity moderate
  field power_gap yes
  field repeated yes
  field reporters 1
  field duration maanden
  field can_work yes
  field wish stop
  field safe_now yes
  field wbk no
  field crime no
  field alternatives informal-talk corrective-talk
  field at_source informal-talk corrective-talk
  field choice corrective-talk
  field weighed_by panel
  field pattern no
  field advice followed
  field motives yes
  field review_on +4 weeks
  words "Een raadslid heeft geen leidinggevende. De burgemeester stelt de norm, met de griffier erbij."
as bram
open
confirm-record dossier.weighed
as yara
record dossier.reporter-told
  of-signal
  field what choice
  field way mailbox
  field objects no
write "Drie mensen wogen wat u schreef. De burgemeester spreekt het raadslid aan op de norm, met de griffier erbij. U hoort het als het geweest is."

at +1 day 16:00
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
  field way both
  words "De burgemeester belde, en bevestigde het op papier. Niets wijst naar de melder."
expect weigh-office-holder met
expect talk-with-office-holder running
expect knows-reporter yara
expect not-waiting
