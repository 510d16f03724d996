title Nothing is published with a passage withheld without a reason, or with text that is not really gone (protocols 7, 0.14, G-PUBLICATIE)
title nl Er wordt niets gepubliceerd met een weggelaten stuk zonder reden, of met tekst die niet echt weg is
organisation veenhaven
protocols receive common office-holder

at 2026-06-01 09:00
as reporter R1
send alderman nl
  answer what "De wethouder laat ambtenaren liegen tegen de raad."
as noor
acknowledge "Wij hebben uw signaal."

# A passage is withheld with a ground and without a reason.
record publication.prepared
  field grounds no
  field inventory yes
  field withheld under-half
  field core_kept yes
  field shown yes
  field names_kept yes
refused-by G-PUBLICATIE
record publication.prepared
  field grounds yes
  field inventory yes
  field withheld under-half
  field core_kept yes
  field shown no
  field names_kept yes
refused-by G-PUBLICATIE-shown

# Nearly all of it black, and nobody else has read it.
record publication.prepared
  field grounds yes
  field inventory yes
  field withheld over-half
  field core_kept no
  field shown yes
  field names_kept yes
refused-by G-PUBLICATIE-second
record publication.prepared
  field grounds yes
  field inventory yes
  field withheld under-half
  field core_kept yes
  field shown yes
  field names_kept yes

# The withheld words are still in the text layer of a page.
state fact publication.verified clean no
record publication.done
  field checked yes
  field care_contact yes
  field published_on 2026-06-01
refused-by G-PUBLICATIE-gone
state fact publication.verified clean yes
record publication.done
  field checked yes
  field care_contact yes
  field published_on 2026-06-01
