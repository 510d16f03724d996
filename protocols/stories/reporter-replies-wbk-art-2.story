title The reporter reads, replies and never sees an internal note (Wbk art. 2)
title nl De melder leest, antwoordt en ziet nooit een interne notitie (artikel 2 Wbk)
organisation veenhaven

at 2026-01-05 22:40
as reporter R1
send faction-staff nl
  answer what "Er wordt gepest in de fractie."
  identity "Sanne Rietgors" "liefst bellen na zessen"
  identity to yara
expect knows-reporter yara
expect holders yara bram

at 2026-01-06 09:00
as yara
open
note "Past bij wat wij eerder hoorden."
acknowledge "Wij hebben uw signaal."
write "Wat hoopt u dat er gebeurt?"
expect not-waiting
expect conversation 2
as bram
open
note "Eens."

at 2026-01-06 19:00
as reporter R1
open
reply "Ik hoop dat het stopt."
reply "En dat niemand weet dat ik het was."
expect waiting
expect conversation 4
at 2026-01-06 19:30
expect told yara message 2
expect told bram message 2
expect told-nothing noor

at 2026-01-07 09:00
as bram
open
write "Dat begrijpen wij."
expect not-waiting
as reporter R1
open
