package record

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"github.com/gehoor/gehoor"
)

// Record is one record: a fact whose kind is one of the catalogue's. It is the one
// Go type for all of them, so that a kind is added without code.
type Record struct {
	// What is the kind. The envelope has it, so the body does not.
	What gehoor.Kind `json:"-"`
	// Signal is the signal that it is about; "" if it is about the dossier.
	Signal gehoor.SignalID `json:"signal,omitempty"`
	// Fields are the open answers.
	Fields Fields `json:"fields,omitempty"`
	// Content is what was sealed with it; "" if nothing was.
	Content gehoor.ContentID `json:"content,omitempty"`
	// Proposal is the fact that proposed it, and Proposer who did, if the actor is
	// the second person.
	Proposal gehoor.Seq      `json:"proposal,omitempty"`
	Proposer gehoor.PersonID `json:"proposer,omitempty"`
	// Alike is what the writer's browser found, and Read what that of the second person
	// did, where they compared the words; see [Likeness].
	Alike *Likeness `json:"alike,omitempty"`
	Read  *Likeness `json:"read,omitempty"`
	// Different is why the second person finds the words different enough, or what they
	// read them against, sealed; "" if they did not say.
	Different gehoor.ContentID `json:"different,omitempty"`
}

// Kind names the fact.
func (r Record) Kind() gehoor.Kind { return r.What }

// Seconded says whether a second person confirmed it.
func (r Record) Seconded() bool { return r.Proposal != 0 }

// Decode reads a body. Unknown fields of it are passed over, because bodies grow;
// an unknown answer is kept.
func Decode(kind gehoor.Kind, body json.RawMessage) (Record, error) {
	r := Record{What: kind}
	err := json.Unmarshal(body, &r)
	return r, err
}

// Values are the open answers as a protocol reads them: with whether a second
// person confirmed, if the kind allows one.
func (r Record) Values() map[string]any {
	t, ok := Of(r.What)
	if !ok || t.Second == SecondNone {
		return r.Fields
	}
	values := map[string]any{FieldSecond: r.Seconded()}
	if t.Compared.Field != "" {
		values[FieldAlike], values[FieldCompared], values[FieldDifferent] = r.TooAlike(), r.WasCompared(), r.Different != ""
	}
	maps.Copy(values, r.Fields)
	return values
}

// The declaration of interest, which shuts somebody out with a yes, and what two decide
// about it.
const (
	KindConflict        gehoor.Kind = "conflict.declared"
	KindConflictDecided gehoor.Kind = "conflict.decided"
)

// Conflict is who has an interest, if the record declares one, and whether it is one about
// which nobody has to decide: being the person concerned, the reporter, a witness, or in
// line.
func (r Record) Conflict() (p gehoor.PersonID, involved, ok bool) {
	one, _ := r.Fields["person"].(string)
	return gehoor.PersonID(one), r.Fields["involved"] == true, r.What == KindConflict && r.Fields["conflict"] == true && one != ""
}

// NoInterest is who is declared to have none, if the record does so.
func (r Record) NoInterest() (gehoor.PersonID, bool) {
	one, _ := r.Fields["person"].(string)
	return gehoor.PersonID(one), r.What == KindConflict && r.Fields["conflict"] == false && one != ""
}

// DecidesInterest is about whom the record decides, and whether they may go on; ok says
// whether it does.
func (r Record) DecidesInterest() (p gehoor.PersonID, mayContinue, ok bool) {
	one, _ := r.Fields["person"].(string)
	return gehoor.PersonID(one), r.Fields["may_continue"] == true, r.What == KindConflictDecided && one != ""
}

// KindAssigned gives somebody a task.
const KindAssigned gehoor.Kind = "dossier.assigned"

// taskCare is that of a care coordinator.
const taskCare = "care-coordinator"

// Coordinates says who is made a care coordinator, and whether anybody is.
func (r Record) Coordinates() (gehoor.PersonID, bool) {
	p, _, ok := r.Assigns()
	return p, ok && r.Fields["task"] == taskCare
}

// taskContact is the one task that a confidential adviser can have: it handles nothing.
const taskContact = "contact-person"

// Assigns says whether the record gives a task to somebody who works here, to whom, and
// whether they handle the dossier in it.
func (r Record) Assigns() (p gehoor.PersonID, handles, ok bool) {
	one, _ := r.Fields["person"].(string)
	return gehoor.PersonID(one), r.Fields["task"] != taskContact, r.What == KindAssigned && one != ""
}

// The picking of a person concerned, of a team or an office whose person is not known, and
// the taking back of it.
const (
	KindConcerned    gehoor.Kind = "dossier.person-concerned-picked"
	KindNotConcerned gehoor.Kind = "dossier.person-concerned-taken-back"
	KindTeam         gehoor.Kind = "dossier.team-concerned-picked"
	KindNotTeam      gehoor.Kind = "dossier.team-concerned-taken-back"
	KindOffice       gehoor.Kind = "dossier.office-concerned-picked"
	KindNotOffice    gehoor.Kind = "dossier.office-concerned-taken-back"
)

