package protocol

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Closed is the fact that ends a dossier; its field [FieldExit] says how.
const (
	Closed    gehoor.Kind = "dossier.closed"
	FieldExit string      = "exit"
)

// Propose says why facts that are added together may not be at now; nil if they may.
// Beside a definition's own rules nothing is refused here: what is
// impossible in any protocol is the noun's to refuse. A fact with which the dossier
// would begin to follow the definition is judged by it already.
func Propose(d Definition, s Setting, facts []Fact, now time.Time, proposed ...Fact) *gehoor.Refusal {
	return propose(d, s, newHistory(facts), now, proposed)
}

func propose(d Definition, s Setting, h *history, now time.Time, proposed []Fact) *gehoor.Refusal {
	proposed = slices.Clone(proposed)
	for i := range proposed {
		proposed[i].At, proposed[i].Seq = gehoor.Moment(now), gehoor.Seq(len(h.facts)+1+i)
	}
	if !h.begins(d) && !slices.ContainsFunc(proposed, func(f Fact) bool { return d.triggered(f.Kind) }) {
		return nil
	}
	e := evaluate(d, s, h, now)
	if !e.active {
		if !slices.ContainsFunc(proposed, e.begins) {
			return nil
		}
		d.Trigger, d.Until = nil, nil
		e = evaluate(d, s, h, now)
	}
	for _, f := range proposed {
		for _, refuse := range []func(Fact) *gehoor.Refusal{e.refuseAnyway, e.refuseGuarded, e.refuseTerm, e.refuseExit} {
			if r := refuse(f); r != nil {
				return r
			}
		}
	}
	return nil
}

// triggered says whether a fact of this kind can be what a dossier begins to follow the
// definition with.
func (d Definition) triggered(k gehoor.Kind) bool {
	return slices.ContainsFunc(d.Trigger, func(t Start) bool { return t.Kind == k })
}

// begins says whether the dossier would follow the definition with this fact.
func (e *evaluation) begins(f Fact) bool {
	return slices.ContainsFunc(e.def.Trigger, func(t Start) bool {
		if t.Kind != f.Kind || t.By != "" && t.By != f.By {
			return false
		}
		return t.If.IsZero() || e.asksOf(t.If, e.strands[0], e.reader.read(&f))
	})
}

func (e *evaluation) refuseAnyway(f Fact) *gehoor.Refusal { return e.Refuse(f.Kind, f.Signal) }

// refuseGuarded asks the guards about the fact itself.
func (e *evaluation) refuseGuarded(f Fact) *gehoor.Refusal {
	if e.reader == nil {
		return nil
	}
	hand := e.reader.read(&f)
	for _, g := range e.def.Guards {
		if g.Effect == Refuses && slices.Contains(g.On, f.Kind) && e.asksOf(g.If, e.strands[0], hand) {
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
		if g.Effect != Refuses || g.If.ofFact || !e.asks(g.If, e.strands[0], 0) {
			continue
		}
		for _, k := range g.On {
			e.Refused = append(e.Refused, Refused{Action: k, Guard: g.Code, Why: g.Why})
		}
	}
	for _, x := range e.def.Exits {
		standing := ExitStanding{Code: x.Code, Label: x.Label}
		for _, r := range x.Requires {
			if !e.asks(r.If, e.strands[0], 0) {
				standing.Lacks = append(standing.Lacks, r.Why)
			}
		}
		e.Exits = append(e.Exits, standing)
	}
}
