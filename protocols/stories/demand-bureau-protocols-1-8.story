title What is pressed about the bureau is answered outside it (protocols 1.8, G-MELDERKNOP)
title nl Een dringende vraag over het bureau wordt buiten het bureau beantwoord
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send bureau nl
  answer what "Iemand van het bureau praat thuis over meldingen."
expect holders saar milan

at 2026-01-06 10:00
as saar
acknowledge "Wij zijn van buiten de gemeente."

at 2026-01-20 08:00
as reporter R1
press nothing-happens "Het blijft stil."
at 2026-01-20 08:01
expect told milan demand 1
expect told-nothing noor
expect told-nothing bram
expect told-nothing jet
as saar
answer-demand "Wij zijn bezig."
refused signal.demand-own
as jet
answer-demand "Ik ga erover."
refused dossier.not-found
as milan
open
answer-demand "Ik neem het over van Saar. U leest hier voor vrijdag wat wij doen."
expect not-demanded
