package knowledge

import (
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// What is the class of what somebody knew.
type What string

// The classes, from little to much.
const (
	// Existence: that there is a dossier.
	Existence What = "existence"
	// Notice: that there is a signal, how serious and how late; no word of it.
	Notice What = "notice"
	// Matter: what it is about, as somebody recorded that it was told.
	Matter What = "matter"
	// Account: the words of the reporter's account.
	Account What = "account"
	// Words: what was written or sent since, files too.
	Words What = "words"
	// Identity: who the reporter is.
	Identity What = "identity"
	// Recorded: what was written down at a step.
	Recorded What = "record"
	// Decision: what was decided.
	Decision What = "decision"
	// Reply: no knowledge, but what somebody says of what was recorded about them.
	Reply What = "reply"
)

// Whats lists the classes in that order.
func Whats() []What {
	return []What{Existence, Notice, Matter, Account, Words, Identity, Recorded, Decision, Reply}
}

// Source is how it is known that somebody knew.
type Source string

// The sources.
const (
	// FromLog: it was made available to them, as the log says.
	FromLog Source = "log"
	// FromAct: they wrote or decided it themselves.
	FromAct Source = "act"
	// FromProgram: the program told them, or put it on their list.
	FromProgram Source = "program"
	// FromGrant: a colleague gave them the keys.
	FromGrant Source = "grant"
	// FromConfirming: they confirmed that they knew.
	FromConfirming Source = "confirmed"
	// FromHandler: a handler recorded that they knew or were told.
	FromHandler Source = "handler"
	// FromThemselves: they recorded it of themselves.
	FromThemselves Source = "themselves"
)

// Sources lists them.
func Sources() []Source {
	return []Source{FromLog, FromAct, FromProgram, FromGrant, FromConfirming, FromHandler, FromThemselves}
}

// Ref is the place of an entry: which fact of which stream.
type Ref struct {
	Stream gehoor.StreamID
	Seq    gehoor.Seq
}

// Entry is that somebody knew something, since a moment.
type Entry struct {
	Ref
	// Person is who; "" for somebody who is named by function only.
	Person gehoor.PersonID
	// Function is in which function: a role, or an answer of a record; see [Label].
	Function string
	What     What
	// Signal is of which signal; "" for the dossier.
	Signal gehoor.SignalID
	// Kind is the fact.
	Kind gehoor.Kind
	// Since is from when they knew; of a day alone (Day), its beginning.
	Since time.Time
	Day   bool
	// RecordedAt is when that was written down, By by whom. Of what a reporter or the
	// program did it is a day.
	RecordedAt time.Time
	By         gehoor.Actor
	Source     Source
	// Afterwards: it was written down more than a day later.
	Afterwards bool
	// Replies are the facts with which who it is about replied.
	Replies []Ref
}

// RecordedDay says whether of RecordedAt only the day is meant.
func (e Entry) RecordedDay() bool { return !staff(e.By) }

// staff says whether a person did it, and not a reporter or the program.
func staff(a gehoor.Actor) bool {
	_, ok := a.Person()
	return ok
}

// afterwards says whether something was written down more than a day after it was known.
// Of a day alone, a day after its end.
func afterwards(since time.Time, day bool, recorded time.Time) bool {
	if day {
		return protocol.DateOf(recorded).DaysAfter(protocol.DateOf(since)) > 1
	}
	return recorded.Sub(since) > 24*time.Hour
}
