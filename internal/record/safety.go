package record

import "github.com/gehoor/gehoor"

// Safety, care and after-care.

var whomCare = []Option{reporter, witness, concerned, team}

var moments = []Option{
	option("two-weeks", "na 2 weken", "after 2 weeks"),
	option("one-month", "na 1 maand", "after 1 month"),
	option("three-months", "na 3 maanden", "after 3 months"),
	option("six-months", "na 6 maanden", "after 6 months"),
	option("twelve-months", "na 12 maanden", "after 12 months"),
	option("two-years", "na 2 jaar", "after 2 years"),
	option("other", "een ander moment", "another moment"),
}

var safety = []Type{
	{
		Kind: "dossier.safety-checked", Label: both("Veiligheid nagegaan", "Safety checked"), Group: GroupSafety, About: AboutEither, By: ByStaff,
		Help:  both("Is er nu gevaar? Bel dan 112, en leg het daarna vast.", "Is there danger now? Call 112, and record it afterwards."),
		Words: plain,
		Fields: []Field{
			yesNo("safe_now", "Is iedereen nu veilig?", "Is everybody safe now?").needed(),
			yesNo("others_in_danger", "Is er acuut gevaar voor anderen?", "Is there acute danger to others?").needed(),
			choices("done", "Wat is er gedaan?", "What was done?", 0,
				option("emergency", "112 gebeld", "called 112"),
				option("sexual-assault-centre", "Centrum Seksueel Geweld genoemd", "named the sexual assault centre"),
				option("police", "met de politie gesproken", "spoke with the police"),
				option("interim-measure", "een tijdelijke maatregel", "an interim measure"),
				option("safety-plan", "een veiligheidsplan", "a safety plan")).needed().sealed(),
		},
	},
}

