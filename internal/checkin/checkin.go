package checkin

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Going is how it goes, on three points.
type Going string

// The three.
const (
	Well Going = "well"
	SoSo Going = "so-so"
	Bad  Going = "bad"
)

// Goings lists them in the order in which they are shown.
func Goings() []Going { return []Going{Well, SoSo, Bad} }

// Valid says whether there is such an answer.
func (g Going) Valid() bool { return slices.Contains(Goings(), g) }

// Answer is what somebody says of how it goes. KeptAway: somebody asked them to stay away,
// to work from home or to do other work. Content are words with it, "" if there are none.
type Answer struct {
	Going        Going            `json:"going"`
	KeptAway     bool             `json:"kept_away"`
	TreatedWorse bool             `json:"worse"`
	Content      gehoor.ContentID `json:"content,omitempty"`
}

// Quiet says of an answer that nobody need do anything: it goes well, and nothing was
// said.
func (a Answer) Quiet() bool {
	return a.Going == Well && !a.KeptAway && !a.TreatedWorse && a.Content == ""
}

// Wrong says of an answer that a closed dossier must be taken up again: it goes badly, one
// of the two happened, or it goes so-so and there is more to say.
func (a Answer) Wrong() bool {
	return a.Going == Bad || a.KeptAway || a.TreatedWorse || a.Going == SoSo && a.Content != ""
}

// CheckIn is one contact: how it goes was asked, or was not because the person wants none.
type CheckIn struct {
	// Step is the contact of the protocol.
	Step string
	// AskedAt is zero if it was skipped unasked.
	AskedAt time.Time
	// AnsweredAt and SkippedAt are zero as long as it was not.
	AnsweredAt, SkippedAt time.Time
	// Passed: a later question came before an answer did.
	Passed bool
	// Answer is zero as long as there is none.
	Answer
}

// Waits says whether it can be answered.
func (c CheckIn) Waits() bool {
	return !c.AskedAt.IsZero() && c.AnsweredAt.IsZero() && c.SkippedAt.IsZero() && !c.Passed
}

// Codes of refusals about how it goes.
const (
	// CodeDone: it was answered or skipped, or a later question came.
	CodeDone gehoor.Code = "signal.check-in-done"
	// CodeStopped: they said before that they want to be asked no more.
	CodeStopped gehoor.Code = "signal.check-ins-stopped-before"
	// CodeOn: they are asked already.
	CodeOn gehoor.Code = "signal.check-ins-on"
)

// List is the contacts with one person.
type List struct {
	// All are the contacts that came, oldest first.
	All []CheckIn
	// Stopped: they want to be asked no more.
	Stopped bool
}

// Clone returns an independent copy.
func (l List) Clone() List {
	l.All = slices.Clone(l.All)
	return l
}

// Of returns the contact of a step, and whether there was one.
func (l List) Of(step string) (CheckIn, bool) {
	i := slices.IndexFunc(l.All, func(c CheckIn) bool { return c.Step == step })
	if i < 0 {
		return CheckIn{}, false
	}
	return l.All[i], true
}

// Open returns the question that waits for an answer, and whether there is one.
func (l List) Open() (CheckIn, bool) {
	if n := len(l.All); n > 0 && l.All[n-1].Waits() {
		return l.All[n-1], true
	}
	return CheckIn{}, false
}

// Passed says whether they were asked about a contact that comes later than at: one
// question at a time, also where the program was asleep for long.
func (l List) Passed(at time.Time) bool {
	return slices.ContainsFunc(l.All, func(c CheckIn) bool { return !c.AskedAt.IsZero() && !at.After(c.AskedAt) })
}

// MayAnswer refuses an answer that there cannot be, or to a question that does not wait.
func (l List) MayAnswer(step string, a Answer) error {
	if !a.Going.Valid() {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	return l.MaySkip(step)
}

// MaySkip refuses to skip a question that does not wait.
func (l List) MaySkip(step string) error {
	if waits, ok := l.Open(); !ok || waits.Step != step {
		return gehoor.Refuse(CodeDone)
	}
	return nil
}

// MayStop refuses to stop what was stopped before.
func (l List) MayStop() error {
	if l.Stopped {
		return gehoor.Refuse(CodeStopped)
	}
	return nil
}

// MayResume refuses to resume what was not stopped.
func (l List) MayResume() error {
	if !l.Stopped {
		return gehoor.Refuse(CodeOn)
	}
	return nil
}

// Ask folds that how it goes was asked: what waited before does not any more.
func (l *List) Ask(step string, at time.Time) {
	for i := range l.All {
		l.All[i].Passed = l.All[i].Passed || l.All[i].Waits()
	}
	l.All = append(l.All, CheckIn{Step: step, AskedAt: at})
}

// Take folds an answer.
func (l *List) Take(step string, a Answer, at time.Time) {
	one := l.of(step)
	one.AnsweredAt, one.Answer = at, a
}

// Skip folds that a contact is not wanted.
func (l *List) Skip(step string, at time.Time) { l.of(step).SkippedAt = at }

// of is the contact of a step, a new one if there was none.
func (l *List) of(step string) *CheckIn {
	i := slices.IndexFunc(l.All, func(c CheckIn) bool { return c.Step == step })
	if i < 0 {
		i, l.All = len(l.All), append(l.All, CheckIn{Step: step})
	}
	return &l.All[i]
}

// ByDay is the same with days in the place of moments.
func (l List) ByDay(day func(time.Time) time.Time) List {
	l = l.Clone()
	for i := range l.All {
		for _, at := range []*time.Time{&l.All[i].AskedAt, &l.All[i].AnsweredAt, &l.All[i].SkippedAt} {
			if !at.IsZero() {
				*at = day(*at)
			}
		}
	}
	return l
}
