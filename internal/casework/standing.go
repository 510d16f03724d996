package casework

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
)

// Standing is what the protocol makes of a dossier now, with every step and clock, and
// which steps there are, begun or not. It asks nobody's permission: it is for rehearsals, in an organisation that does not
// exist. Pages use [Casework.Dossier] and [Casework.Mailbox]; a test says so.
func (c *Casework) Standing(ctx context.Context, org gehoor.OrgID, id gehoor.DossierID) (protocol.Result, []protocol.StepCode, error) {
	snap, err := c.dossier.Load(ctx, org, gehoor.DossierStream(id))
	if err != nil || snap.Seq == 0 {
		return protocol.Result{}, nil, err
	}
	var steps []protocol.StepCode
	for _, s := range c.deps.Protocol.Steps {
		steps = append(steps, s.Code)
	}
	return c.evaluate(snap.State, c.deps.Source.Now()), steps, nil
}

// State records what a capability that is still to come will record by itself. As
// [Casework.Standing] it asks nobody's permission and is for rehearsals only.
func (c *Casework) State(ctx context.Context, org gehoor.OrgID, id gehoor.DossierID, r record.Record) error {
	t, ok := record.Of(r.What)
	if !ok || !t.Later {
		return gehoor.Refuse(record.CodeUnknown)
	}
	if err := t.Check(r); err != nil {
		return err
	}
	_, err := c.dossier.Update(ctx, org, gehoor.DossierStream(id), func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		if s.Seq == 0 {
			return ledger.Decision{}, gehoor.ErrNotFound
		}
		return ledger.Decision{Actor: gehoor.System, Protocol: s.State.Dossier.Protocol, Facts: []gehoor.Fact{r}}, nil
	})
	return err
}
