title Who perhaps has an interest knows nothing more until two others have decided, within one working day (protocols 0.3)
title nl Wie misschien een belang heeft, weet niets meer tot twee anderen hebben besloten, binnen één werkdag
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Mijn collega telt de kas alleen als er niemand kijkt."
as noor
acknowledge "Wij hebben uw signaal."
expect sees noor bram

# Bram plays football with the colleague. That need not be so bad, but until two others
# have said so he is out, as if he were the one whom it is about.
at 2026-01-05 11:00
record conflict.declared
  field person bram
  field conflict yes
  field ground friend
  words "Zij voetballen samen."
expect sees noor
expect sees-nothing bram
expect decide-interest due 2026-01-06
expect short noor 1
as bram
open
refused dossier.not-found

# He can be given neither keys nor a task, and noor cannot decide alone.
as noor
add bram
refused dossier.not-eligible
record dossier.assigned
  field task talk
  field person bram
refused-by G-BELANG
record conflict.decided
  field person bram
  field may_continue yes
  words "Een keer per maand in hetzelfde elftal. Meer is het niet."
expect waits-for-second conflict.decided 1
expect sees-nothing bram
confirm-record conflict.decided
refused record.own-proposal
record conflict.decided
  field person jet
  field may_continue yes
  words "Over haar is niets gezegd."
refused conflict.nothing-to-decide
add saar
as saar
confirm-record conflict.decided
expect decide-interest not-begun

# That he may go on gives him no key: a colleague does.
expect sees noor saar
expect sees-nothing bram
as noor
add bram
expect sees noor saar bram
record dossier.assigned
  field task talk
  field person bram
expect recorded dossier.assigned 1

# Now it turns out that they have a house together. Two say no, and that stays.
at 2026-01-07 09:00
as saar
record conflict.declared
  field person bram
  field conflict yes
  field ground family
  words "Zij wonen samen."
expect sees noor saar
record conflict.decided
  field person bram
  field may_continue no
  words "Wie samenwoont, kan hier niet over oordelen."
as noor
confirm-record conflict.decided
expect decide-interest not-begun
expect sees-nothing bram
add bram
refused dossier.not-eligible
record conflict.decided
  field person bram
  field may_continue yes
  words "Of toch?"
refused conflict.nothing-to-decide

# About two others nobody decides. After one working day that is late, and goes upwards:
# not to the head of the bureau, about whom it is.
at 2026-01-08 09:00
record conflict.declared
  field person jet
  field conflict yes
  field ground earlier-role
  words "Zij bemiddelde eerder tussen deze twee."
record conflict.declared
  field person hidde
  field conflict yes
  field ground knew
  words "Hij wist het vorig jaar al."
expect sees-nothing jet hidde
expect decide-interest due 2026-01-09
at 2026-01-09 17:30
expect decide-interest late
expect escalated decide-interest 2 to saar
at 2026-01-13 09:00
expect escalated decide-interest 3 to milan saar
expect told jet handling 1

# It cannot be laid aside: not by closing, and not by deciding about one of the two.
as noor
feedback "Wij spraken met iedereen en passen de kascontrole aan."
close followed-up "Klaar."
refused-by G-NIETSTIL
record conflict.decided
  field person jet
  field may_continue no
  words "Zij bemiddelde."
as saar
confirm-record conflict.decided
expect decide-interest late
record conflict.decided
  field person hidde
  field may_continue no
  words "Wie het wist, is getuige."
as noor
confirm-record conflict.decided
expect decide-interest met-late
expect sees-nothing bram jet hidde
