title The number of signals alone is no ground for a measure (protocols 7, G-EVENREDIG)
title nl Het aantal signalen alleen is geen grond voor een maatregel
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Hij liegt over mij."
as noor
acknowledge "Wij hebben uw signaal."
record measure.imposed
  field burden person-concerned
  field what warning
  field with_source_measure itself
  field basis pattern-only
  field hearing_offered yes
  words "Er zijn nu drie signalen."
refused-by G-EVENREDIG
record measure.imposed
  field burden person-concerned
  field what warning
  field with_source_measure itself
  field basis findings
  words "Het staat vast."
refused-by G-HOOR-measure
record measure.imposed
  field burden person-concerned
  field what not-alone
  field with_source_measure itself
  field basis safety
  field interim yes
  field review_on 2026-01-16
  words "Tot er meer bekend is."
expect recorded measure.imposed 1
