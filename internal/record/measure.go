package record

import "github.com/gehoor/gehoor"

// Measures, and who bears their burden (protocols.md §1.8 G-BRON, §0.2).

// The records that begin a measure or say that one was there, and those that look at it
// again or end it.
const (
	KindMeasure  gehoor.Kind = "measure.imposed"
	KindBreach   gehoor.Kind = "measure.breach-recorded"
	KindLifted   gehoor.Kind = "measure.lifted"
	KindReviewed gehoor.Kind = "measure.reviewed"
	KindRevoked  gehoor.Kind = "measure.revoked"
)

// FieldMeasure is the name of every question about a measure.
const FieldMeasure = "measure"

// whichMeasure asks for a measure of the dossier. It need not be answered: where only one
// fits, that one is meant (package measure).
func whichMeasure() Field {
	return Field{Name: FieldMeasure, Label: both("Om welke maatregel of last gaat het?", "Which measure or burden is it about?"), Type: Measure,
		Help: both("Kies deze als er meer zijn. Anders weet niemand welke is opgeheven, en lopen ze door.", "Choose it if there are several. Otherwise nobody knows which one was lifted, and they run on.")}
}

// Instead is what somebody can record who was refused a measure on who speaks up: the
// answers that direct it at the source, and the measures for which they can be given.
type Instead struct {
	Answers Fields
	// Field is the question that says what the measure is, Options what it can be.
	Field   string
	Options []Option
	// Bearers is the question of whom it weighs on, and Speaks those on whom it must not.
	Bearers string
	Speaks  []string
}

// Instead says so of a type; ok is false for one in which nothing is imposed.
func (t Type) Instead() (i Instead, ok bool) {
	if t.Kind != KindMeasure {
		return Instead{}, false
	}
	what, _ := t.Field("what")
	for _, o := range what.Options {
		if o.AtSource {
			i.Options = append(i.Options, o)
		}
	}
	i.Field, i.Bearers, i.Speaks = "what", "burden", []string{reporter.Value, witness.Value}
	i.Answers = Fields{"burden": []string{concerned.Value}, "requested_by": "nobody", "with_source_measure": "itself"}
	return i, true
}

// Measure is which measure of the dossier the record is about, by its number, if it names
// one.
func (r Record) Measure() (int, bool) {
	t, _ := Of(r.What)
	if f, ok := t.Field(FieldMeasure); !ok || f.Type != Measure {
		return 0, false
	}
	n, ok := r.Fields[FieldMeasure].(int)
	return n, ok
}

var measureKinds = []Option{
	source("contact-rule", "geen contact, of alleen via een ander", "no contact, or only through somebody else"),
	source("not-alone", "nooit met zijn tweeën", "never the two of them alone"),
	source("third-person", "iemand anders erbij", "somebody else present"),
	source("other-chair", "iemand anders leidt het overleg", "somebody else chairs the meeting"),
	source("other-manager", "een andere leidinggevende", "another manager"),
	source("other-place", "een andere werkplek, of thuis", "another place of work, or home"),
	option("other-hours", "andere tijden", "other hours"),
	option("other-tasks", "ander werk", "other work"),
	source("not-in-meetings", "niet bij overleg zijn", "not being in meetings"),
	option("not-visible", "minder zichtbaar zijn", "being less visible"),
	source("official-route", "verzoeken lopen via een vaste persoon", "requests go through a fixed person"),
	source("leave", "verlof of tijdelijk terugtreden", "leave or stepping back for a time"),
	source("portfolio", "een andere portefeuille", "another portfolio"),
	source("norm-setting", "vastgelegd gesprek over de norm", "recorded talk about the norm"),
	source("training", "training of begeleiding", "training or coaching"),
	option("team-measure", "maatregel voor het hele team", "measure for the whole team"),
	option("warning", "waarschuwing of berisping", "warning or reprimand"),
	option("other", "iets anders", "something else"),
}

var burdens = []Option{reporter, witness, concerned, team, employer}

