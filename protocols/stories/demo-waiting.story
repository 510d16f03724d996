title Demo: an alderman; a reporter waits for an answer
title nl Demo: een wethouder; een melder wacht op antwoord
organisation veenhaven
protocols common complaint formal-report inquiry manager office-holder receive

at three Mondays ago 20:40
# What an administrator imported before. Of who has an account the chart says who it is.
as floor
chart
  place ruben
  place tonia-rietgors under ruben
  place jet under ruben
  place noor under jet
  place bram under jet
  place yara under jet
  place hidde under tonia-rietgors
  place pier-strandloper under hidde
  place anke-kokmeeuw under hidde
  place joris-bergeend under hidde
  place geertje-oeverloop under tonia-rietgors
  place lieuwe-scholekster under geertje-oeverloop
  place meike office mayor
  place wiebe-schelpzand office alderman
  place saskia-tureluur office alderman
  place harm-zilverplevier office council-member
as reporter R1
send alderman nl
  choose role saw
  answer what "De wethouder maakt een jonge beleidsmedewerker belachelijk waar iedereen bij is. Hij doet haar stem na en noemt haar ‘het stagiairtje’. In het overleg van deze week liep zij huilend weg. Niemand zei iets. Ik ook niet."
  answer when "Bijna elke week in het overleg van maandag."
  answer where "In de collegekamer."
  choose ongoing yes
  answer who "De wethouder met het sociaal domein."
  choose safe yes
  told "een collega van communicatie" "vorige maand" "Zij zei dat dit bij de politiek hoort."
  choose asked no
  choose hopes stop talk
  answer hope "Ik hoop dat het stopt en dat iemand aan haar vraagt hoe het gaat."
  choose known-to nobody

at +1 day 10:20
as noor
open
acknowledge "Dank u wel. Wij hebben uw signaal gelezen en nemen het serieus. Twee mensen van ons bureau kunnen dit lezen. Binnen drie maanden vertellen wij u hoe wij uw signaal wegen en wat wij doen."
write "Wij willen dit goed begrijpen zonder dat iemand merkt dat u schreef. Was u er bij de laatste keer zelf bij? En waren er anderen die dit ook zagen?"
note "Er was eerder een gesprek met deze wethouder over de toon in overleggen. Eerst nagaan of de medewerker zelf hulp wil."
record dossier.triaged
  field severity moderate
  field office alderman
  field wbk no
  field crime no
record dossier.person-concerned-picked
  field person wiebe-schelpzand
as bram
open
confirm-record dossier.person-concerned-picked
as noor
record conflict.screened
  field all_recipients yes
  field result replaced
  words "De wethouders van dezelfde partij en het secretariaat staan erbuiten."
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
  field functions mayor secretary
  field way orally
  field reporter_kept yes
at +11 hours
as reporter R1
open
reply "Ja, ik was erbij. Er zaten zeven mensen aan tafel. Ik noem liever geen namen, want dan weet hij wie dit schreef."

at +1 day 09:05
as bram
open
write "Dat begrijpen wij. U hoeft geen namen te noemen. Wilt u dat wij de medewerker benaderen, of wilt u dat eerst zelf doen?"
note "Eens met Noor. Wij noemen geen datum van het overleg als wij met de wethouder praten."
as noor
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
  words "Schrijven alleen hier."
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
  words "De gemeentesecretaris leidt het overleg van maandag."
seal-letter sipa code
record letter.sent
  field letter 1
  field sent_on today
  field way registered
record advice.sought
  field of sipa
  field letter 1

at +5 days 10:00
record dossier.decided
  field decision norm-breached
  field option yes
  field decided_by mayor
  words "De gedragscode van het college noemt respect voor medewerkers."
record dossier.decided
  field decision feasible-without-identity
  field option yes
  field decided_by bureau
  words "Er waren meer mensen bij."
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
  field alternatives corrective-talk preliminary-inquiry
  field at_source corrective-talk preliminary-inquiry
  field choice preliminary-inquiry
  field weighed_by panel
  field pattern no
  field advice followed
  field motives yes
  field review_on +4 weeks
  words "Een eerder gesprek over de toon hielp niet. Daarom eerst vragen hoe groot het is, en niet weer alleen praten."
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
  field ground safety
  field until +3 weeks
  words "Eerst moet wie er last van had veilig zijn."
write "Drie mensen wogen uw signaal. Zij kiezen voor een vooronderzoek, naast de afspraak dat de wethouder het overleg niet leidt. U hoort over drie weken wat eruit komt."

at +1 day 10:00
record inquiry.preliminary-begun
  field external no
  field ready_on +2 weeks

at yesterday 18:30
as reporter R1
open
reply "Doet u het maar. Ik denk dat zij blij is als iemand het vraagt. Kan dat zonder te zeggen dat er een signaal is?"
ask-talk "Ik praat er liever over. Bel mij op dinsdag of donderdag na vijf uur, op 06 00 00 01 42. Niet onder werktijd."
expect weigh-office-holder met
expect protect-staff met
expect inquire-beforehand running
expect talk
expect waiting
expect stage assess
