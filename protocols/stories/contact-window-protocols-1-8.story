title A reporter says when it is safe to be called: contact at another hour or by another way is refused, but for acute danger (protocols 1.8, G-CONTACT)
title nl Een melder zegt wanneer bellen veilig is: contact op een ander moment of op een andere manier wordt geweigerd, behalve bij acuut gevaar
organisation veenhaven
protocols receive common

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Hij zit naast mij en luistert mee."
reach private-phone evening,saturday
as noor
open
acknowledge "Wij hebben uw signaal."

# A Tuesday morning, at the desk beside the person concerned.
at 2026-01-06 10:00
record contact.begun
  of-signal
  field way work-mail
  field acute no
refused contact.unsafe
record contact.begun
  of-signal
  field way private-phone
  field acute no
refused contact.unsafe

at 2026-01-06 18:30
record contact.begun
  of-signal
  field way private-phone
  field acute no
expect recorded contact.begun 1

at 2026-01-07 10:00
as reporter R1
reach-not
as noor
record contact.begun
  of-signal
  field way private-phone
  field acute no
refused contact.unsafe
record contact.begun
  of-signal
  field way private-phone
  field acute yes
expect recorded contact.begun 2
