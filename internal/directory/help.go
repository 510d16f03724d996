package directory

import (
	"time"

	"github.com/gehoor/gehoor"
)

// HelpAsked: somebody who was told something does not know what to do, and wants to be
// called (protocols.md §1.8, G-HULPLIJN). It is about no signal: they may not know yet
// whether there is one.
type HelpAsked struct {
	// Due is when they are called at the latest, Higher when more people are told that
	// nobody did; both by the calendar of the day on which it was asked.
	Due    time.Time `json:"due"`
	Higher time.Time `json:"higher"`
}

// HelpLate: the moment has passed, and others were told. Level is 1, then 2.
type HelpLate struct {
	Level int               `json:"level"`
	To    []gehoor.PersonID `json:"to"`
}

// HelpGiven: its actor spoke with them.
type HelpGiven struct{}

// HelpDropped: it is not needed any more, says who asked.
type HelpDropped struct{}

// Kind names the fact.
func (HelpAsked) Kind() gehoor.Kind { return "person.help-asked" }

// Kind names the fact.
func (HelpLate) Kind() gehoor.Kind { return "person.help-late" }

// Kind names the fact.
func (HelpGiven) Kind() gehoor.Kind { return "person.help-given" }

// Kind names the fact.
func (HelpDropped) Kind() gehoor.Kind { return "person.help-dropped" }

// Help is the last time that somebody asked to be called.
type Help struct {
	HelpAsked
	AskedAt time.Time
	// Level is how often others were told that it is late.
	Level int
	// EndedAt is zero as long as nobody called. By is who did; the person themselves, if
	// it is not needed any more.
	EndedAt time.Time
	By      gehoor.Actor
}

// Open says whether they wait to be called.
func (h Help) Open() bool { return !h.AskedAt.IsZero() && h.EndedAt.IsZero() }

// Next is when somebody must be told that it is late; zero if nobody must any more.
func (h Help) Next() time.Time {
	switch {
	case !h.Open() || h.Level >= 2:
		return time.Time{}
	case h.Level == 1:
		return h.Higher
	}
	return h.Due
}

// CodeHelp: the person handles signals, and so is one of those who call.
const CodeHelp gehoor.Code = "help.not-for-you"

// AskHelp asks to be called. Asked while they wait it is no new fact.
func (p *Person) AskHelp(f HelpAsked) ([]gehoor.Fact, error) {
	switch {
	case !p.OnlyEnters():
		return nil, gehoor.Refuse(CodeHelp)
	case p.Help.Open():
		return nil, nil
	}
	return []gehoor.Fact{f}, nil
}

// DropHelp says that it is not needed any more.
func (p *Person) DropHelp() []gehoor.Fact {
	if !p.Help.Open() {
		return nil
	}
	return []gehoor.Fact{HelpDropped{}}
}

// GiveHelp says that somebody spoke with them; nothing if somebody did before.
func (p *Person) GiveHelp() []gehoor.Fact {
	if !p.Help.Open() {
		return nil
	}
	return []gehoor.Fact{HelpGiven{}}
}

// HelpIsLate is the level that has come by now, 0 if none has.
func (p *Person) HelpIsLate(now time.Time) int {
	next := p.Help.Next()
	if !p.Here() || next.IsZero() || now.Before(next) {
		return 0
	}
	return p.Help.Level + 1
}

// Next is when the person's stream must be looked at; zero if never.
func (p *Person) Next() time.Time {
	var next time.Time
	if p.GoesAway() {
		next = p.Begins()
	}
	if at := p.Help.Next(); p.Here() && !at.IsZero() && (next.IsZero() || at.Before(next)) {
		next = at
	}
	return next
}

// helped folds what was asked, and what came of it.
func (p *Person) helped(e gehoor.Event, f gehoor.Fact) {
	switch f := f.(type) {
	case HelpAsked:
		p.Help = Help{HelpAsked: f, AskedAt: e.At}
	case HelpLate:
		p.Help.Level = f.Level
	default:
		p.Help.EndedAt, p.Help.By = e.At, e.Actor
	}
}
