package casework

import (
	"context"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/diary"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/view"
)

// protocolFact is an event as a protocol reads it.
func protocolFact(e gehoor.Event, f gehoor.Fact) protocol.Fact {
	p := protocol.Fact{Kind: e.Kind, At: e.At, Seq: e.Seq, By: party(e.Actor), Fields: fieldsOf(f)}
	p.Signal, _ = signal.Subject(f) // a participant's are about the dossier
	switch x := f.(type) {
	case diary.Kept:
		p.Signal = x.Signal
	case dossier.Escalated:
		p.Signal = x.Signal
	case dossier.NoticeGiven:
		p.Signal = x.Signal
	case record.Record:
		p.Signal = x.Signal
	}
	return p
}

// party is whose word something is.
func party(a gehoor.Actor) protocol.Party {
	if _, ok := a.Person(); ok {
		return protocol.ByStaff
	}
	if _, ok := a.Signal(); ok {
		return protocol.ByReporter
	}
	if _, ok := a.Participant(); ok {
		return protocol.ByParticipant
	}
	return protocol.BySystem
}

// evaluate says what a dossier's own protocols make of it.
func (c *Casework) evaluate(ctx context.Context, org gehoor.OrgID, f *File, now time.Time) (protocol.Result, error) {
	r, err := c.rulesOf(ctx, org, f.Dossier)
	if err != nil {
		return protocol.Result{}, err
	}
	return r.evaluate(f, now), nil
}

// allowed asks the protocols whether somebody may add these facts now. Every act of a
// person comes here, whatever way it came in (architecture §5). reads gains what the
// answer leans on.
func (c *Casework) allowed(ctx context.Context, org gehoor.OrgID, f *File, by gehoor.Actor, facts []gehoor.Fact, reads *[]ledger.Version) error {
	proposed := make([]protocol.Fact, len(facts))
	for i, fact := range facts {
		proposed[i] = protocolFact(gehoor.Event{Kind: fact.Kind(), Actor: by}, fact)
	}
	rules, err := c.rulesNow(ctx, org, f, reads)
	if err != nil {
		return err
	}
	if r := rules.set.Propose(rules.setting, f.Facts, c.deps.Source.Now(), proposed...); r != nil {
		return r
	}
	return nil
}

// dossierRows are the rows of a dossier as of its last event: a function of the
// stream, and of the protocols and closing days that it names, so that replay comes
// out the same. Lateness that comes after it is noticed by [Casework.Tick], which adds
// a fact.
func (c *Casework) dossierRows(ctx context.Context, org gehoor.OrgID, s ledger.Snapshot[*File]) ([]ledger.Row, error) {
	id, ok := s.Stream.Dossier()
	if !ok {
		return nil, nil
	}
	rules, err := c.rulesOf(ctx, org, s.State.Dossier)
	if err != nil {
		return nil, err
	}
	r := rules.evaluate(s.State, s.State.LastAt)
	term := view.Term{Next: sooner(r.Wake, rules.nextContact(s.State, r)), Notices: s.State.notices(id), OtherOffice: len(s.State.misfits()) > 0, AskName: s.State.Dossier.NamingReady(s.State.LastAt), WaitingSince: s.State.Participants.WaitingSince()}
	for _, k := range r.Clocks {
		term.Late = term.Late || k.Late()
		if k.State != protocol.StateMet && term.DueAt.IsZero() {
			term.Step, term.DueAt, term.Statutory, term.Actor = string(k.Step), k.Target, k.Statutory(), string(k.Actor)
		}
	}
	for _, one := range s.State.Signals.All() { // the last signal's, if there are several
		term.Leader = leads(s.State, one.ID)
	}
	term = withNaming(withErasure(term, s.State.Dossier), s.State.Dossier)
	term.Next = sooner(term.Next, s.State.Dossier.LinesWake())
	return rows(view.Dossier(id, s.State.Dossier, s.State.Signals.All(), term)), nil
}

// sooner is the earlier of two moments, of which either may be zero.
func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

func personRows(_ context.Context, _ gehoor.OrgID, s ledger.Snapshot[*directory.Person]) ([]ledger.Row, error) {
	return rows(view.Person(s.State)), nil
}

func officeRows(_ context.Context, _ gehoor.OrgID, s ledger.Snapshot[*directory.Office]) ([]ledger.Row, error) {
	return rows(view.Office(gehoor.Office(s.Stream[len("office/"):]), s.State)), nil
}

func rows(of []any) []ledger.Row {
	out := make([]ledger.Row, len(of))
	for i, r := range of {
		out[i] = r
	}
	return out
}
