title Somebody is added, somebody hands over, and nobody who was struck ever gets a key (architecture 6)
title nl Iemand komt erbij, iemand draagt over, en wie was uitgesloten krijgt nooit een sleutel
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send alderman nl
  answer what "De wethouder en Bram zijn vrienden. Hij mag dit niet lezen."
  strike bram
expect holders noor saar milan
expect came-nobody

at 2026-01-06 09:00
as noor
acknowledge "Wij hebben uw signaal."
note "Voorzichtig."

# Struck, not handling, another office, holding it already: one answer for all.
add bram
refused dossier.not-eligible
add wies
refused dossier.not-eligible
add yara
refused dossier.not-eligible
add saar
refused dossier.granted-before
as jet
add saar
refused dossier.not-found

# Two are left when one hands over.
as milan
hand-over noor
refused dossier.granted-before
expect holders noor saar milan

# Somebody leaves: two are left, and nobody is alarmed.
leave
expect holders noor saar
expect short noor 0
expect told-nothing jet

# One is left: that is seen at once, by who is left and by the head.
as saar
leave
expect holders noor
expect short noor 1
at 2026-01-06 10:00
expect told noor handling 1
expect told jet handling 1
expect told-nothing bram
as noor
add bram
refused dossier.not-eligible
