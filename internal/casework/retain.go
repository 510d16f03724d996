package casework

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/internal/view"
)

// How long what is kept, and its end: rules are adopted, a hold forbids, one person
// proposes, a second confirms, and then the dossier is gone.

// CodeNotDue: the term is not over; args: day.
const CodeNotDue gehoor.Code = "retention.not-due"

// CodeExit: a rule is for a way of closing that there is not.
const CodeExit gehoor.Code = "retention.unknown-exit"

// AdoptRetention gives the organisation rules of retention. after is the Seq of the
// adoption that by changed ([directory.CodeChanged]).
func (c *Casework) AdoptRetention(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, after gehoor.Seq, f directory.RetentionAdopted) error {
	return c.asGovernor(ctx, org, by, func(o *directory.Organisation) ([]gehoor.Fact, error) {
		for _, r := range f.Rules.Rules {
			if slices.ContainsFunc(r.Exits, func(e retention.Exit) bool { return !slices.Contains(dossier.Exits(), dossier.Exit(e)) }) {
				return nil, gehoor.Refuse(CodeExit)
			}
		}
		return o.AdoptRetention(after, f)
	})
}

// rule is the organisation's rule for a dossier that was closed so.
func rule(o *directory.Organisation, last dossier.Closing) (retention.Rule, error) {
	r, ok := o.Retention().ForDossier(retention.Exit(last.Exit))
	if !ok {
		return r, gehoor.Refuse(directory.CodeNoRule)
	}
	return r, nil
}

// dueLimit bounds what one list shows; the next one shows the rest.
const dueLimit = 100

// DueForDestruction lists the dossiers whose term is over and that nothing forbids
// to destroy, of those that somebody may see, the longest closed first.
func (c *Casework) DueForDestruction(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]view.Closed, error) {
	o, err := c.org.Load(ctx, org, gehoor.OrganisationStream)
	if err != nil {
		return nil, err
	}
	now := c.deps.Source.Now()
	var all []view.Closed
	for _, q := range dueQuestions(o.State.Retention(), now) {
		closed, err := c.deps.Lists.ClosedBefore(ctx, org, who, string(q.exit), q.rule.Before(now), dueLimit)
		if err != nil {
			return nil, err
		}
		for _, d := range closed {
			if q.rule.Due(d.ClosedAt, now) && !slices.Contains(all, d) {
				all = append(all, d)
			}
		}
	}
	slices.SortFunc(all, func(a, b view.Closed) int {
		return cmp.Or(a.ClosedAt.Compare(b.ClosedAt), cmp.Compare(a.Stream, b.Stream))
	})
	return all[:min(len(all), dueLimit)], nil
}

// dueQuestion asks for what is due under a rule; exit "" is every way of closing.
type dueQuestion struct {
	exit dossier.Exit
	rule retention.Rule
}

// dueQuestions are a question under the rule with the longest term, which is about
// all dossiers, and one for each way of closing whose term is shorter. So nothing
// that must stay fills a list's limit.
func dueQuestions(r retention.Rules, now time.Time) []dueQuestion {
	var all []dueQuestion
	for _, e := range dossier.Exits() {
		if one, ok := r.ForDossier(retention.Exit(e)); ok {
			all = append(all, dueQuestion{e, one})
		}
	}
	if len(all) == 0 {
		return nil
	}
	longest := slices.MinFunc(all, func(a, b dueQuestion) int { return a.rule.Before(now).Compare(b.rule.Before(now)) }).rule
	shorter := slices.DeleteFunc(all, func(q dueQuestion) bool { return q.rule.Term == longest.Term })
	return append([]dueQuestion{{rule: longest}}, shorter...)
}

// Retention is how it stands with the end of one dossier.
type Retention struct {
	// Rule holds if Ruled; while the dossier is open and PerExit, it depends on how it
	// will be closed.
	Rule    retention.Rule
	Ruled   bool
	PerExit bool
	// DueOn is the first day on which it can be destroyed, Due whether that has come;
	// zero while the dossier is open or there is no rule.
	DueOn time.Time
	Due   bool
	Holds []dossier.Hold
	// Proposal waits for a second person if Proposed.
	Proposal dossier.Proposal
	Proposed bool
}

// retention says how it stands with the end of a dossier.
func (c *Casework) retention(ctx context.Context, org gehoor.OrgID, f *File) (Retention, error) {
	r := Retention{Holds: f.Dossier.LegalHolds}
	r.Proposal, r.Proposed = f.Dossier.Proposed()
	o, err := c.org.Load(ctx, org, gehoor.OrganisationStream)
	if err != nil {
		return r, err
	}
	last, closed := f.Dossier.Closing()
	r.Rule, r.Ruled = o.State.Retention().ForDossier(retention.Exit(last.Exit))
	r.PerExit = o.State.Retention().PerExit()
	if closed && r.Ruled {
		on := r.Rule.DueOn(last.At)
		r.DueOn, r.Due = on.At(12, 0, 0), r.Rule.Due(last.At, c.deps.Source.Now())
	}
	return r, nil
}

