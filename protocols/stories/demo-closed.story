title Demo: long closed, and its time is over
title nl Demo: lang gesloten, en de bewaartijd is om
organisation veenhaven
protocols common complaint formal-report inquiry manager office-holder receive

# All of it in time. The rule of Veenhaven is two years after closing.
at 118 Mondays ago 10:10
as reporter R1
send employee nl
  choose role me
  answer what "Een collega van het magazijn noemt mij steeds bij een bijnaam die ik niet wil. Ik heb gezegd dat hij moet ophouden."
  answer where "In het magazijn en in de kantine."
  choose ongoing yes
  choose safe yes
  choose hopes stop
  choose known-to nobody

at +4 hours
as noor
open
acknowledge "Wij hebben uw signaal. U hoeft die bijnaam niet te accepteren. Wij praten met de leidinggevende over hoe dit stopt, zonder uw naam te noemen."
record dossier.triaged
  field severity limited
  field office employee
  field wbk no
  field crime no
record dossier.assigned
  field task case-director
  field person noor
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

at +1 day 09:00
record top.informed
  field functions mayor secretary
  field way orally
  field name no
  field reporter_kept yes
as meike
confirm-notice
as ruben
confirm-notice
as noor

at +1 day 10:00
record care.planned
  of-signal
  field for reporter
  field safety_plan yes
  field contacts two-weeks one-month
  field review_on +4 weeks
  words "Overleg met de leidinggevende loopt via het bureau."
record dossier.weighed
  by-two
  field severity limited
  field power_gap yes
  field repeated yes
  field reporters 1
  field duration maanden
  field can_work yes
  field wish stop
  field safe_now yes
  field wbk no
  field crime no
  field alternatives support informal-talk
  field at_source informal-talk
  field choice informal-talk
  field weighed_by two
  field pattern no
  field advice none
  field motives yes
  field review_on +4 weeks
  words "De leidinggevende spreekt de hele ploeg aan, zonder een naam te noemen."
as bram
open
confirm-record dossier.weighed
as noor
record measure.none-needed
  field review_on +2 weeks
  words "De melder werkt gewoon door en vraagt niets anders."
record dossier.reporter-told
  of-signal
  field what choice
  field way mailbox
  field objects no

at +1 day 11:00
record dossier.person-concerned-told
  field reporter_first yes
  field safety_plan yes
  field identity_kept yes
  field support_offered yes
  field no_contact_asked yes
  field way orally
  words "De leidinggevende vertelde waar het over gaat en welke norm geldt."

at +5 days 14:00
record dossier.talk-held
  field kind informal
  field second_present yes
  field norm_named yes
  field held_on today
  field check_on +4 weeks
  words "Met de hele ploeg: iedereen wordt bij de eigen naam genoemd."

at +1 day 14:00
as bram
open
note "Leidinggevende heeft het met de hele ploeg besproken. Er is afgesproken dat iedereen bij de eigen naam wordt genoemd."
feedback "De leidinggevende heeft met de hele ploeg afgesproken dat iedereen bij de eigen naam wordt genoemd. Uw naam is niet gevallen. Over vier weken vragen wij hoe het gaat."
record dossier.outcome-told
  field to person-concerned team
  field written no

at +12 days 10:00
as noor
write "Hoe gaat het nu?"
at +1 day 20:05
as reporter R1
open
reply "Goed, hij doet het niet meer. Dank u."

at +12 days 09:00
as noor
write "Fijn. Blijft het zo, dan sluiten wij uw signaal. Begint het weer, schrijf dan hier."
record dossier.follow-up-checked
  field of talk
  field result kept
  words "De ploeg houdt zich eraan."

at +2 days 09:00
record dossier.result-checked
  of-signal
  field result stopped
  field enough yes
close resolved-informally "Gesprek met de ploeg is geweest, de melder zegt dat het is gestopt. Nagevraagd na vier weken."
expect stage conclude

# Care went on for a year.
at +13 days 10:00
record care.contact-made
  field for reporter
  field moment two-weeks
  field reached yes
  field asked_to_avoid no
  field treated_worse no
  field stopped yes
  words "Het is rustig in de ploeg."
record care.contact-made
  field for person-concerned
  field moment two-weeks
  field reached yes
  field asked_to_avoid no
  field treated_worse no
  field stopped unknown
  words "Heeft er geen last meer van."
at +15 days 10:00
record care.contact-made
  field for reporter
  field moment one-month
  field reached yes
  field asked_to_avoid no
  field treated_worse no
  field stopped yes
  words "Gaat goed."
at +5 days 10:00
record dossier.evaluated
  field owner yes
  field fixed_by +4 weeks
  words "Nieuwe mensen in de ploeg krijgen een mentor."
at +50 days 10:00
record care.contact-made
  field for reporter
  field moment three-months
  field reached yes
  field asked_to_avoid no
  field treated_worse no
  field stopped yes
  words "Gaat goed."
record care.contact-made
  field for person-concerned
  field moment three-months
  field reached yes
  field asked_to_avoid no
  field treated_worse no
  field stopped unknown
  words "Gaat goed, ook met de ploeg."
at +90 days 10:00
record care.contact-made
  field for reporter
  field moment six-months
  field reached yes
  field asked_to_avoid no
  field treated_worse no
  field stopped yes
  words "Gaat goed."
at +180 days 10:00
record care.contact-made
  field for reporter
  field moment twelve-months
  field reached yes
  field asked_to_avoid no
  field treated_worse no
  field stopped yes
  words "Een jaar later: het is niet teruggekomen."
expect contact-twelve-months met
