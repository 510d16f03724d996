package casework

import (
	"context"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/ledger"
)

// What somebody of staff has written in a dossier and not sent (package draft). It is
// no fact: nothing of it is in the stream, and it goes when it is sent.

// KeepDraft keeps what who has written for a form, sealed to who alone. after is the
// save that it goes on from, the zero mark if there was none; if another tab or machine
// has saved or sent since, it is refused with [draft.CodeChanged] and nothing is
// written over. The same bytes again are the same save.
func (c *Casework) KeepDraft(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, form draft.Form, sealed ledger.Content, after draft.Mark) error {
	if err := checkContents([]ledger.Content{sealed}); err != nil {
		return err
	}
	now := c.deps.Source.Now()
	if err := c.pace.Take(org, who, now); err != nil {
		return err
	}
	snap, err := c.may(ctx, org, who, id)
	if err != nil {
		return err
	}
	if _, ok := snap.State.Signals.Get(form.Signal()); !ok && form.Signal() != "" {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	if after == (draft.Mark{}) {
		if err := c.roomForDraft(ctx, org, who); err != nil {
			return err
		}
	}
	mark, err := draft.ParseMark(string(sealed.ID))
	if err != nil {
		return err
	}
	kept, err := c.deps.Drafts.PutStaffDraft(ctx, draft.Draft{
		Org: org, Dossier: id, Form: form, Person: who, Mark: mark, KeptAt: now.UTC().Truncate(time.Minute), Sealed: sealed.Bytes,
	}, after)
	if err == nil && !kept {
		err = gehoor.Refuse(draft.CodeChanged)
	}
	return err
}

// roomForDraft refuses one more to who has as many as anybody may.
func (c *Casework) roomForDraft(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) error {
	all, err := c.deps.Drafts.Unsent(ctx, org, who)
	n := 0
	for _, u := range all {
		n += u.Drafts
	}
	if err == nil && n >= draft.MaxDrafts {
		err = gehoor.Refuse(draft.CodeFull)
	}
	return err
}

// Drafts are somebody's own in a dossier, by form.
func (c *Casework) Drafts(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) ([]draft.Draft, error) {
	if _, err := c.may(ctx, org, who, id); err != nil {
		return nil, err
	}
	return c.deps.Drafts.StaffDrafts(ctx, org, who, id)
}

// DropDraft forgets a draft whose mark is one of those, because its writer emptied the
// form. A later one, of another tab, stays.
func (c *Casework) DropDraft(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, form draft.Form, marks []draft.Mark) error {
	if _, err := c.may(ctx, org, who, id); err != nil {
		return err
	}
	return c.deps.Drafts.DropStaffDraft(ctx, draft.Sent{Org: org, Dossier: id, Form: form, Person: who, Marks: marks})
}

// drafting are the notices of a dossier for somebody who may see it.
func (c *Casework) drafting(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) ([]draft.Notice, error) {
	if c.deps.Drafts == nil {
		return nil, nil
	}
	return c.deps.Drafts.Drafting(ctx, org, who, id)
}

// Unsent lists the dossiers in which somebody has drafts, the last saved first.
func (c *Casework) Unsent(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]draft.Unsent, error) {
	if c.deps.Drafts == nil {
		return nil, nil
	}
	return c.deps.Drafts.Unsent(ctx, org, who)
}

// SweepDrafts forgets drafts that nobody went on with for [draft.Days], and those of
// whoever may not see the dossier.
func (c *Casework) SweepDrafts(ctx context.Context) (int, error) {
	return c.deps.Drafts.SweepStaffDrafts(ctx, c.deps.Source.Now().AddDate(0, 0, -draft.Days))
}

type made struct{}

// MadeOf returns a context in which an act of a holder forgets the draft that it was
// made of, in the same transaction. It is for whatever is sent from a form: an act
// that is refused, or was done before, leaves the draft as it is.
func MadeOf(ctx context.Context, form draft.Form, marks ...draft.Mark) context.Context {
	return context.WithValue(ctx, made{}, draft.Sent{Form: form, Marks: marks})
}

// sentDraft is the draft that goes with an act of who in a dossier, if there is one.
func sentDraft(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) []ledger.Row {
	sent, ok := ctx.Value(made{}).(draft.Sent)
	if !ok {
		return nil
	}
	sent.Org, sent.Person, sent.Dossier = org, who, id
	return []ledger.Row{sent}
}

// draftsOfGone are the drafts of those who held a dossier and hold it no longer.
func draftsOfGone(org gehoor.OrgID, before, after ledger.Snapshot[*File]) []ledger.Row {
	id, ok := after.Stream.Dossier()
	if !ok {
		return nil
	}
	var lost []ledger.Row
	for _, p := range before.State.Dossier.Holders(gehoor.Conversation) {
		if !after.State.Dossier.Holds(p, gehoor.Conversation) {
			lost = append(lost, draft.Lost{Org: org, Dossier: id, Person: p})
		}
	}
	return lost
}
