package casework

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Standing is what the protocol makes of a dossier now, with every step and clock. It
// asks nobody's permission: it is for rehearsals, in an organisation that does not
// exist. Pages use [Casework.Dossier] and [Casework.Mailbox]; a test says so.
func (c *Casework) Standing(ctx context.Context, org gehoor.OrgID, id gehoor.DossierID) (protocol.Result, error) {
	snap, err := c.dossier.Load(ctx, org, gehoor.DossierStream(id))
	if err != nil || snap.Seq == 0 {
		return protocol.Result{}, err
	}
	return c.evaluate(ctx, org, snap.State, c.deps.Source.Now())
}
