title The whole council, with a ground, a day after the reporter (protocols 3.3, 7, G-RAAD)
title nl De hele raad, met een grond, een dag na de melder
organisation veenhaven
protocols receive common office-holder

at 2026-02-02 09:00
as reporter R1
send alderman nl
  answer what "De wethouder gunt opdrachten aan vrienden."
as noor
acknowledge "Wij hebben uw signaal."
record conflict.screened
  field all_recipients yes
  field result clear

at 2026-02-09 09:00
record dossier.assigned
  field task panel-member
  field person noor
  field declared yes
record dossier.assigned
  field task panel-member
  field person bram
  field declared yes
record dossier.assigned
  field task panel-member
  field declared yes
  field outside yes
record dossier.weighed
  field severity serious
  field wish stop
  field safe_now yes
  field wbk possible
  field crime no
  field alternatives no-follow-up inquiry
  field at_source inquiry
  field choice inquiry
  field weighed_by panel
  field pattern no
  field advice followed
  field motives yes
  field review_on 2026-03-02
  field power_gap yes
  field repeated yes
  field duration months
  field can_work yes
  by-two
  words "Het is ernstig en het kan onderzocht worden."
as bram
confirm-record dossier.weighed
as noor
expect weigh-office-holder met
expect tell-choice due 2026-02-10
expect how-to-go-on due 2026-02-16

# The presidium is consulted before an inquiry is decided on, and about no more than that.
record dossier.decided
  field decision how-to-go-on
  field option inquiry
  field decided_by mayor
  words "Na overleg met het presidium."
refused-by G-RAAD-consulted
record advice.sought
  field of presidium
record dossier.decided
  field decision how-to-go-on
  field option inquiry
  field decided_by mayor
  words "Na overleg met het presidium."
expect commission-outside-inquiry due 2026-02-23
record dossier.decided
  field decision inform-council-now
  field option yes
  field decided_by mayor
  words "Na overleg met het presidium."

# Not one group, not one member, not without a ground.
at 2026-02-10 09:00
record council.informed
  field to faction
  field what process
  field secrecy with-ground
  field reporter_first yes
  field reporter_kept yes
refused-by G-RAAD
record council.informed
  field to member
  field what process
  field secrecy with-ground
  field reporter_first yes
  field reporter_kept yes
refused-by G-RAAD
record council.informed
  field to whole-council
  field what process
  field secrecy without-ground
  field reporter_first yes
  field reporter_kept yes
refused-by G-RAAD-ground
record council.informed
  field to presidium
  field what process
  field secrecy with-ground
  field reporter_first yes
  field reporter_kept yes
record council.informed
  field to whole-council
  field what process
  field secrecy with-ground
  field reporter_first yes
  field reporter_kept yes
expect tell-council-of-process met
record inquiry.assigned
  field external yes
  field commissioned_by mayor
  field permit yes
  field no_interest yes
  field question yes
  field norm yes
  field period yes
  field not_lighter yes
  field methods yes
  field reporting_line yes
  field privacy_terms yes
  field support yes
  field publication_version yes
  field starts_on 2026-03-02
  field ready_on 2026-05-25
  words "De opdracht staat op papier, met de vraag en de norm."

at 2026-05-25 09:00
record inquiry.reported
  field finding partly
  field hearing_offered yes
  field reactions_answered yes
  field rests_on_unheard no
  field publication_version yes
  field sanction_advice no
  words "Het rapport ligt bij het bureau."
record inquiry.received
  field process_sound yes
  field findings_kept yes

# The confidential report to one faction; or before the reporter knows.
record council.informed
  field to faction
  field what report
  field secrecy with-ground
  field reporter_first yes
  field reporter_kept yes
refused-by G-RAAD
record council.informed
  field to presidium
  field what report
  field secrecy with-ground
  field reporter_first yes
  field reporter_kept yes
refused-by G-RAAD-presidium
record council.informed
  field to whole-council
  field what report
  field secrecy with-ground
  field reporter_first no
  field reporter_kept yes
refused-by G-RAAD-reporter-first
record dossier.reporter-told
  field what council-next
  field objects no
  field way mailbox
expect tell-before-council met
record council.informed
  field to whole-council
  field what report
  field secrecy with-ground
  field reporter_first yes
  field reporter_kept yes
refused-by G-RAAD-reporter-first

at 2026-05-26 10:00
record council.informed
  field to whole-council
  field what report
  field secrecy with-ground
  field reporter_first yes
  field reporter_kept yes
expect present-to-council met
expect judge-office-holder due 2026-08-26
