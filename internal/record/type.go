package record

import (
	"slices"

	"github.com/gehoor/gehoor"
)

// Type is one kind of record.
type Type struct {
	Kind gehoor.Kind
	// Label is its short name, Help when it is written, in a sentence or two; Help
	// may be empty.
	Label, Help gehoor.Text
	Group       Group
	About       About
	By          By
	Second      Second
	Words       Words
	Fields      []Field
	// Compared is when the words are compared with those of earlier records; the zero
	// value is never.
	Compared When
	// Later: a capability that is still to come records it.
	Later bool
}

// Compartment is where the words of such a record lie: those about care apart from the
// others.
func (t Type) Compartment() gehoor.Compartment {
	if t.Kind.Noun() == "care" {
		return gehoor.Care
	}
	return gehoor.Case
}

// Group is a theme, under which records are offered.
type Group string

// The groups, see [Groups].
const (
	GroupWeighing Group = "weighing"
	GroupSafety   Group = "safety"
	GroupMeasure  Group = "measure"
	GroupTalk     Group = "talk"
	GroupPeople   Group = "people"
	GroupNotice   Group = "notice"
	GroupInquiry  Group = "inquiry"
	GroupDecision Group = "decision"
	GroupFormal   Group = "formal"
	GroupTerm     Group = "term"
)

// Groups lists the themes in the order in which they are shown, with their names.
func Groups() []GroupName {
	return []GroupName{
		{GroupWeighing, both("Weging en keuzes", "Weighing and choices")},
		{GroupSafety, both("Veiligheid, zorg en nazorg", "Safety and care")},
		{GroupMeasure, both("Maatregelen", "Measures")},
		{GroupTalk, both("Gesprekken en afspraken", "Talks and agreements")},
		{GroupPeople, both("Wie doet wat, en wie niet", "Who does what, and who does not")},
		{GroupNotice, both("Wie weet ervan", "Who knows")},
		{GroupInquiry, both("Onderzoek", "Inquiry")},
		{GroupDecision, both("Besluit, publicatie en terugblik", "Decision, publication and looking back")},
		{GroupFormal, both("Formele klacht", "Formal complaint")},
		{GroupTerm, both("Termijnen", "Terms")},
	}
}

// GroupName is a theme and what it is called.
type GroupName struct {
	Group Group
	Label gehoor.Text
}

// About says what a record is about.
type About string

// The three.
const (
	AboutDossier About = "dossier"
	AboutSignal  About = "signal" // one of the signals of the dossier
	AboutEither  About = "either"
)

// By is who makes a record.
type By string

// The four. Only ByStaff has a form among those of a dossier.
const (
	ByStaff By = "staff"
	// ByTold is somebody at the top who was told of a signal, of themselves.
	ByTold     By = "told"
	ByReporter By = "reporter"
	BySystem   By = "system"
)

// Second says whether another person confirms a record before it counts.
type Second string

// The three. What a protocol demands beyond this, its guards say: they can read of
// a record whether a second person confirmed it ([FieldSecond]).
const (
	SecondNone Second = ""
	SecondMay  Second = "may"
	SecondMust Second = "must"
)

// FieldSecond is the open field that says whether a second person confirmed; it is
// there for every kind that allows one, and nobody fills it in.
const FieldSecond = "second"

// Words are the text that goes with a record, sealed. A type without a label has
// none.
type Words struct {
	Label, Help gehoor.Text
	Needed      bool
}

// Field is one question of a record.
type Field struct {
	// Name is the key on the wire and in a protocol's conditions: small letters
	// and underscores.
	Name        string
	Label, Help gehoor.Text
	// Part is the heading that begins with this question; empty for one that belongs
	// with the question before. Only a long form has headings.
	Part gehoor.Text
	Type FieldType
	// Options are what a choice can be.
	Options []Option
	// Needed: it must be answered. Agree: a yes-no that must be yes.
	Needed, Agree bool
	// Least and Most bound a number, or how many choices are made. Both 0: no bound.
	Least, Most int
	// Within: every choice must be one of this other open field too; "" for any.
	Within string
	// Unless: when this holds, neither Needed nor Least does.
	Unless When
	// Sealed: the server never sees it.
	Sealed bool
}

// Option is one answer to a choice.
type Option struct {
	Value string
	Label gehoor.Text
	// AtSource: a measure like this can be directed at the source; see [Type.Instead].
	AtSource bool
}

// FieldType says what an answer is.
type FieldType string

// The types. In [Fields] they are bool, int, string and []string.
const (
	YesNo   FieldType = "yes-no"
	Number  FieldType = "number"
	Choice  FieldType = "choice"
	Choices FieldType = "choices"
	Date    FieldType = "date"
	// Person is somebody in the directory, by ID.
	Person FieldType = "person"
	// OfChart is somebody in the organisation chart, by ID, with an account or without.
	OfChart FieldType = "person-concerned"
	// Step is a step of the dossier's protocol, by its code.
	Step FieldType = "step"
	// Question is a step of the protocol that is a decision, and Answer one of its
	// options, by their codes. A type with a Question has one Answer.
	Question FieldType = "question"
	Answer   FieldType = "answer"
	// Letter is a sealed letter of the dossier, by its number: an int. A type has one at
	// most.
	Letter FieldType = "letter"
	// Measure is a measure or burden of the dossier, by its number: an int. A type has one
	// at most.
	Measure FieldType = "measure"
	// Text is a line of text; only a sealed field is one.
	Text FieldType = "text"
)

// When is a condition on another open field: it holds if that was answered with
// one of the values. The zero value never holds.
type When struct {
	Field string
	In    []string
}

// Holds says whether the answers meet the condition.
func (w When) Holds(f Fields) bool {
	value, ok := f[w.Field].(string)
	return w.Field != "" && ok && slices.Contains(w.In, value)
}

// Field finds a question by its name, and says whether the type has it.
func (t Type) Field(name string) (Field, bool) {
	i := slices.IndexFunc(t.Fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return t.Fields[i], true
}

// Part is some questions that are asked together, under a heading; "" if they have none.
type Part struct {
	Label  gehoor.Text
	Fields []Field
}

// Parts are all questions in their order.
func (t Type) Parts() []Part {
	var all []Part
	for _, f := range t.Fields {
		if len(all) == 0 || f.Part.NL != "" {
			all = append(all, Part{Label: f.Part})
		}
		last := &all[len(all)-1]
		last.Fields = append(last.Fields, f)
	}
	return all
}

// Open returns the questions whose answers the server knows.
func (t Type) Open() []Field {
	return slices.DeleteFunc(slices.Clone(t.Fields), func(f Field) bool { return f.Sealed })
}

// SealedFields returns the others.
func (t Type) SealedFields() []Field {
	return slices.DeleteFunc(slices.Clone(t.Fields), func(f Field) bool { return !f.Sealed })
}

// Wordy says whether something is sealed with a record of this kind.
func (t Type) Wordy() bool { return t.Words.Label.NL != "" || len(t.SealedFields()) > 0 }

// HasForm says whether somebody of staff can write it down.
func (t Type) HasForm() bool { return !t.Later && t.By == ByStaff }

// OptionLabel says what a value of a choice is called, and whether it is one.
func (f Field) OptionLabel(value string) (gehoor.Text, bool) {
	i := slices.IndexFunc(f.Options, func(o Option) bool { return o.Value == value })
	if i < 0 {
		return gehoor.Text{}, false
	}
	return f.Options[i].Label, true
}
