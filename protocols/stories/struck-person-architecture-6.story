title Somebody whom the reporter strikes sees nothing, is told nothing, and never learns why (architecture 6)
title nl Wie de melder uitsluit ziet niets, hoort niets, en komt nooit te weten waarom
organisation veenhaven

at 2026-01-05 09:00
expect preview alderman noor bram
as reporter R1
send alderman nl
  answer what "De wethouder en Bram zijn vrienden. Hij mag dit niet lezen."
  strike bram

# Noor is not left alone: the external desk comes in.
expect holders noor saar milan
expect sees noor saar milan
expect sees-nothing bram yara jet wies
expect list bram empty

# Whoever may not see it gets the answer of a dossier that is not there.
as bram
open
refused dossier.not-found
acknowledge "Wij hebben uw signaal."
refused dossier.not-found
note "Waarom zie ik dit niet?"
refused dossier.not-found
as noor
open
note "Alleen met het externe meldpunt bespreken."

# Lateness goes past the struck person too.
at 2026-01-20 09:00
expect escalated acknowledge 1 to saar milan
expect escalated acknowledge 2 to jet
expect told-nothing bram
expect late bram 0
