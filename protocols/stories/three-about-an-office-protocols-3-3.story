title Three signals about the council clerk, over two holders and nobody knows which, make a panel weigh (protocols 3.3, G-PATROON)
title nl Drie signalen over de griffier, over twee mensen die het waren en niemand weet over wie, en een panel weegt alles samen
organisation veenhaven
protocols receive common

at 2026-01-12 09:00
as floor
chart
  place gerda-kwelder office council-clerk
  place noor
  place bram
as reporter R1
send employee nl
  answer what "Van de griffie hoor ik dat er stukken achterblijven."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.office-concerned-picked
  field seat council-clerk
expect waits-for-second dossier.office-concerned-picked 1
as bram
confirm-record dossier.office-concerned-picked
expect weigh-pattern not-begun

# A year later somebody else is the clerk. The office goes on with what there was, and
# nothing of it is held against either of the two.
at 2027-03-15 09:00
as floor
chart
  place piet-rietveld office council-clerk
  place noor
  place bram
as reporter R2
send employee nl
  answer what "Er zijn stukken niet bij de raad gekomen. Wanneer dat was, weet ik niet."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.office-concerned-picked
  field seat council-clerk
as bram
confirm-record dossier.office-concerned-picked
expect weigh-pattern not-begun

# Within three years there is a third.
at 2028-09-11 09:00
as reporter R3
send employee nl
  answer what "Wie bij de griffie vraagt naar oude stukken, krijgt geen antwoord."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.triaged
  field severity limited
  field office council-clerk
record dossier.office-concerned-picked
  field seat council-clerk
as bram
confirm-record dossier.office-concerned-picked
expect recorded pattern.fired 1
expect weigh-pattern due 2028-09-25
expect office-fits

# The first signal about the clerk of now as a person is the first.
at 2028-09-12 09:00
as reporter R4
send employee nl
  answer what "De griffier vloekte tegen mij."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.person-concerned-picked
  field person piet-rietveld
as bram
confirm-record dossier.person-concerned-picked
expect recorded pattern.fired 0
expect weigh-pattern not-begun
