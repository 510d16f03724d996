package casework

import (
	"context"
	"errors"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
)

// DraftLife is how long an unfinished account is kept after it was last saved.
const DraftLife = 60 * 24 * time.Hour

// SaveDraft keeps a reporter's unfinished account, sealed to the reporter
// alone. The last one saved counts. A code that already has a signal keeps no
// draft.
func (c *Casework) SaveDraft(ctx context.Context, org gehoor.OrgID, lookup [32]byte, sealed []byte) error {
	if err := checkContents([]ledger.Content{{ID: "draft", Bytes: sealed}}); err != nil {
		return err
	}
	_, err := c.deps.Accounts.Mailbox(ctx, org, lookup)
	if err == nil {
		return gehoor.Refuse(gehoor.CodeReplayed)
	}
	if !errors.Is(err, gehoor.ErrNotFound) {
		return err
	}
	today := c.deps.Source.Now().UTC().Truncate(24 * time.Hour)
	return c.deps.Accounts.PutDraft(ctx, account.Draft{Org: org, Lookup: lookup, Sealed: sealed, SavedOn: today})
}

// Draft returns the unfinished account, or [gehoor.ErrNotFound].
func (c *Casework) Draft(ctx context.Context, org gehoor.OrgID, lookup [32]byte) ([]byte, error) {
	d, err := c.deps.Accounts.Draft(ctx, org, lookup)
	return d.Sealed, err
}

// DropDraft forgets the unfinished account, at the reporter's wish.
func (c *Casework) DropDraft(ctx context.Context, org gehoor.OrgID, lookup [32]byte) error {
	return c.deps.Accounts.DeleteDraft(ctx, org, lookup)
}

// SweepDrafts removes drafts that were not touched for [DraftLife].
func (c *Casework) SweepDrafts(ctx context.Context) (int, error) {
	return c.deps.Accounts.DeleteDraftsBefore(ctx, c.deps.Source.Now().Add(-DraftLife))
}
