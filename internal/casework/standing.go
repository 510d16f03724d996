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
	rules, err := c.rulesOf(ctx, org, snap.State.Dossier)
	if err != nil {
		return protocol.Result{}, nil, err
	}
	var steps []protocol.StepCode
	for _, d := range rules.set.Set {
		for _, s := range d.Steps {
			steps = append(steps, s.Code)
		}
	}
	return rules.evaluate(snap.State, c.deps.Source.Now()), steps, nil
}

// State records what a capability that is still to come will record by itself
// (protocols.md §0.17). It asks nobody's permission and is for rehearsals: where real
// signals are told nobody can, and a guard that reads such a fact is not moved.
func (c *Casework) State(ctx context.Context, org gehoor.OrgID, id gehoor.DossierID, r record.Record) error {
	t, ok := record.Of(r.What)
	if !c.deps.Trial || !ok || !t.Later {
		return gehoor.Refuse(record.CodeUnknown)
	}
	if err := t.Check(r); err != nil {
		return err
	}
	_, err := c.dossier.Update(ctx, org, gehoor.DossierStream(id), func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		d := ledger.Decision{Actor: gehoor.System, Protocol: s.State.Dossier.Protocol, Facts: []gehoor.Fact{r}}
		if s.Seq == 0 {
			return d, gehoor.ErrNotFound
		}
		if t.By == record.ByReporter && r.Signal != "" {
			d.Actor = gehoor.ByReporter(r.Signal)
		}
		if err := c.writable(ctx, org, s.State, d.Actor, r, &d); err != nil {
			return d, err
		}
		return d, c.allowed(ctx, org, s.State, d.Actor, d.Facts, &d.Reads)
	})
	return err
}
