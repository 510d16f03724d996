package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/knowledge"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/record"
)

// Said is something that somebody of staff said in a dossier, by its words, and the event
// that says so: colleagues' browsers hold it against the signature.
type Said struct {
	Content gehoor.ContentID
	Person  gehoor.PersonID
	Event   gehoor.Event
}

// remember keeps what somebody of staff said in words.
func (f *File) remember(e gehoor.Event, fact gehoor.Fact) {
	by, staff := e.Actor.Person()
	if content := knowledge.WordsOf(fact); staff && content != "" && record.Authored(e.Kind) {
		f.said = append(f.said, Said{Content: content, Person: by, Event: e})
	}
}

// authors are those who said something.
func (c *Casework) authors(ctx context.Context, org gehoor.OrgID, f *File, reads *[]ledger.Version) ([]*directory.Person, error) {
	var ids []gehoor.PersonID
	for _, s := range f.said {
		if !slices.Contains(ids, s.Person) {
			ids = append(ids, s.Person)
		}
	}
	return c.people(ctx, org, ids, reads)
}
