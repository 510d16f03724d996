title Demo: somebody is not safe, and had an answer within the hour
title nl Demo: iemand is niet veilig, en had binnen een uur antwoord
organisation veenhaven
protocols common complaint formal-report inquiry manager office-holder receive

at 90 minutes ago
as reporter R1
send manager nl
  choose role me
  answer what "Mijn leidinggevende wacht mij na het werk op bij de fietsenstalling. Hij zegt dat ik mijn contract kan vergeten als ik met anderen praat. Gisteren pakte hij mijn arm vast."
  answer when "De laatste drie weken, het vaakst op donderdag."
  answer where "Bij de fietsenstalling achter de gemeentewerf."
  choose ongoing yes
  answer who "Mijn leidinggevende bij de buitendienst."
  not-safe
  choose asked no
  choose hopes stop support
  answer hope "Ik wil gewoon veilig naar huis kunnen."
  choose known-to nobody
  answer careful "Schrijf alleen hier. Mijn telefoon ligt vaak op tafel in de kantine."

at 40 minutes ago
as bram
open
acknowledge "Wij hebben uw signaal nu gelezen. Bel 112 als hij u weer opwacht. Wij schrijven alleen hier, en wij zoeken vandaag met u hoe u veilig naar huis komt."
record dossier.triaged
  field severity serious
  field office manager
  field wbk no
  field crime possible
record dossier.decided
  field decision safe-now
  field option no
  field decided_by bureau
  words "De melder wordt opgewacht. Wij regelen eerst hoe de melder veilig thuiskomt."
record bureau.alerted
  field way phone
  field spoken yes
expect phone-head met
expect see-to-safety running
expect stage assess
