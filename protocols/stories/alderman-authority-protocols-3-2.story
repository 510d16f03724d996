title What nobody may do to an alderman is refused, what somebody may is not (protocols 3.2, G-BEVOEGD)
title nl Wat niemand tegen een wethouder mag doen wordt geweigerd, wat iemand wel mag niet
organisation veenhaven
protocols receive common office-holder

at 2026-02-02 09:00
as reporter R1
send alderman nl
  answer what "De wethouder vernedert mensen in vergaderingen."
as noor
acknowledge "Wij hebben uw signaal."

# House rules that protect staff are the secretary's.
record measure.imposed
  field burden person-concerned
  field what other-chair
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
  words "De afdelingsmanager leidt het overleg."
expect protect-staff met

# Nobody warns an alderman, and nobody but the college or the alderman moves a portfolio.
record measure.imposed
  field burden person-concerned
  field what warning
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
refused-by G-BEVOEGD-warning
record measure.imposed
  field burden person-concerned
  field what portfolio
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
refused-by G-BEVOEGD-handed-over
record measure.imposed
  field burden person-concerned
  field what portfolio
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
  words "De wethouder draagt personeel zelf over."

# A talk is never between two alone.
at 2026-02-05 14:00
record dossier.talk-held
  field kind corrective
  field second_present no
  field held_on 2026-02-05
  field check_on 2026-03-05
  field norm_named yes
  words "De norm is genoemd. De afspraken staan op papier."
refused-by G-GESPREK-second-person
record dossier.talk-held
  field kind corrective
  field second_present yes
  field held_on 2026-02-05
  field check_on 2026-03-05
  field norm_named yes
  words "De norm is genoemd. De afspraken staan op papier."

# The mayor directs and does not judge.
at 2026-06-01 09:00
record dossier.judged
  field body mayor
  field what reprimand
  field decided_on 2026-06-01
refused-by G-BEVOEGD-reprimand
record dossier.judged
  field body mayor
  field what suspend
  field decided_on 2026-06-01
refused-by G-BEVOEGD-suspend
record dossier.judged
  field body mayor
  field what dismiss
  field decided_on 2026-06-01
refused-by G-BEVOEGD-dismiss
record dossier.judged
  field body college
  field what disciplinary
  field decided_on 2026-06-01
refused-by G-BEVOEGD-disciplinary
record dossier.judged
  field body mayor
  field what portfolio
  field decided_on 2026-06-01
refused-by G-BEVOEGD-portfolio
record dossier.judged
  field body mayor
  field what step-back
  field decided_on 2026-06-01
refused-by G-BEVOEGD-step-back
record dossier.judged
  field body council
  field what documents
  field decided_on 2026-06-01
refused-by G-BEVOEGD-documents
record dossier.judged
  field body mayor
  field what motion
  field decided_on 2026-06-01
refused-by G-BEVOEGD-motion
record dossier.judged
  field body council
  field what norm-setting
  field decided_on 2026-06-01
refused-by G-BEVOEGD-norm-talk

# What is in somebody’s power.
record dossier.judged
  field body mayor
  field what norm-setting
  field decided_on 2026-06-01
record dossier.judged
  field body college
  field what portfolio
  field decided_on 2026-06-01
record dossier.judged
  field body agreement
  field what step-back
  field decided_on 2026-06-01
record dossier.judged
  field body council
  field what motion
  field decided_on 2026-06-01
record dossier.judged
  field body council
  field what dismiss
  field decided_on 2026-06-01
expect judge-office-holder not-begun
