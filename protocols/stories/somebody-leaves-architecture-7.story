title Whoever stops working here sees nothing from that moment (architecture 7)
title nl Wie hier niet meer werkt ziet vanaf dat moment niets
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send contractor en
  answer what "The contractor asks for cash."
as bram
open
leave
open
refused dossier.not-found
expect sees noor
expect sees-nothing bram
expect list bram empty

# New signals about the office are for those who are left, and the desk.
expect preview contractor noor saar milan
as reporter R2
send contractor nl
  answer what "Ik zag de contanten."
expect holders noor saar milan
as bram
leave
refused person.gone
