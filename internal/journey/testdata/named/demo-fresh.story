title Demo: a reporter with a name, whom nobody knows
organisation veenhaven

at 5 days ago 20:00
as reporter R1
send alderman nl
  choose role saw
  answer what "De wethouder tekende voor zijn eigen declaraties."
  choose safe yes
  choose known-to handlers
  identity "Teun Lisdodde" "Liever schrijven."

at 4 days ago 10:00
as noor
open
acknowledge "Wij hebben uw signaal."
add saar
