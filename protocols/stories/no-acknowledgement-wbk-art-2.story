title Without an acknowledgement the term for feedback runs from the seventh day (Wbk art. 2)
title nl Zonder ontvangstbevestiging loopt de termijn voor terugkoppeling vanaf de zevende dag (artikel 2 Wbk)
organisation veenhaven

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Een collega maakt steeds grappen over mijn afkomst."
as reporter R2
send employee nl
  answer what "Ik hoor dezelfde grappen."

at 2026-01-06 09:00
as noor
acknowledge "Wij hebben uw signaal."
expect feedback due 2026-04-06

about R1
expect feedback not-begun
at 2026-01-12 23:59
expect feedback not-begun
at 2026-01-13 00:01
expect feedback started 2026-01-12
expect feedback due 2026-04-12

# A late acknowledgement wins no time.
at 2026-02-02 09:00
as noor
acknowledge "Wij hebben uw signaal. Dit duurde te lang."
expect acknowledge met-late
expect feedback started 2026-01-12
expect feedback due 2026-04-12
