title Feedback comes after the acknowledgement, never instead of it (Wbk art. 2)
title nl Terugkoppeling komt na de ontvangstbevestiging, nooit in plaats daarvan (artikel 2 Wbk)
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Er wordt geld uit de kas van de kantine gehaald."
as noor
feedback "Wij gaan dit onderzoeken."
refused protocol.not-yet
expect conversation 0
write "Weet u ook wanneer dit gebeurde?"
acknowledge "Wij hebben uw signaal."
feedback "Wij gaan dit onderzoeken."
expect feedback met

# Later feedback adds to earlier.
at 2026-02-05 09:00
feedback "Het onderzoek is klaar. De kas wordt voortaan door twee mensen geteld."
expect conversation 4
expect stage address
