package casework

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/internal/view"
)

// Requests that data are erased (GDPR art. 17): recorded by one, decided by two.

// stepErasure is how the term of a request is called on lists.
const stepErasure = string(protocol.StepErasure)

// RequestErasure records that somebody asked. The others who hold the dossier are
// told that there is something to do.
func (c *Casework) RequestErasure(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, f dossier.ErasureRequested) error {
	return c.asHolder(ctx, org, who, id, nil, func(file *File) (ledger.Decision, error) {
		var d ledger.Decision
		if f.Signal != "" {
			if _, ok := file.Signals.Get(f.Signal); !ok {
				return d, gehoor.ErrNotFound
			}
		}
		var err error
		if d.Facts, err = file.Dossier.AskErasure(f, protocol.DateOf(c.deps.Source.Now())); err != nil {
			return d, err
		}
		return d, c.tellOthers(ctx, org, file, who, &d)
	})
}

// tellOthers warns whoever else holds the dossier and works here.
func (c *Casework) tellOthers(ctx context.Context, org gehoor.OrgID, f *File, who gehoor.PersonID, d *ledger.Decision) error {
	others, err := c.working(ctx, org, f.Dossier.Holders(gehoor.Conversation), &d.Reads)
	others = slices.DeleteFunc(others, func(p gehoor.PersonID) bool { return p == who })
	d.Inserts = append(d.Inserts, c.alerts(org, others, alert{kind: notify.KindHandling, quiet: f.quiet()})...)
	return err
}

// ProposeErasure proposes, with reasons, how a request is decided. made is the
// compartment for them if this browser had to make it, else nil.
func (c *Casework) ProposeErasure(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, f dossier.ErasureProposed, reasons ledger.Content, made *Sealed) error {
	contents := []ledger.Content{reasons}
	if made != nil {
		contents = append(contents, made.contents()...)
	}
	if err := checkContents(contents); err != nil {
		return err
	}
	f.Content = reasons.ID
	return c.asHolder(ctx, org, who, id, contents, func(file *File) (ledger.Decision, error) {
		var d ledger.Decision
		var err error
		if d.Facts, err = c.internal(ctx, org, file, gehoor.Case, made); err != nil {
			return d, err
		}
		proposed, err := file.Dossier.ProposeErasure(f, who, made != nil)
		if err != nil {
			return d, err
		}
		d.Facts = append(d.Facts, proposed...)
		return d, c.tellOthers(ctx, org, file, who, &d)
	})
}

// DropErasure takes a proposal back, or says no to it.
func (c *Casework) DropErasure(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) error {
	return c.asStaff(ctx, org, who, id, nil, func(f *File) ([]gehoor.Fact, []ledger.Row, error) {
		facts, err := f.Dossier.DropErasure()
		return facts, nil, err
	})
}

// ConfirmErasure decides a request as somebody else proposed: it is refused, which its
// reporter reads, or the dossier is destroyed as [Casework.ConfirmDestruction] does.
func (c *Casework) ConfirmErasure(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) error {
	for range maxErase {
		batch, granted, err := c.planGranted(ctx, org, who, id)
		if err != nil {
			return err
		}
		if !granted {
			return c.refuseErasure(ctx, org, who, id)
		}
		err = c.deps.Events.Append(ctx, batch)
		if errors.Is(err, ledger.ErrConflict) {
			continue
		}
		if err != nil {
			return err
		}
		c.forget(org, id)
		c.cleanUp(ctx)
		return nil
	}
	return ledger.ErrConflict
}

func (c *Casework) refuseErasure(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) error {
	return c.asStaff(ctx, org, who, id, nil, func(f *File) ([]gehoor.Fact, []ledger.Row, error) {
		r, facts, err := f.Dossier.ConfirmErasure(who)
		if err == nil && len(facts) == 0 { // another proposal came in between
			err = gehoor.Refuse(dossier.CodeErasureNone)
		}
		if r.Signal == "" {
			return facts, nil, err
		}
		return facts, c.mailReporter(org, f, r.Signal, notify.KindNews), err
	})
}

// planGranted is the batch that destroys what was granted; granted is false if what
// was proposed is a refusal.
func (c *Casework) planGranted(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) (ledger.Batch, bool, error) {
	snap, err := c.may(ctx, org, who, id)
	if err != nil {
		return ledger.Batch{}, false, err
	}
	r, refused, err := snap.State.Dossier.ConfirmErasure(who)
	if err != nil || len(refused) > 0 {
		return ledger.Batch{}, false, err
	}
	reads := []ledger.Version{}
	here, err := c.working(ctx, org, []gehoor.PersonID{r.Proposal.By, who}, &reads)
	if err != nil {
		return ledger.Batch{}, false, err
	}
	if len(here) < dossier.MinHolders { // who proposed it has left
		return ledger.Batch{}, false, gehoor.Refuse(dossier.CodeErasureNone)
	}
	last, _ := snap.State.Dossier.Closing()
	batch, err := c.erasure(ctx, org, id, snap, gehoor.ByPerson(who), reads, directory.StreamErased{
		Ground: erasureGround, Action: retention.Destroy, ClosedOn: protocol.DateOf(last.At), DueOn: r.ReceivedOn,
		Request:    &directory.ErasureRequest{By: string(r.By), ReceivedOn: r.ReceivedOn},
		ProposedBy: r.Proposal.By, ProposedAt: r.Proposal.At, ConfirmedBy: who, Quiet: snap.State.quiet(),
	})
	return batch, true, err
}

// erasureGround is on what ground a request is granted.
var erasureGround = gehoor.Text{NL: "Verzoek om gegevens te wissen (AVG art. 17)", EN: "Request for erasure (GDPR art. 17)"}

// withErasure puts the term of a request among those of the dossier's clocks.
func withErasure(t view.Term, d *dossier.State) view.Term {
	r, asked := d.ErasureAsked()
	if asked && (t.DueAt.IsZero() || r.DueAt().Before(t.DueAt)) {
		t.Step, t.DueAt, t.Statutory, t.Actor = stepErasure, r.DueAt(), true, string(gehoor.RoleCaseworker) // GDPR art. 12(3)
	}
	if late, ok := erasureLate(d); ok {
		t.Next = sooner(t.Next, late.At)
	}
	return t
}

// erasureLate is what must be told of a request for erasure that is not decided in its
// month: who leads the bureau hears it, in the first late second, once for each request.
// No protocol says so; the month is the law's (GDPR art. 12(3)).
func erasureLate(d *dossier.State) (protocol.Escalation, bool) {
	r, asked := d.ErasureAsked()
	told := slices.ContainsFunc(d.Lateness, func(l dossier.Late) bool {
		return l.Step == stepErasure && l.Began == r.Seq
	})
	return protocol.Escalation{
		Step: protocol.StepErasure, Signal: r.Signal, Began: r.Seq, Level: 1, At: r.DueAt().Add(time.Second), Chain: []gehoor.Role{gehoor.RoleHead},
	}, asked && !told
}
