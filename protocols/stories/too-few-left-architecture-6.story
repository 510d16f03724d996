title A signal that only one person could open cannot be sent (architecture 6)
title nl Een signaal dat maar één persoon zou kunnen openen kan niet worden verstuurd
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send mayor nl
  answer what "De burgemeester zet een medewerker onder druk."
  strike milan
refused dossier.nobody-alone

# Two people are needed; with one struck the signal cannot be sent like this.
as reporter R1
expect list saar empty
send mayor nl
  answer what "De burgemeester zet een medewerker onder druk."
expect holders saar milan
expect sees-nothing noor bram yara jet
