package record

import "github.com/gehoor/gehoor"

// Decisions, other tracks, and what was learnt.

var routes = []Option{
	option("office-holder-route", "protocol voor ambtsdragers", "protocol for office-holders"),
	option("formal-report-route", "formele melding", "formal report"),
	option("complaint-procedure", "klachtenregeling", "complaints procedure"),
	option("manager-route", "leidinggevende en bureau", "manager and bureau"),
	option("kings-commissioner", "commissaris van de Koning", "King’s Commissioner"),
	option("whistleblower-house", "Huis voor Klokkenluiders", "Whistleblowers Authority"),
	option("police", "politie of Openbaar Ministerie", "police or prosecutor"),
	option("external-desk", "extern meldpunt", "external desk"),
	option("other", "een andere instantie", "another body"),
}

// KindWithdrawn: the reporter told somebody of staff that they take no further part.
const KindWithdrawn gehoor.Kind = "dossier.withdrawn-by-reporter"

var decisions = []Type{
	{
		Kind: "dossier.decided", Label: both("Besluit", "Decision"), Group: GroupDecision, About: AboutEither, By: ByStaff, Second: SecondMay, Words: reasons,
		Fields: []Field{
			question("decision", "Welke vraag?", "Which question?").needed(),
			answer("option", "Wat besluit u?", "What do you decide?").needed(),
			choice("decided_by", "Wie besluit?", "Who decides?", append([]Option{option("bureau", "Bureau Integriteit", "integrity bureau")}, bodies...)...).needed(),
			date("review_on", "Wanneer kijkt u opnieuw?", "When do you look again?"),
		},
	},
	{
		Kind: KindWithdrawn, Label: both("Melder doet niet meer mee", "Reporter takes no further part"), Group: GroupDecision, About: AboutSignal, By: ByStaff,
		Help: both("Dit sluit het dossier niet. De organisatie besluit of zij zelf verdergaat.", "This does not close the dossier. The organisation decides whether it goes on by itself."), Words: plain,
		Fields: []Field{
			choice("how", "Hoe liet de melder dit weten?", "How did the reporter say so?", contactWays...).needed().sealed(),
		},
	},
	{
		Kind: "dossier.withdrawal-checked", Label: both("Nagegaan of de melder vrij stopte", "Checked that withdrawing was free"), Group: GroupDecision, About: AboutSignal, By: ByStaff, Words: plain,
		Fields: []Field{
			choice("free", "Stopte de melder uit vrije wil?", "Did the reporter withdraw freely?", yesNoUnknown...).needed(),
			choice("by", "Wie vroeg dat?", "Who asked?", option("care-coordinator", "nazorgcoördinator", "care coordinator"), option("adviser", "vertrouwenspersoon", "confidential adviser"), option("bureau", "Bureau Integriteit", "integrity bureau")).needed(),
		},
	},
	{
		Kind: "dossier.own-motion-decided", Label: both("Zelf verdergaan, of niet", "Going on of our own motion, or not"), Group: GroupDecision, About: AboutDossier, By: ByStaff, Second: SecondMust, Words: reasons,
		Fields: []Field{
			yesNo("go_on", "Gaat de organisatie zelf verder?", "Does the organisation go on by itself?").needed(),
			choice("ground", "Waarom?", "Why?", option("safety", "veiligheid", "safety"), option("pattern", "meerdere signalen", "several signals"), option("serious", "het is ernstig", "it is serious"), option("none", "er is geen grond om verder te gaan", "there is no ground to go on")).needed(),
			yesNo("reporter_first", "Wist de melder het eerst?", "Did the reporter know first?").needed(),
			yesNo("hard_to_trace", "Is alles gedaan om de melder onherkenbaar te houden?", "Was everything done to keep the reporter from being recognised?").needed(),
		},
	},
	{
		Kind: "dossier.referred", Label: both("Doorgezet", "Passed on"), Group: GroupDecision, About: AboutEither, By: ByStaff, Words: plain,
		Fields: []Field{
			choice("to", "Waarheen?", "Where to?", routes...).needed(),
			yesNo("reporter_told", "Weet de melder dit?", "Does the reporter know?").needed(),
		},
	},
	{
		Kind: KindTakenOver, Label: both("Overgenomen", "Taken over"), Group: GroupDecision, About: AboutEither, By: ByStaff,
		Help: both("De ander heeft bevestigd dat het is overgenomen. Tot dan blijft het dossier open.", "The other has confirmed that it was taken over. Until then the dossier stays open."), Words: plain,
		Fields: []Field{
			choice("by", "Door wie?", "By whom?", routes...).needed(),
			date("received_on", "Op welke dag?", "On which day?").needed(),
			letter("Op welke verzegelde brief?", "On which sealed letter?"),
		},
	},
	{
		Kind: "dossier.standpoint-taken", Label: both("Standpunt van de werkgever", "Employer’s standpoint"), Group: GroupDecision, About: AboutDossier, By: ByStaff, Second: SecondMay, Words: reasons,
		Fields: []Field{
			choice("wrongdoing", "Was er een misstand?", "Was there wrongdoing?", option("yes", "ja", "yes"), option("partly", "deels", "partly"), option("no", "nee", "no"), option("undetermined", "niet vast te stellen", "cannot be established")).needed(),
			yesNo("measures", "Zijn er maatregelen, met wie en wanneer?", "Are there measures, with who and when?").needed(),
			choice("taken_by", "Wie nam het standpunt in?", "Who took it?", bodies...).needed(),
		},
	},
	{
		Kind: "dossier.external-routes-told", Label: both("Wegen naar buiten genoemd", "External routes told"), Group: GroupDecision, About: AboutSignal, By: ByStaff,
		Help: both("De melder weet schriftelijk dat reageren kan, en dat het Huis voor Klokkenluiders of een toezichthouder ook kan.", "The reporter knows in writing that they can react, and can go to the Whistleblowers Authority or a supervisor."), Words: plain,
		Fields: []Field{yesNo("written", "Stond het op papier?", "Was it in writing?").needed()},
	},
	{
		Kind: "dossier.judged", Label: both("Oordeel van wie bevoegd is", "Judgement of the competent body"), Group: GroupDecision, About: AboutDossier, By: ByStaff, Second: SecondMay, Words: plain,
		Fields: []Field{
			choice("body", "Wie oordeelde?", "Who judged?", bodies...).needed(),
			choice("what", "Wat is besloten?", "What was decided?",
				option("nothing", "geen gevolg", "no consequence"),
				option("norm-setting", "vastgelegd gesprek over de norm", "recorded talk about the norm"),
				option("agreement", "schriftelijke afspraak", "written agreement"),
				option("portfolio", "andere portefeuille", "another portfolio"),
				option("step-back", "vrijwillig terugtreden", "stepping back voluntarily"),
				option("documents", "geen geheime stukken, na schending van geheimhouding", "no secret documents, after breach of secrecy"),
				option("motion", "motie", "motion"),
				option("disciplinary", "maatregel volgens de arbeidsvoorwaarden", "measure under the terms of employment"),
				option("suspend", "schorsen", "suspend"),
				option("dismiss", "ontslaan", "dismiss"),
				option("reprimand", "officiële berisping", "official reprimand")).needed(),
			date("decided_on", "Op welke dag?", "On which day?").needed(),
		},
	},
	{
		Kind: "dossier.evaluated", Label: both("Teruggekeken", "Looked back"), Group: GroupDecision, About: AboutDossier, By: ByStaff,
		Help: both("Wat in het team of in de werkwijze maakte dit mogelijk?", "What in the team or the process allowed this?"), Words: plain.needed(),
		Fields: []Field{
			choices("with", "Met wie?", "With whom?", 1,
				option("bureau", "Bureau Integriteit", "integrity bureau"), option("manager", "leidinggevende", "manager"), option("reporter", "melder", "reporter"), option("presidium", "presidium", "presidium"), option("sipa", "SIPA", "SIPA"), option("works-council", "ondernemingsraad", "works council")).needed().sealed(),
			yesNo("owner", "Heeft elke verbetering iemand die haar doet?", "Does every improvement have somebody who does it?").needed(),
			date("fixed_by", "Wanneer is het klaar?", "When is it done?").needed(),
		},
	},
	{
		Kind: "privacy.requested", Label: both("Verzoek om inzage of verbetering", "Request for access or correction"), Group: GroupDecision, About: AboutDossier, By: ByStaff,
		Help: both("Wil iemand dat gegevens worden gewist, gebruik dan het verzoek om te wissen.", "If somebody wants data erased, use the request for erasure."), Words: plain,
		Fields: []Field{
			choice("from", "Van wie?", "From whom?", reporter, concerned, witness, option("other", "iemand anders", "somebody else")).needed(),
			choice("what", "Wat wordt gevraagd?", "What is asked?", option("access", "inzage", "access"), option("correction", "verbetering", "correction"), option("restriction", "beperking", "restriction"), option("objection", "bezwaar", "objection")).needed(),
			date("received_on", "Op welke dag kwam het verzoek?", "On which day did it come?").needed(),
		},
	},
	{
		Kind: "privacy.decided", Label: both("Besluit op een verzoek om inzage of verbetering", "Decision on access or correction"), Group: GroupDecision, About: AboutDossier, By: ByStaff, Second: SecondMay, Words: reasons,
		Fields: []Field{
			choice("answer", "Wat is het besluit?", "What is decided?", option("granted", "ja", "yes"), option("partly", "deels", "partly"), option("refused", "nee", "no")).needed(),
			yesNo("objection_clause", "Staat erin waar bezwaar kan?", "Does it say where to object?").needed(),
		},
	},
}
