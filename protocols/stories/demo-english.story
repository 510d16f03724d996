title Demo: a signal in English, about somebody unknown
title nl Demo: een signaal in het Engels, over iemand die niet bekend is
organisation veenhaven
protocols common complaint formal-report inquiry manager office-holder receive

at 4 days ago 23:10
as reporter R1
send unknown en
  choose role saw
  answer what "Someone has put a small camera in the changing room of the harbour service. I found it behind the lockers and left it where it was. I do not know who did this."
  answer when "I found it on my last shift."
  answer where "The changing room at the harbour office, second row of lockers."
  choose ongoing unknown
  choose safe yes
  choose hopes stop inquiry
  answer hope "I hope somebody takes it away without telling everyone who found it."
  choose known-to nobody

at 3 days ago 08:50
as noor
open
acknowledge "Thank you for telling us. We have your signal. We will look into this today. Please leave the camera where it is and tell nobody on the team yet."
note "Vandaag nog laten weghalen door iemand van buiten de havendienst. Niet via de teamleider."
write "The room is closed for maintenance from this afternoon. Did you see anything else that was different in the last weeks?"
record dossier.triaged
  field severity serious
  field office unknown
  field wbk no
  field crime yes
record dossier.assigned
  field task case-director
  field person noor
  field declared yes
record conflict.screened
  field all_recipients yes
  field result clear
record pattern.looked-up
  field found none
  field signals 1
  field reporters no
record dossier.decided
  field decision safe-now
  field option yes
  field decided_by bureau
  words "De melder is niet op de werkplek, en de kleedkamer is dicht."
record care.offered
  of-signal
  field for reporter
  field contact_person yes
  field offered talk confidential-adviser
  field answer accepted
record bureau.alerted
  field way phone
  field spoken yes
record top.informed
  field functions mayor secretary
  field way orally
  field name no
  field reporter_kept yes
  words "Er ligt een camera in een kleedkamer. De politie weet het."
record police.consulted
  field with police
  field result reported
  words "De politie haalt de camera op en kijkt wie hem ophing."

at 2 days ago 10:00
record dossier.decided
  field decision office-holder
  field option no
  field decided_by bureau
  words "Niets wijst op een bestuurder of raadslid."
record care.planned
  of-signal
  field for reporter
  field safety_plan yes
  field contacts two-weeks one-month
  field review_on +4 weeks
  words "Schrijven alleen hier, buiten werktijd."
as meike
confirm-notice
as ruben
confirm-notice
at 2 days ago 22:05
as reporter R1
open
reply "No, nothing else. Thank you for being quick."
at 1 day ago 09:20
as yara
open
write "Good. The police have the camera. We will write again within a week to tell you what we found."
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
  by-two
  field severity serious
  field power_gap yes
  field repeated yes
  field reporters 1
  field duration maanden
  field can_work yes
  field wish stop
  field safe_now yes
  field wbk no
  field crime yes
  field alternatives inquiry police
  field at_source inquiry police
  field choice police
  field weighed_by panel
  field pattern yes
  field advice followed
  field motives yes
  field review_on +4 weeks
  words "Dit is waarschijnlijk strafbaar. De politie onderzoekt; wij zorgen voor wie in de kleedkamer komt."
as noor
open
confirm-record dossier.weighed
as yara
record measure.none-needed
  field review_on +2 weeks
  words "De kleedkamer is al dicht."
record dossier.reporter-told
  of-signal
  field what choice
  field way mailbox
  field objects no
record measure.breach-recorded
  of-signal
  field burden reporter
  field what other-place
  field by manager
  field orally yes
  field since 6 days ago
  words "De melder traint zolang ergens anders, is bij de balie gezegd."
expect lift-burden running
expect burden reporter 1 running
expect one-sided yes
expect phone-head met
expect weigh-pattern not-begun
expect stage assess
expect not-waiting
