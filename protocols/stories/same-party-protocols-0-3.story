title Who is of the party of the person concerned knows nothing more until two have decided; the mayor goes on being told (protocols 0.3)
title nl Wie van de partij is van degene over wie het gaat, weet niets meer tot twee hebben besloten; de burgemeester wordt nog wel ingelicht
organisation veenhaven
protocols receive common

# Bram, of the bureau, sat in the council for the party of the alderman. So did the mayor.
at 2026-03-02 09:00
as floor
chart
  place bram office council-member party zeewering
  place meike office mayor party zeewering
  place wiebe-schelpzand office alderman party zeewering
  place gerda-kwelder office council-member party zeewering
  place noor
as reporter R1
send alderman nl
  answer what "De wethouder laat ons zijn verjaardag voorbereiden."
as noor
acknowledge "Wij hebben uw signaal."
expect sees noor bram

at 2026-03-03 09:00
record dossier.triaged
  field severity moderate
  field office alderman
record dossier.person-concerned-picked
  field person wiebe-schelpzand
expect sees noor
expect sees-nothing bram
expect decide-interest due 2026-03-04
at 2026-03-04 09:00
expect known meike by 2026-03-04 09:00
as meike
confirm-notice

# The bureau is asked to have somebody from outside look too, and two say yes.
as noor
add saar
record conflict.decided
  field person bram
  field may_continue yes
  words "Hij was twaalf jaar geleden een maand lid."
as saar
confirm-record conflict.decided
expect decide-interest not-begun
add bram
expect sees noor bram saar

# A new chart says nothing new about it.
at 2026-03-05 09:00
as floor
chart
  place bram office council-member party zeewering
  place meike office mayor party zeewering
  place wiebe-schelpzand office alderman party zeewering
  place gerda-kwelder office council-member party zeewering
  place noor
  place saar office council-member party zeewering
as noor
expect sees noor bram
expect sees-nothing saar
expect decide-interest due 2026-03-06

# That was a mistake in the chart. Nobody has to decide any more.
at 2026-03-05 11:00
as floor
chart
  place bram office council-member party zeewering
  place meike office mayor party zeewering
  place wiebe-schelpzand office alderman party zeewering
  place gerda-kwelder office council-member party zeewering
  place noor
  place saar
as noor
expect sees-nothing saar
expect decide-interest not-begun
add saar

# Somebody else is concerned as well: then that is another question.
at 2026-03-06 09:00
record dossier.person-concerned-picked
  field person gerda-kwelder
expect sees noor saar
expect sees-nothing bram
expect decide-interest due 2026-03-09
