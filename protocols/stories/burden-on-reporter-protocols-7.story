title Who reports does not bear the burden, whatever the other gets (protocols 7, G-BRON)
title nl Wie een signaal geeft draagt de last niet, wat de ander ook krijgt
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Mijn collega zit steeds aan mij."
at 2026-01-05 10:00
as noor
acknowledge "Wij hebben uw signaal."
record measure.imposed
  field burden reporter
  field what other-place
  field requested_by line
  words "Op dinsdag werkt de melder thuis."
refused-by G-BRON

# A token step against the other buys nothing.
record measure.imposed
  field burden person-concerned
  field what norm-setting
  field with_source_measure itself
  field basis safety
  field interim yes
  field review_on 2026-01-12
  words "De gedragscode is nog eens genoemd."
record measure.imposed
  field burden reporter
  field what other-tasks
  field requested_by line
  field with_source_measure yes
  words "De melder gaat naar een ander team."
refused-by G-BRON

# Somebody of staff who types it in the reporter’s name is not the reporter.
record measure.imposed
  field burden reporter
  field what other-place
  field requested_by reporter
  field with_source_measure yes
  field care_contact yes
  field starts_on 2026-01-06
  field ends_on 2026-01-09
  field review_on 2026-01-12
  words "De melder wil dit zelf, zegt de leidinggevende."
refused-by G-BRON
record dossier.agreement-made
  field burden witness
  words "De getuige blijft weg bij het overleg."
refused-by G-BRON-agreement
record dossier.agreement-made
  field burden person-concerned
  words "Contact alleen met een derde erbij."
expect recorded measure.imposed 1
expect review-own-request not-begun
