title The reporter presses, and somebody who does not lead answers within two working days (protocols 1.8, G-MELDERKNOP)
title nl De melder vraagt dringend om antwoord, en iemand die het dossier niet leidt antwoordt binnen twee werkdagen
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Mijn chef scheldt mij uit waar iedereen bij is."
expect holders noor bram

at 2026-01-06 10:00
as noor
open
acknowledge "Wij hebben uw signaal."
answer-demand "Niemand vroeg ernaar."
refused signal.no-demand

# Friday evening: two working days end on Tuesday.
at 2026-01-16 20:15
as reporter R1
press nothing-happens
expect demanded
expect waiting
expect demand-answer by 2026-01-20
expect demands noor 1
expect demands bram 1
# Pressed again without words, it counts once.
press nothing-happens
refused signal.demanded-before
# With words, or for another reason, it is one more thing to say.
press treated-worse "Ik sta ineens niet meer in het rooster."
expect conversation 3

# Who does not lead is told at once, and so is the head; who leads reads it as a message.
at 2026-01-16 20:16
expect told bram demand 2
expect told jet demand 2
expect told noor demand 0

# Noor leads: not even a kind word of hers answers it.
at 2026-01-19 09:00
as noor
open
write "Wij zijn ermee bezig."
answer-demand "Ik ben ermee bezig."
refused signal.demand-own
close followed-up "Dit kan weg."
refused signal.demand-open
expect demanded

at 2026-01-19 11:00
as bram
open
answer-demand "Ik ben een ander dan Noor. U hebt gelijk: er gebeurde te weinig. Vandaag spreek ik de afdeling over het rooster."
expect not-demanded
expect not-waiting
expect demands bram 0
as reporter R1
open

# Bram wrote last, so now Noor answers, who reads it anew.
at 2026-02-02 09:00
as reporter R1
press reconsider
as bram
answer-demand "Ik bleef bij wat ik schreef."
refused signal.demand-own
as noor
answer-demand "Ik heb het opnieuw gelezen en zie het anders."
expect not-demanded
