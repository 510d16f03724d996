package casework

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/register"
)

// Keys is what anybody may know of the keys to which reporters' browsers seal.
type Keys struct {
	// Stated is what the log says of them.
	Stated directory.KeysKnown
	// People are as they are now. They are those of Stated, unless somebody's key
	// changed since the last checkpoint.
	People []gehoor.PublishedKey
}

// Keys returns the keys to which reporters' browsers seal, or [gehoor.ErrNotFound]
// where none were ever stated.
func (c *Casework) Keys(ctx context.Context, org gehoor.OrgID) (Keys, error) {
	o, err := c.Organisation(ctx, org)
	if err != nil {
		return Keys{}, err
	}
	if o.Keys.Seq == 0 {
		return Keys{}, gehoor.ErrNotFound
	}
	people, _, err := c.publishedKeys(ctx, org, o)
	return Keys{Stated: o.Keys, People: people}, err
}

// StateKeys states in the organisation's stream to which keys reporters' browsers
// seal, unless the stream says so last. It begins when signals are taken in: before
// that no page shows who is there. It is asked before each checkpoint, so that the
// moment of the fact is that of a checkpoint and not of what somebody did.
func (c *Casework) StateKeys(ctx context.Context, org gehoor.OrgID) error {
	_, err := c.org.Update(ctx, org, gehoor.OrganisationStream, func(s ledger.Snapshot[*directory.Organisation]) (ledger.Decision, error) {
		d := ledger.Decision{Actor: gehoor.System}
		o := s.State
		if !o.Exists() || o.Keys.Seq == 0 && !o.IntakeOpen && !c.deps.Trial {
			return d, nil
		}
		people, reads, err := c.publishedKeys(ctx, org, o)
		if err != nil {
			return d, err
		}
		d.Reads = reads
		list := gehoor.KeyList{Root: o.Root, Threshold: o.Founded.Threshold}
		for _, p := range people {
			one, err := p.Entry()
			if err != nil {
				return d, err
			}
			list.People = append(list.People, one)
		}
		d.Facts, err = o.StateKeys(list)
		return d, err
	})
	return err
}

// publishedKeys are the keys as they are now, with every stream that they lean on but
// the organisation's.
func (c *Casework) publishedKeys(ctx context.Context, org gehoor.OrgID, o *directory.Organisation) (all []gehoor.PublishedKey, reads []ledger.Version, err error) {
	var holdings []directory.Receiving
	for _, office := range append(gehoor.Offices(), gehoor.OfficeExternalDesk) {
		holders, err := c.holders(ctx, org, office, &reads)
		if err != nil {
			return nil, nil, err
		}
		holdings = append(holdings, directory.Receiving{Office: office, Holders: holders})
	}
	appointed, err := c.people(ctx, org, o.Custodians, &reads)
	return directory.PublishKeys(holdings, keeping(appointed, o.Founded.Threshold)), reads, err
}

// KeysProof returns the proof that the log holds the list of keys that was stated
// last, for anybody. Before a checkpoint covers it, it is [gehoor.ErrNotFound].
func (c *Casework) KeysProof(ctx context.Context, org gehoor.OrgID) ([]byte, error) {
	o, err := c.Organisation(ctx, org)
	if err != nil {
		return nil, err
	}
	if o.Keys.Seq == 0 {
		return nil, gehoor.ErrNotFound
	}
	proof, err := register.BuildProof(ctx, c.deps.Log, org, gehoor.OrganisationStream, o.Keys.Seq, gehoor.KindKeysStated)
	if isRefusal(err, register.CodeProofPending) {
		err = gehoor.ErrNotFound
	}
	return proof, err
}
