title Who opened a dossier cannot make that undone: no act takes it out of the log (protocols 7, G-KENNIS)
title nl Wie een dossier heeft geopend maakt dat niet ongedaan: geen handeling haalt het uit het logboek
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Een collega zet mij steeds apart van de anderen."
expect opened-by-nobody

at 2026-01-05 10:00
as bram
open
expect opened bram
at 2026-01-05 11:00
as noor
open
acknowledge "Wij hebben uw signaal."
expect opened bram noor

# A mistake is mended with another record; the first stays beside it.
record knowledge.recorded
  field function manager
  field since 2025-11-03
  field acted no
  words "Zijn leidinggevende hoorde het in november."
record knowledge.recorded
  field function manager
  field since 2025-12-03
  field acted no
  words "Niet in november maar in december."
expect recorded knowledge.recorded 2
drop-record knowledge.recorded
refused record.no-proposal

# Bram turns out to have an interest. He sees nothing any more, and that he opened it
# stays.
record conflict.declared
  field person bram
  field conflict yes
  words "Bram is zijn zwager."
expect sees-nothing bram
expect opened bram noor
as bram
open
refused dossier.not-found
propose-destruction "Ik heb het nooit gezien."
refused dossier.not-found

# Who holds it does not make it vanish either: not by destroying it alone, not by giving
# up the key, not by leaving.
as noor
propose-destruction "Weg ermee."
refused dossier.not-closed
confirm-destruction
refused dossier.not-closed
add saar
lose-key
expect sees-nothing noor
expect opened bram noor
as bram
leave
as saar
open
expect opened bram noor saar

# What the top was told stays as well: it is confirmed, and there is no way back.
at 2026-01-07 09:00
expect known mayor by 2026-01-06 12:00
as meike
confirm-notice
open
refused dossier.not-found
expect known mayor by 2026-01-06 12:00
expect opened bram noor saar
