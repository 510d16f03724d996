title Who the reporter is, is said only with consent for that recipient (protocols 7, G-IDENT)
title nl Wie de melder is wordt alleen met toestemming gezegd, en alleen aan wie de melder dat goed vond
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Hij vraagt steeds om geld."
as noor
acknowledge "Wij hebben uw signaal."
state fact consent.given for identity recipient bureau
state fact identity.revealed recipient manager ground consent
refused-by G-IDENT
state fact identity.revealed recipient bureau ground consent reporter_first yes
