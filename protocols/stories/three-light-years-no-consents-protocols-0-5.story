title Three light years: nobody lets the adviser pass anything on (issue 4, protocols 0.5, 1.9)
title nl Drie jaren met kleine signalen: niemand laat de vertrouwenspersoon iets doorgeven
organisation veenhaven
protocols receive common office-holder

# The first year. One person tells of remarks about bodies, and wants only that it
# stops. Nobody makes a formal report. One signal is enough to be weighed.
at 2026-03-02 09:00
as floor
chart
  place wiebe-schelpzand office alderman
  place sjouwer
  place noor
  place bram
at 2026-03-02 10:00
as reporter R1
send alderman nl
  answer what "De wethouder maakt opmerkingen over hoe wij eruitzien. Ik wil alleen dat het stopt."
expect tell-who-directs due 2026-03-04
expect weigh-office-holder due 2026-03-16
at 2026-03-03 09:00
expect known noor by 2026-03-02 10:31
as noor
acknowledge "Wij hebben uw signaal. U hoeft er geen formele melding van te maken."
record dossier.triaged
  field severity moderate
  field office alderman
  field wbk possible
  field crime no
record dossier.person-concerned-picked
  field person wiebe-schelpzand
as bram
confirm-record dossier.person-concerned-picked
as noor
record care.offered
  of-signal
  field for reporter
  field contact_person yes
  field offered talk confidential-adviser
  field answer accepted
record conflict.screened
  field all_recipients yes
  field result clear
record top.informed
  field functions mayor secretary
  field name yes-office
  field reporter_kept yes
  field way orally
expect tell-who-directs met
record measure.imposed
  field burden person-concerned
  field what not-alone
  field requested_by nobody
  field with_source_measure itself
  field weight low
  field pay_loss no
  field task_loss no
  field interim yes
  field basis safety
  field hearing_offered yes
  field decided_by secretary
  field care_contact yes
  field starts_on 2026-03-04
  field review_on 2026-04-01
  words "De wethouder spreekt medewerkers niet meer alleen."
at 2026-03-09 09:00
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
  field severity moderate
  field wish stop
  field safe_now yes
  field wbk possible
  field crime no
  field alternatives informal-talk preliminary-inquiry
  field at_source informal-talk preliminary-inquiry
  field choice informal-talk
  field weighed_by panel
  field pattern no
  field advice followed
  field motives yes
  field review_on 2026-06-01
  field power_gap yes
  field repeated yes
  field duration months
  field can_work yes
  by-two
  words "Een keer, met een machtsverschil. Een gesprek met een tweede persoon erbij."
as bram
confirm-record dossier.weighed
as noor
expect weigh-office-holder met
record dossier.reporter-told
  field what choice
  field objects no
  field way mailbox
at 2026-03-12 14:00
record dossier.talk-held
  field kind informal
  field second_present yes
  field held_on 2026-03-12
  field check_on 2026-04-09
  field norm_named yes
  words "De burgemeester sprak met de wethouder, de griffier was erbij."
expect check-after-talk due 2026-04-09
feedback "Er is met de wethouder gesproken. Over vier weken vragen wij u of het is gestopt."
at 2026-04-09 09:00
record dossier.follow-up-checked
  field of talk
  field result kept
  words "De melder zegt dat het stil is."
record dossier.result-checked
  field result stopped
  field enough yes
close resolved-informally "Het gesprek hielp, zegt de melder."

# The autumn of the second year. Five people go to the confidential adviser. Nobody
# makes a formal report. Elsewhere a talk with agreements counts as an answer.
at 2027-10-11 15:00
outside adviser "Five people tell of the same alderman, each for themselves."
expect weigh-pattern not-begun
as noor
expect weighed-together 0

# The beginning of the third year: four formal reports, of which one is the first
# signal, made formal. Its day of receipt and its words stay.
at 2028-01-10 09:00
as reporter R2
send alderman nl
  answer what "De wethouder raakte mij aan bij de nieuwjaarsborrel."
make-formal
expect weigh-office-holder due 2028-01-24
as reporter R3
send alderman nl
  answer what "De wethouder stuurt mij berichten."
make-formal
as reporter R4
send alderman nl
  answer what "De wethouder maakt opmerkingen over mijn lichaam."
make-formal
expect weigh-office-holder running
as reporter R1
reply "Het is nooit opgehouden. Nu wil ik dat het een formele melding is."
make-formal
about R1
expect weigh-office-holder met
expect weigh-office-holder started 2026-03-02
# Without any consent the bureau learns nothing of the autumn, and that it does not is
# the price of asking nobody who did not agree. What was known since the first year is
# still there: an earlier talk, and so no second one.
