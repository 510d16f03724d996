title Demo: a reporter waits for an answer
organisation veenhaven

at 9 days ago 20:40
as reporter R1
send alderman nl
  choose role saw
  answer what "De wethouder maakt een jonge beleidsmedewerker belachelijk waar iedereen bij is. Hij doet haar stem na en noemt haar ‘het stagiairtje’. In het overleg van deze week liep zij huilend weg. Niemand zei iets. Ik ook niet."
  answer when "Bijna elke week in het overleg van maandag."
  answer where "In de collegekamer."
  choose ongoing yes
  answer who "De wethouder met het sociaal domein."
  choose safe yes
  told "een collega van communicatie" "vorige maand" "Zij zei dat dit bij de politiek hoort."
  choose asked no
  choose hopes stop talk
  answer hope "Ik hoop dat het stopt en dat iemand aan haar vraagt hoe het gaat."
  choose known-to nobody

at 8 days ago 10:20
as noor
open
acknowledge "Dank u wel. Wij hebben uw signaal gelezen en nemen het serieus. Twee mensen van ons bureau kunnen dit lezen. Binnen drie maanden vertellen wij u hoe wij uw signaal wegen en wat wij doen."
write "Wij willen dit goed begrijpen zonder dat iemand merkt dat u schreef. Was u er bij de laatste keer zelf bij? En waren er anderen die dit ook zagen?"
note "Er was eerder een gesprek met deze wethouder over de toon in overleggen. Eerst nagaan of de medewerker zelf hulp wil."

at 7 days ago 21:15
as reporter R1
open
reply "Ja, ik was erbij. Er zaten zeven mensen aan tafel. Ik noem liever geen namen, want dan weet hij wie dit schreef."

at 6 days ago 09:05
as bram
open
write "Dat begrijpen wij. U hoeft geen namen te noemen. Wilt u dat wij de medewerker benaderen, of wilt u dat eerst zelf doen?"
note "Eens met Noor. Wij noemen geen datum van het overleg als wij met de wethouder praten."

at yesterday 18:30
as reporter R1
reply "Doet u het maar. Ik denk dat zij blij is als iemand het vraagt. Kan dat zonder te zeggen dat er een signaal is?"
ask-talk "Ik praat er liever over. Bel mij op dinsdag of donderdag na vijf uur, op 06 00 00 01 42. Niet onder werktijd."
expect talk
expect waiting
expect stage assess
