title What need not be kept is destroyed by two people, and what is asked for is not (protocols 7, G-BEWAAR)
title nl Wat niet bewaard hoeft te worden, vernietigen twee mensen samen; wat is opgevraagd blijft
organisation veenhaven

# Three dossiers that were answered. Two are closed on the same day, one stays open.
at 2026-01-05 09:00
as reporter R1
send alderman nl
  answer what "De wethouder maakt grappen over mijn kleding."
as noor
open
acknowledge "Wij hebben uw signaal."
feedback "Er is met hem gesproken, en het is gestopt."
close resolved-informally "Het gesprek heeft geholpen."
expect kept
as reporter R2
send alderman nl
  answer what "De wethouder belt mij thuis."
as noor
acknowledge "Wij hebben uw signaal."
feedback "Hij belt u niet meer thuis."
close resolved-informally "De afspraak staat."
as reporter R3
send alderman nl
  answer what "De wethouder leest mijn agenda."
as noor
acknowledge "Wij hebben uw signaal."
feedback "Uw agenda staat niet meer open."
propose-destruction "Het is klaar."
refused dossier.not-closed

# A journalist asks for it under the Woo. Whoever may know nothing of it holds nothing.
at 2027-11-01 09:00
as bram
about R2
hold woo-request "Verzoek van 29 oktober, nog niet beslist."
expect held
as jet
hold court "Ik wil dat het blijft."
refused dossier.not-found

# The last day of the two years after closing: still too early.
at 2028-01-05 22:00
as noor
about R1
expect may-go noor 0
propose-destruction "De termijn is om."
refused retention.not-due

# The day after: those who hold it see that it need not be kept, and nobody else does.
# What was asked for under the Woo is not among it, nor is what is still open.
at 2028-01-06 09:00
expect may-go noor 1
expect may-go bram 1
expect may-go jet 0
as noor
confirm-destruction
refused retention.not-proposed
about R2
propose-destruction "De termijn is om."
refused retention.held
about R1
as jet
propose-destruction "De termijn is om."
refused dossier.not-found
as noor
propose-destruction "De termijn is om, er speelt niets meer."
expect proposed-for-destruction
confirm-destruction
refused retention.second-person
as jet
confirm-destruction
refused dossier.not-found

# The second person does not agree, and then a court needs it: the proposal is over.
as bram
drop-destruction
expect kept
confirm-destruction
refused retention.not-proposed
as noor
propose-destruction "De termijn is om, er speelt nog steeds niets."
as bram
hold court "De rechtbank vraagt het op."
expect held
confirm-destruction
refused retention.held
as noor
propose-destruction "Toch weg."
refused retention.held
at 2028-02-01 09:00
expect told bram handling 2
release-hold "De zaak is geschikt."
expect kept
release-hold "Nog eens."
refused retention.hold-over
as bram
confirm-destruction
refused retention.not-proposed

# By two: one proposes, another confirms. Then there is nothing for anybody, and whoever
# comes with the code is told that it was destroyed.
propose-destruction "De termijn is om en de rechtbank is klaar."
as noor
confirm-destruction
expect destroyed
expect sees-nothing noor bram jet
open
refused dossier.not-found
confirm-destruction
refused dossier.not-found
as reporter R1
reply "Is er nog iets?"
refused dossier.not-found

# What was asked for is still there, until the request is decided.
as noor
about R2
expect held
expect may-go noor 0
release-hold "Het besluit op het verzoek staat vast."
expect may-go noor 1
propose-destruction "De termijn is om."
expect proposed-for-destruction

# The reporter writes, so it is no closed dossier any more and nothing is destroyed.
as reporter R2
reply "Hij belt weer."
as bram
confirm-destruction
refused dossier.not-closed
expect kept
about R3
expect kept
