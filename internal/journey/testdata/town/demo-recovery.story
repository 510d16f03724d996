title Demo: the key of a dossier came back with the shares of two key holders
organisation veenhaven

at 46 days ago 21:10
as reporter R1
send committee-member nl
  choose role me
  answer what "In de commissie word ik steeds onderbroken met opmerkingen over mijn accent. De voorzitter lacht mee."
  answer when "In de laatste vier vergaderingen."
  answer where "In de raadzaal, met publiek erbij."
  choose ongoing yes
  choose safe yes
  choose asked no
  choose hopes stop talk
  choose known-to nobody

at 45 days ago 09:15
as koos
open
acknowledge "Dank u wel. Wij hebben uw signaal gelezen en nemen het serieus."
note "Beelden van de vergaderingen zijn openbaar; samen met Yara bekijken."

at 24 days ago 19:20
as reporter R2
send committee-member nl
  choose role saw
  answer what "Een lid van de commissie deelt in de groepsapp stukken die geheim zijn. Er stonden namen in van mensen die een uitkering kregen."
  answer when "Na elke besloten vergadering."
  choose ongoing yes
  choose safe yes
  choose asked no
  choose hopes stop
  choose known-to nobody

at 23 days ago 10:05
as koos
open
acknowledge "Wij hebben uw signaal gelezen. Yara en ik kijken samen wat er nodig is."
note "De stukken van de laatste drie vergaderingen opgevraagd bij de griffie."
expect holders yara koos

at 3 days ago 17:00
as koos
leave
expect holders yara
expect sees-nothing koos
expect short yara 2

# Yara is away for a while. The one dossier comes back; the other waits for her,
# or for whoever tries the demo.
at 2 days ago 09:00
about R1
as jet
ask-recovery saar holder-absent
expect shares 0 of 2
at 2 days ago 16:30
as wies
give-share
at yesterday 09:40
as roos
give-share
as saar
join-shares
open
note "Ik neem waar zolang Yara er niet is."
write "Ik ben Saar, van het meldpunt buiten de gemeente. Mijn collega is er even niet. Ik lees met u mee en ga verder waar zij was."
expect holders yara saar
expect sees-nothing koos jet wies roos
as reporter R1
open
expect recovered saar
expect short yara 1
expect short saar 0
