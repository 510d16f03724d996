title Demo: feedback was given, and aftercare goes on
organisation veenhaven

at 118 days ago 12:05
as reporter R1
send employee nl
  choose role me
  answer what "Twee collega's van de balie laten mij bij elke pauze alleen zitten. In de groepsapp sturen zij plaatjes van mij door. Ik meldde mij er al twee keer voor ziek."
  answer where "Aan de balie en in de groepsapp van het team."
  choose ongoing yes
  choose safe yes
  told "de teamleider" "in het voorjaar" "Hij zei dat ik het van mij af moest zetten."
  choose hopes stop support
  choose known-to nobody

at 115 days ago 09:15
as bram
open
acknowledge "Wij hebben uw signaal. Wat u vertelt is niet iets om van u af te zetten. Wij zoeken uit hoe wij dit kunnen laten stoppen zonder dat het op u neerkomt."

at 108 days ago 10:00
as bram
write "Vindt u het goed als de teamleider met het hele team praat over de groepsapp, zonder een naam te noemen?"
at 107 days ago 17:50
as reporter R1
open
reply "Ja, als het maar over het hele team gaat."

at 71 days ago 14:00
as bram
note "Teamgesprek is geweest. De groepsapp is weg. Over zes weken vragen hoe het gaat."
feedback "Wij hebben met het team gesproken. De groepsapp bestaat niet meer, en de twee collega's hebben een gesprek gehad met hun leidinggevende. U hoeft zelf niets te doen. Over zes weken vragen wij hoe het met u gaat."
at 70 days ago 20:20
as reporter R1
open
reply "Dank u. Het is rustiger."
at 69 days ago 09:00
as bram
write "Fijn om te horen. Als het weer begint, schrijf dan hier. Dat hoeft niet netjes."
expect feedback met
expect stage address
expect not-waiting
