package pattern

import (
	"time"

	"github.com/gehoor/gehoor"
)

// Stub is what is kept of one incident, or of one burden, when its dossier was destroyed
// before it stopped to count: what the rules look at or what a figure counts, and no words.
type Stub struct {
	Kept
	// Burden is it if it is one of a burden.
	Burden *BurdenKept
	Exists bool
}

// Until is the first day on which it counts no more: then it is destroyed.
func (s *Stub) Until() time.Time {
	if s.Burden != nil {
		return s.Burden.Until
	}
	return s.Kept.Until
}

// BurdenKept is the one fact of a stub of a burden: what the figures of a year count, see
// package measure. It has nobody, and nothing leads from it to another of the same dossier.
type BurdenKept struct {
	Bearer  string    `json:"bearer"`
	Weight  string    `json:"weight,omitempty"`
	Breach  bool      `json:"breach,omitempty"`
	Own     bool      `json:"own,omitempty"`
	On      time.Time `json:"on"`
	EndedOn time.Time `json:"ended_on,omitzero"`
	Start   time.Time `json:"start"`
	OverOn  time.Time `json:"over_on"`
	Planned time.Time `json:"planned,omitzero"`
	// Until is the first day on which no figure counts it.
	Until time.Time `json:"until"`
}

// Kind names the fact.
func (BurdenKept) Kind() gehoor.Kind { return "stub.burden-kept" }

// Kept is the one fact of a stub. Days are at midnight UTC; zero is never.
type Kept struct {
	Person    gehoor.PersonID `json:"person,omitempty"`
	Team      bool            `json:"team,omitempty"`
	Office    gehoor.Office   `json:"office,omitempty"`
	Day       time.Time       `json:"day"`
	Severity  Severity        `json:"severity,omitempty"`
	Distinct  bool            `json:"distinct,omitempty"`
	Channel   string          `json:"channel,omitempty"`
	TalkOn    time.Time       `json:"talk_on,omitzero"`
	NothingOn time.Time       `json:"nothing_on,omitzero"`
	MeasureOn time.Time       `json:"measure_on,omitzero"`
	Exit      string          `json:"exit,omitempty"`
	ClosedOn  time.Time       `json:"closed_on,omitzero"`
	// Until is the first day on which it counts no more: then it is destroyed.
	Until time.Time `json:"until"`
}

// Subject is whom it is about.
func (k Kept) Subject() Subject { return Subject{Person: k.Person, Team: k.Team, Office: k.Office} }

// Kind names the fact.
func (Kept) Kind() gehoor.Kind { return "stub.kept" }

// NewStub is a stub without events.
func NewStub() *Stub { return &Stub{} }

// Clone returns an independent copy.
func (s *Stub) Clone() *Stub {
	c := *s
	return &c
}

// Fold adds one event.
func (s *Stub) Fold(_ gehoor.Event, f gehoor.Fact) error {
	switch f := f.(type) {
	case Kept:
		s.Kept, s.Exists = f, true
	case BurdenKept:
		s.Burden, s.Exists = &f, true
	}
	return nil
}
