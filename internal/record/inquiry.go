package record

// The inquiry (protocols.md §5).

var heard = []Option{reporter, witness, concerned, option("expert", "een deskundige", "an expert")}

var inquiries = []Type{
	{
		Kind: "inquiry.preliminary-begun", Label: both("Vooronderzoek begonnen", "Preliminary inquiry begun"), Group: GroupInquiry, About: AboutDossier, By: ByStaff, Words: plain,
		Fields: []Field{
			yesNo("external", "Doet iemand van buiten het?", "Does somebody from outside do it?").needed(),
			date("ready_on", "Wanneer is het klaar?", "When is it ready?").needed(),
		},
	},
	{
		Kind: "inquiry.preliminary-reported", Label: both("Vooronderzoek klaar", "Preliminary inquiry done"), Group: GroupInquiry, About: AboutDossier, By: ByStaff, Words: plain.needed(),
		Fields: []Field{
			choice("plausible", "Is het aannemelijk?", "Is it plausible?", option("yes", "ja", "yes"), option("partly", "deels", "partly"), option("no", "nee", "no"), option("unknown", "niet vast te stellen", "cannot be established")).needed(),
			yesNo("identity_needed", "Moet bekend worden wie de melder is om verder te gaan?", "Must it become known who the reporter is to go on?").needed().sealed(),
		},
	},
	{
		Kind: "inquiry.assigned", Label: both("Opdracht tot onderzoek", "Assignment of an inquiry"), Group: GroupInquiry, About: AboutDossier, By: ByStaff, Second: SecondMay,
		Help:  both("Alles hieronder moet in de opdracht staan voordat het onderzoek begint.", "All of this must be in the assignment before the inquiry begins."),
		Words: words("De opdracht: vraag, norm, periode, onderzoeker", "The assignment: question, norm, period, investigator").needed(),
		Fields: []Field{
			yesNo("external", "Is het een extern bureau?", "Is it an outside agency?").needed(),
			choice("commissioned_by", "Wie geeft de opdracht?", "Who commissions it?", bodies...).needed(),
			yesNo("permit", "Staat het vergunningnummer (Wpbr) erin?", "Is the licence number (Wpbr) in it?").needed().
				help("Een extern recherchebureau heeft een vergunning nodig. Doet een eigen afdeling het onderzoek, kies dan nee.", "An outside agency needs a licence. If your own unit inquires, choose no."),
			yesNo("no_interest", "Heeft de onderzoeker verklaard geen belang te hebben?", "Did the investigator declare to have no interest?").needed(),
			yesNo("question", "Staat de vraag erin?", "Is the question in it?").needed(),
			yesNo("norm", "Staat de norm erin?", "Is the norm in it?").needed(),
			yesNo("period", "Staat de periode erin?", "Is the period in it?").needed(),
			yesNo("not_lighter", "Staat erin waarom iets lichters niet volstaat?", "Is it in it why nothing lighter will do?").needed(),
			yesNo("methods", "Staat erin hoe er onderzocht wordt?", "Are the methods in it?").needed(),
			yesNo("reporting_line", "Staat erin aan wie de onderzoeker rapporteert?", "Is it in it to whom the investigator reports?").needed().
				help("Nooit aan degene over wie het gaat, of aan wie onder die persoon werkt.", "Never to the person concerned, or to who works under that person."),
			yesNo("privacy_terms", "Staan de afspraken over privacy erin?", "Are the terms on privacy in it?").needed(),
			yesNo("support", "Staat het recht op steun erin?", "Is the right to support in it?").needed(),
			yesNo("publication_version", "Levert de onderzoeker ook een versie voor publicatie?", "Does the investigator also deliver a version for publication?").needed(),
			date("starts_on", "Wanneer begint het?", "When does it begin?").needed(),
			date("ready_on", "Wanneer is het klaar?", "When is it ready?").needed(),
		},
	},
	{
		Kind: "inquiry.planned", Label: both("Onderzoeksplan", "Plan of inquiry"), Group: GroupInquiry, About: AboutDossier, By: ByStaff, Words: plain,
		Fields: []Field{
			yesNo("sent_before", "Kregen zij die gehoord worden, de werkwijze vooraf?", "Did those who will be heard get the procedure beforehand?").needed(),
			yesNo("reporter_first", "Wordt de melder het eerst gehoord?", "Is the reporter heard first?").needed(),
		},
	},
	{
		Kind: "inquiry.interview-held", Label: both("Gesprek voor het onderzoek", "Interview"), Group: GroupInquiry, About: AboutDossier, By: ByStaff, Words: plain,
		Fields: []Field{
			choice("with", "Met wie?", "With whom?", heard...).needed(),
			yesNo("support_offered", "Mocht iemand meekomen?", "Could somebody come along?").needed(),
			yesNo("own_place", "Koos deze persoon plaats en tijd?", "Did this person choose place and time?").needed(),
			choice("told_again", "Moest deze persoon hetzelfde nog eens vertellen?", "Did this person have to tell the same once more?",
				option("no", "nee", "no"), option("with-reason", "ja, met een reden", "yes, with a reason"), option("without-reason", "ja, zonder reden", "yes, without a reason")).needed(),
			yesNo("danger", "Was er acuut gevaar?", "Was there acute danger?").needed(),
			date("held_on", "Op welke dag?", "On which day?").needed(),
		},
	},
	{
		Kind: "inquiry.account-checked", Label: both("Gespreksverslag nagekeken", "Record of interview checked"), Group: GroupInquiry, About: AboutDossier, By: ByStaff, Words: plain,
		Fields: []Field{
			choice("by", "Door wie?", "By whom?", heard...).needed(),
			choice("result", "Wat was het antwoord?", "What was the answer?",
				option("agreed", "het klopt", "it is right"), option("corrected", "het is verbeterd", "it was corrected"), option("not-agreed", "niet akkoord; dat staat erbij", "not agreed; this is noted"), option("no-answer", "geen antwoord", "no answer")).needed(),
		},
	},
	{
		Kind: "inquiry.draft-sent", Label: both("Conceptbevindingen gestuurd", "Draft findings sent"), Group: GroupInquiry, About: AboutDossier, By: ByStaff,
		Help: both("Degene over wie het gaat heeft ten minste tien werkdagen om te reageren.", "The person concerned has at least ten working days to react."), Words: plain,
		Fields: []Field{
			choice("to", "Aan wie?", "To whom?", reporter, concerned, witness).needed(),
			yesNo("facts_only", "Staan er alleen feiten in?", "Does it hold facts only?").needed(),
			yesNo("identity_kept", "Niets wijst naar de melder", "Nothing points to the reporter").agree(),
			number("working_days", "Hoeveel werkdagen om te reageren?", "How many working days to react?", 0, 100).needed(),
			date("react_until", "Tot welke dag?", "Until which day?").needed(),
		},
	},
	{
		Kind: "inquiry.reaction-given", Label: both("Reactie gekregen", "Reaction received"), Group: GroupInquiry, About: AboutDossier, By: ByStaff, Words: plain,
		Fields: []Field{
			choice("from", "Van wie?", "From whom?", reporter, concerned, witness).needed(),
			choice("kind", "Wat is het?", "What is it?", option("reaction", "een reactie", "a reaction"), option("waived", "wil niet reageren", "does not want to react"), option("none", "de tijd is voorbij zonder reactie", "the time passed without one")).needed(),
		},
	},
	{
		Kind: "inquiry.progress-told", Label: both("Voortgang verteld", "Progress told"), Group: GroupInquiry, About: AboutDossier, By: ByStaff, Words: plain,
		Fields: []Field{date("ready_on", "Wanneer is het onderzoek klaar?", "When is the inquiry ready?").needed()},
	},
	{
		Kind: kindReported, Label: both("Rapport van het onderzoek", "Report of the inquiry"), Group: GroupInquiry, About: AboutDossier, By: ByStaff, Second: SecondMay, Words: plain.needed(),
		Fields: []Field{
			choice("finding", "Wat is de bevinding?", "What is the finding?",
				option("established", "vastgesteld", "established"),
				option("partly", "deels vastgesteld", "partly established"),
				option("undetermined", "niet vast te stellen", "cannot be established"),
				option("refuted", "weerlegd", "refuted")).needed(),
			yesNo("hearing_offered", "Kon degene over wie het gaat reageren op het concept?", "Could the person concerned react to the draft?").needed(),
			yesNo("reactions_answered", "Zijn alle reacties beantwoord?", "Were all reactions answered?").needed(),
			yesNo("rests_on_unheard", "Berust de bevinding vooral op feiten waarop niet gereageerd kon worden?", "Does the finding rest mainly on facts that could not be answered?").needed(),
			yesNo("publication_version", "Is er een versie voor publicatie?", "Is there a version for publication?").needed(),
			yesNo("sanction_advice", "Staat er een advies over een sanctie in, zonder dat erom gevraagd is?", "Does it advise on a sanction without having been asked?").needed(),
		},
	},
	{
		Kind: "inquiry.received", Label: both("Rapport in ontvangst genomen", "Report received"), Group: GroupInquiry, About: AboutDossier, By: ByStaff, Words: plain,
		Fields: []Field{
			yesNo("process_sound", "Is het onderzoek gegaan zoals afgesproken?", "Did the inquiry go as agreed?").needed(),
			yesNo("findings_kept", "Aan de bevindingen is niets veranderd", "Nothing was changed in the findings").agree(),
		},
	},
	{
		Kind: "evidence.preserved", Label: both("Gegevens bewaard", "Evidence preserved"), Group: GroupInquiry, About: AboutDossier, By: ByStaff, Words: plain,
		Fields: []Field{
			choices("what", "Wat?", "What?", 1,
				option("mail", "mail en berichten", "mail and messages"), option("logs", "logbestanden", "logs"), option("documents", "documenten", "documents"), option("images", "beelden", "images"), option("objects", "voorwerpen", "objects"), option("none", "er was niets te bewaren", "there was nothing to preserve")).needed().sealed(),
			yesNo("narrow", "Is het beperkt tot wat nodig is?", "Is it limited to what is needed?").needed(),
			yesNo("dpo_consulted", "Is de functionaris gegevensbescherming geraadpleegd?", "Was the data protection officer consulted?").needed(),
		},
	},
	{
		Kind: "dossier.rehabilitated", Label: both("Naam gezuiverd", "Name cleared"), Group: GroupInquiry, About: AboutDossier, By: ByStaff,
		Help: both("Een signaal dat is weerlegd telt niet meer mee. De tekst is met de persoon afgesproken.", "A signal that was refuted does not count any more. The text was agreed with the person."), Words: plain.needed(),
		Fields: []Field{
			yesNo("text_agreed", "Is de tekst met de persoon afgesproken?", "Was the text agreed with the person?").needed(),
			yesNo("told_all", "Weten allen die het signaal kenden dit nu?", "Do all who knew of the signal know this now?").needed(),
		},
	},
}
