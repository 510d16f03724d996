title A dossier whose holders are gone comes back with the shares of two custodians (architecture 6)
title nl Een dossier waarvan de behandelaars weg zijn komt terug met de delen van twee sleutelbewaarders
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send faction-staff nl
  answer what "In de fractie wordt een medewerker uitgelachen."
  strike milan
  identity "Sanne Rietgors" "liefst bellen na zessen"
  identity to yara
expect holders yara bram

at 2026-01-06 09:00
as yara
acknowledge "Wij hebben uw signaal."
note "Eerst horen wat de melder wil."

# Enough people hold it: nobody asks for it behind their backs.
as jet
ask-recovery saar holder-absent
refused recovery.needless

at 2026-02-02 09:00
as yara
leave
expect short bram 1
as bram
leave
expect sees-nothing yara bram jet

# Who sees to it asks, for somebody else, who may have it.
at 2026-02-02 10:00
expect told jet handling 2
as noor
ask-recovery saar holders-gone
refused dossier.not-found
as jet
ask-recovery jet holders-gone
refused dossier.not-eligible
ask-recovery milan holders-gone
refused dossier.not-eligible
ask-recovery bram holders-gone
refused dossier.not-eligible
ask-recovery saar holders-gone
ask-recovery saar holders-gone
refused recovery.open-already
expect shares 0 of 2
expect sees-nothing saar jet wies

# Nobody gives but who has a share, and nobody twice.
at 2026-02-03 09:00
expect told wies recovery 1
expect told saar recovery 1
expect told-nothing milan
as noor
give-share
refused dossier.not-found
as wies
give-share
give-share
refused recovery.over
as saar
join-shares
refused recovery.too-few-shares
as noor
join-shares
refused dossier.not-found
expect shares 1 of 2

# The second one makes it enough.
at 2026-02-03 11:00
as roos
give-share
at 2026-02-03 11:05
expect told saar recovery 2
as saar
join-shares
expect holders saar
expect sees saar
expect sees-nothing wies roos ties jet
open
note "Het dossier is er weer."
join-shares
refused recovery.over

# Who the reporter is was not recovered, and the reporter reads what happened.
expect knows-reporter-nobody
as reporter R1
open
expect recovered saar
expect short saar 1
reply "Goed dat u het zegt."
