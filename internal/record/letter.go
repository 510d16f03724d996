package record

import "github.com/gehoor/gehoor"

// What became of a sealed letter: that it went, that it came, and what was said on it.

// The records of which each is about one letter.
const (
	KindLetterSent     gehoor.Kind = "letter.sent"
	KindLetterReceived gehoor.Kind = "letter.received"
	KindAdviceSought   gehoor.Kind = "advice.sought"
	KindAdvised        gehoor.Kind = "advice.answered"
	KindTakenOver      gehoor.Kind = "dossier.referral-accepted"
)

var letters = []Type{
	{
		Kind: KindLetterSent, Label: both("Brief verstuurd", "Letter sent"), Group: GroupNotice, About: AboutDossier, By: ByStaff,
		Help:  both("Een verzegelde brief is weg. Gaat hij nog een keer, leg dat dan ook vast.", "A sealed letter has gone. If it goes once more, record that too."),
		Words: plain,
		Fields: []Field{
			letter("Welke brief?", "Which letter?").needed(),
			date("sent_on", "Op welke dag?", "On which day?").needed(),
			choice("way", "Hoe?", "How?",
				option("by-hand", "zelf afgegeven", "by hand"),
				option("registered", "aangetekend", "by registered post"),
				option("post", "per post", "by post"),
				option("secure-mail", "met beveiligde mail", "by secure mail"),
				option("otherwise", "op een andere manier", "in another way")).needed(),
		},
	},
	{
		Kind: KindLetterReceived, Label: both("Brief aangekomen", "Letter received"), Group: GroupNotice, About: AboutDossier, By: ByStaff,
		Help:  both("De ontvanger heeft bevestigd dat de brief er is.", "The receiver has confirmed that the letter came."),
		Words: plain,
		Fields: []Field{
			letter("Welke brief?", "Which letter?").needed(),
			date("received_on", "Op welke dag kwam hij aan?", "On which day did it come?").needed(),
			choice("who", "Wie bevestigde dat?", "Who confirmed that?",
				option("receiver", "de ontvanger zelf", "the receiver themselves"),
				option("office", "het kabinet of secretariaat", "their office or secretariat"),
				option("other", "iemand anders", "somebody else")).needed(),
			choice("way", "Hoe?", "How?",
				option("receipt", "met een bewijs van ontvangst", "with a receipt"),
				option("in-person", "persoonlijk", "in person"),
				option("phone", "door de telefoon", "by telephone"),
				option("in-writing", "in een brief of mail", "in a letter or mail")).needed(),
		},
	},
}

// fieldLetter is the name of every question about a letter.
const fieldLetter = "letter"

func letter(nl, en string) Field {
	return Field{Name: fieldLetter, Label: both(nl, en), Type: Letter}
}

// Letter is which letter of the dossier the record is about, by its number, if it names
// one.
func (r Record) Letter() (int, bool) {
	t, _ := Of(r.What)
	if f, ok := t.Field(fieldLetter); !ok || f.Type != Letter {
		return 0, false
	}
	n, ok := r.Fields[fieldLetter].(int)
	return n, ok
}

// outsiderFields are the questions that say of whom outside a record is.
var outsiderFields = map[gehoor.Kind]string{KindAdviceSought: "of", KindAdvised: "of", KindTakenOver: "by"}

// OutsiderField is the question that says of whom outside a record of this kind is; ""
// if none does.
func (t Type) OutsiderField() string { return outsiderFields[t.Kind] }

// Fits says whether the record can be about a letter to somebody with this function: it
// names the same one, or nobody. A letter to somebody without a name here is anybody's.
func (r Record) Fits(to string) bool {
	name, named := outsiderFields[r.What]
	return !named || to == "other" || r.Fields[name] == to
}
