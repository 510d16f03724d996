title What can be a crime goes to the police before anybody is confronted, while care and safety go on (protocols 7, G-STRAF, G-ALERT)
title nl Wat een strafbaar feit kan zijn gaat eerst naar de politie, voordat iemand wordt aangesproken; zorg en veiligheid gaan door
organisation veenhaven
protocols receive common manager

at 2026-01-05 09:00
as reporter R1
send employee nl
  answer what "Een collega heeft mij vastgepakt en niet losgelaten."
as noor
open
acknowledge "Wij hebben uw signaal en bellen u vandaag."
record dossier.triaged
  field severity acute
  field office employee
  field wbk no
  field crime yes
# The head of the bureau is called within four hours, and was spoken to.
expect phone-head due 2026-01-05
record care.offered
  of-signal
  field for reporter
  field contact_person yes
  field offered talk confidential-adviser
  field answer accepted
record care.planned
  of-signal
  field for reporter
  field safety_plan yes
  field contacts two-weeks
  field review_on 2026-02-05
record dossier.reporter-told
  of-signal
  field what person-concerned-next
  field way mailbox
  field objects no
record dossier.person-concerned-told
  field reporter_first yes
  field safety_plan yes
  field identity_kept yes
  field support_offered yes
  field no_contact_asked yes
  field way orally
refused-by G-STRAF
record dossier.talk-held
  field kind corrective
  field second_present yes
  field norm_named yes
  field held_on 2026-01-05
  field check_on 2026-02-05
  words "Kort gesprek in de gang."
refused-by G-STRAF
record bureau.alerted
  field way phone
  field spoken no
expect phone-head running
record bureau.alerted
  field way phone
  field spoken yes
expect phone-head met

at 2026-01-06 10:00
record police.consulted
  field with police
  field result wait
record dossier.person-concerned-told
  field reporter_first yes
  field safety_plan yes
  field identity_kept yes
  field support_offered yes
  field no_contact_asked yes
  field way orally
refused-by G-STRAF

at 2026-01-12 10:00
record police.consulted
  field with police
  field result go-on
record dossier.person-concerned-told
  field reporter_first yes
  field safety_plan yes
  field identity_kept yes
  field support_offered yes
  field no_contact_asked yes
  field way orally
expect recorded dossier.person-concerned-told 1
