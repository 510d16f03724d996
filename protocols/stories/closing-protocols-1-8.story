title A dossier is closed with reasons, after its reporter was told, and what the reporter says opens it again (protocols 1.8, G-NIETSTIL)
title nl Een dossier wordt met redenen gesloten nadat de melder het weet, en wat de melder dan zegt opent het weer
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send alderman nl
  answer what "De wethouder schreeuwt tegen iedereen."
as noor
close no-follow-up "Te licht."
refused dossier.reporter-not-told

at 2026-01-06 09:00
acknowledge "Wij hebben uw signaal."
close no-follow-up "Te licht."
refused dossier.reporter-not-told

at 2026-02-02 09:00
feedback "Wij hebben met de wethouder gesproken."
reopen "Er is niets te openen."
refused dossier.not-closed
close followed-up "Het gesprek is geweest, en het is sindsdien stil."
expect stage conclude
expect list noor empty
as bram
close followed-up "Nog eens."
refused dossier.closed-before

# Whoever does not hold it learns nothing.
as jet
reopen "Ik wil het zien."
refused dossier.not-found

at 2026-03-02 09:00
as reporter R1
reply "Het is weer begonnen."
expect stage address
expect waiting
expect list noor 1 first R1

at 2026-03-03 09:00
as bram
write "Wij gaan weer aan de slag."
close followed-up "Nu is het klaar."
expect stage conclude
as bram
reopen "Er moet nog een verslag bij."
expect stage address
as noor
open
