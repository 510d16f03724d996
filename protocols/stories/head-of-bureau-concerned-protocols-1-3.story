title The head of the bureau is the person concerned: the external desk handles it and the head hears nothing (protocols 1.3, 1.10)
title nl Het gaat over het hoofd van het bureau: het externe meldpunt behandelt het, en het hoofd hoort niets
organisation veenhaven

at 2026-02-02 09:00
as reporter R1
send bureau nl
  answer what "Het hoofd van het bureau bespreekt dossiers met vrienden."
expect holders saar milan
expect sees-nothing noor bram yara jet

# Nothing is done with it: lateness goes to the desk, never to the head.
at 2026-04-13 09:00
expect acknowledge late
expect escalated acknowledge 2 to saar milan
expect told-nothing jet
expect told-nothing noor
expect unknown head-of-bureau by 2026-04-13 09:00
as saar
acknowledge "Wij zijn van buiten de gemeente. Dit duurde te lang. Niemand van het bureau hoort hiervan."
record top.informed
  field functions secretary mayor
  field name yes-serious
  field reporter_kept yes
  field way orally
as jet
open
refused dossier.not-found