// Hold forbids that a dossier is destroyed, with reasons. made is the compartment
// for them if this browser had to make it, else nil.
func (c *Casework) Hold(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, ground dossier.HoldGround, reasons ledger.Content, made *Sealed) error {
	contents := []ledger.Content{reasons}
	if made != nil {
		contents = append(contents, made.contents()...)
	}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asStaff(ctx, org, who, id, contents, func(f *File) ([]gehoor.Fact, []ledger.Row, error) {
		facts, err := c.internal(ctx, org, f, gehoor.Case, made)
		if err != nil {
			return nil, nil, err
		}
		held, err := f.Dossier.Hold(dossier.Held{Ground: ground, Content: reasons.ID}, who, made != nil)
		return append(facts, held...), nil, err
	})
}

// ReleaseHold ends a hold, with reasons.
func (c *Casework) ReleaseHold(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, held gehoor.ContentID, reasons ledger.Content) error {
	contents := []ledger.Content{reasons}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asStaff(ctx, org, who, id, contents, func(f *File) ([]gehoor.Fact, []ledger.Row, error) {
		facts, err := f.Dossier.ReleaseHold(dossier.HoldReleased{Held: held, Content: reasons.ID}, who)
		return facts, nil, err
	})
}

// ProposeDestruction proposes, with reasons, that a dossier whose term is over is
// destroyed. The others who hold it are told that there is something to decide.
func (c *Casework) ProposeDestruction(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, reasons ledger.Content) error {
	contents := []ledger.Content{reasons}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asHolder(ctx, org, who, id, contents, func(f *File) (ledger.Decision, error) {
		var d ledger.Decision
		o, r, err := c.due(ctx, org, f)
		if err != nil {
			return d, err
		}
		d.Reads = append(d.Reads, o.Version())
		fact := dossier.DestructionProposed{Rule: r.Code, Rules: o.State.Retention().Digest(), Content: reasons.ID}
		if d.Facts, err = f.Dossier.ProposeDestruction(fact, who); err != nil {
			return d, err
		}
		others, err := c.working(ctx, org, f.Dossier.Holders(gehoor.Conversation), &d.Reads)
		others = slices.DeleteFunc(others, func(p gehoor.PersonID) bool { return p == who })
		d.Inserts = c.alerts(org, others, alert{kind: notify.KindHandling, quiet: f.quiet()})
		return d, err
	})
}

// due returns the rule under which a dossier can be destroyed now, or why it cannot.
func (c *Casework) due(ctx context.Context, org gehoor.OrgID, f *File) (ledger.Snapshot[*directory.Organisation], retention.Rule, error) {
	o, err := c.org.Load(ctx, org, gehoor.OrganisationStream)
	if err != nil {
		return o, retention.Rule{}, err
	}
	last, closed := f.Dossier.Closing()
	if !closed {
		return o, retention.Rule{}, gehoor.Refuse(dossier.CodeNotClosed)
	}
	r, err := rule(o.State, last)
	if err == nil && !r.Due(last.At, c.deps.Source.Now()) {
		err = gehoor.Refuse(CodeNotDue, "day", r.DueOn(last.At).String())
	}
	return o, r, err
}

// DropDestruction takes a proposal back, or says no to it.
func (c *Casework) DropDestruction(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) error {
	return c.asStaff(ctx, org, who, id, nil, func(f *File) ([]gehoor.Fact, []ledger.Row, error) {
		facts, err := f.Dossier.DropDestruction()
		return facts, nil, err
	})
}

// maxErase bounds how often an erasure is decided anew because somebody else did
// something meanwhile.
const maxErase = 30

