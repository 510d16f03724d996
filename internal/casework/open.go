package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
)

// maxOpen bounds how much content one request may ask for.
const maxOpen = 64

// Open returns sealed content to somebody of staff who may have it. That it was
// made available is durable before the ciphertext leaves.
func (c *Casework) Open(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, ids []gehoor.ContentID) ([]ledger.Content, error) {
	if len(ids) > maxOpen {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return c.openAs(ctx, org, who, id, ids, func(ctx context.Context) (ledger.Snapshot[*File], func(gehoor.ContentID) bool, error) {
		snap, err := c.may(ctx, org, who, id)
		return snap, func(one gehoor.ContentID) bool { return snap.State.mayHave(who, one) }, err
	})
}

// openAs returns sealed content of which may says whether the person may have it,
// after recording that it was made available.
func (c *Casework) openAs(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, ids []gehoor.ContentID,
	may func(context.Context) (ledger.Snapshot[*File], func(gehoor.ContentID) bool, error)) ([]ledger.Content, error) {
	_, err := c.opened.Update(ctx, org, gehoor.OpenedStream(id), func(s ledger.Snapshot[*dossier.Availability]) (ledger.Decision, error) {
		snap, has, err := may(ctx)
		if err != nil {
			return ledger.Decision{}, err
		}
		// The dossier is among what was read: an exclusion cannot slip in
		// between the question and the answer.
		d := ledger.Decision{Actor: gehoor.ByPerson(who), Reads: []ledger.Version{snap.Version()}}
		for i, one := range ids {
			if !has(one) {
				return ledger.Decision{}, gehoor.ErrNotFound
			}
			if !slices.Contains(ids[:i], one) {
				d.Facts = append(d.Facts, s.State.Give(who, one)...)
			}
		}
		return d, nil
	})
	if err != nil {
		return nil, err
	}
	return c.load(ctx, org, gehoor.DossierStream(id), ids)
}

// OpenOwn returns sealed content to the reporter. It leaves no trace: when a
// reporter reads is nobody's business.
func (c *Casework) OpenOwn(ctx context.Context, box account.Mailbox, ids []gehoor.ContentID) ([]ledger.Content, error) {
	f, _, err := c.reporterFile(ctx, box)
	if err != nil {
		return nil, err
	}
	return c.openWithCode(ctx, f, box, ids)
}

// OpenShared is the same for a participant.
func (c *Casework) OpenShared(ctx context.Context, box account.Mailbox, ids []gehoor.ContentID) ([]ledger.Content, error) {
	f, _, err := c.participantFile(ctx, box)
	if err != nil {
		return nil, err
	}
	return c.openWithCode(ctx, f, box, ids)
}

func (c *Casework) openWithCode(ctx context.Context, f *File, box account.Mailbox, ids []gehoor.ContentID) ([]ledger.Content, error) {
	if len(ids) > maxOpen {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	for _, one := range ids {
		if !f.codeMayHave(codeOf(box), one) {
			return nil, gehoor.ErrNotFound
		}
	}
	return c.load(ctx, box.Org, gehoor.DossierStream(box.Dossier), ids)
}

func (c *Casework) load(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID, ids []gehoor.ContentID) ([]ledger.Content, error) {
	out := make([]ledger.Content, 0, len(ids))
	for _, one := range ids {
		content, at, err := c.deps.Events.Content(ctx, org, one)
		if err != nil {
			return nil, err
		}
		if at != stream {
			return nil, gehoor.ErrNotFound
		}
		out = append(out, content)
	}
	return out, nil
}
