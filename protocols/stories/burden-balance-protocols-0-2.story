title Who carries what, and for how long: two burdens of a reporter, one of the source, and which of them was lifted (protocols 0.2)
title nl Wie draagt wat, en hoe lang: twee lasten van een melder, een van de bron, en welke is opgeheven
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  choose asked yes
  answer asked-by "mijn teamleider"
  answer what "Ik mag niet meer bij het overleg zijn, en moet thuis werken."
as noor
acknowledge "Wij hebben uw signaal. U hoeft nergens weg te blijven."
record measure.breach-recorded
  of-signal
  field burden reporter
  field what not-in-meetings
  field by manager
  field since 2025-12-15
record measure.breach-recorded
  of-signal
  field burden reporter
  field what other-place
  field by higher-manager
  field since 2026-01-02
expect burden reporter 2 running
expect burden reporter 2 breaches
expect burden reporter 26 days
expect burden person-concerned 0 running
expect one-sided yes

# One is lifted, and nobody says which: both run on.
at 2026-01-06 09:00
record measure.lifted
  of-signal
  field burden reporter
  field told yes
  field lifted_on 2026-01-06
expect burden reporter 2 running

# Nobody lifts what there is not, or what somebody else bears.
record measure.lifted
  of-signal
  field measure 3
  field burden reporter
  field told yes
  field lifted_on 2026-01-06
refused record.no-measure
record measure.lifted
  of-signal
  field measure 1
  field burden witness
  field told yes
  field lifted_on 2026-01-06
refused record.no-measure
record measure.lifted
  of-signal
  field measure 2
  field burden reporter
  field told yes
  field lifted_on 2026-01-06
expect burden reporter 1 running
expect burden reporter 27 days
expect one-sided yes

# The source is addressed, for two weeks.
record measure.imposed
  field burden person-concerned
  field what third-person
  field requested_by nobody
  field with_source_measure itself
  field weight middle
  field basis safety
  field interim yes
  field starts_on 2026-01-06
  field ends_on 2026-01-19
  field review_on 2026-01-16
  words "Geen overleg zonder iemand erbij."
expect one-sided no
expect burden person-concerned 1 running

at 2026-01-07 09:00
record measure.lifted
  of-signal
  field measure 1
  field burden reporter
  field told yes
  field lifted_on 2026-01-07
record measure.lifted
  of-signal
  field measure 1
  field burden reporter
  field told yes
  field lifted_on 2026-01-08
refused record.no-measure
expect burden reporter 0 running
expect burden reporter 2 begun

# Its last day was set: after it nothing runs, and how long it was stays.
at 2026-01-26 09:00
expect burden person-concerned 0 running
expect burden person-concerned 14 days
expect burden reporter 27 days
expect one-sided no
