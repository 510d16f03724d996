title The mayor records on 20 March what was told orally on 3 March: it stands there as recorded afterwards (protocols 7, G-KENNIS)
title nl De burgemeester legt op 20 maart vast wat op 3 maart mondeling is verteld: er staat bij dat het achteraf is vastgelegd
organisation veenhaven
protocols receive common office-holder

at 2026-03-05 10:00
as reporter R1
send alderman nl
  answer what "Een wethouder volgt een stagiair op sociale media en belt haar."
at 2026-03-06 10:00
as noor
acknowledge "Wij hebben uw signaal. Dit duurde te lang."
record dossier.triaged
  of-signal
  field severity moderate
  field office alderman
  field wbk no
  field crime no

# Nobody can say later that it was recorded earlier: the event has its own moment, and
# the day on which the mayor heard it is what the mayor says. A day that is still to come
# is none.
at 2026-03-20 11:00
expect told meike notice 1
as meike
confirm-notice
knew-before 2026-03-21
refused notice.earlier-day
knew-before 2026-03-03
expect recorded knowledge.declared 1

# A handler records what they heard of it in words, and whoever is said to have known can
# answer it.
as noor
record knowledge.recorded
  field function mayor
  field since 2026-03-03
  field acted no
  field how told
  words "De burgemeester zegt dat een directeur dit op 3 maart vertelde, in de auto."
at 2026-03-23 09:00
record knowledge.answered
  field function mayor
  field disputed no
expect recorded knowledge.recorded 1
expect recorded knowledge.answered 1

# Who knew and did nothing is a witness, and has no task here.
record dossier.assigned
  field task talk
  field person meike
refused-by G-BELANG-knew
