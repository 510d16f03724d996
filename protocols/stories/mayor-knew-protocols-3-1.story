title A mayor who knew and did nothing does not direct; the next in line does (protocols 3.1, 0.3)
title nl Een burgemeester die het wist en niets deed heeft de leiding niet; wie daarna komt wel
organisation veenhaven
protocols receive common office-holder

at 2026-02-02 09:00
as reporter R1
send alderman nl
  answer what "Een wethouder raakt mensen aan. Ik heb het de burgemeester vorig jaar verteld."

as noor
record conflict.screened
  field all_recipients yes
  field result replaced
expect tell-who-directs due 2026-02-04
expect director-free running

# Other aldermen hear nothing, and a deputy mayor is an alderman.
record top.informed
  field functions secretary alderman
  field name yes-office
  field reporter_kept yes
  field way orally
refused-by G-BELANG-alderman
record top.informed
  field functions deputy-mayor
  field name yes-office
  field reporter_kept yes
  field way orally
refused-by G-BELANG-alderman

at 2026-02-03 09:00
record knowledge.recorded
  field function mayor
  field since 2025-03-10
  field acted no
  field how told
record dossier.decided
  field decision director-free
  field option no
  field decided_by kings-commissioner
  words "De burgemeester wist het en deed niets. Dat maakt hem getuige."
expect director-free met
expect tell-stand-in due 2026-02-04
record top.informed
  field functions mayor secretary
  field name yes-office
  field reporter_kept yes
  field way orally
refused-by G-BELANG-director

# The deputy mayor is of another party and free of interest.
record top.informed
  field functions deputy-mayor secretary
  field name yes-office
  field reporter_kept yes
  field way orally
expect tell-stand-in met
expect tell-who-directs met
