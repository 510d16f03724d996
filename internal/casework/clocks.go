package casework

import (
	"context"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/view"
)

// protocolFact is an event as a protocol reads it.
func protocolFact(e gehoor.Event, f gehoor.Fact) protocol.Fact {
	p := protocol.Fact{Kind: e.Kind, At: e.At, Seq: e.Seq, By: party(e.Actor), Fields: fieldsOf(f)}
	p.Signal, _ = signal.Subject(f)
	if x, ok := f.(dossier.Escalated); ok {
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
	return protocol.BySystem
}

func (c *Casework) evaluate(f *File, now time.Time) protocol.Result {
	return protocol.Evaluate(c.deps.Protocol, c.deps.Setting, f.Facts, now)
}

// allowed asks the protocol whether somebody may add these facts now. Every act of a
// person comes here, whatever way it came in (architecture §5).
func (c *Casework) allowed(f *File, by gehoor.Actor, facts []gehoor.Fact) error {
	proposed := make([]protocol.Fact, len(facts))
	for i, fact := range facts {
		proposed[i] = protocolFact(gehoor.Event{Kind: fact.Kind(), Actor: by}, fact)
	}
	if r := protocol.Propose(c.deps.Protocol, c.deps.Setting, f.Facts, c.deps.Source.Now(), proposed...); r != nil {
		return r
	}
	return nil
}

// dossierRows are the rows of a dossier as of its last event: a function of the
// stream alone, so that replay comes out the same. Lateness that comes after it
// is noticed by [Casework.Tick], which adds a fact.
func (c *Casework) dossierRows(_ gehoor.OrgID, s ledger.Snapshot[*File]) []ledger.Row {
	id, ok := s.Stream.Dossier()
	if !ok {
		return nil
	}
	r := c.evaluate(s.State, s.State.LastAt)
	term := view.Term{Next: r.Wake}
	for _, k := range r.Clocks {
		term.Late = term.Late || k.Late()
		if k.State != protocol.StateMet && term.DueAt.IsZero() {
			term.Step, term.DueAt = string(k.Step), k.Target
		}
	}
	return rows(view.Dossier(id, s.State.Dossier, s.State.Signals.All(), withErasure(term, s.State.Dossier)))
}

func personRows(_ gehoor.OrgID, s ledger.Snapshot[*directory.Person]) []ledger.Row {
	return rows(view.Person(s.State))
}

func officeRows(_ gehoor.OrgID, s ledger.Snapshot[*directory.Office]) []ledger.Row {
	return rows(view.Office(gehoor.Office(s.Stream[len("office/"):]), s.State))
}

func rows(of []any) []ledger.Row {
	out := make([]ledger.Row, len(of))
	for i, r := range of {
		out[i] = r
	}
	return out
}

// audience is who is told of a lateness: never somebody who is excluded or left.
func (c *Casework) audience(ctx context.Context, org gehoor.OrgID, f *File, e protocol.Escalation, reads *[]ledger.Version) ([]gehoor.PersonID, error) {
	var candidates []gehoor.PersonID
	if role, ok := e.To.Role(); ok {
		var err error
		if candidates, err = c.deps.Lists.StaffWith(ctx, org, outside(f, e.Signal, role)); err != nil {
			return nil, err
		}
	} else {
		others := otherHolders(f, e.Signal)
		candidates = slices.DeleteFunc(slices.Clone(others), f.Dossier.Absent)
		if len(candidates) == 0 && len(others) > 0 { // who is away hears nothing: whoever sees to it does
			var err error
			if candidates, err = c.stewards(ctx, org, f); err != nil {
				return nil, err
			}
		}
	}
	candidates, err := c.working(ctx, org, candidates, reads)
	if err != nil {
		return nil, err
	}
	to := []gehoor.PersonID{}
	for _, p := range candidates {
		if !f.Dossier.Excluded(p) {
			to = append(to, p)
		}
	}
	return to, nil
}

// outside is who is told instead of a role of the bureau when the signal is
// about the bureau: those whom it is about hear nothing, not even that there is
// something (protocols.md §1.3).
func outside(f *File, id gehoor.SignalID, role gehoor.Role) gehoor.Role {
	if s, ok := f.Signals.Get(id); ok && s.Office == gehoor.OfficeBureau {
		return gehoor.RoleExternal
	}
	return role
}

// otherHolders are those who hold the dossier, without the one who last wrote
// to the reporter; if nobody wrote, without the first.
func otherHolders(f *File, id gehoor.SignalID) []gehoor.PersonID {
	holders := f.Dossier.Holders(gehoor.Conversation)
	if len(holders) == 0 {
		return nil
	}
	acting := holders[0]
	if s, ok := f.Signals.Get(id); ok {
		for _, e := range s.Thread {
			if p, staff := e.By.Person(); staff {
				acting = p
			}
		}
	}
	var others []gehoor.PersonID
	for _, p := range holders {
		if p != acting {
			others = append(others, p)
		}
	}
	return others
}
