package record

// Triage, and the weighing (protocols.md §1.6, as amended by §0.6 and §0.7).

var weighings = []Type{
	{
		Kind: KindTriaged, Label: both("Eerste beoordeling", "First assessment"), Group: GroupWeighing, About: AboutEither, By: ByStaff,
		Help: both("Hoe ernstig is dit, als het waar is? Twijfelt u, kies dan de hogere. U kunt dit later opnieuw vastleggen.",
			"How serious is this, if it is true? In doubt, choose the higher one. You can record this again later."),
		Words: plain,
		Fields: []Field{
			choice("severity", "Hoe ernstig is het?", "How serious is it?", severities...).needed(),
			choice("office", "Welke functie heeft degene over wie het gaat?", "What position does the person concerned have?", positions...).needed(),
			choice("wbk", "Kan het een misstand zijn voor de Wet bescherming klokkenluiders?", "Can it be wrongdoing under the whistleblower act?", possible...).needed().
				help("Denk aan: hoeveel mensen het raakt, een patroon, de duur, de schade, de positie. Bij twijfel: misschien.",
					"Think of: how many people it touches, a pattern, how long, the harm, the position. In doubt: possibly."),
			choice("crime", "Kan het een strafbaar feit zijn?", "Can it be a crime?", possible...).needed(),
		},
	},
	{
		Kind: KindWeighed, Label: both("Weging", "Weighing"), Group: GroupWeighing, About: AboutEither, By: ByStaff, Second: SecondMay,
		Help: both("Hier kiest u wat er gebeurt, en waarom. Is steun genoeg en is er verder niets, dan mag één persoon wegen. Anders wegen er twee of meer.",
			"Here you choose what happens, and why. If support is enough and nothing else is the matter, one person may weigh. Else two or more do."),
		Words: reasons, Compared: When{"severity", []string{"serious", "acute"}},
		Fields: []Field{
			choice("severity", "Hoe ernstig is het?", "How serious is it?", severities...).needed().under("Wat er aan de hand is", "What is the matter"),
			yesNo("power_gap", "Is er een verschil in macht?", "Is there a difference in power?").needed().sealed(),
			choice("repeated", "Is het vaker gebeurd?", "Did it happen more often?", yesNoUnknown...).needed().sealed(),
			number("reporters", "Van hoeveel melders weten wij?", "How many reporters do we know of?", 0, 999).needed().sealed(),
			choice("coordinated", "Zijn er signalen op elkaar afgestemd?", "Were any of the signals agreed on with each other?", possible...).sealed().
				help("Alleen als u meer signalen samen weegt. Mensen mogen met elkaar praten: het is geen reden om een signaal niet mee te wegen.",
					"Only if you weigh several signals together. People may talk with each other: it is no reason to leave a signal out."),
			line("duration", "Hoe lang duurt het al?", "For how long has it been going on?"),
			line("vulnerability", "Wie is kwetsbaar, en waardoor?", "Who is vulnerable, and why?"),
			choice("can_work", "Kan de melder vrij werken?", "Can the reporter work freely?", yesNoUnknown...).needed().sealed().under("De melder", "The reporter"),
			choice("wish", "Wat wil de melder?", "What does the reporter want?",
				option("support-only", "alleen steun", "support only"),
				option("stop", "dat het stopt", "that it stops"),
				option("be-heard", "dat wij het weten", "that we know"),
				option("talk", "een gesprek", "a talk"),
				option("inquiry", "een onderzoek", "an inquiry"),
				option("nothing", "dat wij niets doen", "that we do nothing"),
				option("unknown", "dat weet de melder nog niet, of wij niet", "the reporter, or we, do not know yet")).needed(),
			yesNo("safe_now", "Is iedereen nu veilig?", "Is everybody safe now?").needed(),
			choice("wbk", "Kan het een misstand zijn voor de Wet bescherming klokkenluiders?", "Can it be wrongdoing under the whistleblower act?", possible...).needed().under("De wet", "The law"),
			choice("crime", "Kan het een strafbaar feit zijn?", "Can it be a crime?", possible...).needed(),
			choices("alternatives", "Wat hebt u overwogen?", "What did you consider?", 2, followUps...).needed().unless("wish", "support-only").under("Wat u overwoog", "What you considered").
				help("Ten minste twee, waarvan één gericht op de bron. Wil de melder alleen steun, dan is dit niet verplicht.",
					"At least two, one of which is directed at the source. If the reporter wants support only, this is not required."),
			choices("at_source", "Welke daarvan zijn gericht op de bron?", "Which of these are directed at the source?", 1, atSource...).needed().within("alternatives").unless("wish", "support-only").
				help("De bron is het gedrag zelf, of wie het doet. Niet: wie er last van heeft.",
					"The source is the behaviour itself, or who does it. Not: who suffers from it."),
			choice("choice", "Wat kiest u?", "What do you choose?", followUps...).needed().under("Wat u kiest", "What you choose"),
			choices("also", "Wat doet u daarnaast?", "What else do you do?", 0, followUps...).
				help("Na een gesprek of afspraak die niet hielp, is alleen nog een gesprek geen antwoord.",
					"After a talk or agreement that did not help, one more talk by itself is no answer."),
			choice("weighed_by", "Wie wogen mee?", "Who weighed?",
				option("one", "één persoon", "one person"),
				option("two", "twee personen", "two people"),
				option("panel", "een panel van drie of meer, met iemand van buiten de afdeling", "a panel of three or more, with somebody from outside the department")).needed().
				under("Hoe er gewogen is", "How it was weighed"),
			yesNo("pattern", "Is dit een weging van meerdere signalen over hetzelfde?", "Is this a weighing of several signals about the same?").needed(),
			choice("advice", "Volgt u het advies van het panel?", "Do you follow the panel’s advice?",
				option("none", "er was geen panel", "there was no panel"),
				option("followed", "ja", "yes"),
				option("deviated", "nee; de melder hoort waarom", "no; the reporter is told why")).needed(),
			yesNo("motives", "Geen van deze redenen gaf de doorslag", "None of these reasons was decisive").agree().
				help("Er is geen formele melding. De melder is anoniem. De melder wil geen procedure. Het is lang geleden. Het lijkt klein. De functie, de staat van dienst of de politiek. De melder is al verplaatst. Degene over wie het gaat, vertrekt.",
					"There is no formal report. The reporter is anonymous. The reporter wants no procedure. It is long ago. It seems small. The office, seniority or politics. The reporter was moved already. The person concerned is leaving."),
			date("review_on", "Wanneer kijkt u hier opnieuw naar?", "When do you look at this again?").needed(),
		},
	},
	{
		Kind: "pattern.looked-up", Label: both("Gezocht naar meerdere signalen", "Looked for more signals"), Group: GroupWeighing, About: AboutDossier, By: ByStaff,
		Help:  both("U hebt gezocht of er eerder signalen waren over dezelfde persoon of dezelfde afdeling.", "You looked whether there were earlier signals about the same person or the same unit."),
		Words: plain,
		Fields: []Field{
			choice("found", "Wat vond u?", "What did you find?",
				option("none", "niets", "nothing"),
				option("talk-before", "er was al een gesprek hierover", "there was a talk about it before"),
				option("several", "er zijn meerdere signalen", "there are several signals"),
				option("not-possible", "zoeken kon niet, want wij weten niet over wie het gaat", "could not look, because we do not know whom it is about")).needed(),
			number("signals", "Hoeveel signalen, met dit erbij?", "How many signals, with this one?", 1, 999).needed(),
			choice("reporters", "Zijn het verschillende melders?", "Are they different reporters?", yesNoUnknown...).needed(),
		},
	},
	{
		Kind: "report.assessed", Label: both("Beoordeling van een formele melding", "Assessment of a formal report"), Group: GroupWeighing, About: AboutSignal, By: ByStaff, Second: SecondMay,
		Words: reasons,
		Fields: []Field{
			yesNo("admissible", "Nemen wij de melding in behandeling?", "Do we take up the report?").needed(),
			choice("wrongdoing", "Is er een vermoeden van een misstand?", "Is wrongdoing suspected?", possible...).needed(),
			yesNo("fit", "Kunnen wij dit zelf eerlijk onderzoeken?", "Can we inquire into this fairly ourselves?").needed().
				help("Niet als de top er zelf in betrokken is. Dan gaat het naar buiten.", "Not if the top is itself involved. Then it goes outside."),
		},
	},
}
