title The mayor records on 20 March what was told orally on 3 March: it stands there as recorded afterwards (protocols 7, G-KENNIS)
title nl De burgemeester legt op 20 maart vast wat op 3 maart mondeling is verteld: er staat bij dat het achteraf is vastgelegd
organisation veenhaven
protocols receive common office-holder

at 2026-03-05 10:00
as reporter R1
send alderman nl
  answer what "Een wethouder volgt een stagiair op sociale media en belt haar."

# Nobody can say later that it was recorded earlier: the event has its own moment, and
# the day on which the mayor heard it is what the mayor says.
at 2026-03-20 11:00
as noor
acknowledge "Wij hebben uw signaal. Dit duurde te lang."
record knowledge.recorded
  field function mayor
  field since 2026-03-03
  field acted no
  field how told
  words "De burgemeester zegt dat een directeur dit op 3 maart vertelde, in de auto."

# Who is said to have known can answer it.
at 2026-03-23 09:00
record knowledge.answered
  field function mayor
  field disputed no
expect recorded knowledge.recorded 1
expect recorded knowledge.answered 1
