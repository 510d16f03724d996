title "Keep away from the meetings", said orally before anybody reported it: it is recorded, it is a breach, and it is undone (protocols 0.2, story 10)
title nl ‘Blijf weg van het overleg’, mondeling gezegd voordat iemand het meldde: het wordt vastgelegd, het mocht niet, en het wordt teruggedraaid
organisation veenhaven
protocols receive common manager

at 2026-01-05 09:00
as reporter R1
send employee nl
  choose asked yes
  answer asked-by "mijn leidinggevende"
  answer asked-what "Ik moet maar even wegblijven bij het overleg."
  answer what "Een collega schreeuwt tegen mij waar iedereen bij is."
as noor
open
acknowledge "Wij hebben uw signaal. U hoeft nergens weg te blijven."
record dossier.heard
  of-signal
  field function manager
  field heard_on 2025-12-15
  field hours 500
expect call-late-manager due 2026-01-06
record measure.breach-recorded
  of-signal
  field burden reporter
  field what not-in-meetings
  field by manager
  field orally yes
  field since 2025-12-15
expect lift-burden due 2026-01-07

# Nobody turns it into a measure afterwards.
record measure.imposed
  of-signal
  field burden reporter
  field what not-in-meetings
  field requested_by line
  field with_source_measure no
  field weight middle
  field pay_loss no
  field task_loss yes
  field interim yes
  field basis safety
  field hearing_offered no
  field decided_by line
  field care_contact no
  field starts_on 2026-01-05
  field review_on 2026-01-12
  words "Rust in het team."
refused-by G-BRON

at 2026-01-07 17:01
expect lift-burden late
expect escalated lift-burden 1 to bram
at 2026-01-08 09:00
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
  field hearing_offered no
  field decided_by line
  field care_contact yes
  field starts_on 2026-01-08
  field ends_on 2026-01-21
  field review_on 2026-01-21
  words "Tot wij hebben gesproken."
record measure.lifted
  of-signal
  field burden reporter
  field what not-in-meetings
  field told yes
  field lifted_on 2026-01-08
expect lift-burden met-late
