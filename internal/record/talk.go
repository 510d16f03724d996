package record

// Talks, agreements, and who is told.

var talks = []Type{
	{
		Kind: "dossier.reporter-told", Label: both("Melder verteld wat wij kiezen", "Reporter told what we choose"), Group: GroupTalk, About: AboutSignal, By: ByStaff,
		Words: plain,
		Fields: []Field{
			choice("what", "Wat is verteld?", "What was told?",
				option("choice", "wat wij doen en wanneer", "what we do and when"),
				option("assessment", "hoe wij de melding beoordelen", "how we assess the report"),
				option("deviation", "dat wij afwijken van het advies", "that we deviate from the advice"),
				option("person-concerned-next", "dat degene over wie het gaat, het hoort", "that the person concerned will hear"),
				option("council-next", "dat de raad het hoort", "that the council will hear"),
				option("publication", "dat wij iets openbaar maken", "that we publish something"),
				option("identity", "dat iemand moet weten wie de melder is", "that somebody must know who the reporter is")).needed(),
			choice("way", "Hoe?", "How?", contactWays...).needed().sealed(),
			yesNo("objects", "Heeft de melder bezwaar?", "Does the reporter object?").needed(),
		},
	},
	{
		Kind: "dossier.person-concerned-told", Label: both("Degene over wie het gaat, ingelicht", "Person concerned told"), Group: GroupTalk, About: AboutDossier, By: ByStaff,
		Help: both("Zeg waar het over gaat, welke norm geldt en wat er volgt. Zeg niet wie de melder is. De melder hoort het eerst.",
			"Say what it is about, which norm applies and what follows. Do not say who the reporter is. The reporter hears it first."),
		Words: plain,
		Fields: []Field{
			yesNo("reporter_first", "Wist de melder het eerst?", "Did the reporter know first?").needed(),
			yesNo("safety_plan", "Heeft de melder een veiligheidsplan?", "Does the reporter have a safety plan?").needed(),
			yesNo("identity_kept", "Is niet gezegd wie de melder is", "It was not said who the reporter is").agree(),
			yesNo("support_offered", "Is steun aangeboden, zoals iemand die meekomt?", "Was support offered, such as somebody who comes along?").needed(),
			yesNo("no_contact_asked", "Is gevraagd geen contact te zoeken en niets terug te doen?", "Were they asked to seek no contact and not to retaliate?").needed(),
			choice("way", "Hoe?", "How?", option("orally", "in een gesprek", "in a talk"), option("written", "schriftelijk", "in writing"), option("both", "allebei", "both")).needed().sealed(),
		},
	},
	{
		Kind: "dossier.telling-deferred", Label: both("Inlichten uitgesteld", "Telling deferred"), Group: GroupTalk, About: AboutDossier, By: ByStaff, Second: SecondMay, Words: reasons,
		Fields: []Field{
			choice("ground", "Waarom?", "Why?",
				option("safety", "veiligheid van de melder of anderen", "safety of the reporter or others"),
				option("evidence", "gegevens moeten eerst bewaard zijn", "evidence must be kept first"),
				option("police", "verzoek van politie of Openbaar Ministerie", "request of police or prosecutor")).needed(),
			date("until", "Tot welke dag?", "Until which day?").needed(),
		},
	},
	{
		Kind: kindTalk, Label: both("Gesprek gevoerd", "Talk held"), Group: GroupTalk, About: AboutDossier, By: ByStaff, Words: plain.needed(),
		Fields: []Field{
			choice("kind", "Wat voor gesprek?", "What kind of talk?",
				option("informal", "informeel", "informal"),
				option("corrective", "gesprek waarin de norm is gesteld", "talk in which the norm was set"),
				option("group", "groepsgesprek met een deskundige", "group talk with an expert"),
				option("choice", "gesprek over een keuze of afspraak", "talk about a choice or agreement")).needed(),
			yesNo("second_present", "Was er een tweede persoon bij?", "Was a second person present?").needed(),
			yesNo("norm_named", "Is de norm genoemd?", "Was the norm named?").needed().sealed(),
			date("held_on", "Op welke dag?", "On which day?").needed(),
			date("check_on", "Wanneer gaat u na of het hielp?", "When do you check whether it helped?").needed(),
		},
	},
	{
		Kind: KindAgreement, Label: both("Afspraak gemaakt", "Agreement made"), Group: GroupTalk, About: AboutDossier, By: ByStaff, Words: plain.needed(),
		Fields: []Field{
			choice("about", "Waarover?", "About what?",
				option("contact-with-staff", "contact met medewerkers", "contact with staff"),
				option("behaviour", "gedrag", "behaviour"),
				option("other", "iets anders", "something else")).needed().sealed(),
			choice("burden", "Wie doet iets anders dan eerst?", "Who does something else than before?", burdens...).needed(),
			yesNo("second_present", "Was er een tweede persoon bij?", "Was a second person present?").needed(),
			yesNo("written", "Staat het op papier?", "Is it in writing?").needed(),
			date("check_on", "Wanneer gaat u na of het gebeurt?", "When do you check whether it is kept?").needed(),
		},
	},
	{
		Kind: "dossier.follow-up-checked", Label: both("Gesprek of afspraak nagegaan", "Talk or agreement checked"), Group: GroupTalk, About: AboutDossier, By: ByStaff, Words: plain,
		Fields: []Field{
			choice("of", "Wat hebt u nagegaan?", "What did you check?", option("talk", "een gesprek", "a talk"), option("agreement", "een afspraak", "an agreement"), option("measure", "een maatregel", "a measure")).needed(),
			choice("result", "Hielp het?", "Did it help?",
				option("kept", "ja", "yes"), option("partly", "deels", "partly"), option("failed", "nee", "no"), option("unknown", "dat weten wij nog niet", "we do not know yet")).needed(),
			date("check_on", "Wanneer gaat u het weer na?", "When do you check again?"),
		},
	},
	{
		Kind: "dossier.objection-heard", Label: both("Bezwaar gehoord", "Objection heard"), Group: GroupTalk, About: AboutEither, By: ByStaff, Words: plain.needed(),
		Fields: []Field{
			choice("from", "Van wie?", "From whom?", reporter, concerned, witness).needed(),
			choice("result", "Wat doet u ermee?", "What do you do with it?",
				option("weigh-again", "wij wegen opnieuw", "we weigh again"), option("kept", "wij blijven bij de keuze", "we keep to the choice")).needed(),
		},
	},
	{
		Kind: "dossier.outcome-told", Label: both("Uitkomst verteld aan anderen dan de melder", "Outcome told to others than the reporter"), Group: GroupTalk, About: AboutDossier, By: ByStaff, Words: plain,
		Fields: []Field{
			choices("to", "Aan wie?", "To whom?", 1, concerned, witness, team).needed(),
			yesNo("written", "Ook schriftelijk?", "Also in writing?").needed().sealed(),
		},
	},
	{
		Kind: "team.approach-begun", Label: both("Aanpak van het team begonnen", "Approach of the team begun"), Group: GroupTalk, About: AboutDossier, By: ByStaff, Words: plain,
		Fields: []Field{
			yesNo("expert", "Is er een deskundige bij?", "Is an expert involved?").needed(),
			date("measure_on", "Wanneer meet u of het helpt?", "When do you measure whether it helps?").needed(),
		},
	},
	{
		Kind: "team.measured", Label: both("Gemeten of de aanpak hielp", "Measured whether the approach helped"), Group: GroupTalk, About: AboutDossier, By: ByStaff, Words: plain,
		Fields: []Field{
			choice("result", "Hielp het?", "Did it help?", option("better", "het gaat beter", "it is better"), option("same", "het is hetzelfde", "it is the same"), option("worse", "het gaat slechter", "it is worse")).needed(),
		},
	},
}
