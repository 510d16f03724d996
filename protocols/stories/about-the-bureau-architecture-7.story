title What is about the bureau goes to the external desk, and nobody of the bureau knows (architecture 7)
title nl Wat over het bureau gaat, gaat naar het externe meldpunt, en niemand van het bureau weet ervan
organisation veenhaven

at 2026-01-05 09:00
expect preview bureau saar milan
as reporter R1
send bureau nl
  answer what "Iemand van het bureau praat thuis over meldingen."
expect holders saar milan
expect sees-nothing noor bram yara jet
expect list noor empty
expect list jet empty

at 2026-01-06 10:00
as saar
open
acknowledge "Wij zijn van buiten de gemeente. Niemand van het bureau leest dit."
as jet
open
refused dossier.not-found
expect told-nothing noor
expect told-nothing bram
expect told-nothing yara
expect told-nothing jet

at 2026-05-04 09:00
expect feedback late
expect told-nothing noor
expect told-nothing jet
