package record

// Terms that stand still or become longer. Whether a term may, its protocol and the
// law say (protocols.md §1.2).

var terms = []Type{
	{
		Kind: "term.paused", Label: both("Termijn stilgezet", "Term paused"), Group: GroupTerm, About: AboutEither, By: ByStaff, Second: SecondMust,
		Help:  both("Een termijn uit de wet staat alleen stil als die wet dat zelf zegt. De melder krijgt bericht.", "A term of the law stands still only if that law itself says so. The reporter is told."),
		Words: reasons,
		Fields: []Field{
			step("step", "Van welke stap?", "Of which step?").needed(),
			choice("reason", "Waarom?", "Why?",
				option("police", "verzoek van politie of Openbaar Ministerie", "request of police or prosecutor"),
				option("illness", "de melder is ziek en vraagt het", "the reporter is ill and asks for it"),
				option("court", "bevel van een rechter", "order of a court"),
				option("statute", "de wet zelf", "the law itself")).needed(),
			yesNo("reporter_told", "Weet de melder dit?", "Does the reporter know?").needed(),
			date("until", "Tot welke dag?", "Until which day?").needed(),
		},
	},
	{
		Kind: "term.resumed", Label: both("Termijn loopt weer", "Term resumed"), Group: GroupTerm, About: AboutEither, By: ByStaff, Words: plain,
		Fields: []Field{step("step", "Van welke stap?", "Of which step?").needed()},
	},
	{
		Kind: "term.extended", Label: both("Termijn verlengd", "Term extended"), Group: GroupTerm, About: AboutEither, By: ByStaff, Second: SecondMust, Words: reasons,
		Fields: []Field{
			step("step", "Van welke stap?", "Of which step?").needed(),
			choice("reason", "Waarom?", "Why?",
				option("scope", "het is groter of moeilijker dan gedacht", "it is larger or harder than thought"),
				option("third-party", "anderen moeten kunnen reageren", "others must be able to react"),
				option("unreachable", "iemand was niet te bereiken", "somebody could not be reached"),
				option("statute", "de wet zelf", "the law itself")).needed(),
			yesNo("reporter_told", "Weet de melder dit?", "Does the reporter know?").needed(),
		},
	},
}
