title About the mayor the King’s Commissioner talks and commissions; an inquiry comes from outside (protocols 3.1, 3.2, G-BEVOEGD)
title nl Over de burgemeester spreekt de commissaris van de Koning en geeft die de opdracht; een onderzoek komt van buiten
organisation veenhaven
protocols receive common office-holder

at 2026-02-02 09:00
as reporter R1
send mayor nl
  answer what "De burgemeester laat mij privézaken regelen."
as saar
acknowledge "Wij hebben uw signaal."

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
refused-by G-BEVOEGD-inquiry
record inquiry.assigned
  field external yes
  field commissioned_by college
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
refused-by G-BEVOEGD-inquiry
record inquiry.assigned
  field external no
  field commissioned_by kings-commissioner
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
refused-by G-BEVOEGD-outside
record inquiry.assigned
  field external yes
  field commissioned_by kings-commissioner
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

at 2026-06-01 09:00
record dossier.judged
  field body mayor
  field what norm-setting
  field decided_on 2026-06-01
refused-by G-BEVOEGD-norm-talk
record dossier.judged
  field body college
  field what suspend
  field decided_on 2026-06-01
refused-by G-BEVOEGD-suspend
record dossier.judged
  field body kings-commissioner
  field what norm-setting
  field decided_on 2026-06-01
record dossier.judged
  field body crown
  field what suspend
  field decided_on 2026-06-01
record dossier.judged
  field body crown
  field what dismiss
  field decided_on 2026-06-01
