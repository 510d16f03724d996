package record

// What capabilities that are still to come will record by themselves
// (protocols.md §0.17). Until then only a story can state it.

var later = []Type{
	{
		Kind: "appointment.changed", Label: both("Iemand anders in een functie", "Somebody else in a position"), Group: GroupPeople, About: AboutDossier, By: BySystem, Later: true,
		Fields: []Field{choice("function", "Welke functie?", "Which position?", functions...).needed()},
	},
	{
		Kind: "publication.verified", Label: both("Nagegaan dat weggelaten tekst weg is", "Checked that withheld text is gone"), Group: GroupDecision, About: AboutDossier, By: BySystem, Later: true,
		Fields: []Field{yesNo("clean", "Is alles weg?", "Is everything gone?").needed()},
	},
}
