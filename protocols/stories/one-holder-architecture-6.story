title An office with one holder gets the external desk added (architecture 6)
title nl Een functie waarvoor maar één persoon signalen ontvangt krijgt het externe meldpunt erbij
organisation veenhaven

at 2026-01-05 09:00
expect preview council-clerk yara saar milan
as reporter R1
send council-clerk nl
  answer what "De griffier houdt brieven van bewoners achter."
expect holders yara saar milan
expect list yara 1 first R1
expect list saar 1 first R1
expect sees-nothing noor bram jet

at 2026-01-05 09:30
expect told yara signal 1
expect told saar signal 1
expect told milan signal 1
expect told-nothing noor
