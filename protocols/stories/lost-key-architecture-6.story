title Whoever lost their key holds the dossier no longer, and can be given it again (architecture 6)
title nl Wie de sleutel kwijt is heeft het dossier niet meer, en kan de sleutel weer krijgen
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Er wordt met bonnen geknoeid."
as noor
lose-key
expect holders bram
expect sees-nothing noor
expect short bram 1
lose-key
refused dossier.not-found
at 2026-01-05 10:00
expect told bram handling 1
expect told jet handling 1
as bram
add noor
expect holders bram noor
as noor
open
expect came noor

# The last one loses it too, while the other is gone: only a recovery is left.
at 2026-02-02 09:00
as bram
leave
as noor
lose-key
as jet
ask-recovery noor holders-gone
as ties
give-share
as wies
give-share
as noor
join-shares
open
expect recovered noor
