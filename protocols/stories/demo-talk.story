title Demo: somebody would rather talk than write
organisation veenhaven

at 26 hours ago
as reporter R1
send employee nl
  choose role saw
  answer what "Ik schrijf liever niet alles op. Het gaat over wat er in onze kamer wordt gezegd als een collega even weg is."
  choose ongoing yes
  choose asked no
  choose hopes advice unknown
  choose known-to nobody
  wants-talk "Dinsdag of donderdag na vijf uur. Niet onder werktijd."
  answer talk-number "06 00 00 01 42"
  answer talk-language "Fries, als dat kan"
expect talk
