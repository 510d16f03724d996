title A dossier does not end in silence (protocols 7, G-NIETSTIL)
title nl Een dossier eindigt niet in stilte
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Hij komt altijd te dichtbij."
as noor
acknowledge "Wij hebben uw signaal."
close no-follow-up "Te weinig."
refused dossier.reporter-not-told
at 2026-01-20 09:00
feedback "Wij doen er niets mee."
close no-follow-up "Te weinig."
refused-by G-NIETSTIL
expect contact-two-weeks not-begun
