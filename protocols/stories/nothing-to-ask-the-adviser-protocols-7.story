title Who asks who visited the confidential adviser finds nothing to ask (protocols 7, G-VP)
title nl Wie wil weten wie de vertrouwenspersoon bezocht, vindt niets om naar te vragen
organisation veenhaven
protocols receive common

# An adviser writes nothing down in the program about who came. Only what somebody wants
# handed over comes in, and then the adviser sees nothing of it.
at 2026-01-05 09:00
as fenna
enter R1 in-person employee nl
  answer what "Mijn chef wil dat ik met hem uit eten ga."
refused signal.enter-consent
enter R1 in-person employee nl
  answer what "Mijn chef wil dat ik met hem uit eten ga."
  consents
expect holders noor bram
expect sees-nothing fenna
open
refused dossier.not-found
note "Zij was hier ook in december."
refused dossier.not-found
record knowledge.recorded
  field function other
  field since 2025-12-01
  words "Vertelde het mij in december."
refused dossier.not-found
expect opened-by-nobody
expect told-nothing fenna

# Nobody but an adviser says that a reporter agreed to that.
as hidde
enter R2 in-person employee nl
  answer what "Dit vertelde iemand mij."
  consents
refused request.malformed

# The head, the administrator, a manager and the mayor get no answer, whatever they open.
at 2026-01-06 09:00
as jet
open
refused dossier.not-found
note "Wie bezocht haar nog meer?"
refused dossier.not-found
as floor
open
refused dossier.not-found
as hidde
open
refused dossier.not-found
as meike
open
refused dossier.not-found
expect sees-nothing jet floor hidde meike ruben fenna

# Nor can who handles it make the adviser part of it: no key, and no task.
as noor
open
acknowledge "Wij hebben uw signaal."
add fenna
refused dossier.not-eligible
record dossier.assigned
  field task weigher
  field person fenna
  field declared yes
refused record.adviser-handles
record dossier.assigned
  field task contact-person
  field person fenna
  field declared yes
expect recorded dossier.assigned 1
as jet
ask-recovery fenna key-lost
refused dossier.not-eligible
expect sees-nothing fenna

# What is about an adviser goes to the desk outside, and not to the bureau with which
# the adviser works every day.
expect preview adviser saar milan