// ConfirmDestruction destroys a dossier that somebody else proposed to destroy: its
// facts, words, keys, rows, mailboxes and the record of who was given what go in one
// transaction, with one fact of the organisation. Its leaves stay. When it returns
// nil that is durable; overwriting the disk and removing the files follow, and are
// done again by the sweep if they fail.
func (c *Casework) ConfirmDestruction(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) error {
	for range maxErase {
		batch, err := c.planErasure(ctx, org, who, id)
		if err != nil {
			return err
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

// planErasure decides, and leans on all that it read: the dossier, what of it was
// made available, who confirms, and the rules.
func (c *Casework) planErasure(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) (ledger.Batch, error) {
	snap, err := c.may(ctx, org, who, id)
	if err != nil {
		return ledger.Batch{}, err
	}
	f := snap.State
	p, err := f.Dossier.ConfirmDestruction(who)
	if err != nil {
		return ledger.Batch{}, err
	}
	o, r, err := c.due(ctx, org, f)
	if err != nil {
		return ledger.Batch{}, err
	}
	if p.Rules != o.State.Retention().Digest() { // what was agreed to is not what holds
		return ledger.Batch{}, gehoor.Refuse(dossier.CodeNotProposed)
	}
	reads := []ledger.Version{}
	here, err := c.working(ctx, org, []gehoor.PersonID{p.By, who}, &reads)
	if err != nil {
		return ledger.Batch{}, err
	}
	if len(here) < dossier.MinHolders { // who proposed it has left
		return ledger.Batch{}, gehoor.Refuse(dossier.CodeNotProposed)
	}
	last, _ := f.Dossier.Closing()
	batch, err := c.erasure(ctx, org, id, snap, gehoor.ByPerson(who), reads, directory.StreamErased{
		Rule: r.Code, Rules: p.Rules, Category: r.Category, Ground: r.Ground, Term: r.Term.String(), Action: r.Action,
		ClosedOn: protocol.DateOf(last.At), DueOn: r.DueOn(last.At),
		ProposedBy: p.By, ProposedAt: p.At, ConfirmedBy: who, Quiet: f.quiet(),
	})
	if err == nil {
		err = c.keepStubs(ctx, org, id, f, &batch)
	}
	return batch, err
}

// erasure is the batch that ends a dossier with this fact, whose counts it fills in.
func (c *Casework) erasure(ctx context.Context, org gehoor.OrgID, id gehoor.DossierID, snap ledger.Snapshot[*File], by gehoor.Actor,
	reads []ledger.Version, fact directory.StreamErased) (ledger.Batch, error) {
	opened, err := c.opened.Load(ctx, org, gehoor.OpenedStream(id))
	if err != nil {
		return ledger.Batch{}, err
	}
	erases := []ledger.Version{snap.Version()}
	if opened.Seq > 0 {
		erases = append(erases, opened.Version())
	} else {
		reads = append(reads, opened.Version())
	}
	fact.Streams = nil
	for _, v := range erases {
		fact.Streams = append(fact.Streams, directory.ErasedStream{Stream: v.Stream, Events: v.Seq})
	}
	fact.Contents, fact.Files = snap.State.size()
	batch, err := c.org.Plan(ctx, org, gehoor.OrganisationStream, func(ledger.Snapshot[*directory.Organisation]) (ledger.Decision, error) {
		return ledger.Decision{Actor: by, Facts: []gehoor.Fact{fact}, Reads: reads, Deletes: c.mailboxRows(org, id, snap.State, fact.ErasedAt)}, nil
	})
	batch.Erases = erases
	return batch, err
}

// EraseAgain destroys a dossier that a backup brought back, at the moment of a
// restore: two people decided about it before. It says whether there was one. at is
// when it was destroyed.
func (c *Casework) EraseAgain(ctx context.Context, org gehoor.OrgID, fact directory.StreamErased, at time.Time) (bool, error) {
	id, ok := fact.Streams[0].Stream.Dossier()
	if !ok || fact.Streams[0].Stream != gehoor.DossierStream(id) {
		return false, gehoor.Refuse(gehoor.CodeMalformed)
	}
	snap, err := c.dossier.Load(ctx, org, gehoor.DossierStream(id))
	if err != nil || snap.Seq == 0 {
		return false, err
	}
	fact.Again, fact.ErasedAt = true, gehoor.Moment(at)
	batch, err := c.erasure(ctx, org, id, snap, gehoor.System, nil, fact)
	if err == nil {
		err = c.deps.Events.Append(ctx, batch)
	}
	c.forget(org, id)
	return err == nil, err
}

// size counts the contents of a dossier and its files.
func (f *File) size() (contents, files int) {
	for _, at := range f.places {
		files += min(len(at.parts), 1)
	}
	return len(f.places), files
}

// mailboxRows are the rows outside the stream that go with a dossier: mailboxes,
// their sessions and drafts, and addresses of reporters that are still there. at is
// when it was destroyed; zero is now.
func (c *Casework) mailboxRows(org gehoor.OrgID, id gehoor.DossierID, f *File, at time.Time) []ledger.Row {
	if at.IsZero() {
		at = c.deps.Source.Now()
	}
	rows := []ledger.Row{account.Destroyed{Org: org, Dossier: id, On: protocol.Day(at)}}
	if c.deps.News != nil {
		for _, s := range f.Signals.All() {
			rows = append(rows, notify.News{Org: org, Link: c.deps.News.Link(org, s.ID)})
		}
	}
	return rows
}

// forget drops what this process remembers of a dossier.
func (c *Casework) forget(org gehoor.OrgID, id gehoor.DossierID) {
	c.dossier.Forget(org, gehoor.DossierStream(id))
	c.opened.Forget(org, gehoor.OpenedStream(id))
}

// cleanUp overwrites what was erased and removes its files. Both are done again by
// [Casework.Scrub] and [Casework.SweepParts], so their faults are no fault of the
// erasure.
func (c *Casework) cleanUp(ctx context.Context) {
	if c.deps.Parts != nil { // nil in a story, where nobody sends files
		_, _ = c.SweepParts(ctx)
	}
	_ = c.Scrub(ctx)
}

// Scrub overwrites on the disk what was erased, as far as the database can.
func (c *Casework) Scrub(ctx context.Context) error { return c.deps.Events.Scrub(ctx) }
