title Demo: the key of a dossier came back with the shares of two key holders
title nl Demo: de sleutel van een dossier kwam terug met de delen van twee sleutelbewaarders
organisation veenhaven
protocols common complaint formal-report inquiry manager office-holder receive

at three Mondays ago 21:10
as reporter R1
send committee-member nl
  choose role me
  answer what "In de commissie word ik steeds onderbroken met opmerkingen over mijn accent. De voorzitter lacht mee."
  answer when "In de laatste vier vergaderingen."
  answer where "In de raadzaal, met publiek erbij."
  choose ongoing yes
  choose safe yes
  choose asked no
  choose hopes stop talk
  choose known-to nobody

at +1 day 09:15
as koos
open
acknowledge "Dank u wel. Wij hebben uw signaal gelezen en nemen het serieus."
note "Beelden van de vergaderingen zijn openbaar; samen met Yara bekijken."
record dossier.triaged
  field severity moderate
  field office committee-member
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

at +1 day 10:00
record top.informed
  field functions mayor secretary council-clerk
  field way orally
  field name yes-office
  field reporter_kept yes
as meike
confirm-notice
as ruben
confirm-notice
as koos
record care.planned
  of-signal
  field for reporter
  field safety_plan yes
  field contacts two-weeks one-month
  field review_on +4 weeks
  words "Na een vergadering belt iemand van de griffie."

at +1 day 10:00
record measure.imposed
  field burden person-concerned
  field what other-chair
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
  words "De plaatsvervangend voorzitter leidt de commissie."
record advice.sought
  field of sipa

at two Mondays ago 19:20
as reporter R2
send committee-member nl
  choose role saw
  answer what "Een lid van de commissie deelt in de groepsapp stukken die geheim zijn. Er stonden namen in van mensen die een uitkering kregen."
  answer when "Na elke besloten vergadering."
  choose ongoing yes
  choose safe yes
  choose asked no
  choose hopes stop
  choose known-to nobody

at +1 day 10:05
as koos
open
acknowledge "Wij hebben uw signaal gelezen. Yara en ik kijken samen wat er nodig is."
note "De stukken van de laatste drie vergaderingen opgevraagd bij de griffie."
record dossier.triaged
  field severity moderate
  field office committee-member
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

at +2 hours
about R1
record dossier.decided
  field decision norm-breached
  field option yes
  field decided_by mayor
  words "De gedragscode vraagt respect in vergaderingen."
record dossier.decided
  field decision feasible-without-identity
  field option yes
  field decided_by bureau
  words "De beelden zijn openbaar."
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
  words "De beelden laten het zien. De burgemeester stelt de norm, met de griffier erbij."
as yara
open
confirm-record dossier.weighed
as koos
record dossier.reporter-told
  of-signal
  field what choice
  field way mailbox
  field objects no
write "Drie mensen wogen wat u schreef en keken naar de beelden. De burgemeester spreekt degene over wie het gaat aan, met de griffier erbij."
about R2

at +1 day 10:00
record top.informed
  field functions mayor secretary council-clerk
  field way orally
  field name yes-office
  field reporter_kept yes
as meike
confirm-notice
as ruben
confirm-notice
as koos

about R1
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
  words "De burgemeester belde, en bevestigde het op papier."
about R2

at +1 day 10:00
record care.planned
  of-signal
  field for reporter
  field safety_plan yes
  field contacts two-weeks one-month
  field review_on +4 weeks
  words "Schrijven alleen hier."
record measure.none-needed
  field review_on +2 weeks
  words "De griffie deelt geheime stukken deze weken alleen op papier."
record advice.sought
  field of sipa
expect holders yara koos

at 3 days ago 17:00
as koos
leave
expect holders yara
expect sees-nothing koos
expect short yara 2

# Yara is away for a while. The one dossier comes back; the other waits for her,
# or for whoever tries the demo.
at 2 days ago 09:00
about R1
as jet
ask-recovery saar holder-absent
expect shares 0 of 2
at 2 days ago 16:30
as wies
give-share
at yesterday 09:40
as roos
give-share
as saar
join-shares
open
note "Ik neem waar zolang Yara er niet is."
write "Ik ben Saar, van het meldpunt buiten de gemeente. Mijn collega is er even niet. Ik lees met u mee en ga verder waar zij was."
expect holders yara saar
expect sees-nothing koos jet wies roos
as reporter R1
open
expect recovered saar
expect short yara 1
expect short saar 0
