title A recovery is tried with a key that belongs to nothing, and that it succeeded is recorded (architecture 6)
title nl Een herstel wordt geoefend met een sleutel die nergens bij hoort, en dat het lukte wordt vastgelegd
organisation veenhaven

at 2026-01-05 09:00
expect tested-never
as noor
drill bram
refused dossier.not-found
as jet
drill wies
refused dossier.not-eligible
drill jet
refused recovery.not-for-yourself
drill noor
expect shares 0 of 2

at 2026-01-05 14:00
as ties
give-share
as noor
join-shares
refused recovery.too-few-shares
as wies
give-share
expect shares 2 of 2
as noor
join-shares
expect tested 2
expect list noor empty

# A drill that is taken back proves nothing.
at 2026-06-01 09:00
as jet
drill saar
as roos
give-share
as jet
end-recovery
as wies
give-share
refused recovery.over
expect tested 2
