package record

import "github.com/gehoor/gehoor"

// Whether the reasons of a record are those of an earlier one (protocols.md, G-MOTIEF).
// The words are sealed, so the browser of the writer compares them, and again that of
// the second person, whose check decides: each with what that person may open. The
// server keeps what they found and cannot look whether it is so.

// Likeness is what a browser found when it compared the words of a record with those of
// earlier ones of its kind.
type Likeness struct {
	// Check is the edition of the check, see internal/web/browser/lib/alike.ts.
	Check int `json:"check"`
	// Texts is with how many it was compared.
	Texts int `json:"texts"`
	// Alike: it is too much the same as one of them.
	Alike bool `json:"alike,omitempty"`
}

// maxAlike bounds what a browser says of a check: it compares far fewer texts, and there
// will be far fewer editions.
const maxAlike = 1000

// The open fields in which a protocol reads it; they are there for every kind whose words
// are compared, and nobody fills them in.
const (
	// FieldAlike: the check that decides found the words too much the same.
	FieldAlike = "alike"
	// FieldCompared: the check that decides was made. A browser that cannot make it says
	// nothing, and that is no proof of anything.
	FieldCompared = "compared"
	// FieldDifferent: the second person wrote why it is different enough, or what they read
	// it against where their browser could not compare.
	FieldDifferent = "different"
)

// CodeAlike: what is said of a comparison is none, or of a record that is not compared.
const CodeAlike gehoor.Code = "record.not-compared"

// TooAlike says what the check that decides found: the second person’s, if there is one.
func (r Record) TooAlike() bool {
	if r.Read != nil {
		return r.Read.Alike
	}
	return r.Alike != nil && r.Alike.Alike
}

// WasCompared says whether the check that decides was made: the second person’s, if there
// is one.
func (r Record) WasCompared() bool {
	if r.Seconded() {
		return r.Read != nil
	}
	return r.Alike != nil
}

// Unread says whether a second person must write something before it counts: the words
// should be compared, and were not, or are too much the same.
func (r Record) Unread() bool {
	t, _ := Of(r.What)
	return t.Compared.Holds(r.Fields) && (!r.WasCompared() || r.TooAlike())
}

// checkAlike refuses a comparison where none is made: no score is kept of what is not
// serious (protocols.md §0.7).
func (t Type) checkAlike(r Record) error {
	for _, l := range []*Likeness{r.Alike, r.Read} {
		if l != nil && (!t.Compared.Holds(r.Fields) || l.Check < 1 || l.Check > maxAlike || l.Texts < 0 || l.Texts > maxAlike || l.Alike && l.Texts == 0) {
			return gehoor.Refuse(CodeAlike)
		}
	}
	if r.Different != "" && !r.Unread() {
		return gehoor.Refuse(CodeAlike)
	}
	return nil
}
