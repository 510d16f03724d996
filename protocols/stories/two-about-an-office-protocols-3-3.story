title Two signals about the council clerk do not make a panel weigh: of a third it is known who it is (protocols 3.3, G-PATROON)
title nl Twee signalen over de griffier maken nog geen weging: van een derde is bekend over wie
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
as bram
confirm-record dossier.office-concerned-picked

at 2027-03-15 09:00
as floor
chart
  place piet-rietveld office council-clerk
  place noor
  place bram
as reporter R2
send employee nl
  answer what "Er zijn stukken niet bij de raad gekomen."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.office-concerned-picked
  field seat council-clerk
as bram
confirm-record dossier.office-concerned-picked

# Of the next the reporter says later that it was who holds the office now. From then on it
# counts for that person alone, and not for the office as well.
at 2027-05-10 09:00
as reporter R3
send employee nl
  answer what "De griffier gaf mij een vertrouwelijk stuk van een ander."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.person-concerned-picked
  field person piet-rietveld
as bram
confirm-record dossier.person-concerned-picked
record dossier.office-concerned-picked
  field seat council-clerk
as noor
confirm-record dossier.office-concerned-picked
expect recorded pattern.fired 0
expect weigh-pattern not-begun

# This one was of another municipality. One alone cannot take it back.
at 2027-06-14 09:00
as reporter R4
send employee nl
  answer what "Onze raad kreeg de stukken te laat."
as noor
acknowledge "Wij hebben uw signaal."
record dossier.office-concerned-picked
  field seat alderman
expect other-office alderman
as bram
confirm-record dossier.office-concerned-picked
record dossier.office-concerned-taken-back
  field seat alderman
  words "Het gaat over een andere gemeente."
expect waits-for-second dossier.office-concerned-taken-back 1
as noor
confirm-record dossier.office-concerned-taken-back
expect recorded pattern.fired 0
expect office-fits
