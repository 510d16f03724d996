package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
)

// Recovery of a dossier's keys, and its drill: one way for both. Who sees to it
// asks, custodians give their shares, the recipient joins them. The server passes
// sealed shares on and never holds one that it could open.

// RequestRecovery asks the custodians to give the keys of a dossier to somebody.
// The asker sees to it that dossiers have holders, and does not see what is in it.
func (c *Casework) RequestRecovery(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, to gehoor.PersonID, why dossier.RecoveryReason) error {
	f := dossier.RecoveryRequested{Recovery: newID[gehoor.RecoveryID](c.deps.Source), Reason: why, Recipient: to}
	return c.inCeremony(ctx, org, who, id, nil, func(file *File, d *ledger.Decision) error {
		if err := c.mustSteward(ctx, org, file, who); err != nil {
			return err
		}
		if file.Dossier.IsDrill() {
			return gehoor.ErrNotFound // a drill has its one request from the beginning
		}
		if err := c.mayGive(ctx, org, file, to, &d.Reads); err != nil {
			return err
		}
		return c.request(ctx, org, file, who, f, d)
	})
}

// request adds the request and tells all who have something to do, and those who
// still hold the keys: nobody's dossier is opened behind their back.
func (c *Casework) request(ctx context.Context, org gehoor.OrgID, file *File, who gehoor.PersonID, f dossier.RecoveryRequested, d *ledger.Decision) error {
	var t triage
	if err := c.custodians(ctx, org, &t); err != nil {
		return err
	}
	working, err := c.working(ctx, org, t.recovery.Custodians, &d.Reads)
	if err != nil {
		return err
	}
	facts, err := file.Dossier.RequestRecovery(f, who, working, c.deps.Source.Now())
	if err != nil {
		return err
	}
	d.Facts = append(d.Facts, facts...)
	asked := dossier.Recovery{RecoveryRequested: facts[len(facts)-1].(dossier.RecoveryRequested)}
	to := file.Dossier.Holders(gehoor.Conversation)
	if !slices.Contains(to, f.Recipient) {
		to = append(to, f.Recipient)
	}
	for _, p := range working {
		if file.Dossier.Asks(asked, p) {
			to = append(to, p)
		}
	}
	if to, err = c.working(ctx, org, to, &d.Reads); err != nil {
		return err
	}
	d.Inserts = append(d.Inserts, c.alerts(org, to, alert{kind: notify.KindRecovery, atOnce: true, quiet: file.quiet()})...)
	return nil
}

// mustSteward is nil for somebody who sees to it that the dossier has holders.
// To everybody else there is no such dossier.
func (c *Casework) mustSteward(ctx context.Context, org gehoor.OrgID, f *File, who gehoor.PersonID) error {
	stewards, err := c.stewards(ctx, org, f)
	if err == nil && !slices.Contains(stewards, who) {
		err = gehoor.ErrNotFound
	}
	return err
}

// inCeremony runs an act of somebody who need not hold the dossier. act says
// whether they may; the decision leans on the person's own stream.
func (c *Casework) inCeremony(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, contents []ledger.Content,
	act func(*File, *ledger.Decision) error) error {
	_, err := c.dossier.Update(ctx, org, gehoor.DossierStream(id), func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		person, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
		if err != nil {
			return ledger.Decision{}, err
		}
		d := ledger.Decision{
			Actor: gehoor.ByPerson(who), Protocol: s.State.Dossier.Protocol, Contents: contents, Reads: []ledger.Version{person.Version()},
		}
		known := s.State.Dossier.Exists() || s.State.Dossier.IsDrill()
		if !person.State.AtDesk() || !known || s.State.Dossier.Excluded(who) {
			return d, gehoor.ErrNotFound
		}
		if s.State.has(contents) {
			return ledger.Decision{}, nil // sent before: the first time counts
		}
		err = act(s.State, &d)
		return d, err
	})
	return err
}

// EndRecovery takes a request back: who asked, or who sees to the dossier now. What is
// asked of who the reporter is, ends with [Casework.EndNaming].
func (c *Casework) EndRecovery(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, recovery gehoor.RecoveryID) error {
	return c.inCeremony(ctx, org, who, id, nil, func(f *File, d *ledger.Decision) (err error) {
		if err := c.mustSteward(ctx, org, f, who); err != nil {
			return err
		}
		d.Facts, err = f.Dossier.EndRecovery(recovery, c.deps.Source.Now())
		return err
	})
}

// Joined is what the recipient's browser sends when it has the keys.
type Joined struct {
	Recovery gehoor.RecoveryID
	// Used are the custodians whose shares were joined.
	Used []gehoor.PersonID
	// Keys are the compartments' keys, sealed to the recipient; none in a drill.
	Keys []SealedKey
	// Said is, in a drill, the text that was sealed to the key.
	Said []byte
}

// Recover gives the recipient the keys that their browser joined. A drill that
// succeeds is recorded in the organisation too.
func (c *Casework) Recover(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, j Joined) error {
	a := Adding{To: who, Keys: j.Keys}
	if err := checkContents(a.contents()); err != nil {
		return err
	}
	drill, gave := false, 0
	err := c.inCeremony(ctx, org, who, id, a.contents(), func(f *File, d *ledger.Decision) error {
		if f.part(who) == "" {
			return gehoor.ErrNotFound
		}
		if drill = f.Dossier.IsDrill(); drill {
			if r := f.lastRecovery(); r.Recovery == j.Recovery && r.Recipient == who && !r.RecoveredAt.IsZero() {
				gave = len(r.Custodians)
				return nil // done before: what follows may not be
			}
			if sum := sha256.Sum256(j.Said); hex.EncodeToString(sum[:]) != f.Dossier.Drill.Proof {
				return gehoor.Refuse(dossier.CodeProof)
			}
		} else if err := c.mayJoin(ctx, org, f, who, &d.Reads); err != nil {
			return err
		}
		gave = len(j.Used)
		return c.joined(ctx, org, f, who, j, a.granted(), d)
	})
	if err != nil || !drill {
		return err
	}
	return c.tested(ctx, org, directory.RecoveryTested{Drill: id, Custodians: gave})
}

// mayJoin refuses a recipient to whom the keys cannot go. Who gets to know who the
// reporter is holds the dossier already, and said to have no interest in it.
func (c *Casework) mayJoin(ctx context.Context, org gehoor.OrgID, f *File, who gehoor.PersonID, reads *[]ledger.Version) error {
	if f.lastRecovery().Naming == 0 {
		return c.mayGive(ctx, org, f, who, reads)
	}
	if f.Dossier.MustDeclare(who) {
		return gehoor.Refuse(dossier.CodeDeclare)
	}
	return nil
}

func (c *Casework) joined(ctx context.Context, org gehoor.OrgID, f *File, who gehoor.PersonID, j Joined, keys []dossier.Granted, d *ledger.Decision) error {
	facts, err := f.Dossier.Recover(j.Recovery, who, j.Used, keys, c.deps.Source.Now())
	if err != nil {
		return err
	}
	d.Facts = facts
	if n, ok := f.Dossier.Naming(f.lastRecovery().Naming); ok {
		d.Inserts = append(d.Inserts, c.tellReporter(org, f, n.Signal)...)
	}
	return c.tellAsker(ctx, org, f, d)
}