var care = []Type{
	{
		Kind: "care.offered", Label: both("Zorg aangeboden", "Care offered"), Group: GroupSafety, About: AboutEither, By: ByStaff, Words: apart,
		Fields: []Field{
			choice("for", "Aan wie?", "To whom?", whomCare...).needed(),
			yesNo("contact_person", "Is er een vaste contactpersoon genoemd?", "Was a fixed contact person named?").needed(),
			choices("offered", "Wat is aangeboden?", "What was offered?", 1,
				option("talk", "een gesprek", "a talk"),
				option("confidential-adviser", "een vertrouwenspersoon", "a confidential adviser"),
				option("company-doctor", "de bedrijfsarts", "the company doctor"),
				option("victim-support", "Slachtofferhulp Nederland", "Victim Support Netherlands"),
				option("sexual-assault-centre", "Centrum Seksueel Geweld", "the sexual assault centre"),
				option("legal-aid", "juridische hulp", "legal aid"),
				option("other", "iets anders", "something else")).needed().sealed(),
			choice("answer", "Wat was het antwoord?", "What was the answer?",
				option("accepted", "graag", "yes please"),
				option("declined", "nee, bedankt", "no, thank you"),
				option("later", "misschien later", "perhaps later"),
				option("unreached", "niet bereikt; er ligt een bericht", "not reached; a message is waiting")).needed().sealed(),
		},
	},
	{
		Kind: "care.planned", Label: both("Zorgplan", "Care plan"), Group: GroupSafety, About: AboutEither, By: ByStaff, Words: apart,
		Fields: []Field{
			choice("for", "Voor wie?", "For whom?", whomCare...).needed(),
			yesNo("safety_plan", "Is er een veiligheidsplan?", "Is there a safety plan?").needed(),
			choices("contacts", "Wanneer is er contact?", "When is there contact?", 0, moments...).needed().sealed(),
			date("review_on", "Wanneer kijkt u opnieuw naar dit plan?", "When do you look at this plan again?").needed(),
		},
	},
	{
		Kind: "care.contact-made", Label: both("Contact voor nazorg", "Care contact"), Group: GroupSafety, About: AboutEither, By: ByStaff,
		Help:  both("Vraag altijd of iemand gevraagd heeft weg te blijven, thuis te werken of ander werk te doen.", "Always ask whether anybody asked them to stay away, to work from home or to do other work."),
		Words: apart,
		Fields: []Field{
			choice("for", "Met wie?", "With whom?", whomCare...).needed(),
			choice("moment", "Welk contact was dit?", "Which contact was this?", moments...).needed(),
			yesNo("reached", "Hebt u elkaar gesproken?", "Did you speak?").needed(),
			choice("asked_to_avoid", "Is gevraagd om weg te blijven, thuis te werken of ander werk te doen?", "Were they asked to stay away, to work from home or to do other work?", yesNoUnknown...).needed(),
			choice("treated_worse", "Wordt deze persoon slechter behandeld?", "Is this person treated worse?", yesNoUnknown...).needed(),
			choice("stopped", "Is het gedrag gestopt?", "Has the behaviour stopped?", yesNoUnknown...).needed(),
		},
	},
	{
		Kind: "care.declined", Label: both("Contact niet gewenst", "Contact not wanted"), Group: GroupSafety, About: AboutEither, By: ByStaff, Words: apart,
		Fields: []Field{
			choice("for", "Wie wil dit contact niet?", "Who does not want this contact?", whomCare...).needed(),
			choices("moments", "Welke contacten vervallen?", "Which contacts fall away?", 1, moments...).needed(),
		},
	},
	{
		Kind: "dossier.result-checked", Label: both("Gevraagd of het hielp", "Asked whether it helped"), Group: GroupSafety, About: AboutEither, By: ByStaff, Words: plain,
		Fields: []Field{
			choice("result", "Is het gedrag gestopt?", "Has the behaviour stopped?",
				option("stopped", "ja", "yes"),
				option("not-stopped", "nee", "no"),
				option("unknown", "dat weet de melder niet", "the reporter does not know"),
				option("unreached", "de melder is niet bereikt", "the reporter was not reached")).needed(),
			yesNo("enough", "Is het voor de melder zo genoeg?", "Is it enough for the reporter?").needed(),
		},
	},
	{
		Kind: "contact.agreed", Label: both("Afspraak over veilig contact", "Agreement on safe contact"), Group: GroupSafety, About: AboutSignal, By: ByStaff,
		Words: words("Wanneer en hoe is het veilig?", "When and how is it safe?").needed(),
		Fields: []Field{
			choices("ways", "Hoe mag het?", "Which ways are safe?", 1, contactWays...).needed().sealed(),
		},
	},
	{
		Kind: KindContactBegun, Label: both("Ik neem nu contact op", "I make contact now"), Group: GroupSafety, About: AboutSignal, By: ByStaff,
		Help: both("Leg dit vast voordat u belt, mailt of langsgaat. Is het voor de melder niet veilig, dan weigert het programma het en zegt het wanneer het wel kan.",
			"Record this before you call, mail or go there. If it is not safe for the reporter, the program refuses it and says when it is."),
		Fields: []Field{
			choice(FieldWay, "Hoe?", "How?", contactWays[1:]...).needed(),
			yesNo(FieldAcute, "Is er acuut gevaar?", "Is there acute danger?").needed().
				help("Alleen dan mag het buiten wat veilig is.", "Only then may it be outside what is safe."),
		},
	},
	{
		Kind: "contact.made", Label: both("Contact buiten Gehoor", "Contact outside Gehoor"), Group: GroupSafety, About: AboutSignal, By: ByStaff,
		Help: both("U sprak of schreef de melder zelf, buiten de berichten in dit dossier om.", "You spoke or wrote to the reporter yourself, outside the messages in this dossier."), Words: plain,
		Fields: []Field{
			choice("way", "Hoe?", "How?", contactWays...).needed().sealed(),
			yesNo("as_agreed", "Was dit zoals afgesproken, ook de tijd?", "Was this as agreed, the time too?").needed(),
			yesNo("acute", "Was er acuut gevaar?", "Was there acute danger?").needed(),
			yesNo("told_again", "Moest de melder hetzelfde nog eens vertellen?", "Did the reporter have to tell the same once more?").needed(),
		},
	},
	{
		Kind: "contact.frequency-set", Label: both("Minder vaak bericht", "Messages less often"), Group: GroupSafety, About: AboutSignal, By: ByStaff, Words: plain,
		Fields: []Field{
			number("days", "Om de hoeveel dagen wil de melder bericht?", "How many days between messages does the reporter want?", 1, 365).needed(),
			yesNo("own_wish", "De melder heeft hier zelf om gevraagd", "The reporter asked for this").agree(),
		},
	},
}

// KindContactBegun: somebody of staff is about to reach the reporter outside of the messages
// here.
const KindContactBegun gehoor.Kind = "contact.begun"

// The questions of [KindContactBegun].
const (
	FieldWay   = "way"
	FieldAcute = "acute"
)

var contactWays = []Option{
	option("mailbox", "berichten in Gehoor", "messages in Gehoor"),
	option("private-phone", "privételefoon", "private telephone"),
	option("private-mail", "privémail", "private mail"),
	option("work-phone", "telefoon van het werk", "work telephone"),
	option("work-mail", "mail van het werk", "work mail"),
	option("letter", "brief", "letter"),
	option("in-person", "persoonlijk", "in person"),
}
