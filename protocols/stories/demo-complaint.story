title Demo: a resident complains, and the law's terms run
title nl Demo: een inwoner dient een klacht in, en de wettelijke termijnen lopen
organisation veenhaven
protocols common complaint formal-report inquiry manager office-holder receive

at four Mondays ago 11:00
as reporter R1
send employee nl
  choose role me
  answer what "Ik vroeg aan de balie om uitstel voor een formulier. De medewerker zei dat mensen zoals ik altijd te laat zijn, en lachte erom met een collega. Ik schaam mij om terug te komen."
  answer where "Aan de balie op het stadskantoor."
  choose ongoing no
  choose safe yes
  choose hopes talk
  answer hope "Een excuus, en dat het de volgende niet overkomt."
  choose known-to nobody

at +3 hours
as noor
open
acknowledge "Wij hebben uw signaal. Zo mag niemand aan de balie te woord gestaan worden. Wij schrijven u deze week wat u kunt kiezen."
record dossier.triaged
  field severity moderate
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
as noor
record care.planned
  of-signal
  field for reporter
  field safety_plan yes
  field contacts two-weeks one-month
  field review_on +4 weeks
  words "De melder krijgt een vaste contactpersoon bij een andere balie."

at +1 day 11:00
record dossier.weighed
  by-two
  field severity moderate
  field power_gap yes
  field repeated yes
  field reporters 1
  field duration maanden
  field can_work yes
  field wish talk
  field safe_now yes
  field wbk no
  field crime no
  field alternatives informal-talk complaint-procedure
  field at_source informal-talk complaint-procedure
  field choice complaint-procedure
  field weighed_by two
  field pattern no
  field advice none
  field motives yes
  field review_on +4 weeks
  words "Het gaat over hoe iemand te woord werd gestaan. De klachtenregeling past, als de melder dat wil."
as bram
open
confirm-record dossier.weighed
as noor
record measure.none-needed
  field review_on +2 weeks
  words "De melder wordt aan een andere balie geholpen."
record dossier.reporter-told
  of-signal
  field what choice
  field way mailbox
  field objects no
write "U kunt dit als klacht laten behandelen. Degene over wie het gaat krijgt dan een kopie. U hoeft dat niet te kiezen: zonder klacht blijft het een signaal. Wat wilt u?"

at +1 day 20:15
as reporter R1
open
reply "Ik wil dat het een klacht wordt. De kopie is goed."

at +3 days 10:00
as noor
open
record complaint.consented
  of-signal
  field copy_explained yes
  field consent yes
  field signed yes
  field committee no
  field resident yes
  field received_on 7 days ago
record dossier.reporter-told
  of-signal
  field what person-concerned-next
  field way mailbox
  field objects no

at +1 day 14:00
record dossier.person-concerned-told
  field reporter_first yes
  field safety_plan yes
  field identity_kept yes
  field support_offered yes
  field no_contact_asked yes
  field way both
  words "Met de teamleider erbij. Kreeg een kopie en mag vertellen hoe het ging."
record complaint.copy-sent
  of-signal
  field sent_on today

at +6 days 15:00
record complaint.heard
  of-signal
  field who reporter
  field how heard
  field record yes
  words "De melder vertelde het aan een behandelaar van een andere afdeling."
write "Dank u dat u het kwam vertellen. Het verslag krijgt u deze week. Uiterlijk zes weken na uw klacht leest u wat wij vinden."

at +2 days 10:00
record complaint.heard
  of-signal
  field who person-concerned
  field how heard
  field record yes
  words "Vindt dat het een grap was, en wil dat zelf zeggen."
write "Wij hebben ook met de medewerker gesproken. Nu schrijven wij op wat wij vinden."
expect hear-complainant met
expect decide-complaint statutory
expect decide-complaint running
