package casework

import (
	"context"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/register"
)

// Publishing is how the organisation's log is signed and published.
type Publishing struct {
	Signer  *register.Signer
	Quantum int64
	// Every is the time between two checkpoints.
	Every time.Duration
}

// Promise returns the signed promise that a reporter's signal will be in the
// log, and by when. It can be asked for again; only the moment may then be later.
func (c *Casework) Promise(ctx context.Context, box account.Mailbox) ([]byte, error) {
	_, one, err := c.reporterFile(ctx, box)
	if err != nil {
		return nil, err
	}
	at, err := c.deps.Log.Place(ctx, box.Org, gehoor.DossierStream(box.Dossier), one.ReceivedSeq)
	if err != nil {
		return nil, err
	}
	head, err := c.deps.Log.Head(ctx, box.Org)
	if err != nil {
		return nil, err
	}
	log := c.deps.Publishing
	return register.SignPromise(log.Signer, register.Promise{
		Origin: log.Signer.Origin(), Content: one.Account, Leaf: register.LeafOf(at.Salt, at.Data),
		ReceivedOn: protocol.Day(one.ReceivedAt),
		Before:     register.ProofBy(head, log.Quantum, c.deps.Source.Now(), log.Every),
	})
}

// ProofAbout is when the receipt of a signal will be there, or zero if it is.
func (c *Casework) ProofAbout(ctx context.Context, box account.Mailbox) (time.Time, error) {
	_, one, err := c.reporterFile(ctx, box)
	if err != nil {
		return time.Time{}, err
	}
	at, err := c.deps.Log.Place(ctx, box.Org, gehoor.DossierStream(box.Dossier), one.ReceivedSeq)
	if err != nil {
		return time.Time{}, err
	}
	head, err := c.deps.Log.Head(ctx, box.Org)
	if err != nil || at.Index < head.Published {
		return time.Time{}, err
	}
	log := c.deps.Publishing
	return register.ProofBy(head, log.Quantum, c.deps.Source.Now(), log.Every), nil
}

// Proof returns the receipt that anybody can check offline, or the refusal
// "proof.pending" as long as no checkpoint covers the signal.
func (c *Casework) Proof(ctx context.Context, box account.Mailbox) ([]byte, error) {
	_, one, err := c.reporterFile(ctx, box)
	if err != nil {
		return nil, err
	}
	return register.BuildReceipt(ctx, c.deps.Log, box.Org, gehoor.DossierStream(box.Dossier), one.ReceivedSeq)
}

// LogTile returns one file of the organisation's log by its C2SP path, or
// [gehoor.ErrNotFound]. Anybody may have it.
func (c *Casework) LogTile(ctx context.Context, org gehoor.OrgID, path string) ([]byte, error) {
	return register.Tile(ctx, c.deps.Log, org, path)
}
