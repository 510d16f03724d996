package casework

import (
	"context"
	"crypto/sha256"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
)

// What a confidential adviser passes on with somebody's consent: that there is something,
// about whom, in which month and how serious, and nothing else (protocols.md §0.5, decision
// 70). It is a signal without a reporter, in a dossier of its own. Those who receive it pick
// from the chart whom it is about, as with every signal; from then on it counts.

// Passing is what an adviser passes on, as their browser sends it.
type Passing struct {
	// Token is made by the browser, and lies in the adviser's notes alone: with it the
	// same thing is passed on once, and can be taken back.
	Token    [32]byte
	Office   gehoor.Office
	Language gehoor.Language
	// Severity, Year and Month are as in [signal.PassedOn].
	Severity    string
	Year, Month int
	// Consent: the person agreed, and knows that they can take it back.
	Consent bool
	// Struck are people who may know nothing of it.
	Struck []gehoor.PersonID
	// Whom says whom it is about, sealed to the conversation.
	Whom         ledger.Content
	Conversation Sealed
}

func (p Passing) contents() []ledger.Content {
	return append([]ledger.Content{p.Whom}, p.Conversation.contents()...)
}

// PassedAs are the dossier and the signal of what somebody passes on with a token. They
// follow from it, so that nobody has to note more, and another's token leads nowhere.
func PassedAs(org gehoor.OrgID, who gehoor.PersonID, token [32]byte) (gehoor.DossierID, gehoor.SignalID) {
	sum := sha256.Sum256(slices.Concat([]byte("gehoor passed on v1\n"+string(org)+"\n"+string(who)+"\n"), token[:]))
	return gehoor.NewID[gehoor.DossierID]([16]byte(sum[:16])), gehoor.NewID[gehoor.SignalID]([16]byte(sum[16:]))
}

// PassOn takes in what an adviser passes on. The same token again is the same signal. To
// everybody else than advisers the act is not there.
func (c *Casework) PassOn(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, p Passing) error {
	if err := checkContents(p.contents()); err != nil {
		return err
	}
	if _, err := c.Adviser(ctx, org, who); err != nil {
		return err
	}
	if !p.Consent {
		return gehoor.Refuse(CodeEnterConsent)
	}
	if err := c.pace.Take(org, who, c.deps.Source.Now()); err != nil {
		return err
	}
	id, sig := PassedAs(org, who, p.Token)
	_, err := c.dossier.Update(ctx, org, gehoor.DossierStream(id), func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		if _, there := s.State.Signals.Get(sig); there {
			return ledger.Decision{}, nil // sent before: the first time counts
		}
		return c.decidePassOn(ctx, org, who, s.State, sig, p)
	})
	return err
}

func (c *Casework) decidePassOn(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, f *File, sig gehoor.SignalID, p Passing) (ledger.Decision, error) {
	var none ledger.Decision
	t, err := c.triage(ctx, org, p.Office, p.Struck)
	if err != nil {
		return none, err
	}
	if !t.intake {
		return none, gehoor.Refuse(directory.CodeIntakeClosed)
	}
	if !t.enough {
		return none, gehoor.Refuse(dossier.CodeAlone)
	}
	adviser, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
	if err != nil {
		return none, err
	}
	if !adviser.State.Advises() {
		return none, gehoor.ErrNotFound // they left meanwhile
	}
	begin, err := c.inForce(ctx, org)
	if err != nil {
		return none, err
	}
	passed, err := f.Signals.PassOn(
		signal.PassedOn{Signal: sig, Content: p.Whom.ID, Severity: p.Severity, Year: p.Year, Month: p.Month},
		signal.Routed{Signal: sig, Office: p.Office, Language: p.Language}, protocol.Day(c.deps.Source.Now()))
	if err != nil {
		return none, err
	}
	// Nobody outside of staff has a key: there is no reporter.
	made, err := f.Dossier.MakeCompartment(p.Conversation.fact(gehoor.Conversation, dossier.Coded{}), t.ids(), dossier.Coded{}, t.recovery)
	if err != nil {
		return none, err
	}
	d := ledger.Decision{
		Actor: gehoor.ByPerson(who), Protocol: begin.digest, Reads: append(t.reads, begin.version), Contents: p.contents(),
		Facts: slices.Concat(f.Dossier.Open(begin.Opened), passed, f.Dossier.Strike(p.Struck), made),
	}
	addRead(&d.Reads, adviser.Version())
	if err := c.missing(ctx, org, f, &d, t.holders); err != nil {
		return none, err
	}
	d.Inserts = c.alerts(org, t.ids(), alert{kind: notify.KindSignal, quiet: p.Office == gehoor.OfficeBureau || len(p.Struck) > 0})
	return d, nil
}

// TakeBack ends the consent with which an adviser passed something on: it counts no more,
// in an open dossier and in a closed one. Taken back before it is nothing. Of a destroyed
// dossier nothing counts any more either: that is nothing too, as is a token that nothing
// was passed on with.
func (c *Casework) TakeBack(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, token [32]byte) error {
	if _, err := c.Adviser(ctx, org, who); err != nil {
		return err
	}
	id, sig := PassedAs(org, who, token)
	_, err := c.dossier.Update(ctx, org, gehoor.DossierStream(id), func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		f := s.State
		var d ledger.Decision
		if one, ok := f.Signals.Get(sig); !ok || !one.Nobody() || f.Dossier.TakenBack(sig) {
			return d, nil
		}
		d.Actor, d.Protocol, d.Facts = gehoor.ByPerson(who), f.Dossier.Protocol, []gehoor.Fact{record.TakenBack(sig)}
		to, err := c.working(ctx, org, f.Dossier.Holders(gehoor.Conversation), &d.Reads)
		d.Inserts = c.alerts(org, to, alert{kind: notify.KindHandling, quiet: f.quiet()})
		return d, err
	})
	return err
}

// Codes of refusals about taking back.
const (
	// CodeNotPassed: no confidential adviser passed this signal on.
	CodeNotPassed gehoor.Code = "adviser.not-passed"
	// CodeTakenBack: it is taken back already.
	CodeTakenBack gehoor.Code = "adviser.taken-before"
)

// takenBack refuses a record that takes back what was not passed on.
func (f *File) takenBack(r record.Record) error {
	one, _ := f.Signals.Get(r.Signal)
	switch {
	case r.What != record.KindTakenBack:
		return nil
	case !one.Nobody():
		return gehoor.Refuse(CodeNotPassed)
	case f.Dossier.TakenBack(r.Signal):
		return gehoor.Refuse(CodeTakenBack)
	}
	return nil
}
