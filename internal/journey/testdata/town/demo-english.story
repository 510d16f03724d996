title Demo: a signal in English, about somebody unknown
organisation veenhaven

at 4 days ago 23:10
as reporter R1
send unknown en
  choose role saw
  answer what "Someone has put a small camera in the changing room of the harbour service. I found it behind the lockers and left it where it was. I do not know who did this."
  answer when "I found it on my last shift."
  answer where "The changing room at the harbour office, second row of lockers."
  choose ongoing unknown
  choose safe yes
  choose hopes stop inquiry
  answer hope "I hope somebody takes it away without telling everyone who found it."
  choose known-to nobody

at 3 days ago 08:50
as noor
open
acknowledge "Thank you for telling us. We have your signal. We will look into this today. Please leave the camera where it is and tell nobody on the team yet."
note "Vandaag nog laten weghalen door iemand van buiten de havendienst. Niet via de teamleider."
write "The room is closed for maintenance from this afternoon. Did you see anything else that was different in the last weeks?"

at 2 days ago 22:05
as reporter R1
open
reply "No, nothing else. Thank you for being quick."
at 1 day ago 09:20
as yara
open
write "Good. We will write again within a week to tell you what we found."
expect stage assess
expect not-waiting
