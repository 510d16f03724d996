title Demo: long closed, and its time is over
organisation veenhaven

at 27 months ago 10:10
as reporter R1
send employee nl
  choose role me
  answer what "Een collega van het magazijn noemt mij steeds bij een bijnaam die ik niet wil. Ik heb gezegd dat hij moet ophouden."
  answer where "In het magazijn en in de kantine."
  choose ongoing yes
  choose safe yes
  choose hopes stop
  choose known-to nobody

at +2 days 09:30
as noor
open
acknowledge "Wij hebben uw signaal. U hoeft die bijnaam niet te accepteren. Wij praten met de leidinggevende over hoe dit stopt, zonder uw naam te noemen."

at +3 weeks 14:00
as bram
open
note "Leidinggevende heeft het met de hele ploeg besproken. Er is afgesproken dat iedereen bij de eigen naam wordt genoemd."
feedback "De leidinggevende heeft met de hele ploeg afgesproken dat iedereen bij de eigen naam wordt genoemd. Uw naam is niet gevallen. Over vier weken vragen wij hoe het gaat."

at +4 weeks 10:00
as noor
write "Hoe gaat het nu?"
at +1 day 20:05
as reporter R1
open
reply "Goed, hij doet het niet meer. Dank u."
at +1 day 09:00
as noor
write "Fijn. Wij sluiten uw signaal. Begint het weer, schrijf dan hier."
close followed-up "Gesprek met de ploeg is geweest, de melder zegt dat het is gestopt. Nazorg na vier weken gedaan."
expect stage conclude
