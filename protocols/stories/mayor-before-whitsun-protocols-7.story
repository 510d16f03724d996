title An anonymous letter about the mayor, on the Friday before Whitsun (protocols 3.1, 7, G-BELANG, G-TOP)
title nl Een anonieme brief over de burgemeester, op de vrijdag voor Pinksteren
organisation veenhaven
protocols receive common office-holder

# Ten to five. The desk outside the municipality receives it; the bureau answers to the
# mayor and sees nothing.
at 2026-05-22 16:50
as reporter R1
send mayor nl
  answer what "De burgemeester belt mij 's avonds thuis en zegt dat niemand mij zal geloven."
expect holders saar milan
expect sees-nothing noor bram yara jet

# Whit Monday is no working day: the second one after Friday is Wednesday.
expect screen-interests due 2026-05-26
expect write-to-commissioner due 2026-05-27
expect write-to-commissioner default
expect tell-who-directs not-begun
expect inform-mayor not-begun
expect inform-secretary not-begun

at 2026-05-26 09:00
as saar
open
acknowledge "Wij hebben uw brief. De burgemeester hoort niets van ons."

# Nobody is told before it is known who has an interest.
record top.informed
  field functions kings-commissioner
  field name yes-office
  field reporter_kept yes
  field way letter
refused protocol.not-yet
record conflict.screened
  field all_recipients yes
  field result replaced
  words "Burgemeester, kabinet en wethouders staan erbuiten. De locoburgemeester is van dezelfde partij."
expect screen-interests met
record dossier.triaged
  field severity moderate
  field office mayor
  field wbk possible
  field crime no
record care.offered
  of-signal
  field for reporter
  field contact_person yes
  field offered talk confidential-adviser
  field answer accepted
record dossier.safety-checked
  field safe_now yes
  field others_in_danger no
  field done nothing
  words "Wie schreef is thuis en veilig, voor zover wij weten."
record dossier.decided
  field decision director-free
  field option yes
  field decided_by kings-commissioner
  words "De commissaris heeft geen belang."
record measure.none-needed
  field review_on 2026-06-22
  words "Wie schreef, is niet bekend. De commissaris ziet toe."

# Neither the mayor nor the deputy mayor.
record top.informed
  field functions mayor
  field name yes-office
  field reporter_kept yes
  field way letter
refused-by G-TOP
record top.informed
  field functions deputy-mayor kings-commissioner
  field name yes-office
  field reporter_kept yes
  field way letter
refused-by G-BELANG-mayor
record top.informed
  field functions kings-commissioner
  field name yes-office
  field reporter_kept yes
  field way letter
  words "Verzegeld afgegeven bij het kabinet van de commissaris."
expect write-to-commissioner met
expect commissioner-received due 2026-05-28

# A letter that the dossier has, by its number, and none that it has not.
record letter.sent
  field letter 1
refused record.no-letter
seal-letter kings-commissioner code
record letter.sent
  field letter 1
  field sent_on today
  field way by-hand

# Sent, received, and advice: each is recorded.
at 2026-05-27 15:00
record notice.confirmed
  field function kings-commissioner
  field read_on 2026-05-27
expect commissioner-received met
record letter.received
  field letter 1
  field received_on today
  field who office
  field way receipt
record advice.sought
  field of kings-commissioner
  field letter 1
expect ask-advice met
expect commissioner-advises due 2026-06-10
at 2026-06-04 11:00
record advice.answered
  field of sipa
  field followed yes
  field letter 1
refused record.no-letter
record advice.answered
  field of kings-commissioner
  field followed yes
  field letter 1
  words "De commissaris raadt een onderzoek van buiten aan."
expect commissioner-advises met
expect recorded letter.sent 1
expect recorded letter.received 1
expect recorded advice.answered 1
expect sees-nothing noor bram yara jet
expect told-nothing jet
