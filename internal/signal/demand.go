package signal

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// What a reporter can press when it does not go well, and somebody else than the one
// who leads must answer (protocols.md §1.8, G-MELDERKNOP). Whoever a reporter complains
// of does not judge the complaint, and a word to keep them quiet is no answer.

// Reason is what a reporter says with one press.
type Reason string

// The reasons, in the order in which they are shown. Making a signal formal is an act
// of its own ([MadeFormal]).
const (
	// ReasonNothing: nothing happens.
	ReasonNothing Reason = "nothing-happens"
	// ReasonWorse: I am treated worse since I told.
	ReasonWorse Reason = "treated-worse"
	// ReasonReconsider: please look at it once more.
	ReasonReconsider Reason = "reconsider"
)

// Reasons lists them in the order in which they are shown.
func Reasons() []Reason { return []Reason{ReasonNothing, ReasonWorse, ReasonReconsider} }

// Valid says whether the reason exists.
func (r Reason) Valid() bool { return slices.Contains(Reasons(), r) }

// AnswerDemanded: the reporter pressed. Content are words with it, "" if there are
// none. Leads is who led the dossier then, and does not answer; "" if nobody did.
type AnswerDemanded struct {
	Signal  gehoor.SignalID  `json:"signal"`
	Reason  Reason           `json:"reason"`
	Content gehoor.ContentID `json:"content,omitempty"`
	Leads   gehoor.PersonID  `json:"leads,omitempty"`
}

// DemandAnswered: somebody who does not lead the dossier answered all that was demanded
// until then.
type DemandAnswered struct {
	Signal  gehoor.SignalID  `json:"signal"`
	Content gehoor.ContentID `json:"content"`
}

// Kind names the fact.
func (AnswerDemanded) Kind() gehoor.Kind { return "signal.answer-demanded" }

// Kind names the fact.
func (DemandAnswered) Kind() gehoor.Kind { return "signal.demand-answered" }

// Codes of refusals about demands.
const (
	// CodeDemanded: the same was pressed before, and waits for an answer.
	CodeDemanded gehoor.Code = "signal.demanded-before"
	// CodeNoDemand: nothing waits for such an answer.
	CodeNoDemand gehoor.Code = "signal.no-demand"
	// CodeDemandOwn: who led the dossier when it was pressed does not answer.
	CodeDemandOwn gehoor.Code = "signal.demand-own"
	// CodeDemandOpen: a reporter waits for the answer of somebody else, so that the work
	// is not done.
	CodeDemandOpen gehoor.Code = "signal.demand-open"
)

// Demand is one press.
type Demand struct {
	Reason Reason
	At     time.Time
	// Leads is who does not answer it; "" if anybody may.
	Leads gehoor.PersonID
	// AnsweredAt is zero as long as it waits.
	AnsweredAt time.Time
}

// Demanded are the presses that wait for an answer, oldest first.
func (s Signal) Demanded() []Demand {
	var open []Demand
	for _, d := range s.Demands {
		if d.AnsweredAt.IsZero() {
			open = append(open, d)
		}
	}
	return open
}

// MayAnswer says whether somebody is none of those who led when it was pressed.
func (s Signal) MayAnswer(p gehoor.PersonID) bool {
	return !slices.ContainsFunc(s.Demanded(), func(d Demand) bool { return d.Leads == p && p != "" })
}

// Demand presses. The same reason counts once as long as it waits, unless words come
// with it.
func (s *State) Demand(f AnswerDemanded) ([]gehoor.Fact, error) {
	one, ok := s.byID[f.Signal]
	switch {
	case !ok:
		return nil, gehoor.Refuse(CodeUnknown)
	case !f.Reason.Valid():
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	case f.Content == "" && slices.ContainsFunc(one.Demanded(), func(d Demand) bool { return d.Reason == f.Reason }):
		return nil, gehoor.Refuse(CodeDemanded)
	}
	return []gehoor.Fact{f}, nil
}

// AnswerDemand answers all that was demanded.
func (s *State) AnswerDemand(id gehoor.SignalID, c gehoor.ContentID, by gehoor.PersonID) ([]gehoor.Fact, error) {
	one, ok := s.byID[id]
	switch {
	case !ok:
		return nil, gehoor.Refuse(CodeUnknown)
	case len(one.Demanded()) == 0:
		return nil, gehoor.Refuse(CodeNoDemand)
	case !one.MayAnswer(by):
		return nil, gehoor.Refuse(CodeDemandOwn)
	}
	return []gehoor.Fact{DemandAnswered{Signal: id, Content: c}}, nil
}

// AllAnswered refuses as long as a reporter waits for somebody else's answer.
func (s *State) AllAnswered() error {
	for _, one := range s.byID {
		if len(one.Demanded()) > 0 {
			return gehoor.Refuse(CodeDemandOpen)
		}
	}
	return nil
}

// foldDemand folds the facts of this file, and says whether it was one.
func (s *Signal) foldDemand(e gehoor.Event, f gehoor.Fact) bool {
	switch f := f.(type) {
	case AnswerDemanded:
		s.Demands = append(s.Demands, Demand{Reason: f.Reason, At: e.At, Leads: f.Leads})
		s.add(e, FormDemand, f.Content)
		s.Thread[len(s.Thread)-1].Reason = f.Reason
	case DemandAnswered:
		for i := range s.Demands {
			if s.Demands[i].AnsweredAt.IsZero() {
				s.Demands[i].AnsweredAt = e.At
			}
		}
		s.add(e, FormDemandAnswer, f.Content)
	default:
		return false
	}
	return true
}

// demandOf is the signal that a fact of this file is about; "" for another fact.
func demandOf(f gehoor.Fact) gehoor.SignalID {
	switch f := f.(type) {
	case AnswerDemanded:
		return f.Signal
	case DemandAnswered:
		return f.Signal
	}
	return ""
}
