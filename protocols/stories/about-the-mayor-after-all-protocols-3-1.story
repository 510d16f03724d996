title It came in as about an alderman and turns out to be about the mayor: the mayor hears nothing (protocols 3.1, G-TOP, G-BELANG)
title nl Het begon als signaal over een wethouder en blijkt over de burgemeester te gaan: de burgemeester hoort niets
organisation veenhaven
protocols receive common office-holder

at 2026-02-02 09:00
as reporter R1
send alderman nl
  answer what "Er worden opdrachten gegund aan een bedrijf van vrienden."
expect inform-mayor due 2026-02-04
expect inform-secretary due 2026-02-04
expect tell-who-directs due 2026-02-04
expect write-to-commissioner not-begun

# Who reads it sees that it is about the mayor. Nobody was told yet, and nobody must
# tell the mayor any more.
as noor
acknowledge "Wij hebben uw signaal."
record dossier.triaged
  field severity moderate
  field office mayor
  field wbk possible
  field crime no
expect inform-mayor not-begun
expect inform-secretary not-begun
expect tell-who-directs not-begun
expect write-to-commissioner due 2026-02-04
record conflict.screened
  field all_recipients yes
  field result replaced
record top.informed
  field functions mayor
  field name yes-office
  field reporter_kept yes
  field way orally
refused-by G-TOP

# The other way round: then those who must hear it do, within a term of its own.
at 2026-02-03 09:00
record dossier.triaged
  field severity moderate
  field office alderman
  field wbk possible
  field crime no
expect inform-mayor due 2026-02-05
expect inform-secretary due 2026-02-05
expect tell-who-directs due 2026-02-05
expect write-to-commissioner not-begun
record top.informed
  field functions mayor secretary
  field name yes-office
  field reporter_kept yes
  field way orally
expect inform-mayor met
expect inform-secretary met
expect tell-who-directs met
expect mayor-confirms due 2026-02-05

# And once more the mayor, who knows by now: that the mayor knew stays, and the
# Commissioner is told.
at 2026-02-04 09:00
record dossier.triaged
  field severity moderate
  field office mayor
  field wbk possible
  field crime no
expect inform-mayor met
expect mayor-confirms not-begun
expect secretary-confirms running
expect write-to-commissioner due 2026-02-06
record top.informed
  field functions kings-commissioner
  field name yes-office
  field reporter_kept yes
  field way letter
expect write-to-commissioner met
