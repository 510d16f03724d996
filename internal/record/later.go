package record

// What capabilities that are still to come will record by themselves
// (protocols.md §0.17). Until then only a story can state it.

var later = []Type{
	{
		Kind: "appointment.changed", Label: both("Iemand anders in een functie", "Somebody else in a position"), Group: GroupPeople, About: AboutDossier, By: BySystem, Later: true,
		Fields: []Field{choice("function", "Welke functie?", "Which position?", functions...).needed()},
	},
	{
		Kind: "adviser.passed-on", Label: both("Doorgegeven door een vertrouwenspersoon", "Passed on by a confidential adviser"), Group: GroupNotice, About: AboutDossier, By: ByStaff, Later: true,
		Fields: []Field{
			number("consents", "Hoeveel mensen stemden in?", "How many people agreed?", 0, 9999).needed(),
			choice("severity", "Hoe ernstig is het?", "How serious is it?", severities...),
		},
	},
	{
		Kind: "publication.verified", Label: both("Nagegaan dat weggelaten tekst weg is", "Checked that withheld text is gone"), Group: GroupDecision, About: AboutDossier, By: BySystem, Later: true,
		Fields: []Field{yesNo("clean", "Is alles weg?", "Is everything gone?").needed()},
	},
}
