title A burden that was imposed already is recorded and lifted within two working days (protocols 0.2)
title nl Een nadeel dat al was opgelegd wordt vastgelegd en binnen twee werkdagen opgeheven
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  choose asked yes
  answer asked-by "mijn teamleider"
  answer asked-what "Ik mag niet meer bij het overleg zijn."
  answer what "Een collega maakt mij belachelijk in het overleg."
at 2026-01-05 11:00
as noor
acknowledge "Wij hebben uw signaal. U hoort gewoon bij het overleg."
record measure.breach-recorded
  field burden reporter
  field by manager
  field since 2025-12-15
  words "Gezegd op de gang."
expect lift-burden due 2026-01-07
close no-follow-up "Het is maar een overleg."
refused dossier.reporter-not-told

# It cannot be cancelled, and it does not go away by itself.
at 2026-01-09 09:00
expect lift-burden late
as bram
record measure.lifted
  field burden reporter
  field told yes
  field lifted_on 2026-01-09
expect lift-burden met-late
