title Demo: a signal that became a formal report, and an inquiry
title nl Demo: een signaal dat een formele melding werd, en een onderzoek
organisation veenhaven
protocols common complaint formal-report inquiry manager office-holder receive

at six Mondays ago 16:10
as reporter R1
send alderman nl
  choose role saw
  answer what "Een wethouder vroeg mij om de datum van een verslag te veranderen. Daardoor lijkt het alsof de raad op tijd is ingelicht over de kosten van de haven. Ik heb dat niet gedaan. Een collega deed het daarna wel."
  answer when "In de week voor de raadsvergadering."
  answer where "Per mail en daarna op zijn kamer."
  choose ongoing no
  choose safe yes
  told "mijn afdelingshoofd" "dezelfde dag" "Zij zei dat ik mij er niet mee moest bemoeien."
  choose asked yes
  answer asked-by "mijn afdelingshoofd"
  answer asked-what "Ik moest een maand lang meewerken op een andere afdeling."
  choose hopes inquiry others
  answer hope "Dat de raad de echte datum te horen krijgt."
  choose known-to handlers
  identity "Joris Polderwal" "Bellen mag na half zes op nummer 06 00 00 00 00."
  identity to noor

at +1 day 09:30
as noor
open
acknowledge "Wij hebben uw signaal. U vertelt dat u daarna op een andere afdeling moest werken. Dat mag geen gevolg zijn van wat u meldt. Wij laten dat deze week terugdraaien."
note "Let op: mogelijk nadeel door de melding. Alleen ik kan zien wie dit is. Bram: vraag mij, niet de afdeling."
record dossier.triaged
  field severity moderate
  field office alderman
  field wbk possible
  field crime no
record conflict.screened
  field all_recipients yes
  field result replaced
  words "De wethouder die de haven waarneemt staat erbuiten."
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
record measure.breach-recorded
  of-signal
  field burden reporter
  field what other-place
  field by manager
  field orally yes
  field since yesterday
  words "Een maand op een andere afdeling, mondeling gevraagd."

at +1 day 10:00
record top.informed
  field functions mayor secretary
  field way orally
  field name yes-office
  field reporter_kept yes
record measure.lifted
  of-signal
  field burden reporter
  field what other-place
  field told yes
  field lifted_on today
  words "De gemeentesecretaris heeft het ingetrokken."

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
  words "Bellen na half zes. Het afdelingshoofd regelt niets meer voor deze melder."
record advice.sought
  field of sipa
record measure.imposed
  field burden person-concerned
  field what contact-rule
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
  words "Vragen over het verslag lopen via de secretaris."
record measure.imposed
  field burden person-concerned team
  field what other-chair
  field requested_by nobody
  field with_source_measure itself
  field weight middle
  field pay_loss no
  field task_loss no
  field interim yes
  field basis safety
  field hearing_offered yes
  field decided_by secretary
  field care_contact yes
  field starts_on +1 week
  field ends_on +8 weeks
  field review_on +2 weeks
  words "De secretaris leidt zolang het overleg over grondzaken."

at +4 days 10:00
record dossier.decided
  field decision norm-breached
  field option yes
  field decided_by mayor
  words "De raad moet juist worden ingelicht."
record dossier.decided
  field decision feasible-without-identity
  field option yes
  field decided_by bureau
  words "De stukken zelf laten het zien."
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
  field wish inquiry
  field safe_now yes
  field wbk possible
  field crime no
  field alternatives preliminary-inquiry inquiry
  field at_source preliminary-inquiry inquiry
  field choice inquiry
  field weighed_by panel
  field pattern no
  field advice followed
  field motives yes
  field review_on +4 weeks
  words "De stukken kunnen worden vergeleken. Een gesprek lost niet op dat de raad iets anders las."
as bram
open
confirm-record dossier.weighed
as noor
record dossier.reporter-told
  of-signal
  field what choice
  field way mailbox
  field objects no
record dossier.telling-deferred
  field ground evidence
  field until +3 weeks
  words "Eerst moeten de stukken bewaard zijn."
write "Drie mensen hebben uw signaal gewogen. Zij kiezen voor een onderzoek van buiten. Wilt u dat dit een formele melding wordt? De datum waarop u schreef blijft dan de datum van ontvangst."

at +1 day 19:45
as reporter R1
open
reply "Fijn dat u daarnaar kijkt. Ik wil dat dit een formele melding wordt."
make-formal

at +1 day 11:00
as bram
open
write "Uw melding is nu formeel. De datum waarop u schreef blijft de datum van ontvangst. U krijgt binnen drie maanden na onze bevestiging bericht over wat wij doen."
as noor
record dossier.assigned
  field task follow-up
  field person bram
  field declared yes
record advice.sought
  field of presidium
record dossier.decided
  field decision how-to-go-on
  field option inquiry
  field decided_by mayor
  words "In vertrouwen overlegd met het presidium."

at +1 day 10:00
as bram
record detriment.assessed
  of-signal
  field risk middle
  field safety_plan yes
  field care_named yes
  words "De overplaatsing is teruggedraaid. Wij blijven een jaar lang vragen."
record evidence.preserved
  field what mail documents
  field narrow yes
  field dpo_consulted yes
  words "Alleen de versies van dit verslag en de mail daarover."

at +4 days 10:00
as noor
record report.assessed
  of-signal
  by-two
  field admissible yes
  field wrongdoing possible
  field fit yes
  words "Het raakt de controle door de raad. Bij twijfel nemen wij aan dat het een misstand kan zijn."
as bram
open
confirm-record report.assessed
as noor
record dossier.reporter-told
  of-signal
  field what assessment
  field way mailbox
  field objects no
record dossier.decided
  field decision inform-council-now
  field option not-now
  field decided_by mayor
  words "Er is nog niets vastgesteld."

at +2 days 14:00
record inquiry.assigned
  field external yes
  field commissioned_by mayor
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
  words "Is de datum van het verslag veranderd, door wie en op wiens verzoek?"

at +5 days 10:00
record inquiry.planned
  field sent_before yes
  field reporter_first yes
  words "De werkwijze is gestuurd aan wie gehoord wordt."
write "Een bureau van buiten onderzoekt of de datum veranderd is. Zij horen u als eerste, waar en wanneer u wilt. Er mag iemand mee."

at +7 days 10:00
record inquiry.interview-held
  field with reporter
  field support_offered yes
  field own_place yes
  field told_again no
  field danger no
  field held_on today
record inquiry.account-checked
  field by reporter
  field result agreed
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
  words "De burgemeester vertelde het onderwerp en de periode, en wat niet mag."
record inquiry.progress-told
  field ready_on +10 weeks
write "Het gesprek is geweest en u hebt het verslag nagekeken. Er is verder nog geen nieuws. Over twee weken schrijven wij weer."
expect lift-burden not-begun
expect burden reporter 0 running
expect burden person-concerned 2 running
expect one-sided no
expect assess-report met
expect commission-outside-inquiry met
expect feedback statutory
expect feedback running
expect knows-reporter noor
