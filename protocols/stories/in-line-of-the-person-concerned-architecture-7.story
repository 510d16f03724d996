title Who is concerned, and who works in their line, is shut out by the organisation chart (architecture 7, protocols 0.3)
title nl Over wie het gaat, en wie in de lijn werkt, is uitgesloten door het organigram
organisation veenhaven
protocols receive common

# The chief of the harbour works under the director. Bram, of the bureau, was lent to the
# harbour; noor was not.
at 2026-03-02 09:00
as floor
chart
  place directeur
  place havenchef under directeur
  place sjouwer under havenchef
  place bram under havenchef
  place noor
  place jet
as reporter R1
send manager nl
  answer what "De chef van de haven vloekt tegen iedereen die iets vraagt."
as noor
acknowledge "Wij hebben uw signaal."
expect sees noor bram

# Noor picks whom it is about. From then on bram is out, before anybody confirmed it.
at 2026-03-03 09:00
record dossier.person-concerned-picked
  field person havenchef
expect waits-for-second dossier.person-concerned-picked 1
expect sees noor
expect sees-nothing bram
expect told-nothing floor

# It was not the chief but a man of the same name, who carries loads.
at 2026-03-03 10:00
drop-record dossier.person-concerned-picked
expect sees-nothing bram
add bram
expect sees noor bram
record dossier.person-concerned-picked
  field person sjouwer
as bram
confirm-record dossier.person-concerned-picked
expect recorded dossier.person-concerned-picked 1
expect sees noor bram

# Bram goes to work under him, and is out with the next chart.
at 2026-03-10 09:00
as floor
chart
  place directeur
  place havenchef under directeur
  place sjouwer under havenchef
  place bram under sjouwer
  place noor
  place jet
as noor
expect sees noor
expect sees-nothing bram
add bram
refused dossier.not-eligible

# And when he works elsewhere again, he can be given it anew.
at 2026-03-17 09:00
as floor
chart
  place directeur
  place havenchef under directeur
  place sjouwer under havenchef
  place bram
  place noor
  place jet
as noor
add bram
expect sees noor bram
