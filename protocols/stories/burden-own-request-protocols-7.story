title What the reporter asks for, by the own channel, can be done for a short time (protocols 0.2 and 7, G-BRON)
title nl Wat de melder zelf via de eigen weg vraagt, kan voor korte tijd
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Mijn chef staat steeds achter mij."
at 2026-01-05 10:00
as noor
acknowledge "Wij hebben uw signaal."
at 2026-01-05 14:00
as reporter R1
reply "Ik wil deze week graag thuis werken. Niemand vroeg mij dat."

at 2026-01-06 10:00
as noor
record measure.imposed
  field burden person-concerned
  field what contact-rule
  field with_source_measure itself
  field basis safety
  field interim yes
  field starts_on 2026-01-06
  field review_on 2026-01-16
  words "Geen contact zonder iemand erbij."
record measure.imposed
  field burden reporter
  field what other-place
  field requested_by reporter
  field with_source_measure yes
  field basis own-request
  field care_contact yes
  field starts_on 2026-01-06
  field ends_on 2026-01-12
  field review_on 2026-01-16
  words "Thuis werken tot en met maandag, op eigen verzoek."
expect review-own-request due 2026-01-13

at 2026-01-09 09:00
record measure.revoked
  field lifted_on 2026-01-09
  words "De melder wil weer op kantoor zijn."
expect review-own-request not-begun
