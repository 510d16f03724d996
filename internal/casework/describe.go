package casework

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/wording"
)

// Describe changes what pages say of the organisation. after is the Seq of the
// description that by changed; if somebody else changed it since, nothing happens
// and the answer is [directory.CodeChanged].
func (c *Casework) Describe(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, after gehoor.Seq, f directory.Described) error {
	return c.asGovernor(ctx, org, by, func(o *directory.Organisation) ([]gehoor.Fact, error) { return o.Describe(after, f) })
}

// ImportDescription takes over what an older installation kept in a file, once. It
// may run on several nodes at the same time.
func (c *Casework) ImportDescription(ctx context.Context, org gehoor.OrgID, f directory.Described) error {
	return c.asGovernor(ctx, org, gehoor.System, func(o *directory.Organisation) ([]gehoor.Fact, error) { return o.Import(f), nil })
}

// asGovernor runs an act of an administrator on the organisation's stream.
func (c *Casework) asGovernor(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, act func(*directory.Organisation) ([]gehoor.Fact, error)) error {
	_, err := c.org.Update(ctx, org, gehoor.OrganisationStream, func(s ledger.Snapshot[*directory.Organisation]) (ledger.Decision, error) {
		d, err := c.govern(ctx, org, by, s.Stream)
		if err != nil {
			return d, err
		}
		d.Facts, err = act(s.State)
		return d, err
	})
	return err
}

// WordTexts changes what a group of places says in the organisation's own words. after
// is the Seq of the texts that by changed; if somebody else changed the same group
// since, nothing happens and the answer is [directory.CodeChanged].
func (c *Casework) WordTexts(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, after gehoor.Seq, g wording.Group, texts wording.Own) error {
	return c.asGovernor(ctx, org, by, func(o *directory.Organisation) ([]gehoor.Fact, error) { return o.WordTexts(after, g, texts) })
}
