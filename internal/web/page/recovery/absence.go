package recovery

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// PathAbsence is where it is said that somebody is away, or back.
const PathAbsence = layout.PathRecovery + "/afwezig"

// The fields of its forms.
const (
	FieldPerson = "person"
	FieldReason = "reason"
	FieldFrom   = "from"
	FieldUntil  = "until"
	FieldDeputy = "deputy"
	FieldAct    = "act"

	ActBack = "back"
)

// rememberedFor is how long somebody is told that they were said to be away.
const rememberedFor = 30 * 24 * time.Hour

// away are those who are away or will be, present the others.
func (d Data) away() []*directory.Person {
	return slices.DeleteFunc(slices.Clone(d.Care.Eligible), func(p *directory.Person) bool { return !goes(p) })
}

func (d Data) present() []*directory.Person {
	return slices.DeleteFunc(slices.Clone(d.Care.Eligible), goes)
}

func goes(p *directory.Person) bool { return p.Away() || p.GoesAway() }

// wasAway says whether the visitor is told that somebody else said so of them.
func (d Data) wasAway() bool {
	a := d.Me.Absence
	return a.By != gehoor.ByPerson(d.Me.ID) && a.Reason != "" && !a.EndedAt.IsZero() && d.Now.Sub(a.EndedAt) < rememberedFor
}

// deputies are those who can stand in for somebody.
func (d Data) deputies(of *directory.Person) []*directory.Person {
	return slices.DeleteFunc(slices.Clone(d.Care.Eligible), func(p *directory.Person) bool { return p.MayDeputise(of) != nil })
}

// deputy says who stands in for somebody; "" if nobody does.
func (d Data) deputy(w *text.Words, of *directory.Person) string {
	for _, p := range d.Care.Eligible {
		if p.ID == of.Named() {
			return w.Say("deputy.is", text.With("name", desk.Upper(desk.Person(w, p))))
		}
	}
	return w.Say("deputy.none-is")
}

// absence says why somebody is away.
func absence(w *text.Words, r directory.AbsenceReason) string {
	switch r {
	case directory.AbsencePlanned:
		return w.Say("absence.planned")
	case directory.AbsenceSudden:
		return w.Say("absence.sudden")
	}
	return w.Say("absence.unreachable")
}

// awayUntil names somebody, and from and until when they are away.
func awayUntil(w *text.Words, p *directory.Person) string {
	return w.Say("absence.one", text.With("name", desk.Upper(desk.Person(w, p))), text.With("why", absence(w, p.Absence.Reason)),
		text.With("from", w.Date(from(p))), text.With("day", w.Date(p.Absence.Until.At(12, 0, 0))))
}

// from is a moment of the day with which somebody's absence began, or will begin.
func from(p *directory.Person) time.Time {
	if p.GoesAway() {
		return p.Absence.From.At(12, 0, 0)
	}
	return p.Absence.At
}

// takeBack is what the button says that ends an absence: begun is what it says of one
// that has begun.
func takeBack(w *text.Words, p *directory.Person, begun text.Key) string {
	if p.GoesAway() {
		return w.Say("absence.take-back")
	}
	return w.Say(begun)
}

// fromDay is the day that a form names of an absence that has not begun; "" of another.
func fromDay(p *directory.Person) string {
	if p.GoesAway() {
		return p.Absence.From.String()
	}
	return ""
}
