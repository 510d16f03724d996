package protocol

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Closed is the fact that ends a dossier; its field [FieldExit] says how.
const (
	Closed    gehoor.Kind = "dossier.closed"
	FieldExit             = "exit"
)

// Propose says why a fact may not be added at now; nil if it may. The facts are
// those before it. Beside a definition's own rules nothing is refused here: what is
// impossible in any protocol is the noun's to refuse.
func Propose(d Definition, s Setting, facts []Fact, now time.Time, f Fact) *gehoor.Refusal {
	e := evaluate(d, s, facts, now)
	if !e.active {
		return nil
	}
	f.At, f.Seq = gehoor.Moment(now), gehoor.Seq(len(facts)+1)
	if r := e.Refuse(f.Kind, f.Signal); r != nil {
		return r
	}
	if r := e.refuseGuarded(f); r != nil {
		return r
	}
	if r := e.refuseTerm(f); r != nil {
		return r
	}
	return e.refuseExit(f)
}

// refuseGuarded asks the guards about the fact itself.
func (e *evaluation) refuseGuarded(f Fact) *gehoor.Refusal {
	if e.reader == nil {
		return nil
	}
	hand := e.reader.value(e.reader.kinds[f.Kind], f)
	for _, g := range e.def.Guards {
		if g.Effect == Refuses && slices.Contains(g.On, f.Kind) && e.reader.asks(g.If, e.strands[0].env, hand) {
			return gehoor.Refuse(CodeGuard, "guard", g.Code, "nl", g.Why.NL, "en", g.Why.EN)
		}
	}
	return nil
}

// refuseExit says what is lacking for the way in which somebody wants to end it.
func (e *evaluation) refuseExit(f Fact) *gehoor.Refusal {
	if f.Kind != Closed || len(e.def.Exits) == 0 {
		return nil
	}
	exit, _ := f.Fields[FieldExit].(string)
	for _, x := range e.Exits {
		switch {
		case x.Code != exit:
		case len(x.Lacks) > 0:
			return gehoor.Refuse(CodeExit, "exit", exit, "nl", x.Lacks[0].NL, "en", x.Lacks[0].EN)
		default:
			return nil
		}
	}
	return gehoor.Refuse(CodeNoExit, "exit", exit)
}

// guard notes what guards refuse whatever is in the fact, and how it stands with the
// exits.
func (e *evaluation) guard() {
	if !e.active {
		return
	}
	for _, g := range e.def.Guards {
		if g.Effect != Refuses || g.If.ofFact || !e.asks(g.If) {
			continue
		}
		for _, k := range g.On {
			e.Refused = append(e.Refused, Refused{Action: k, Guard: g.Code, Why: g.Why})
		}
	}
	for _, x := range e.def.Exits {
		standing := ExitStanding{Code: x.Code, Label: x.Label}
		for _, r := range x.Requires {
			if !e.asks(r.If) {
				standing.Lacks = append(standing.Lacks, r.Why)
			}
		}
		e.Exits = append(e.Exits, standing)
	}
}

// asks a condition about the whole dossier, with no fact at hand.
func (e *evaluation) asks(c Condition) bool {
	return c.IsZero() || e.reader.asks(c, e.strands[0].env, nil)
}
