// Package form keeps the questionnaire that an organisation's administrators are
// writing: one, shared, in a plain row. It is no secret, and no fact either: only
// what is adopted is.
//
// A draft is saved as a whole, by whoever saw the one before. Who did not is told,
// so that nobody writes over another's words.
package form

import (
	"context"
	"time"

	"github.com/gehoor/gehoor"
)

// Draft is the questionnaire as somebody left it.
type Draft struct {
	Org gehoor.OrgID
	// Revision counts from 1 each time it is saved.
	Revision int64
	By       gehoor.PersonID
	SavedAt  time.Time
	// File is what there is, Before what there was before the last edit; empty if
	// that can not be undone.
	File, Before []byte
}

// MaxBytes bounds a file of a draft. It is wider than that of a questionnaire: what
// is too long is kept, and told.
const MaxBytes = 512 << 10

// CodeMoved: somebody else saved in the meantime.
const CodeMoved gehoor.Code = "form.moved"

// CodeTooLong: the draft has more than anybody can adopt.
const CodeTooLong gehoor.Code = "form.too-long"

// Store keeps drafts. All methods are safe for concurrent use.
type Store interface {
	// Form returns an organisation's draft, or [gehoor.ErrNotFound].
	Form(ctx context.Context, org gehoor.OrgID) (Draft, error)
	// PutForm keeps a draft if the one that is there has the revision before it, or
	// none is there and it is the first; otherwise nothing happens and kept is false.
	PutForm(ctx context.Context, d Draft) (kept bool, err error)
	// DropForm forgets the draft of a revision; one that is gone is no error.
	DropForm(ctx context.Context, org gehoor.OrgID, revision int64) error
}
