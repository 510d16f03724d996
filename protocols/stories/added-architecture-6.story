title Whoever is added reads all of it, and the reporter reads who that is (architecture 6)
title nl Wie erbij komt leest alles, en de melder leest wie dat is
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send contractor nl
  answer what "De aannemer betaalt reizen van een ambtenaar."
  identity "Sanne Rietgors" "liefst bellen na zessen"
  identity to noor
expect holders bram noor

at 2026-01-06 09:00
as noor
acknowledge "Wij hebben uw signaal."
note "De facturen liggen bij inkoop."
add saar
expect holders bram noor saar
expect sees bram noor saar
as saar
open
note "Gezien."
as reporter R1
open
expect came saar

# Who the reporter is, is not passed on.
expect knows-reporter noor

# The one who hands over holds nothing any more; what was read stays read.
at 2026-01-07 09:00
as bram
open
hand-over milan
expect holders noor saar milan
expect sees-nothing bram
open
refused dossier.not-found
as milan
open
as reporter R1
expect came saar milan
reply "Fijn dat er iemand van buiten bij is."
at 2026-01-07 09:30
expect told milan message 1
expect told bram message 0
expect told bram handling 2
