title Who asks for a talk is answered within five working days; after that it goes to others (protocols 4, C0)
title nl Wie om een gesprek vraagt krijgt binnen vijf werkdagen antwoord; daarna gaat het naar anderen
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Ik wil dit liever vertellen dan opschrijven."
at 2026-01-05 11:00
as noor
acknowledge "Wij hebben uw signaal."
expect hold-asked-talk not-begun

at 2026-01-06 20:00
as reporter R1
ask-talk "Na zes uur, op mijn eigen telefoon."
expect talk
expect hold-asked-talk due 2026-01-13

# What the reporter writes is no answer.
at 2026-01-07 20:00
reply "Een avond is het best."
expect hold-asked-talk running

# Nobody answers: first the other who holds it, then the head, then whoever is above.
at 2026-01-14 09:00
expect hold-asked-talk late
expect escalated hold-asked-talk 1 to bram
at 2026-01-16 09:00
expect escalated hold-asked-talk 2 to jet
at 2026-01-16 10:00
as noor
write "Het spijt ons dat dit zo lang duurde. Wij bellen u vanavond na zes uur."
expect no-talk
expect hold-asked-talk met-late

# Asked again, it is to be answered again; that the first was late stays.
at 2026-01-19 20:00
as reporter R1
ask-talk "Nog een keer, graag."
expect talk
