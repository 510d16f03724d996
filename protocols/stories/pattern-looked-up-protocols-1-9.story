title Earlier signals and earlier talks are found by looking, until the program counts them (protocols 1.9)
title nl Eerdere signalen en eerdere gesprekken worden opgezocht, tot het programma ze telt
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Zij schreeuwt weer."
as noor
acknowledge "Wij hebben uw signaal."
record pattern.looked-up
  field found talk-before
  field signals 2
  field reporters unknown
  words "Vorig jaar was er een gesprek."
expect weigh-pattern due 2026-01-19
