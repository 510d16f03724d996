package record

import "github.com/gehoor/gehoor"

// Who was told that there is something, and who says that they know.

// KindTakenBack ends the consent with which a confidential adviser passed a signal on: it
// counts no more.
const KindTakenBack gehoor.Kind = "adviser.taken-back"

// TakenBack is the record that it was.
func TakenBack(s gehoor.SignalID) Record { return Record{What: KindTakenBack, Signal: s} }

var noticeWays = []Option{
	option("overview", "in het overzicht", "in the digest"),
	option("phone", "gebeld", "by telephone"),
	option("in-person", "persoonlijk", "in person"),
	option("letter", "verzegelde brief", "sealed letter"),
	option("secure-mail", "beveiligde mail", "secure mail"),
}

var notices = []Type{
	{
		Kind: "bureau.alerted", Label: both("Bureau gewaarschuwd", "Bureau alerted"), Group: GroupNotice, About: AboutEither, By: ByStaff,
		Help: both("Is het ernstig, bel dan ook.", "If it is serious, call as well."), Words: plain,
		Fields: []Field{
			choice("way", "Hoe?", "How?", noticeWays...).needed().sealed(),
			yesNo("spoken", "Hebt u iemand gesproken?", "Did you speak with somebody?").needed(),
		},
	},
	{
		Kind: "top.informed", Label: both("Top ingelicht", "Top informed"), Group: GroupNotice, About: AboutEither, By: ByStaff,
		Help: both("Zeg dat er een signaal is, en hoe ernstig. Nooit wie de melder is, en geen afdeling met minder dan tien mensen.",
			"Say that there is a signal, and how serious. Never who the reporter is, and no unit of fewer than ten people."),
		Words: plain,
		Fields: []Field{
			choices("functions", "Wie?", "Who?", 1, functions...).needed(),
			choice("way", "Hoe?", "How?", noticeWays...).needed().sealed(),
			choice("name", "Is gezegd over wie het gaat?", "Was it said whom it is about?",
				option("no", "nee", "no"),
				option("yes-serious", "ja, want het is ernstig", "yes, because it is serious"),
				option("yes-pattern", "ja, want er zijn meerdere signalen", "yes, because there are several signals"),
				option("yes-office", "ja, want het gaat om een ambtsdrager", "yes, because it is about an office-holder"),
				option("yes-decision", "ja, want er moet besloten worden", "yes, because a decision must be taken")).needed(),
			yesNo("reporter_kept", "Niets wijst naar de melder", "Nothing points to the reporter").agree(),
		},
	},
	{
		Kind: KindTakenBack, Label: both("Wat een vertrouwenspersoon doorgaf, is teruggenomen", "What a confidential adviser passed on is taken back"), Group: GroupNotice, About: AboutSignal, By: ByStaff, Second: SecondMust,
		Help: both("Een vertrouwenspersoon neemt zelf terug wat die doorgaf. Is die er niet meer, en wil degene die instemde niet meer dat het meetelt? Leg dat dan hier vast. Een tweede persoon kijkt het na. Het telt daarna niet meer mee.",
			"A confidential adviser takes back themself what they passed on. Are they not here any more, and does the person who agreed not want it to count any more? Then record it here. A second person checks it. After that it counts no more."),
	},
	{
		Kind: "top.delay-decided", Label: both("Inlichten van de top uitgesteld", "Informing the top delayed"), Group: GroupNotice, About: AboutDossier, By: ByStaff, Second: SecondMust,
		Help:  both("Dit mag alleen voor de veiligheid van de melder, en ten hoogste vijf werkdagen.", "This is allowed only for the reporter’s safety, and at most five working days."),
		Words: reasons,
		Fields: []Field{
			yesNo("for_safety", "Dit is nodig voor de veiligheid van de melder", "This is needed for the reporter’s safety").agree(),
			date("until", "Tot welke dag?", "Until which day?").needed(),
		},
	},
	{
		Kind: "notice.confirmed", Label: both("Kennisgenomen", "Notice confirmed"), Group: GroupNotice, About: AboutEither, By: ByStaff,
		Help: both("Iemand die is ingelicht, bevestigt dat.", "Somebody who was informed confirms it."), Words: plain,
		Fields: []Field{
			choice("function", "Wie?", "Who?", functions...).needed(),
			date("read_on", "Op welke dag?", "On which day?").needed(),
		},
	},
	{
		Kind: "knowledge.declared", Label: both("Wist het eerder, naar eigen zeggen", "Knew before, in their own words"), Group: GroupNotice, About: AboutSignal, By: ByTold,
		Help: both("Wie is ingelicht, zegt zelf dat het eerder bekend was.", "Somebody who was informed says themselves that they knew before."),
		Fields: []Field{
			choice("function", "In welke functie?", "In which function?", functions...).needed(),
			person("person", "Wie?", "Who?").needed(),
			date("since", "Sinds welke dag wist u het?", "Since which day did you know?").needed(),
			choice("told_by", "Van wie wist u het?", "Who told you?", functions...),
			yesNo("acted", "Hebt u er toen iets mee gedaan?", "Did you do anything with it then?").needed(),
		},
	},
	{
		Kind: "council.informed", Label: both("Raad ingelicht", "Council informed"), Group: GroupNotice, About: AboutDossier, By: ByStaff, Second: SecondMay,
		Help:  both("De raad hoort het als geheel, nooit één lid of één fractie.", "The council is told as a whole, never one member or one group."),
		Words: plain,
		Fields: []Field{
			choice("to", "Wie?", "Who?",
				option("whole-council", "de hele raad", "the whole council"),
				option("presidium", "het presidium, om te overleggen", "the presidium, to consult"),
				option("faction", "een fractie", "a group"),
				option("member", "een raadslid", "a member")).needed(),
			choice("what", "Waarover?", "About what?",
				option("process", "dat er iets loopt", "that something is under way"),
				option("report", "het rapport", "the report"),
				option("outcome", "de uitkomst", "the outcome")).needed(),
			choice("secrecy", "Geldt er geheimhouding?", "Is it under secrecy?",
				option("open", "nee, het is openbaar", "no, it is public"),
				option("with-ground", "ja, met een grond en met wie haar opheft", "yes, with a ground and who may lift it"),
				option("without-ground", "ja, zonder grond", "yes, without a ground")).needed(),
			yesNo("reporter_first", "Wisten de melder en degene over wie het gaat het eerst?", "Did the reporter and the person concerned know first?").needed(),
			yesNo("reporter_kept", "Niets wijst naar de melder", "Nothing points to the reporter").agree(),
		},
	},
	{
		Kind: KindAdviceSought, Label: both("Advies gevraagd", "Advice sought"), Group: GroupNotice, About: AboutDossier, By: ByStaff, Words: plain,
		Fields: []Field{
			choice("of", "Van wie?", "Of whom?", advisers...).needed(),
			letter("Met welke verzegelde brief?", "With which sealed letter?"),
		},
	},
	{
		Kind: KindAdvised, Label: both("Advies gekregen", "Advice received"), Group: GroupNotice, About: AboutDossier, By: ByStaff, Words: plain.needed(),
		Fields: []Field{
			choice("of", "Van wie?", "Of whom?", advisers...).needed(),
			choice("followed", "Volgt u het?", "Do you follow it?",
				option("yes", "ja", "yes"), option("partly", "deels", "partly"), option("no", "nee", "no"), option("open", "dat weten wij nog niet", "we do not know yet")).needed(),
			letter("Op welke verzegelde brief?", "On which sealed letter?"),
		},
	},
	{
		Kind: "police.consulted", Label: both("Met politie of Openbaar Ministerie overlegd", "Police or prosecutor consulted"), Group: GroupNotice, About: AboutDossier, By: ByStaff,
		Help: both("Tot dit is vastgelegd, voert u geen gesprekken en raakt u geen bewijs aan als het om een strafbaar feit kan gaan. Zorg en veiligheid gaan door.",
			"Until this is recorded, hold no interviews and touch no evidence if it can be a crime. Care and safety go on."),
		Words: plain,
		Fields: []Field{
			choice("with", "Met wie?", "With whom?",
				option("police", "politie", "police"), option("prosecutor", "Openbaar Ministerie", "public prosecutor"), option("internal-police", "Rijksrecherche", "national internal investigations")).needed(),
			choice("result", "Wat is de uitkomst?", "What is the result?",
				option("go-on", "wij mogen verder", "we may go on"),
				option("wait", "wij wachten", "we wait"),
				option("reported", "er is aangifte gedaan", "it was reported"),
				option("up-to-reporter", "de melder beslist over aangifte", "the reporter decides about reporting")).needed(),
			date("until", "Tot welke dag wacht u?", "Until which day do you wait?"),
		},
	},
}

var advisers = []Option{
	option("sipa", "Steunpunt Integriteitsonderzoek Politieke Ambtsdragers", "support centre for inquiries into political office-holders (SIPA)"),
	option("kings-commissioner", "commissaris van de Koning", "King’s Commissioner"),
	option("presidium", "presidium", "presidium"),
	option("panel", "weegpanel", "weighing panel"),
	option("legal", "jurist", "lawyer"),
	option("dpo", "functionaris gegevensbescherming", "data protection officer"),
	option("whistleblower-house", "Huis voor Klokkenluiders", "Whistleblowers Authority"),
	option("bureau", "Bureau Integriteit", "integrity bureau"),
	option("other", "iemand anders", "somebody else"),
}
