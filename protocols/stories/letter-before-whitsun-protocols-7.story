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

# Whit Monday is no working day. The one is told in time, and confirmed.
at 2026-05-26 09:00
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
expect inform-mayor met
expect inform-secretary met
expect tell-who-directs met
expect mayor-confirms due 2026-05-28
expect secretary-confirms due 2026-05-28
about R1
acknowledge "Wij hebben uw brief."
record dossier.triaged
  field severity limited
  field office employee
expect inform-mayor due 2026-05-27

# Of the other nobody is told, and at five o’clock that goes to the second who holds it.
at 2026-05-27 16:59
expect inform-mayor running
expect not-escalated inform-mayor 1
at 2026-05-27 17:01
expect inform-mayor late
expect escalated inform-mayor 1 to bram
expect escalated inform-secretary 1 to bram

# The secretary confirms; the mayor does not, and that goes to others too.
at 2026-05-28 09:00
about R2
record notice.confirmed
  field function secretary
  field read_on 2026-05-28
at 2026-05-29 09:00
about R2
expect secretary-confirms met
expect mayor-confirms late
expect escalated mayor-confirms 1 to bram
