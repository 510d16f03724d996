package casework

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
)

// TakesSignals says whether a reporter can give a signal here now.
func (c *Casework) TakesSignals(ctx context.Context, org gehoor.OrgID) (bool, error) {
	if c.deps.Trial {
		return true, nil
	}
	o, err := c.Organisation(ctx, org)
	return err == nil && o.IntakeOpen, err
}

// Readiness says what still stands between the organisation and real signals.
func (c *Casework) Readiness(ctx context.Context, org gehoor.OrgID) (directory.Readiness, error) {
	r, _, err := c.readiness(ctx, org)
	return r, err
}

// readiness is Readiness, with every stream that it leans on but the
// organisation's.
func (c *Casework) readiness(ctx context.Context, org gehoor.OrgID) (r directory.Readiness, reads []ledger.Version, err error) {
	o, err := c.Organisation(ctx, org)
	if err != nil {
		return r, nil, err
	}
	r.Tested = o.RecoveryTested()
	desk, err := c.holders(ctx, org, gehoor.OfficeExternalDesk, &reads)
	if err != nil {
		return r, nil, err
	}
	for _, office := range gehoor.Offices() {
		own, err := c.holders(ctx, org, office, &reads)
		if err != nil {
			return r, nil, err
		}
		if _, enough := directory.Triage(own, desk, nil); !enough {
			r.Short = append(r.Short, office)
		}
	}
	custodians, err := c.people(ctx, org, o.Custodians, &reads)
	active, waiting := 0, 0
	for _, p := range custodians {
		if p.Active() {
			active++
		} else if p.Here() {
			waiting++
		}
	}
	r.Keyless = max(waiting, o.Founded.Threshold-active)
	return r, reads, err
}

// OpenIntake lets real signals in. It refuses with [directory.CodeNotReady] while
// an office has too few people with signed keys, a custodian has none, or no
// recovery was ever tested: nobody alone, and nobody stuck (architecture §6). The
// decision leans on all of these, so that nobody leaves behind its back.
func (c *Casework) OpenIntake(ctx context.Context, org gehoor.OrgID, by gehoor.Actor) error {
	_, err := c.org.Update(ctx, org, gehoor.OrganisationStream, func(s ledger.Snapshot[*directory.Organisation]) (ledger.Decision, error) {
		d, err := c.govern(ctx, org, by, s.Stream)
		if err != nil {
			return d, err
		}
		r, reads, err := c.readiness(ctx, org)
		if err != nil {
			return d, err
		}
		d.Reads = append(d.Reads, reads...)
		d.Facts, err = s.State.OpenIntake(r)
		return d, err
	})
	return err
}

// CloseIntake lets no more real signals in. Whoever gave one comes back as before.
func (c *Casework) CloseIntake(ctx context.Context, org gehoor.OrgID, by gehoor.Actor) error {
	return c.asGovernor(ctx, org, by, (*directory.Organisation).CloseIntake)
}
