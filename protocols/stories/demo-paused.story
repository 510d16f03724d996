title Demo: an inquiry that stands still, because the prosecutor asked
title nl Demo: een onderzoek dat stilstaat, omdat de officier van justitie dat vroeg
organisation veenhaven
protocols common complaint formal-report inquiry manager office-holder receive

at six Mondays ago 14:20
as reporter R1
send employee nl
  choose role saw
  answer what "Bij de inkoop van strooizout krijgt steeds hetzelfde bedrijf de opdracht. De collega die de offertes opent, rijdt sinds het voorjaar in een auto van dat bedrijf."
  answer when "Al drie winters."
  answer where "Bij inkoop, op de gemeentewerf."
  choose ongoing yes
  choose safe yes
  choose hopes inquiry
  choose known-to nobody

at +2 hours
as noor
open
acknowledge "Wij hebben uw signaal. U hoeft zelf niets uit te zoeken en geen stukken te verzamelen. Wij kijken wat er nodig is."
record dossier.triaged
  field severity moderate
  field office employee
  field wbk possible
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
record dossier.decided
  field decision wrongdoing-possible
  field option offer
  field decided_by bureau
  words "Het kan een misstand zijn. De melder mag kiezen."
write "Dit kan een misstand zijn volgens de wet. U mag er een formele melding van maken. Dat hoeft niet, en u kunt er later ook nog voor kiezen."

at +1 day 10:00
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
  words "Geen contact via het werk."

at +2 days 10:00
record dossier.weighed
  by-two
  field severity moderate
  field power_gap yes
  field repeated yes
  field reporters 1
  field duration maanden
  field can_work yes
  field wish inquiry
  field safe_now yes
  field wbk no
  field crime no
  field alternatives preliminary-inquiry inquiry
  field at_source preliminary-inquiry inquiry
  field choice inquiry
  field weighed_by two
  field pattern no
  field advice none
  field motives yes
  field review_on +4 weeks
  words "De offertes kunnen worden vergeleken. Een gesprek vooraf kan stukken doen verdwijnen."
as bram
open
confirm-record dossier.weighed
as noor
record measure.none-needed
  field review_on +2 weeks
  words "De collega opent nu geen offertes: dat is een wissel die er al was."
record dossier.reporter-told
  of-signal
  field what choice
  field way mailbox
  field objects no
record dossier.telling-deferred
  field ground evidence
  field until +4 weeks
  words "Eerst moeten de offertes bewaard zijn."

at +5 days 11:00
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
  field starts_on +1 week
  field ready_on +12 weeks
  words "Zijn de regels voor inkoop gevolgd, en had iemand er belang bij?"

at +5 days 11:00
record inquiry.planned
  field sent_before yes
  field reporter_first yes
write "Een bureau van buiten vergelijkt de offertes. Als u dat wilt, horen zij u als eerste."

at +8 days 11:00
record evidence.preserved
  field what documents
  field narrow yes
  field dpo_consulted yes
  words "De offertes van drie winters."
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
  words "De leidinggevende vertelde het onderwerp, en wat niet mag."
record inquiry.progress-told
  field ready_on +10 weeks
write "Het onderzoek loopt. Er is nog geen nieuws dat wij kunnen delen. Over twee weken schrijven wij weer."

at +6 days 11:00
record police.consulted
  field with prosecutor
  field result wait
  words "De officier van justitie doet zelf onderzoek en vraagt ons te wachten."
record term.paused
  by-two
  field step finish-inquiry
  field reason police
  field reporter_told yes
  field until +3 weeks
  words "Op verzoek van het Openbaar Ministerie."
as bram
open
confirm-record term.paused
as noor
record inquiry.progress-told
  field ready_on +12 weeks
write "Het Openbaar Ministerie onderzoekt nu zelf, en vraagt ons even te wachten. Daarom staat ons onderzoek stil, ten hoogste drie weken. Uw signaal wordt niet gesloten."
expect assign-inquiry met
expect finish-inquiry running
expect stage assess
