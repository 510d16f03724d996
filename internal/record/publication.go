package record

// Publication (protocols.md §0.14, §1.8 G-PUBLICATIE).

var publications = []Type{
	{
		Kind: "publication.prepared", Label: both("Publicatie voorbereid", "Publication prepared"), Group: GroupDecision, About: AboutDossier, By: ByStaff, Second: SecondMay, Words: plain,
		Fields: []Field{
			yesNo("grounds", "Heeft elk weggelaten deel een grond en een reden?", "Does every withheld passage have a ground and a reason?").needed(),
			yesNo("inventory", "Is er een lijst van wat is weggelaten?", "Is there a list of what was withheld?").needed(),
			choice("withheld", "Hoeveel is weggelaten?", "How much was withheld?", option("none", "niets", "nothing"), option("under-half", "minder dan de helft", "less than half"), option("over-half", "meer dan de helft", "more than half")).needed(),
			yesNo("core_kept", "Blijft de kern leesbaar: soort gedrag, periode, aantal, norm, wie het wist, maatregelen?", "Does the core stay readable: class of conduct, period, number, norm, who knew, measures?").needed(),
			yesNo("shown", "Zagen de melder en getuigen de delen die over hen gaan?", "Did the reporter and witnesses see the passages about them?").needed(),
			yesNo("names_kept", "Geen naam van wie het gaat staat erin", "No name of the person concerned is in it").agree(),
		},
	},
	{
		Kind: "publication.viewed", Label: both("Mening over de publicatie", "View on the publication"), Group: GroupDecision, About: AboutEither, By: ByStaff, Words: plain,
		Fields: []Field{
			choice("from", "Van wie?", "From whom?", reporter, witness, concerned).needed(),
			choice("view", "Wat is de mening?", "What is the view?", option("agrees", "akkoord", "agrees"), option("changes", "wil iets anders", "wants changes"), option("objects", "wil het niet", "objects"), option("none", "geen antwoord", "no answer")).needed(),
		},
	},
	{
		Kind: "publication.done", Label: both("Openbaar gemaakt", "Published"), Group: GroupDecision, About: AboutDossier, By: ByStaff, Second: SecondMay, Words: plain,
		Fields: []Field{
			yesNo("checked", "Is nagegaan dat weggelaten tekst ook echt weg is?", "Was it checked that withheld text is really gone?").needed(),
			yesNo("care_contact", "Was er die dag contact met de melder en getuigen?", "Was there contact with the reporter and witnesses that day?").needed(),
			date("published_on", "Op welke dag?", "On which day?").needed(),
		},
	},
}
