title A story may state facts of capabilities that come later (architecture 11)
title nl Een verhaal mag noemen wat het programma later pas kan
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send employee nl
  choose role me
  choose asked yes
  answer asked-by "mijn leidinggevende"
  answer asked-what "Ik moet thuis werken tot het is uitgezocht."
  answer what "Een collega volgt mij naar huis."
  not-safe

# Nobody who tells should bear the burden: a measure needs a reason.
at 2026-01-05 11:00
as noor
acknowledge "Wij hebben uw signaal en bellen u vandaag."
state fact measure.proposed "thuiswerken voor de melder" bearer reporter
state fact measure.refused burden-on-reporter
state fact measure.taken "andere werkplek voor de ander" bearer person-concerned
record help.asked
expect stage assess
