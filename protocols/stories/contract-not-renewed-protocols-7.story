title A contract that is not renewed after a report is looked into outside the line (protocols 7, G-BENADELING)
title nl Een contract dat na een signaal niet wordt verlengd, wordt buiten de lijn bekeken
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as noor
watch-agreed 2025-12-01
as reporter R1
send manager nl
  answer what "Mijn leidinggevende kleineert mij."
  identity "Sanne Rietgors" "06 12345678"
  identity to noor
agree watch
as noor
acknowledge "Wij hebben uw signaal."
at 2026-08-03 09:00
# Noor finds it in a file of the personnel system, which only her browser reads.
record hr.changed
  field what contract-ended
  field since 2026-09-01
expect review-detriment due 2026-08-10
as bram
record detriment.reviewed
  field outside_line no
  field rights_told yes
  field result unrelated
  words "De leidinggevende zegt dat het niet samenhangt."
expect review-detriment running
at 2026-08-05 09:00
record detriment.reviewed
  field outside_line yes
  field proof no
  field rights_told yes
  field suspended yes
  field result related
  words "De werkgever kon het niet aantonen."
expect review-detriment not-begun

# It is asked in every contact, and looked into again.
at 2026-08-10 09:00
record care.contact-made
  field for reporter
  field moment six-months
  field reached yes
  field asked_to_avoid no
  field treated_worse yes
  field stopped yes
  words "Ik krijg geen roosters meer."
expect review-detriment due 2026-08-17
