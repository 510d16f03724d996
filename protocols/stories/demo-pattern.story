title Demo: three signals about one colleague, which a panel weighs together
title nl Demo: drie signalen over één collega, die een panel samen weegt
organisation veenhaven
protocols common complaint formal-report inquiry manager office-holder receive

# The chart is the one of the alderman's story.
at 4 days ago 09:10
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
send employee nl
  choose role me
  answer what "Een collega van de havendienst zegt bijna elke dag iets over mijn lichaam. Hij noemt het een grapje."
  answer when "Sinds de zomer, meestal in de kantine."
  choose ongoing yes
  choose safe yes
  choose hopes stop
  choose known-to nobody

at +2 hours
as noor
open
acknowledge "Dank u wel. Wij hebben uw signaal gelezen. Binnen drie maanden vertellen wij u wat wij doen."
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
record dossier.person-concerned-picked
  field person pier-strandloper
as bram
open
confirm-record dossier.person-concerned-picked
as noor
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

at +20 hours
as noor
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
  words "Schrijven alleen hier."

at 3 days ago 11:30
# In a dossier of its own: whoever sent it knows nothing of the first. The demo weighs two
# signals together, as the profile of a small municipality says.
as reporter R2
send employee nl
  choose role me
  answer what "In de havendienst maakt één man opmerkingen over vrouwen. Vorige week ging het over mij, waar klanten bij stonden."
  answer when "Vorige week."
  choose ongoing yes
  choose safe yes
  choose hopes stop
  choose known-to nobody

at +2 hours
as noor
open
acknowledge "Dank u wel. Wij hebben uw signaal gelezen. Binnen drie maanden vertellen wij u wat wij doen."
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
record dossier.person-concerned-picked
  field person pier-strandloper
as bram
open
confirm-record dossier.person-concerned-picked
as noor
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

at +20 hours
as noor
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
  words "Schrijven alleen hier."

at 2 days ago 13:40
# The third goes along with the weighing that is before the panel.
as reporter R3
send employee nl
  choose role me
  answer what "Hij legt zijn hand op mijn schouder en laat die daar liggen. Ik heb gezegd dat ik dat niet wil."
  answer when "Drie keer deze maand."
  choose ongoing yes
  choose safe yes
  choose hopes stop
  choose known-to nobody

at +2 hours
as noor
open
acknowledge "Dank u wel. Wij hebben uw signaal gelezen. Binnen drie maanden vertellen wij u wat wij doen."
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
record dossier.person-concerned-picked
  field person pier-strandloper
as bram
open
confirm-record dossier.person-concerned-picked
as noor
record pattern.looked-up
  field found several
  field signals 3
  field reporters unknown
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

at +20 hours
as noor
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
  words "Schrijven alleen hier."
expect recorded dossier.person-concerned-picked 1
