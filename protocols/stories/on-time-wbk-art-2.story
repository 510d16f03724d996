title A signal is acknowledged within seven days and answered within three months (Wbk art. 2)
title nl Een signaal wordt binnen zeven dagen bevestigd en binnen drie maanden beantwoord (artikel 2 Wbk)
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send alderman nl
  choose role saw
  answer what "De wethouder schreeuwt elke week tegen dezelfde medewerker."
expect stage receive
expect waiting
expect holders noor bram
expect acknowledge started 2026-01-05
expect acknowledge due 2026-01-12
expect acknowledge running
expect acknowledge default
expect feedback not-begun
expect list noor 1 first R1
expect list yara empty

# Alerts wait for the next half hour, so that the moment tells nothing.
at 2026-01-05 09:30
expect told noor signal 1
expect told bram signal 1
expect told-nothing yara

at 2026-01-07 14:00
as noor
open
acknowledge "Wij hebben uw signaal gelezen. U hoort uiterlijk 7 april wat wij doen."
expect acknowledge met
expect stage assess
expect not-waiting
expect feedback started 2026-01-07
expect feedback due 2026-04-07

at 2026-04-07 23:59
expect feedback running
as noor
feedback "Wij hebben met de medewerker gesproken. Er komt een onderzoek door een bureau van buiten."
expect feedback met
expect stage address
expect conversation 2

# Nothing was late, so nobody further was told, also long after.
at 2026-09-01 09:00
expect told bram late 0
expect told-nothing jet
expect not-escalated acknowledge 1
expect not-escalated feedback 1
