package casework

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/ledger"
)

// PartFault says what is wrong with a part.
type PartFault string

// What a look at all files can find.
const (
	// PartMissing: an event names it, and the blob store does not have it.
	PartMissing PartFault = "missing"
	// PartDamaged: its bytes do not have its name, or are not as many as the event
	// says.
	PartDamaged PartFault = "damaged"
	// PartUnlisted: an event names it, and the database does not count it as
	// named, so that it could be swept.
	PartUnlisted PartFault = "unlisted"
	// PartStray: the blob store has it, and the database knows nothing of it: the
	// database was put back from a backup, or somebody else's files lie there.
	PartStray PartFault = "stray"
)

// FilesSeen is how much a look at all files looked at.
type FilesSeen struct{ Files, Parts int }

// CheckFiles reads every part that an event of the organisation names, and calls
// visit for what is wrong. It goes by the events: what they name must be there,
// whatever a table says. It may run beside a server; a file that is added
// meanwhile may be missed, and one part at a time is read.
func (c *Casework) CheckFiles(ctx context.Context, org gehoor.OrgID, visit func(part gehoor.ContentID, what PartFault)) (FilesSeen, error) {
	var seen FilesSeen
	err := c.deps.Events.Streams(ctx, org, func(v ledger.Version) error {
		if id, ok := v.Stream.Dossier(); !ok || v.Stream != gehoor.DossierStream(id) {
			return nil
		}
		snap, err := c.dossier.Load(ctx, org, v.Stream)
		if err != nil {
			return err
		}
		for _, at := range snap.State.places {
			seen.Files += min(len(at.parts), 1)
			seen.Parts += len(at.parts)
			for _, p := range at.parts {
				if err := c.checkPart(ctx, org, v.Stream, p, visit); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return seen, fmt.Errorf("check files: %w", err)
	}
	return seen, c.checkStrays(ctx, org, visit)
}

func (c *Casework) checkPart(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID, p gehoor.Part, visit func(gehoor.ContentID, PartFault)) error {
	row, err := c.deps.Parts.Part(ctx, org, p.ID)
	switch {
	case err != nil && !errors.Is(err, gehoor.ErrNotFound):
		return err
	case err != nil, row.State != ledger.PartNamed, row.Stream != stream:
		visit(p.ID, PartUnlisted)
	}
	key := blob.Key{Org: org, ID: p.ID}
	body, _, err := c.deps.Blobs.Open(ctx, key)
	if errors.Is(err, gehoor.ErrNotFound) {
		visit(p.ID, PartMissing)
		return nil
	}
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, blob.Verify(key, p.Size, body))
	err = errors.Join(err, body.Close())
	if errors.Is(err, blob.ErrCorrupt) {
		visit(p.ID, PartDamaged)
		return nil
	}
	return err
}

// checkStrays looks for blobs that no row knows.
func (c *Casework) checkStrays(ctx context.Context, org gehoor.OrgID, visit func(gehoor.ContentID, PartFault)) error {
	return c.deps.Blobs.List(ctx, org, func(i blob.Info) error {
		_, err := c.deps.Parts.Part(ctx, org, i.Key.ID)
		if errors.Is(err, gehoor.ErrNotFound) {
			visit(i.Key.ID, PartStray)
			return nil
		}
		return err
	})
}
