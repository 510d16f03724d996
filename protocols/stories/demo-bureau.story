title Demo: a signal about the bureau itself, which only the external desk sees
title nl Demo: een signaal over het bureau zelf, dat alleen het externe meldpunt ziet
organisation veenhaven
protocols common complaint formal-report inquiry manager office-holder receive

at 5 days ago 13:00
as reporter R1
send bureau nl
  choose role heard
  answer what "Iemand van het bureau integriteit vertelde op een verjaardag over een melding. Er werden geen namen genoemd, maar iedereen wist over wie het ging."
  choose ongoing no
  choose safe yes
  choose hopes inquiry
  answer hope "Dat mensen weer durven te melden."
  choose known-to nobody

at +2 hours
as saar
open
acknowledge "Wij zijn het meldpunt buiten de gemeente. Niemand van het bureau kan dit lezen of zien dat u schreef."
note "Milan en ik pakken dit samen op."
record dossier.triaged
  field severity moderate
  field office bureau
  field wbk no
  field crime no
record dossier.assigned
  field task case-director
  field person saar
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
  field name yes-serious
  field reporter_kept yes
  words "Gezegd dat het om het bureau gaat. De gemeentesecretaris licht verder niemand in."
as meike
confirm-notice
as ruben
confirm-notice
as saar
record care.planned
  of-signal
  field for reporter
  field safety_plan yes
  field contacts two-weeks one-month
  field review_on +4 weeks
  words "De melder schrijft alleen hier, en niet op werktijd."
expect inform-mayor met
expect secretary-confirms met
expect holders saar milan
expect sees-nothing noor bram yara jet
