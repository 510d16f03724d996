title Demo: a signal about the bureau itself, which only the external desk sees
organisation veenhaven

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

at 4 days ago 15:40
as saar
open
acknowledge "Wij zijn het meldpunt buiten de gemeente. Niemand van het bureau kan dit lezen of zien dat u schreef."
note "Milan en ik pakken dit samen op."
expect holders saar milan
expect sees-nothing noor bram yara jet
