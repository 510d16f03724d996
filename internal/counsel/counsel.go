// Package counsel is what a confidential adviser writes to the top unasked: an advice on a
// trend that they see (protocols.md §1.4). It belongs to no dossier and has no reporter. Its
// words are sealed to those it is for and to its writer, each apart; facts say who was given
// it, as what, and when they confirmed that they know it.
package counsel

import (
	"fmt"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Given is the advice. The actor is the adviser.
type Given struct {
	To []To `json:"to"`
	// Own is the same words, sealed to the adviser.
	Own gehoor.ContentID `json:"own"`
}

// To is one whom it is for, in which function, and the words sealed to them.
type To struct {
	Person   gehoor.PersonID  `json:"person"`
	Function gehoor.Role      `json:"function"`
	Content  gehoor.ContentID `json:"content"`
}

// Confirmed: the actor knows it.
type Confirmed struct{}

// Answered: the actor answers the adviser. Content is sealed to the adviser, Own to the actor.
type Answered struct {
	Content gehoor.ContentID `json:"content"`
	Own     gehoor.ContentID `json:"own"`
}

// Kind names the fact.
func (Given) Kind() gehoor.Kind { return "counsel.given" }

// Kind names the fact.
func (Confirmed) Kind() gehoor.Kind { return "counsel.confirmed" }

// Kind names the fact.
func (Answered) Kind() gehoor.Kind { return "counsel.answered" }

// Codes of refusals.
const (
	// CodeNobody: it is for nobody, or for somebody who is not at the top.
	CodeNobody gehoor.Code = "counsel.nobody"
	// CodeUnconfirmed: who answers confirms first that they know it.
	CodeUnconfirmed gehoor.Code = "counsel.unconfirmed"
)

// MostAnswers bounds how often one person answers.
const MostAnswers = 50

// State is one advice.
type State struct {
	By      gehoor.PersonID
	GivenAt time.Time
	Own     gehoor.ContentID
	To      []Addressee
}

// Addressee is one whom it is for, and what they did.
type Addressee struct {
	To
	// ConfirmedAt is zero before they did.
	ConfirmedAt time.Time
	Answers     []Answer
}

// Answer is what somebody wrote back.
type Answer struct {
	Answered
	At time.Time
}

// New is an advice without events.
func New() *State { return &State{} }

// Exists says whether it was given.
func (s *State) Exists() bool { return s.By != "" }

// Clone returns an independent copy.
func (s *State) Clone() *State {
	c := *s
	c.To = slices.Clone(s.To)
	for i := range c.To {
		c.To[i].Answers = slices.Clone(c.To[i].Answers)
	}
	return &c
}

// Of is what stands of somebody; false if it is not for them.
func (s *State) Of(p gehoor.PersonID) (Addressee, bool) {
	i := s.at(p)
	if i < 0 {
		return Addressee{}, false
	}
	return s.To[i], true
}

func (s *State) at(p gehoor.PersonID) int {
	return slices.IndexFunc(s.To, func(a Addressee) bool { return a.Person == p })
}

// Give states an advice to some people at the top, each once. It was not given before.
func (s *State) Give(g Given) ([]gehoor.Fact, error) {
	if len(g.To) == 0 || g.Own == "" {
		return nil, gehoor.Refuse(CodeNobody)
	}
	for i, to := range g.To {
		same := func(o To) bool { return o.Person == to.Person }
		if !to.Function.IsTold() || to.Content == "" || slices.ContainsFunc(g.To[:i], same) {
			return nil, gehoor.Refuse(CodeNobody)
		}
	}
	return []gehoor.Fact{g}, nil
}

// Confirm says that somebody knows it. Done before it is nothing.
func (s *State) Confirm(p gehoor.PersonID) ([]gehoor.Fact, error) {
	a, ok := s.Of(p)
	switch {
	case !ok:
		return nil, gehoor.ErrNotFound
	case !a.ConfirmedAt.IsZero():
		return nil, nil
	}
	return []gehoor.Fact{Confirmed{}}, nil
}

// Answer writes back, once it is confirmed.
func (s *State) Answer(p gehoor.PersonID, f Answered) ([]gehoor.Fact, error) {
	a, ok := s.Of(p)
	switch {
	case !ok:
		return nil, gehoor.ErrNotFound
	case a.ConfirmedAt.IsZero():
		return nil, gehoor.Refuse(CodeUnconfirmed)
	case f.Content == "" || f.Own == "" || len(a.Answers) >= MostAnswers:
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	case slices.ContainsFunc(a.Answers, func(one Answer) bool { return one.Answered == f }):
		return nil, nil
	}
	return []gehoor.Fact{f}, nil
}

// MayHave says whether content is sealed to somebody.
func (s *State) MayHave(p gehoor.PersonID, c gehoor.ContentID) bool {
	own := func(a Addressee) bool {
		return a.Person == p && (a.Content == c || slices.ContainsFunc(a.Answers, func(one Answer) bool { return one.Own == c }))
	}
	back := func(a Addressee) bool {
		return slices.ContainsFunc(a.Answers, func(one Answer) bool { return one.Content == c })
	}
	if c == "" || !s.Exists() {
		return false
	}
	return slices.ContainsFunc(s.To, own) || s.By == p && (s.Own == c || slices.ContainsFunc(s.To, back))
}

// Fold adds one event.
func (s *State) Fold(e gehoor.Event, f gehoor.Fact) error {
	who, _ := e.Actor.Person()
	switch f := f.(type) {
	case Given:
		s.By, s.GivenAt, s.Own = who, e.At, f.Own
		for _, to := range f.To {
			s.To = append(s.To, Addressee{To: to})
		}
	case Confirmed:
		if i := s.at(who); i >= 0 {
			s.To[i].ConfirmedAt = e.At
		}
	case Answered:
		if i := s.at(who); i >= 0 {
			s.To[i].Answers = append(s.To[i].Answers, Answer{f, e.At})
		}
	default:
		return fmt.Errorf("counsel: unknown fact %q", e.Kind)
	}
	return nil
}
