title A town hall with four people and an external desk: who is struck, away or concerned is missed by nobody (protocols 0.11, story 8)
title nl Een gemeentehuis met vier mensen en een extern meldpunt: niemand mist wie is uitgesloten, afwezig is of over wie het gaat
organisation veenhaven
protocols receive common manager formal-report

# Both caseworkers are too close: then the desk outside has it, and intake goes on.
at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Iedereen kent hier iedereen. Een collega van de balie bedreigt mij."
  strike noor
  strike bram
expect holders saar milan
at 2026-01-05 09:30
expect told saar signal 1
expect told-nothing noor
expect told-nothing bram
as saar
open
acknowledge "Wij zijn van buiten de gemeente, en hebben uw signaal."
record dossier.triaged
  field severity moderate
  field office employee
  field wbk no
  field crime no
expect sees-nothing noor
expect sees-nothing jet

# One who receives and one who follows up; here they may be one person, and are two.
as reporter R1
make-formal
as saar
record dossier.assigned
  field task receiver
  field person saar
  field declared yes
record dossier.assigned
  field task follow-up
  field person milan
  field declared yes
expect assign-follow-up met
record care.offered
  of-signal
  field for reporter
  field contact_person yes
  field offered talk confidential-adviser
  field answer accepted

# The head is passed by, because of an interest; the desk hears of lateness itself.
at 2026-01-08 17:01
expect look-for-more late
expect escalated look-for-more 1 to milan
