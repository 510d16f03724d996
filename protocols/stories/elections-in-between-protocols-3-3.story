title Elections in between: no clock stops, and leaving office answers nothing (protocols 3.3)
title nl Er komen verkiezingen tussendoor: geen termijn stopt, en wie aftreedt heeft daarmee niets beantwoord
organisation veenhaven
protocols receive common office-holder

# Three weeks before the elections of 18 March 2026.
at 2026-02-25 09:00
as reporter R1
send alderman nl
  answer what "De wethouder kleineert collega’s, al jaren."
expect weigh-office-holder due 2026-03-11
as noor
acknowledge "Wij hebben uw signaal. De verkiezingen veranderen niets aan wat wij doen."
record dossier.triaged
  field severity moderate
  field office alderman
  field wbk possible
  field crime no
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

# There is no such reason to halt a term, and no term here can be halted.
record term.paused
  field step weigh-office-holder
  field reason court
  field reporter_told yes
  field until 2026-03-19
  by-two
  words "Na de verkiezingen."
refused protocol.no-pause

at 2026-03-10 09:00
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
  field alternatives no-follow-up preliminary-inquiry
  field at_source preliminary-inquiry
  field choice preliminary-inquiry
  field weighed_by panel
  field pattern no
  field advice followed
  field motives yes
  field review_on 2026-04-10
  field power_gap yes
  field repeated yes
  field duration months
  field can_work yes
  by-two
  words "Het is ernstig en het kan onderzocht worden."
as bram
confirm-record dossier.weighed
as noor
expect inquire-beforehand due 2026-03-31

# The day after the elections somebody would like to be done with it.
at 2026-03-19 09:00
feedback "Wij gaan door, wie er ook in het college komt."
expect protect-staff late
close followed-up "Er komt een nieuw college."
refused-by G-NIETSTIL-protection
record measure.imposed
  field burden person-concerned
  field what official-route
  field requested_by nobody
  field with_source_measure itself
  field weight middle
  field pay_loss no
  field task_loss no
  field interim yes
  field basis safety
  field hearing_offered yes
  field decided_by secretary
  field care_contact yes
  field starts_on 2026-03-20
  field review_on 2026-04-10
  words "Vragen lopen via een vaste persoon."

# Nor does it end while nobody weighed that nothing is done.
close no-follow-up "Er komt een nieuw college."
refused protocol.exit

# The alderman does not come back.
at 2026-03-26 09:00
state fact appointment.changed function alderman
expect inquire-beforehand running
close followed-up "De wethouder is vertrokken."
refused-by G-NIETSTIL-left-office

# The inquiry goes on under the new college, and two people weigh what it found.
at 2026-03-30 09:00
record inquiry.preliminary-reported
  field plausible yes
  field identity_needed no
expect how-to-go-on due 2026-04-08
at 2026-04-01 09:00
record dossier.weighed
  field severity moderate
  field wish stop
  field safe_now yes
  field wbk possible
  field crime no
  field alternatives no-follow-up corrective-talk
  field at_source corrective-talk
  field choice no-follow-up
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
  words "Het bleef bij harde taal in twee vergaderingen; een panel vond geen norm overtreden."
as bram
confirm-record dossier.weighed
as noor
record dossier.reporter-told
  field what choice
  field objects no
  field way mailbox
record dossier.decided
  field decision how-to-go-on
  field option stop
  field decided_by mayor
  words "Na overleg met het presidium."
close no-follow-up "Twee mensen wogen opnieuw; er is geen norm overtreden. Dat de wethouder weg is, speelde geen rol."
expect stage conclude
