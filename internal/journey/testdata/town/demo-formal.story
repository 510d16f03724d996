title Demo: a signal that became a formal report
organisation veenhaven

at 37 days ago 16:10
as reporter R1
send alderman nl
  choose role saw
  answer what "Een wethouder vroeg mij om de datum van een verslag te veranderen. Daardoor lijkt het alsof de raad op tijd is ingelicht over de kosten van de haven. Ik heb dat niet gedaan. Een collega deed het daarna wel."
  answer when "In de week voor de raadsvergadering."
  answer where "Per mail en daarna op zijn kamer."
  choose ongoing no
  choose safe yes
  told "mijn afdelingshoofd" "dezelfde dag" "Zij zei dat ik mij er niet mee moest bemoeien."
  choose asked yes
  answer asked-by "mijn afdelingshoofd"
  answer asked-what "Ik moest een maand lang meewerken op een andere afdeling."
  choose hopes inquiry others
  answer hope "Dat de raad de echte datum te horen krijgt."
  choose known-to handlers
  identity "Joris Polderwal" "Bellen mag na half zes op nummer 06 00 00 00 00."
  identity to noor

at 33 days ago 09:30
as noor
open
acknowledge "Wij hebben uw signaal. U vertelt dat u daarna op een andere afdeling moest werken. Dat mag geen gevolg zijn van wat u meldt. Wij kijken daar apart naar."
note "Let op: mogelijk nadeel door de melding. Alleen ik kan zien wie dit is. Bram: vraag mij, niet de afdeling."

at 30 days ago 19:45
as reporter R1
open
reply "Fijn dat u daarnaar kijkt. Ik wil dat dit een formele melding wordt."
make-formal

at 29 days ago 11:00
as bram
open
write "Uw melding is nu formeel. De datum waarop u schreef blijft de datum van ontvangst. U krijgt binnen drie maanden na onze bevestiging bericht over wat wij doen."
expect feedback statutory
expect feedback running
expect knows-reporter noor
