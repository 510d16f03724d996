title What a step demands is written down, by two where two must, and who has an interest is out at once (protocols 1.6, 1.10, 1.11)
title nl Wat een stap vraagt wordt opgeschreven, door twee mensen waar dat moet, en wie een belang heeft ligt er meteen uit
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send alderman nl
  answer what "De wethouder schreeuwt tegen iedereen."

at 2026-01-05 11:00
as noor
record dossier.triaged
  field severity moderate
  field office alderman
  field wbk no
  field crime no
record dossier.weighed
  by-two
  field severity moderate
  field power_gap yes
  field repeated yes
  field reporters 1
  field can_work yes
  field wish stop
  field safe_now yes
  field wbk no
  field crime no
  field alternatives support informal-talk
  field at_source informal-talk
  field choice informal-talk
  field weighed_by two
  field pattern no
  field advice none
  field motives yes
  field review_on 2026-02-05
  words "Een gesprek is nu het kleinste dat kan helpen."
expect recorded dossier.triaged 1
expect recorded dossier.weighed 0
expect waits-for-second dossier.weighed 1

# Nobody confirms what they wrote.
confirm-record dossier.weighed
refused record.own-proposal
as jet
confirm-record dossier.weighed
refused dossier.not-found
as bram
open
confirm-record dossier.weighed
expect recorded dossier.weighed 1
expect waits-for-second dossier.weighed 0
confirm-record dossier.weighed
refused record.no-proposal

# No forbidden motive is on offer, and one alternative is none.
record dossier.weighed
  field severity moderate
  field wish stop
  field safe_now yes
  field wbk no
  field crime no
  field alternatives support
  field at_source informal-talk
  field choice no-follow-up
  field weighed_by one
  field pattern no
  field advice none
  field motives yes
  field review_on 2026-02-05
  words "Te weinig."
refused record.out-of-bounds

# What two must decide waits by itself, and can be taken back.
record dossier.own-motion-decided
  field go_on yes
  field ground serious
  field reporter_first yes
  field hard_to_trace yes
  words "Het is te ernstig om niets te doen."
expect waits-for-second dossier.own-motion-decided 1
drop-record dossier.own-motion-decided
expect waits-for-second dossier.own-motion-decided 0
expect recorded dossier.own-motion-decided 0

# The reporter reads none of it.
as reporter R1
open

at 2026-01-06 09:00
as noor
record conflict.declared
  field person bram
  field conflict yes
  field ground party
  words "Zij zitten in dezelfde partij."
expect sees-nothing bram
expect short noor 1
open
as bram
note "Ik kijk nog even."
refused dossier.not-found