var measures = []Type{
	{
		Kind: KindMeasure, Label: both("Maatregel", "Measure"), Group: GroupMeasure, About: AboutEither, By: ByStaff, Second: SecondMay,
		Help: both("Een maatregel is gericht op de bron, niet op wie er last van heeft. Leg een maatregel per persoon of groep vast.",
			"A measure is directed at the source, not at who suffers from it. Record a measure for each person or group."),
		Words: reasons,
		Fields: []Field{
			choices("burden", "Wie merkt er iets van?", "Who feels the burden?", 1, burdens...).needed(),
			choice("what", "Wat is de maatregel?", "What is the measure?", measureKinds...).needed(),
			choice("requested_by", "Op wiens verzoek?", "At whose request?",
				option("reporter", "van de melder zelf, langs eigen weg", "of the reporter, by their own channel"),
				option("line", "van een leidinggevende", "of a manager"),
				option("nobody", "van niemand", "of nobody")).needed(),
			choice("with_source_measure", "Is er tegelijk een maatregel die gericht is op de bron?", "Is there at the same time a measure directed at the source?",
				option("itself", "dit is die maatregel", "this is that measure"),
				option("yes", "ja, die is ook vastgelegd", "yes, it is recorded too"),
				option("impossible", "dat kan niet; het hoofd van het bureau tekende daarvoor", "that cannot be; the head of the bureau signed for it"),
				option("no", "nee", "no")).needed(),
			choice("weight", "Hoe zwaar is het?", "How heavy is it?",
				option("low", "bijna niet merkbaar", "hardly felt"),
				option("middle", "merkbaar", "felt"),
				option("high", "zwaar", "heavy")).needed(),
			yesNo("pay_loss", "Kost het loon?", "Does it cost pay?").needed(),
			yesNo("task_loss", "Kost het werk of kansen?", "Does it cost work or chances?").needed(),
			yesNo("interim", "Is het tijdelijk, tot er meer bekend is?", "Is it for a time, until more is known?").needed(),
			choice("basis", "Waarop berust het?", "What does it rest on?",
				option("safety", "veiligheid", "safety"),
				option("findings", "wat is vastgesteld, na hoor en wederhoor", "what was established, after hearing both sides"),
				option("agreement", "een afspraak", "an agreement"),
				option("own-request", "het eigen verzoek van de melder", "the reporter’s own request"),
				option("pattern-only", "alleen het aantal signalen", "the number of signals alone")).needed(),
			yesNo("hearing_offered", "Kon degene over wie het gaat reageren?", "Could the person concerned react?").needed(),
			choice("decided_by", "Wie besloot het?", "Who decided it?", bodies...).needed(),
			yesNo("care_contact", "Is er een contactpersoon voor wie er last van heeft?", "Is there a contact person for who bears it?").needed(),
			date("starts_on", "Vanaf welke dag?", "From which day?").needed(),
			date("ends_on", "Tot en met welke dag?", "Until which day?").
				help("Laat dit leeg als er geen einddag is.", "Leave this empty if there is no last day."),
			date("review_on", "Wanneer kijkt u opnieuw?", "When do you look again?").needed(),
		},
	},
	{
		Kind: KindBreach, Label: both("Last die al is opgelegd", "Burden that was imposed already"), Group: GroupMeasure, About: AboutEither, By: ByStaff,
		Help: both("Iemand vroeg de melder of een getuige weg te blijven, thuis te werken of ander werk te doen. Leg dit altijd vast, ook als het alleen gezegd is. Het moet binnen twee werkdagen ongedaan worden gemaakt.",
			"Somebody asked the reporter or a witness to stay away, to work from home or to do other work. Always record this, also if it was only said. It must be undone within two working days."),
		Words: plain,
		Fields: []Field{
			choices("burden", "Wie heeft er last van?", "Who bears it?", 1, reporter, witness).needed(),
			choice("what", "Wat is er gevraagd?", "What was asked?", measureKinds...).needed().sealed(),
			choice("by", "Wie vroeg dit?", "Who asked it?", functions...).needed(),
			yesNo("orally", "Is het alleen gezegd?", "Was it only said?").needed().sealed(),
			date("since", "Sinds wanneer?", "Since when?").needed(),
		},
	},
	{
		Kind: KindLifted, Label: both("Maatregel of last opgeheven", "Measure or burden lifted"), Group: GroupMeasure, About: AboutEither, By: ByStaff, Words: plain,
		Fields: []Field{
			whichMeasure(),
			choices("burden", "Wie had er last van?", "Who bore it?", 1, burdens...).needed(),
			choice("what", "Wat is opgeheven?", "What was lifted?", measureKinds...).needed().sealed(),
			yesNo("told", "Weet deze persoon dat?", "Does that person know?").needed(),
			date("lifted_on", "Vanaf welke dag?", "From which day?").needed(),
		},
	},
	{
		Kind: KindReviewed, Label: both("Opnieuw naar een maatregel gekeken", "Measure reviewed"), Group: GroupMeasure, About: AboutEither, By: ByStaff, Words: plain,
		Fields: []Field{
			whichMeasure(),
			choices("burden", "Wie merkt er iets van?", "Who feels the burden?", 1, burdens...).needed(),
			choice("what", "Welke maatregel?", "Which measure?", measureKinds...).needed().sealed(),
			choice("result", "Wat is de uitkomst?", "What is the result?",
				option("kept", "blijft zo", "stays"), option("changed", "verandert", "changes"), option("ended", "stopt", "ends")).needed(),
			date("review_on", "Wanneer kijkt u weer?", "When do you look again?"),
		},
	},
	{
		Kind: KindRevoked, Label: both("Eigen verzoek ingetrokken", "Own request withdrawn"), Group: GroupMeasure, About: AboutSignal, By: ByStaff,
		Help: both("De melder wil de maatregel op eigen verzoek niet meer.", "The reporter does not want the measure at their own request any more."), Words: plain,
		Fields: []Field{
			whichMeasure(),
			choice("what", "Welke maatregel?", "Which measure?", measureKinds...).needed().sealed(),
			date("lifted_on", "Vanaf welke dag?", "From which day?").needed(),
		},
	},
	{
		Kind: "measure.none-needed", Label: both("Geen tijdelijke maatregel", "No interim measure"), Group: GroupMeasure, About: AboutEither, By: ByStaff, Words: reasons,
		Fields: []Field{
			date("review_on", "Wanneer kijkt u opnieuw?", "When do you look again?").needed(),
		},
	},
}
