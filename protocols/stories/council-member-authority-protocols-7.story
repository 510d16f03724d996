title Nobody can suspend, dismiss or shut out a council member (protocols 3.2, 7, G-BEVOEGD)
title nl Niemand kan een raadslid schorsen, ontslaan of buitensluiten
organisation veenhaven
protocols receive common office-holder

at 2026-02-02 09:00
as reporter R1
send council-member nl
  answer what "Een raadslid stuurt mij berichten over hoe ik eruitzie."
as yara
acknowledge "Wij hebben uw signaal."

record measure.imposed
  field burden person-concerned
  field what leave
  field requested_by nobody
  field with_source_measure itself
  field weight middle
  field pay_loss no
  field task_loss no
  field interim yes
  field basis safety
  field hearing_offered yes
  field decided_by mayor
  field care_contact yes
  field starts_on 2026-02-03
  field review_on 2026-02-17
  words "Afspraak."
refused-by G-BEVOEGD-leave

# A mandate is not hindered, but staff are protected.
record measure.imposed
  field burden person-concerned
  field what not-in-meetings
  field requested_by nobody
  field with_source_measure itself
  field weight middle
  field pay_loss no
  field task_loss no
  field interim yes
  field basis safety
  field hearing_offered yes
  field decided_by mayor
  field care_contact yes
  field starts_on 2026-02-03
  field review_on 2026-02-17
  words "Afspraak."
refused-by G-BEVOEGD-mandate
record measure.imposed
  field burden person-concerned
  field what not-in-meetings
  field requested_by nobody
  field with_source_measure itself
  field weight middle
  field pay_loss no
  field task_loss no
  field interim yes
  field basis agreement
  field hearing_offered yes
  field decided_by agreement
  field care_contact yes
  field starts_on 2026-02-03
  field review_on 2026-02-17
  words "Het raadslid blijft zelf weg bij het overleg met de griffie."
record measure.imposed
  field burden person-concerned
  field what official-route
  field requested_by nobody
  field with_source_measure itself
  field weight middle
  field pay_loss no
  field task_loss no
  field interim yes
  field basis safety
  field hearing_offered yes
  field decided_by secretary
  field care_contact yes
  field starts_on 2026-02-03
  field review_on 2026-02-17
  words "Vragen lopen via de griffier."

at 2026-06-01 09:00
record dossier.judged
  field body council
  field what suspend
  field decided_on 2026-06-01
refused-by G-BEVOEGD-suspend
record dossier.judged
  field body mayor
  field what suspend
  field decided_on 2026-06-01
refused-by G-BEVOEGD-suspend
record dossier.judged
  field body council
  field what dismiss
  field decided_on 2026-06-01
refused-by G-BEVOEGD-dismiss
record dossier.judged
  field body mayor
  field what documents
  field decided_on 2026-06-01
refused-by G-BEVOEGD-documents
record dossier.judged
  field body college
  field what disciplinary
  field decided_on 2026-06-01
refused-by G-BEVOEGD-disciplinary
record dossier.judged
  field body council
  field what documents
  field decided_on 2026-06-01
record dossier.judged
  field body council
  field what motion
  field decided_on 2026-06-01
