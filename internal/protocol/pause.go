package protocol

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// The facts about a term. Only those that the step's own term allows move anything;
// nothing moves a statutory term but what its statute allows (protocols.md §1.2).
const (
	Paused   gehoor.Kind = "term.paused"   // fields: step, reason, until
	Resumed  gehoor.Kind = "term.resumed"  // field: step
	Extended gehoor.Kind = "term.extended" // field: step
)

// The fields of those facts, beside [FieldStep].
const (
	FieldReason = "reason" // a choice
	FieldUntil  = "until"  // a day: the last of the pause
)

// pause is a time in which a term stands still, from a day up to and including
// another.
type pause struct{ from, until Date }

// adjust notes what is recorded about the term of a step.
func (r *reading) adjust(f *Fact) {
	if f.Kind != Paused && f.Kind != Resumed && f.Kind != Extended {
		return
	}
	code, _ := f.Fields[FieldStep].(string)
	i, ok := r.place(StepCode(code))
	if !ok {
		return
	}
	for _, s := range r.strands {
		t := &s.tracks[i]
		if r.def.Steps[i].PerSignal == (s.signal == "") || f.Signal != "" && s.signal != "" && f.Signal != s.signal || !t.open() {
			continue
		}
		t.adjust(f)
	}
}

func (t *turn) adjust(f *Fact) {
	day := DateOf(f.At)
	switch f.Kind {
	case Paused:
		text, _ := f.Fields[FieldUntil].(string)
		if until, err := ParseDate(text); err == nil && !until.Before(day) {
			t.pauses = append(t.pauses, pause{day, until})
		}
	case Resumed:
		if n := len(t.pauses); n > 0 && day.Before(t.pauses[n-1].until) {
			t.pauses[n-1].until = day
		}
	case Extended:
		t.extended = true
	}
}

// moved is a target with the pauses and the extension that the term allows.
func (c Calendar) moved(target time.Time, t *turn, h holding) time.Time {
	if h.pause != nil {
		for _, p := range t.pauses {
			target = c.later(target, p, h.length)
		}
	}
	if t.extended && h.extension != nil {
		target = c.Due(target, h.extension.Length, h.counted)
	}
	return target
}

// later moves a target by the days of a pause: by working days if the term counts
// those.
func (c Calendar) later(target time.Time, p pause, length Span) time.Time {
	day, at := DateOf(target), target.Sub(DateOf(target).At(0, 0, 0))
	if length.WorkingDays > 0 {
		n := c.workingDaysBetween(p.from.String(), p.until.String())
		day = c.addWorkingDays(day, n, CountLocal)
	} else {
		day = day.AddDays(p.until.DaysAfter(p.from))
	}
	return day.At(0, 0, 0).Add(at)
}

// still says until when a turn stands still at a moment; no day if it does not.
func (t *turn) still(h holding, now time.Time) Date {
	if h.pause == nil || len(t.pauses) == 0 {
		return Date{}
	}
	last, today := t.pauses[len(t.pauses)-1], DateOf(now)
	if today.Before(last.from) || last.until.Before(today) {
		return Date{}
	}
	return last.until
}

// Codes of refusals about terms; args: step.
const (
	// CodeNoClock: no term of this step runs.
	CodeNoClock gehoor.Code = "protocol.no-clock"
	// CodeNoPause: the term does not stand still, or not for this or so long.
	CodeNoPause gehoor.Code = "protocol.no-pause"
	// CodeNoExtension: the term is not made longer, or was already.
	CodeNoExtension gehoor.Code = "protocol.no-extension"
)

// refuseTerm says why a fact about a term may not be added.
func (e *evaluation) refuseTerm(f Fact) *gehoor.Refusal {
	if f.Kind != Paused && f.Kind != Resumed && f.Kind != Extended {
		return nil
	}
	code, _ := f.Fields[FieldStep].(string)
	i, ok := e.place(StepCode(code))
	if !ok {
		return nil // another protocol's
	}
	for _, s := range e.strands {
		t := &s.tracks[i]
		if s.signal != f.Signal || !t.open() {
			continue
		}
		h, _ := e.term(i, s, &t.turn)
		return e.refuseOf(f, code, &t.turn, h)
	}
	return gehoor.Refuse(CodeNoClock, "step", code)
}

func (e *evaluation) refuseOf(f Fact, code string, t *turn, h holding) *gehoor.Refusal {
	switch f.Kind {
	case Paused:
		reason, _ := f.Fields[FieldReason].(string)
		text, _ := f.Fields[FieldUntil].(string)
		until, err := ParseDate(text)
		today := DateOf(f.At)
		if h.pause == nil || err != nil || until.Before(today) || !slices.Contains(h.pause.Reasons, reason) ||
			DateOf(e.setting.Calendar.Due(f.At, h.pause.Longest, CountLocal)).Before(until) {
			return gehoor.Refuse(CodeNoPause, "step", code)
		}
	case Resumed:
		if t.still(h, f.At) == (Date{}) {
			return gehoor.Refuse(CodeNoClock, "step", code)
		}
	case Extended:
		if h.extension == nil || t.extended || !h.extension.Length.Valid() {
			return gehoor.Refuse(CodeNoExtension, "step", code)
		}
	}
	return nil
}
