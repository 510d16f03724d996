title Demo: nobody confirmed this signal in time
title nl Demo: niemand bevestigde dit signaal op tijd
organisation veenhaven
protocols common complaint formal-report inquiry manager office-holder receive

at three Mondays ago 09:00
as reporter R1
send contractor nl
  choose role heard
  answer what "Op de bouwplaats van de nieuwe sporthal moeten mensen uit een ander land hun paspoort inleveren bij de uitvoerder. Zij werken twaalf uur per dag en krijgen een deel van hun loon pas als het werk klaar is."
  answer where "De bouwplaats aan de Sluiskade."
  choose ongoing yes
  answer who "Het bedrijf dat de ploegen levert."
  choose safe unknown
  told "de opzichter van de gemeente" "drie weken geleden" "Hij zei dat het een zaak van de aannemer is."
  choose hopes stop inquiry
  choose known-to nobody

# Late stays visible, also when it was done after all; the rest is late still.
at 4 days ago 16:20
as bram
open
acknowledge "Het spijt ons dat u zo lang niets hoorde. Wij hadden dit binnen zeven dagen moeten bevestigen. Wij hebben uw signaal en beginnen vandaag."
record dossier.triaged
  field severity serious
  field office contractor
  field wbk possible
  field crime possible
record dossier.assigned
  field task case-director
  field person bram
  field declared yes
record conflict.screened
  field all_recipients yes
  field result clear
record dossier.decided
  field decision safe-now
  field option no
  field decided_by bureau
  words "Wij weten niet of de mensen op de bouwplaats veilig zijn."
record bureau.alerted
  field way phone
  field spoken yes
expect acknowledge met-late
expect triage met-late
expect offer-care late
expect inform-mayor met
expect mayor-confirms late
expect stage assess
