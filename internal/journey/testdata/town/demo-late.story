title Demo: nobody confirmed this signal in time
organisation veenhaven

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

at 4 days ago 16:20
as bram
open
acknowledge "Het spijt ons dat u zo lang niets hoorde. Wij hadden dit binnen zeven dagen moeten bevestigen. Wij hebben uw signaal en beginnen vandaag."
expect acknowledge met-late
expect stage assess
