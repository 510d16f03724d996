title Two people weigh (protocols 0.7)
title nl Twee mensen wegen
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Zij laat mij overal buiten."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.weighed
  field wish stop
  field choice informal-talk
  field alternatives informal-talk inquiry
  field at_source inquiry
  words "Een gesprek is genoeg."
refused-by G-WEGING
record dossier.weighed
  by-two
  field wish stop
  field choice informal-talk
  field alternatives informal-talk inquiry
  field at_source inquiry
  field weighed_by two
  words "Een gesprek is genoeg."
confirm-record dossier.weighed
refused record.own-proposal
as bram
confirm-record dossier.weighed
expect recorded dossier.weighed 1
