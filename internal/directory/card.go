package directory

import (
	"time"

	"github.com/gehoor/gehoor"
)

// CardRead: somebody says that they read a step card, or practised it: they told apart
// what to do and what not to do.
type CardRead struct {
	// Card is the digest of what it says.
	Card      string `json:"card"`
	Practised bool   `json:"practised,omitempty"`
}

// Kind names the fact.
func (CardRead) Kind() gehoor.Kind { return "person.card-read" }

// Read is when somebody read a card, and when they practised it; zero if they did not.
type Read struct{ At, PractisedAt time.Time }

// ReadCard records that somebody read a card, or practised it, which is reading too.
// Again it is no new fact.
func (p *Person) ReadCard(f CardRead) ([]gehoor.Fact, error) {
	read, before := p.Cards[f.Card]
	switch {
	case !p.Active():
		return nil, gehoor.Refuse(CodeGone)
	case before && (!f.Practised || !read.PractisedAt.IsZero()):
		return nil, nil
	}
	return []gehoor.Fact{f}, nil
}

// learned folds it.
func (p *Person) learned(f CardRead, at time.Time) {
	if p.Cards == nil {
		p.Cards = map[string]Read{}
	}
	read := p.Cards[f.Card]
	if read.At.IsZero() {
		read.At = at
	}
	if f.Practised && read.PractisedAt.IsZero() {
		read.PractisedAt = at
	}
	p.Cards[f.Card] = read
}
