title Secretary and clerk: employment law holds, and neither hears of it nor decides about it (protocols 3.1, 3.2)
title nl Secretaris en griffier: het arbeidsrecht geldt, en geen van beiden hoort ervan of beslist erover
organisation veenhaven
protocols receive common office-holder

at 2026-02-02 09:00
as reporter R1
send secretary nl
  answer what "De secretaris scheldt mensen uit in het overleg."
expect holders saar milan
expect sees-nothing noor bram yara jet
as saar
record conflict.screened
  field all_recipients yes
  field result replaced
record top.informed
  field functions mayor secretary
  field name yes-office
  field reporter_kept yes
  field way orally
refused-by G-TOP
record top.informed
  field functions mayor deputy-secretary
  field name yes-office
  field reporter_kept yes
  field way orally
expect tell-who-directs met
expect inform-mayor met
expect inform-secretary not-begun

# Protection from the secretary is not the secretary's to decide.
record measure.imposed
  field burden person-concerned
  field what third-person
  field requested_by nobody
  field with_source_measure itself
  field weight low
  field pay_loss no
  field task_loss no
  field interim yes
  field basis safety
  field hearing_offered yes
  field decided_by secretary
  field care_contact yes
  field starts_on 2026-02-03
  field review_on 2026-02-17
  words "Er is een derde bij het overleg."
refused-by G-BELANG-protection
record measure.imposed
  field burden person-concerned
  field what leave
  field requested_by nobody
  field with_source_measure itself
  field weight high
  field pay_loss no
  field task_loss no
  field interim yes
  field basis safety
  field hearing_offered yes
  field decided_by college
  field care_contact yes
  field starts_on 2026-02-03
  field review_on 2026-02-17
  words "Verlof in overleg met de burgemeester."
expect protect-staff met
record measure.imposed
  field burden person-concerned
  field what warning
  field requested_by nobody
  field with_source_measure itself
  field weight middle
  field pay_loss no
  field task_loss no
  field interim no
  field basis findings
  field hearing_offered yes
  field decided_by college
  field care_contact yes
  field starts_on 2026-02-03
  field review_on 2026-05-04
  words "Schriftelijke waarschuwing."

at 2026-06-01 09:00
record dossier.judged
  field body mayor
  field what suspend
  field decided_on 2026-06-01
refused-by G-BEVOEGD-suspend
record dossier.judged
  field body college
  field what suspend
  field decided_on 2026-06-01
record dossier.judged
  field body college
  field what disciplinary
  field decided_on 2026-06-01

# The clerk works for the council.
at 2026-06-02 09:00
as reporter R2
send council-clerk nl
  answer what "De griffier leest onze mail."
as yara
record conflict.screened
  field all_recipients yes
  field result clear
record top.informed
  field functions mayor council-clerk
  field name yes-office
  field reporter_kept yes
  field way orally
refused-by G-BELANG-clerk
record top.informed
  field functions mayor council-chair
  field name yes-office
  field reporter_kept yes
  field way orally
record dossier.judged
  field body college
  field what dismiss
  field decided_on 2026-06-02
refused-by G-BEVOEGD-dismiss
record dossier.judged
  field body employers-committee
  field what disciplinary
  field decided_on 2026-06-02