// Pick is whom a record picks, or takes back.
type Pick struct {
	gehoor.Subject
	TakenBack bool
}

// pickKinds are the kinds of the picks, and whether they take back.
var pickKinds = map[gehoor.Kind]bool{
	KindConcerned: false, KindTeam: false, KindOffice: false, KindNotConcerned: true, KindNotTeam: true, KindNotOffice: true,
}

// TakesBack says whether a record of a kind takes a pick back.
func TakesBack(k gehoor.Kind) bool { return pickKinds[k] }

// PicksSubject says whether a record of a kind makes a pick.
func PicksSubject(k gehoor.Kind) bool {
	back, picks := pickKinds[k]
	return picks && !back
}

// PickOf is the kind of record that picks such a subject, and the one that takes it back.
func PickOf(k gehoor.SubjectKind) (pick, back gehoor.Kind) {
	switch k {
	case gehoor.SubjectTeam:
		return KindTeam, KindNotTeam
	case gehoor.SubjectOffice, gehoor.SubjectBody:
		return KindOffice, KindNotOffice
	}
	return KindConcerned, KindNotConcerned
}

// Picks is the pick that the record makes or takes back, and whether it does either.
func (r Record) Picks() (Pick, bool) {
	back, picks := pickKinds[r.What]
	about, ok := r.Fields.subject()
	return Pick{about, back}, picks && ok
}

// The questions about whom something is: somebody of the organisation chart, who leads a
// team, or an office. It is not called office, which says by which one a signal goes on.
const (
	fieldPerson  = "person"
	fieldManager = "manager"
	fieldSeat    = "seat"
)

// subject is whom the answers name, and whether they name one.
func (f Fields) subject() (gehoor.Subject, bool) {
	text := func(name string) string { one, _ := f[name].(string); return one }
	if seat := text(fieldSeat); seat != "" {
		return gehoor.Subject{Office: gehoor.Office(seat)}, true
	}
	if leads := text(fieldManager); leads != "" {
		return gehoor.Subject{Person: gehoor.PersonID(leads), Team: true}, true
	}
	one := text(fieldPerson)
	return gehoor.Subject{Person: gehoor.PersonID(one)}, one != ""
}

// naming are answers that name a subject.
func naming(about gehoor.Subject) Fields {
	switch {
	case about.Office != "":
		return Fields{fieldSeat: string(about.Office)}
	case about.Team:
		return Fields{fieldManager: string(about.Person)}
	}
	return Fields{fieldPerson: string(about.Person)}
}

// Team says whether the question is about the team of whoever answers it.
func (f Field) Team() bool { return f.Type == OfChart && f.Name == fieldManager }

// Question is the question of the protocol that the record answers, if it is one that
// does.
func (r Record) Question() (string, bool) {
	t, _ := Of(r.What)
	for _, f := range t.Fields {
		if f.Type == Question {
			q, ok := r.Fields[f.Name].(string)
			return q, ok
		}
	}
	return "", false
}

// Same says whether two records are of one kind, about the same, with the same open
// answers. Their words may differ.
func (r Record) Same(o Record) bool {
	return r.What == o.What && r.Signal == o.Signal && maps.EqualFunc(r.Fields, o.Fields, equal)
}

func equal(a, b any) bool {
	x, lists := a.([]string)
	if y, ok := b.([]string); ok && lists {
		return slices.Equal(x, y)
	}
	_, other := b.([]string)
	return !lists && !other && a == b
}

// Fields are answers by the names of their questions. A value is a bool, an int, a
// string or a []string. It is encoded with sorted keys, so that the same answers
// are the same bytes.
type Fields map[string]any

var errFields = errors.New("record: an answer is neither yes or no, a whole number, text nor a list of texts")

// UnmarshalJSON reads answers, and refuses a value of another shape.
func (f *Fields) UnmarshalJSON(data []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return errFields
	}
	read := make(Fields, len(raw))
	for name, one := range raw {
		v, err := value(one)
		if err != nil {
			return err
		}
		read[name] = v
	}
	*f = read
	return nil
}

func value(data json.RawMessage) (any, error) {
	switch data[0] {
	case '"':
		return as[string](data)
	case 't', 'f':
		return as[bool](data)
	case '[':
		// A null in the list would become "".
		list, err := as[[]*string](data)
		if err != nil || slices.Contains(list.([]*string), nil) {
			return nil, errFields
		}
		texts := make([]string, 0, len(list.([]*string)))
		for _, one := range list.([]*string) {
			texts = append(texts, *one)
		}
		return texts, nil
	case '{', 'n':
		return nil, errFields
	}
	return as[int](data)
}

func as[T any](data json.RawMessage) (any, error) {
	var v T
	if json.Unmarshal(data, &v) != nil {
		return nil, errFields
	}
	return v, nil
}

// Clone returns an independent copy.
func (f Fields) Clone() Fields {
	c := maps.Clone(f)
	for name, v := range c {
		if list, ok := v.([]string); ok {
			c[name] = slices.Clone(list)
		}
	}
	return c
}
