title It came in as about an employee, and whoever is picked is the mayor: the mayor hears nothing from then on (protocols 3.1, G-TOP)
title nl Het kwam binnen als signaal over een medewerker, en wie er gekozen wordt is de burgemeester: die hoort er vanaf dan niets meer van
organisation veenhaven
protocols receive common office-holder

# The chart does not say which account is the mayor's: it goes by the office.
at 2026-02-02 09:00
as floor
chart
  place gerda-kwelder office mayor
  place wiebe-schelpzand office alderman
  place sjouwer
  place noor
  place bram
as reporter R1
send employee nl
  answer what "Iemand op het stadhuis laat zijn zwager de opdrachten doen."
as noor
acknowledge "Wij hebben uw signaal."
expect office-fits
record dossier.person-concerned-picked
  field person gerda-kwelder
expect other-office mayor

# Nobody assessed it anew yet, and the day on which the mayor must be told passes.
at 2026-02-05 09:00
expect unknown meike by 2026-02-05 09:00
record top.informed
  field functions mayor
  field name no
  field reporter_kept yes
  field way orally
refused notice.concerned

record dossier.triaged
  field severity moderate
  field office mayor
  field wbk possible
  field crime no
expect office-fits
expect unknown meike by 2026-02-05 09:00
expect write-to-commissioner running

# An alderman takes part in it: the stricter of the two stays.
as noor
record dossier.person-concerned-picked
  field person wiebe-schelpzand
expect office-fits
