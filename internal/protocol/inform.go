package protocol

import (
	"time"

	"github.com/gehoor/gehoor"
)

// Assessed is the fact that says how serious a signal is and whom it is about. Before it
// nobody at the top is told anything, unless half of the term has passed: then whoever
// should know may be the one whom it is about, and that is known only afterwards.
const Assessed gehoor.Kind = "dossier.triaged"

// NoticeGiven is the fact that the program told somebody of a signal. Its fields are
// [FieldStep] and [FieldFunctions]; the latter is empty if there was nobody to tell, and
// then it is done by hand.
const (
	NoticeGiven    gehoor.Kind = "dossier.notice-given"
	FieldFunctions string      = "functions"
)

// informLatest is the part of a term, in percent, after which somebody is told although
// the signal was not assessed.
const informLatest = 50

// Inform is a step that the program does now, by telling somebody.
type Inform struct {
	Step   StepCode
	Signal gehoor.SignalID
	// Roles are those who are told: the first in which there is somebody who may know.
	Roles []gehoor.Role
	// At is when it fell due, which may be long ago.
	At time.Time
	// Urgent: its term counts in hours.
	Urgent bool
}

// informKey is a step of a strand of which the program told somebody, or found nobody.
type informKey struct {
	step   StepCode
	signal gehoor.SignalID
}

// notices notes who was told of what, and what was assessed.
func (r *reading) notices(f *Fact) {
	switch f.Kind {
	case NoticeGiven:
		step, _ := f.Fields[FieldStep].(string)
		r.informed[informKey{StepCode(step), f.Signal}] = true
	case Assessed:
		for _, s := range r.strands {
			if f.Signal == "" || s.signal == f.Signal {
				s.assessed = earlier(s.assessed, gehoor.Moment(f.At))
			}
		}
	}
}

// inform says whom the program must tell of a step that is open, or when it must.
func (e *evaluation) inform(step *Step, s *strand, h holding, c Clock) {
	if len(step.Informs) == 0 || e.informed[informKey{step.Code, s.signal}] {
		return
	}
	at := e.setting.Calendar.half(c)
	if !s.assessed.IsZero() {
		at = earlier(at, later(c.Started, s.assessed))
	}
	if e.Wake.IsZero() || at.Before(e.Wake) {
		e.Wake = at
	}
	if at.After(e.now) {
		e.change(at)
		return
	}
	e.Informs = append(e.Informs, Inform{Step: step.Code, Signal: s.signal, Roles: step.Informs, At: at, Urgent: h.counted == CountUrgent})
}

// half is when half of a term has passed: where it is days, on the morning of a working
// day, so that somebody is there who reads it; always within the term.
func (c Calendar) half(k Clock) time.Time {
	length := k.Target.Sub(k.Started)
	at := k.Started.Add(length * informLatest / 100).Truncate(time.Second)
	if length < 48*time.Hour {
		return at
	}
	day := DateOf(at)
	if !c.works(day, CountLocal) {
		day = c.addWorkingDays(day, 1, CountLocal)
	}
	morning := later(day.At(openHour, openMinute, 0), k.Started)
	return earlier(morning, k.Target)
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
