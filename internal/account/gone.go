package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
)

// CodeGone: the dossier of this code was destroyed; args: day.
const CodeGone gehoor.Code = "mailbox.destroyed"

// GoneDays is how long whoever has the code reads that the dossier was destroyed,
// a year; afterwards the code is one of which nobody knows.
const GoneDays = 366

// Gone is what is left of a mailbox whose dossier was destroyed: who comes back
// with the code learns that, and not that the code is wrong. It names no dossier.
type Gone struct {
	Org    gehoor.OrgID
	Lookup [32]byte
	// On is the day of destruction, EndsOn the first day on which this too is gone.
	On, EndsOn time.Time
}

// Destroyed is a row that goes: all mailboxes of a dossier, with the sessions and
// drafts of their codes, and the drafts of staff. A [Gone] of each stays, unless its days are over.
type Destroyed struct {
	Org     gehoor.OrgID
	Dossier gehoor.DossierID
	// On is the day; from On on, [GoneDays] count.
	On time.Time
}

// EndsOn is when what is left of the mailboxes goes too.
func (d Destroyed) EndsOn() time.Time { return d.On.AddDate(0, 0, GoneDays) }

// gone refuses a code whose dossier was destroyed; nil if there was none.
func (d *Door) gone(ctx context.Context, org gehoor.OrgID, lookup [32]byte, now time.Time) error {
	g, err := d.store.Gone(ctx, org, lookup)
	switch {
	case errors.Is(err, gehoor.ErrNotFound), err == nil && !dayOf(now).Before(g.EndsOn):
		return nil
	case err != nil:
		return fmt.Errorf("account: look for a destroyed mailbox: %w", err)
	}
	return gehoor.Refuse(CodeGone, "day", g.On.Format(time.DateOnly))
}
