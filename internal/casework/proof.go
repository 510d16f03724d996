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
	// Witnesses are asked to cosign each; nil without any.
	Witnesses *register.Policy
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

// Proven is how far the proof of a signal is.
type Proven struct {
	// About is when the receipt will be there, zero if it is.
	About time.Time
	// Witnesses are the names of those who are asked to cosign, Cosigned of those
	// whose word is in the receipt; Least is how many must have cosigned, and
	// Enough whether they have.
	Witnesses, Cosigned []string
	Least               int
	Enough              bool
}

// Proven says whether a signal's receipt is there, and who cosigned it.
func (c *Casework) Proven(ctx context.Context, box account.Mailbox) (Proven, error) {
	log := c.deps.Publishing
	p := Proven{Least: log.Witnesses.Least(), Enough: log.Witnesses.Enough(nil)}
	for _, w := range log.Witnesses.Witnesses() {
		p.Witnesses = append(p.Witnesses, w.Key.Name())
	}
	_, one, err := c.reporterFile(ctx, box)
	if err != nil {
		return p, err
	}
	at, err := c.deps.Log.Place(ctx, box.Org, gehoor.DossierStream(box.Dossier), one.ReceivedSeq)
	if err != nil {
		return p, err
	}
	msg, err := register.Covering(ctx, c.deps.Log, box.Org, at.Index)
	if isRefusal(err, register.CodeProofPending) {
		head, err := c.deps.Log.Head(ctx, box.Org)
		p.About = register.ProofBy(head, log.Quantum, c.deps.Source.Now(), log.Every)
		return p, err
	}
	if err != nil || len(p.Witnesses) == 0 {
		return p, err
	}
	have, err := register.PeekCosignatures(msg, log.Witnesses.Keys()...)
	for _, one := range have {
		p.Cosigned = append(p.Cosigned, one.Witness.Name())
	}
	p.Enough = log.Witnesses.Enough(have)
	return p, err
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
// [gehoor.ErrNotFound]. Anybody may have it. Beside those of C2SP there is
// continued/<n>: the proof of the n-th time that the log went on under another key.
func (c *Casework) LogTile(ctx context.Context, org gehoor.OrgID, path string) ([]byte, error) {
	if n, ok := register.ParseContinuedPath(path); ok {
		s, err := c.org.Load(ctx, org, gehoor.OrganisationStream)
		if err != nil {
			return nil, err
		}
		if n > len(s.State.Continued) {
			return nil, gehoor.ErrNotFound
		}
		return register.BuildContinued(ctx, c.deps.Log, org, gehoor.OrganisationStream, s.State.Continued[n-1])
	}
	return register.Tile(ctx, c.deps.Log, org, path)
}
