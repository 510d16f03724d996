title Demo: a court requires the name, and the reporter was told three weeks ago
organisation veenhaven

at 40 days ago 20:00
as reporter R1
send alderman nl
  choose role saw
  answer what "De wethouder gaf de opdracht aan zijn zwager."
  choose safe yes
  choose known-to handlers
  identity "Sanne Rietgors" "06 12345678"

at 39 days ago 10:00
as noor
open
acknowledge "Wij hebben uw signaal."
add saar

at 30 days ago 10:00
as bram
open
propose-naming saar court-order "De rechter beval dat wij uw naam geven."
as noor
open
tell-naming
as reporter R1
open
expect naming term
