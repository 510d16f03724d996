title Three months from the last of November end on the last of February (protocols 1.2)
title nl Drie maanden vanaf de laatste dag van november eindigen op de laatste dag van februari
organisation veenhaven

at 2026-11-27 15:00
as reporter R1
send secretary nl
  answer what "De secretaris laat rekeningen van thuis door de gemeente betalen."
at 2026-11-30 10:00
as saar
acknowledge "Wij hebben uw signaal."
expect feedback due 2027-02-28
expect feedback latest 2027-02-28

# For a formal report the Algemene termijnenwet may move a term that ends on a
# Sunday. What people see, and what counts as late, stays the earlier day.
as reporter R1
make-formal
expect feedback due 2027-02-28
expect feedback latest 2027-03-01
at 2027-03-01 00:01
expect feedback late
