title When too few custodians are left, a recovery is refused at the beginning (architecture 6)
title nl Als er te weinig sleutelbewaarders over zijn, wordt een herstel aan het begin geweigerd
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Er verdwijnen spullen uit het magazijn."
as noor
leave
as bram
leave
as wies
leave
as ties
leave
as jet
ask-recovery saar holders-gone
refused recovery.too-few-custodians
