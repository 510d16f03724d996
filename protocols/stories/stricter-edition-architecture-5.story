title A stricter edition holds at once in open dossiers, and takes nothing away (architecture 5)
title nl Een strengere uitgave geldt meteen in open dossiers, en neemt niets weg
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Er wordt geld uit de kas van de kantine gehaald."
as reporter R2
send employee nl
  answer what "Ik zag dat iemand geld uit de kas haalde."
as noor
about R1
acknowledge "Wij hebben uw signaal."
expect feedback due 2026-04-05

# The municipality adopts an edition in which nobody gives feedback who never wrote.
at 2026-01-12 09:00
adopt receive-stricter
feedback "Wij gaan dit onderzoeken."
refused-by G-EERST
expect conversation 1

# What the edition refuses with which a dossier was opened, that refuses still, and its
# terms are as they were.
about R2
feedback "Wij gaan dit onderzoeken."
refused protocol.not-yet
about R1
expect feedback due 2026-04-05

# A dossier that is opened now follows the new edition.
at +1 day
as reporter R3
send employee nl
  answer what "Er is weer geld weg."
as noor
about R3
acknowledge "Wij hebben uw signaal."
feedback "Wij gaan dit onderzoeken."
refused-by G-EERST

about R1
write "Weet u ook wanneer dit gebeurde?"
feedback "Wij gaan dit onderzoeken."
expect feedback met
expect stage address
