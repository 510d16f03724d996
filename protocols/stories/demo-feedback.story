title Demo: resolved, and care goes on
title nl Demo: opgelost, en de nazorg gaat door
organisation veenhaven
protocols common complaint formal-report inquiry manager office-holder receive

at 17 Mondays ago 12:05
as reporter R1
send employee nl
  choose role me
  answer what "Twee collega's van de balie laten mij bij elke pauze alleen zitten. In de groepsapp sturen zij plaatjes van mij door. Ik meldde mij er al twee keer voor ziek."
  answer where "Aan de balie en in de groepsapp van het team."
  choose ongoing yes
  choose safe yes
  told "de teamleider" "in het voorjaar" "Hij zei dat ik het van mij af moest zetten."
  choose hopes stop support
  choose known-to nobody

at +3 hours
as bram
open
acknowledge "Wij hebben uw signaal. Wat u vertelt is niet iets om van u af te zetten. Wij zoeken uit hoe wij dit kunnen laten stoppen zonder dat het op u neerkomt."
record dossier.triaged
  field severity moderate
  field office employee
  field wbk no
  field crime no
record dossier.assigned
  field task case-director
  field person bram
  field declared yes
record conflict.screened
  field all_recipients yes
  field result clear
record pattern.looked-up
  field found none
  field signals 1
  field reporters no
record dossier.decided
  field decision safe-now
  field option yes
  field decided_by bureau
  words "De melder schrijft zelf nu veilig te zijn."
record care.offered
  of-signal
  field for reporter
  field contact_person yes
  field offered talk confidential-adviser
  field answer accepted

at +1 day 10:00
record top.informed
  field functions mayor secretary
  field way orally
  field name no
  field reporter_kept yes
as meike
confirm-notice
as ruben
confirm-notice
as bram
record care.planned
  of-signal
  field for reporter
  field safety_plan yes
  field contacts two-weeks one-month
  field review_on +4 weeks
  words "De bedrijfsarts weet ervan, als de melder dat wil."

at +2 days 10:00
as bram
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
  field alternatives informal-talk corrective-talk group-talk
  field at_source informal-talk corrective-talk group-talk
  field choice corrective-talk
  field weighed_by two
  field pattern no
  field advice none
  field motives yes
  field review_on +4 weeks
  words "Een collega die dit vaker doet hoort de norm. Het team hoort de afspraak over de groepsapp."
as noor
open
confirm-record dossier.weighed
as bram
record measure.none-needed
  field review_on +2 weeks
  words "De melder wil op de eigen plek blijven, en dat blijft zo."
record dossier.reporter-told
  of-signal
  field what choice
  field way mailbox
  field objects no
write "Vindt u het goed als de teamleider met het hele team praat over de groepsapp, zonder een naam te noemen?"
at +1 day 17:50
as reporter R1
open
reply "Ja, als het maar over het hele team gaat."

at +3 days 10:00
as bram
open
record dossier.person-concerned-told
  field reporter_first yes
  field safety_plan yes
  field identity_kept yes
  field support_offered yes
  field no_contact_asked yes
  field way orally
  words "De twee collega’s kennen de norm en weten dat zij niets terug mogen doen."
at +2 days 14:00
record dossier.talk-held
  field kind corrective
  field second_present yes
  field norm_named yes
  field held_on today
  field check_on +4 weeks
  words "Met de teamleider en iemand van buiten het team erbij. De groepsapp is weg."
record dossier.agreement-made
  field about behaviour
  field burden person-concerned
  field second_present yes
  field written yes
  field check_on +4 weeks
  words "Geen plaatjes meer, en geen aparte groepsapp."
admit P1 as person-concerned "De ene van de twee collega’s van de balie, via de teamleider te bereiken."
write-to P1 "In het gesprek spraken wij af dat u hier kunt nalezen wat er is afgesproken. U kunt hier ook vragen stellen."
share-agreement P1 "U stuurt geen plaatjes meer van collega’s, en er komt geen aparte groepsapp. Wij kijken er over vier weken samen naar."
admit P2 as witness "De collega van de avonddienst, die de plaatjes zag."
write-to P2 "Dank dat u wilde vertellen wat u zag. Klopt wat wij opschreven: twee keer een plaatje, in mei?"
at +1 day 08:20
as participant P1
open
answer-agreement yes "Zo is het afgesproken. Ik heb de groepsapp verwijderd."
at +1 hour
as participant P2
open
say "Ja, dat klopt. Een van de twee keer was op een zondag."

at +1 hour
as bram
write-to P1 "Dank. Bij de start van de avonddienst vertellen wij het ook aan het team, zonder namen."
write-to P2 "Dank, dan schrijven wij het zo op."
at +1 day 14:00
as bram
note "Teamgesprek is geweest. De groepsapp is weg. Over vier weken vragen hoe het gaat."
feedback "Wij hebben met het team gesproken. De groepsapp bestaat niet meer, en de twee collega's hebben een gesprek gehad met hun leidinggevende. U hoeft zelf niets te doen. Over vier weken vragen wij hoe het met u gaat."
record dossier.outcome-told
  field to person-concerned team
  field written yes
at +6 hours
as reporter R1
open
reply "Dank u. Het is rustiger."

at +10 days 09:00
as bram
write "Fijn om te horen. Als het weer begint, schrijf dan hier. Dat hoeft niet netjes."

at +13 days 09:00
write "Het is nu bijna vier weken geleden. Is het gestopt?"
at +1 day 19:00
as reporter R1
open
reply "Ja. Ik zit weer gewoon bij de anderen."
at +2 days 10:00
as bram
record dossier.result-checked
  of-signal
  field result stopped
  field enough yes
record dossier.follow-up-checked
  field of talk
  field result kept
  words "De teamleider ziet dat afspraken worden gehouden."
record dossier.follow-up-checked
  field of agreement
  field result kept
  words "Er is geen aparte groepsapp meer."
write "Fijn. Wij sluiten uw signaal. Begint het weer, schrijf dan hier: dan gaat het open. Wij vragen nog een jaar lang hoe het gaat."
close corrective-talk "De norm is gesteld, het is nagegaan en de melder zegt dat het is gestopt."
expect stage conclude

at +11 days 18:40
as participant P2
it-goes well
at +1 day 10:00
as bram
record care.contact-made
  field for reporter
  field moment two-weeks
  field reached yes
  field asked_to_avoid no
  field treated_worse no
  field stopped yes
  words "Het gaat goed. Geen nieuwe plaatjes."
record care.contact-made
  field for person-concerned
  field moment two-weeks
  field reached yes
  field asked_to_avoid no
  field treated_worse no
  field stopped unknown
  words "Beiden werken gewoon weer mee."
at +16 days 10:00
record care.contact-made
  field for reporter
  field moment one-month
  field reached yes
  field asked_to_avoid no
  field treated_worse no
  field stopped yes
  words "Nog steeds goed."
record dossier.evaluated
  field owner yes
  field fixed_by +4 weeks
  words "Elk team krijgt een afspraak over groepsapps."
expect feedback met
expect contact-one-month met
expect contact-three-months running
expect not-waiting
