package record

// Who does what in a dossier, who does not, and who knew.

var people = []Type{
	{
		Kind: KindAssigned, Label: both("Taak toegewezen", "Task assigned"), Group: GroupPeople, About: AboutDossier, By: ByStaff, Words: plain,
		Fields: []Field{
			choice("task", "Welke taak?", "Which task?",
				option("case-director", "casusregisseur", "case director"),
				option("weigher", "meewegen", "weighing"),
				option("panel-member", "lid van het panel", "member of the panel"),
				option(taskCare, "nazorgcoördinator", "care coordinator"),
				option(taskContact, "contactpersoon van de melder", "contact person of the reporter"),
				option("talk", "het gesprek voeren", "holding the talk"),
				option("receiver", "ontvanger van formele meldingen", "receiver of formal reports"),
				option("follow-up", "opvolger van formele meldingen", "following up formal reports"),
				option("director", "leiding over dit dossier", "directing this dossier")).needed(),
			person("person", "Wie?", "Who?").help("Laat dit leeg als het iemand is die niet in Gehoor werkt.", "Leave this empty if it is somebody who does not work in Gehoor."),
			yesNo("declared", "Deze persoon heeft verklaard geen belang te hebben", "This person declared to have no interest").agree(),
			yesNo("outside", "Werkt deze persoon buiten de afdeling van degene over wie het gaat?", "Does this person work outside the department of the person concerned?").
				help("Alleen voor een lid van het panel. Ten minste één lid komt van buiten.", "For a member of the panel only. At least one member comes from outside."),
		},
	},
	{
		Kind: KindConcerned, Label: both("Over wie het gaat", "Who it is about"), Group: GroupPeople, About: AboutSignal, By: ByStaff, Second: SecondMust,
		Help: both("Kies de persoon over wie dit signaal gaat. Wie die persoon is, of in zijn of haar lijn werkt, verliest meteen de toegang tot dit dossier. Zijn het er meer? Leg ze dan een voor een vast.",
			"Pick the person whom this signal is about. Whoever is that person, or works in their line, loses access to this dossier at once. Are there several? Then record them one by one."),
		Words: plain,
		Fields: []Field{
			ofChart(fieldPerson, "Over wie gaat het?", "Who is it about?").needed(),
			line("name", "Naam en functie", "Name and position").help("Deze worden versleuteld bewaard, zoals ze nu zijn.", "These are kept encrypted, as they are now.").needed().sealed(),
		},
	},
	{
		Kind: KindNotConcerned, Label: both("Toch niet over deze persoon", "Not about this person after all"), Group: GroupPeople, About: AboutSignal, By: ByStaff, Second: SecondMust,
		Help: both("Dit is om een vergissing te herstellen. Een signaal dat is weerlegd, blijft gaan over wie het ging.",
			"This is to mend a mistake. A signal that was refuted is still about whom it was about."),
		Words: words("Wat was de vergissing?", "What was the mistake?").needed(),
		Fields: []Field{
			ofChart(fieldPerson, "Over wie gaat het toch niet?", "Who is it not about after all?").needed(),
		},
	},
	{
		Kind: KindTeam, Label: both("Over welk team het gaat", "Which team it is about"), Group: GroupPeople, About: AboutSignal, By: ByStaff, Second: SecondMust,
		Help: both("Gaat het signaal over hoe het in een team gaat, en weet niemand over wie? Kies dan wie het team leidt. Dit zegt niets over die persoon, en ook niet over iemand anders in het team. Wie het team leidt, wie erin werkt en wie erboven staat en signalen behandelt, verliest meteen de toegang tot dit dossier. Weet u later over wie het gaat? Kies dan die persoon. Het signaal telt dan voor die persoon, en niet meer voor het team.",
			"Is the signal about how things go in a team, and does nobody know whom it is about? Then pick who leads the team. This says nothing of that person, nor of anybody else in the team. Whoever leads the team, works in it, or stands above it and handles signals, loses access to this dossier at once. Do you know later whom it is about? Then pick that person. The signal then counts for that person, and no more for the team."),
		Words: plain,
		Fields: []Field{
			ofChart(fieldManager, "Over welk team gaat het? Zoek wie het leidt", "Which team is it about? Search who leads it").needed().
				help("Kies wie direct boven de mensen staat over wie het signaal gaat, en niet iemand hoger.", "Pick who stands directly above the people whom the signal is about, and not somebody higher."),
			line("name", "Team en wie het leidt", "Team and who leads it").help("Deze worden versleuteld bewaard, zoals ze nu zijn.", "These are kept encrypted, as they are now.").needed().sealed(),
		},
	},
	{
		Kind: KindNotTeam, Label: both("Toch niet over dit team", "Not about this team after all"), Group: GroupPeople, About: AboutSignal, By: ByStaff, Second: SecondMust,
		Help: both("Dit is om een vergissing te herstellen. Weet u inmiddels over wie het gaat? Kies dan die persoon; dit is dan niet nodig.",
			"This is to mend a mistake. Do you know by now whom it is about? Then pick that person; this is not needed then."),
		Words: words("Wat was de vergissing?", "What was the mistake?").needed(),
		Fields: []Field{
			ofChart(fieldManager, "Over welk team gaat het toch niet?", "Which team is it not about after all?").needed(),
		},
	},
	{
		Kind: KindOffice, Label: both("Over welk ambt het gaat", "Which office it is about"), Group: GroupPeople, About: AboutSignal, By: ByStaff, Second: SecondMust,
		Help: both("Gaat het signaal over een ambt, en weet niemand over wie? Kies dan het ambt. Het telt voor het ambt, en voor niemand die het heeft of had. Wie het heeft of had, en wie onder hen werkt, verliest meteen de toegang tot dit dossier.",
			"Is the signal about an office, and does nobody know whom it is about? Then pick the office. It counts for the office, and for nobody who holds or held it. Whoever holds or held it, and whoever works under them, loses access to this dossier at once."),
		Words: plain,
		Fields: []Field{
			choice(fieldSeat, "Over welk ambt gaat het?", "Which office is it about?", seats...).needed().
				help("Bijvoorbeeld: wethouder, als er geen naam is genoemd. Weet u later over wie het gaat? Kies dan die persoon. Het signaal telt dan voor die persoon, en niet meer voor het ambt.",
					"For example: alderman, if no name was given. Do you know later whom it is about? Then pick that person. The signal then counts for that person, and no more for the office."),
		},
	},
	{
		Kind: KindNotOffice, Label: both("Toch niet over dit ambt", "Not about this office after all"), Group: GroupPeople, About: AboutSignal, By: ByStaff, Second: SecondMust,
		Help: both("Dit is om een vergissing te herstellen. Weet u inmiddels over wie het gaat? Kies dan die persoon; dit is dan niet nodig.",
			"This is to mend a mistake. Do you know by now whom it is about? Then pick that person; this is not needed then."),
		Words: words("Wat was de vergissing?", "What was the mistake?").needed(),
		Fields: []Field{
			choice(fieldSeat, "Over welk ambt gaat het toch niet?", "Which office is it not about after all?", seats...).needed(),
		},
	},
	{
		Kind: KindConflict, Label: both("Verklaring over belang", "Declaration of interest"), Group: GroupPeople, About: AboutDossier, By: ByStaff,
		Help: both("Heeft iemand een belang, dan verliest die meteen de toegang tot dit dossier. Bij de meeste belangen beslissen twee anderen binnen één werkdag of die persoon verder mag.",
			"If somebody has an interest, they lose access to this dossier at once. For most interests two others decide within one working day whether that person may go on."),
		Words: plain,
		Fields: []Field{
			person("person", "Over wie?", "About whom?").needed(),
			yesNo("conflict", "Heeft deze persoon een belang?", "Does this person have an interest?").needed(),
			yesNo("involved", "Gaat het over deze persoon zelf? Of is die de melder, een getuige, of de leidinggevende of een ondergeschikte van degene over wie het gaat?", "Is it about this person? Or are they the reporter, a witness, or the manager or a subordinate of the person concerned?").
				help("Bij ja blijft deze persoon voorgoed uitgesloten. Daar hoeft niemand over te beslissen.", "With a yes this person stays excluded for good. Nobody has to decide about that.").needed(),
			choice("ground", "Welk belang?", "Which interest?",
				option("none", "geen", "none"),
				option("person-concerned", "het gaat over deze persoon", "it is about this person"),
				option("reporter", "is de melder", "is the reporter"),
				option("witness", "is getuige", "is a witness"),
				option("line", "leidinggevende of ondergeschikte", "manager or subordinate"),
				option("family", "partner, familie of huisgenoot", "partner, family or household"),
				option("friend", "vriendschap", "friendship"),
				option("party", "zelfde partij of fractie", "same party or group"),
				option("deputy", "vervangt degene over wie het gaat", "deputises for the person concerned"),
				option("earlier-role", "had eerder een rol in deze zaak", "had a role in this case before"),
				option("open-case", "heeft zelf een zaak met een betrokkene", "has a case with somebody involved"),
				option("knew", "wist het eerder en deed niets", "knew before and did nothing"),
				option("other", "iets anders", "something else")).needed().sealed(),
		},
	},
	{
		Kind: KindConflictDecided, Label: both("Besloten over een belang", "Interest decided"), Group: GroupPeople, About: AboutDossier, By: ByStaff, Second: SecondMust,
		Help: both("Iemand heeft misschien een belang, en heeft daarom nu geen toegang. Besluit met twee mensen of die persoon verder mag. Bij ja kan een collega de sleutels weer geven. Bij nee blijft het zo.",
			"Somebody perhaps has an interest, and so has no access now. Decide by two whether that person may go on. With a yes a colleague can give them the keys again. With a no it stays so."),
		Words:  words("Waarom?", "Why?").needed(),
		Fields: []Field{person("person", "Over wie?", "About whom?").needed(), yesNo("may_continue", "Mag deze persoon verder?", "May this person go on?").needed()},
	},
	{
		Kind: "conflict.screened", Label: both("Belangen nagegaan", "Interests screened"), Group: GroupPeople, About: AboutDossier, By: ByStaff,
		Help: both("Doe dit voordat iemand een bericht krijgt.", "Do this before anybody is notified."), Words: plain,
		Fields: []Field{
			yesNo("all_recipients", "Is iedereen nagegaan die iets te horen krijgt?", "Was everybody screened who will be told something?").needed(),
			choice("result", "Wat was de uitkomst?", "What was the result?",
				option("clear", "niemand heeft een belang", "nobody has an interest"),
				option("replaced", "iemand is vervangen", "somebody was replaced"),
				option("elsewhere", "het dossier gaat naar buiten", "the dossier goes elsewhere")).needed(),
		},
	},
	{
		Kind: "knowledge.recorded", Label: both("Iemand wist het eerder", "Somebody knew before"), Group: GroupPeople, About: AboutDossier, By: ByStaff,
		Help: both("Wie wist wat, en wanneer? Een fout herstelt u met een nieuwe vastlegging.", "Who knew what, and when? Mend a mistake with another record."), Words: plain.needed(),
		Fields: []Field{
			choice("function", "In welke functie?", "In which function?", functions...).needed(),
			person("person", "Wie, als het iemand is die in Gehoor werkt?", "Who, if it is somebody who works in Gehoor?"),
			choice("how", "Hoe?", "How?", option("told", "verteld", "told"), option("written", "gelezen", "read"), option("seen", "zelf gezien", "saw it themselves")).needed().sealed(),
			date("since", "Sinds welke dag?", "Since which day?").needed(),
			choice("acted", "Deed deze persoon er iets mee?", "Did this person do anything with it?", yesNoUnknown...).needed(),
		},
	},
	{
		Kind: "knowledge.answered", Label: both("Reactie van wie het eerder wist", "Reply of who knew before"), Group: GroupPeople, About: AboutDossier, By: ByStaff, Words: plain.needed(),
		Fields: []Field{
			choice("function", "In welke functie?", "In which function?", functions...).needed(),
			yesNo("disputed", "Klopt de vastlegging volgens deze persoon niet?", "Does this person dispute the record?").needed().sealed(),
		},
	},
	{
		Kind: "help.asked", Label: both("Leidinggevende vraagt hulp", "Manager asks for help"), Group: GroupPeople, About: AboutEither, By: ByStaff,
		Help: both("Een leidinggevende vraagt wat er in dit dossier moet gebeuren. Bel binnen vier werkuren terug.", "A manager asks what must be done in this dossier. Call back within four working hours."),
	},
	{
		Kind: "dossier.heard", Label: both("Eerder gehoord", "Heard before"), Group: GroupPeople, About: AboutSignal, By: ByStaff,
		Help: both("Iemand in functie hoorde dit voordat het hier kwam. Vanaf dat moment tellen wij.", "Somebody in function heard this before it came here. We count from that moment."), Words: plain,
		Fields: []Field{
			choice("function", "In welke functie?", "In which function?", functions...).needed(),
			date("heard_on", "Op welke dag?", "On which day?").needed(),
			number("hours", "Hoeveel uur voordat het hier kwam?", "How many hours before it came here?", 0, 99999).needed(),
		},
	},
	{
		Kind: "help.answered", Label: both("Leidinggevende geholpen", "Manager helped"), Group: GroupPeople, About: AboutEither, By: ByStaff,
		Help: both("Een leidinggevende wist niet wat te doen, en u belde terug.", "A manager did not know what to do, and you called back."), Words: plain,
		Fields: []Field{
			yesNo("called", "Hebt u elkaar gesproken?", "Did you speak?").needed(),
		},
	},
}
