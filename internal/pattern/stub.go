package pattern

import (
	"time"

	"github.com/gehoor/gehoor"
)

// Stub is what is kept of one incident when its dossier was destroyed before it stopped to
// count: what the rules look at, and no words.
type Stub struct {
	Kept
	Exists bool
}

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
	if kept, ok := f.(Kept); ok {
		s.Kept, s.Exists = kept, true
	}
	return nil
}
