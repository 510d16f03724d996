title The top hears of every signal; whom it is about is passed by (protocols 1.8, G-TOP)
title nl De top hoort van elk signaal; wie het zelf betreft wordt overgeslagen
organisation veenhaven
protocols receive common

at 2026-05-22 16:50
as reporter R1
send secretary nl
  answer what "De secretaris schrijft onder mijn naam."
expect inform-secretary not-begun
expect inform-mayor due 2026-05-27
at 2026-05-26 09:00
as saar
acknowledge "Wij hebben uw signaal."
record top.informed
  field functions secretary
refused-by G-TOP
record top.informed
  field functions mayor
expect inform-mayor met
expect mayor-confirms due 2026-05-28
record notice.confirmed
  field function mayor
  field read_on 2026-05-26
expect mayor-confirms met
