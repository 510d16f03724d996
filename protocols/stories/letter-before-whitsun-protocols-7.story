title An anonymous letter on the Friday before Whitsun: secretary and mayor know on the second working day after it (protocols 7, G-TOP)
title nl Een anonieme brief op de vrijdag voor Pinksteren: secretaris en burgemeester weten het op de tweede werkdag erna
organisation veenhaven
protocols receive common manager office-holder

# Ten to five. Nobody says who wrote it; it is small, and about somebody who works here.
at 2026-05-22 16:50
as reporter R1
send employee nl
  answer what "Een collega eet steeds andermans boterhammen op en lacht erom."
expect inform-secretary due 2026-05-27
expect inform-mayor due 2026-05-27

# The same minute, and as small, about an alderman.
as reporter R2
send alderman nl
  answer what "De wethouder groet de schoonmakers niet."
expect tell-who-directs due 2026-05-27
expect inform-mayor due 2026-05-27

# Whit Monday is no working day. On the next one the program tells both, of both letters,
# although nobody assessed them yet.
at 2026-05-26 08:29
expect told-nothing meike
at 2026-05-26 08:30
about R1
expect inform-mayor met
expect inform-secretary met
about R2
expect inform-mayor met
expect tell-who-directs running

# Who directs a case about an alderman is told by a person, who screened everybody first.
at 2026-05-26 09:00
expect told meike notice 2
expect told ruben notice 2
as noor
about R2
acknowledge "Wij hebben uw brief."
record conflict.screened
  field all_recipients yes
  field result clear
record top.informed
  field functions mayor secretary
  field name yes-office
  field reporter_kept yes
  field way orally
expect tell-who-directs met
expect mayor-confirms due 2026-05-28
expect secretary-confirms due 2026-05-28
about R1
acknowledge "Wij hebben uw brief."
record dossier.triaged
  field severity limited
  field office employee
expect mayor-confirms due 2026-05-28

# The secretary confirms both. The mayor confirms one, is reminded of the other, and then
# somebody calls.
at 2026-05-27 10:00
as ruben
about R1
confirm-notice
expect secretary-confirms met
about R2
confirm-notice
expect secretary-confirms met
as meike
about R1
confirm-notice
expect mayor-confirms met
about R2
expect mayor-confirms running
at 2026-05-28 17:01
about R2
expect mayor-confirms late
expect escalated mayor-confirms 1 to meike
expect escalated mayor-confirms 2 to meike
at 2026-05-29 17:01
about R2
expect escalated mayor-confirms 3 to jet
