title Demo: a council member, with a reporter whom one person knows
organisation veenhaven

at 16 days ago 19:30
as reporter R1
send council-member nl
  choose role me
  answer what "Een raadslid stuurt mij 's nachts berichten over hoe ik eruitzie. Ik werk voor de fractie en durf niet te zeggen dat hij moet ophouden, want hij beslist over mijn uren."
  answer when "Sinds de zomer, meestal na elf uur 's avonds."
  choose ongoing yes
  choose safe yes
  choose asked no
  choose hopes stop advice
  choose known-to handlers
  identity "Merel Waterkers" "Liever schrijven dan bellen."
  identity to yara

at 14 days ago 10:10
as yara
open
acknowledge "Wij hebben uw signaal. U doet niets verkeerd. Alleen ik kan zien wie u bent; mijn collega ziet dat niet."
write "Wilt u de berichten bewaren? U hoeft ze nog niet te sturen. En wilt u een keer praten met de vertrouwenspersoon van de raad?"

at 12 days ago 21:00
as reporter R1
open
reply "Ik bewaar ze. Praten wil ik nog niet."
at 11 days ago 09:00
as yara
write "Dat is goed. U bepaalt het tempo."
expect knows-reporter yara
expect not-waiting
