title Contact outside what is safe is mended within a day (protocols 7, G-CONTACT)
title nl Contact buiten de veilige weg om wordt binnen een dag hersteld
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Niemand op het werk mag dit weten."
as noor
acknowledge "Wij hebben uw signaal."
record contact.agreed
  words "Alleen na zes uur, op de eigen telefoon."
record contact.made
  field as_agreed yes
expect restore-contact not-begun
at 2026-01-06 10:00
record contact.made
  field as_agreed no
  words "Per ongeluk naar het werkadres gemaild."
expect restore-contact due 2026-01-07
record contact.agreed
  words "Excuses gemaakt, nieuwe afspraak."
expect restore-contact not-begun
