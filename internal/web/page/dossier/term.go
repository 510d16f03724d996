package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

// term is a step that is still to be done, as the page shows it.
type term struct {
	step, left, day, basis string
	urgency                desk.Urgency
	// running is false for a step whose clock has not begun.
	running bool
}

// terms are what is still to be done for a signal, the earliest first.
func (c Case) terms(w *text.Words, id gehoor.SignalID) []term {
	var all []term
	for _, o := range c.Dossier.Open {
		if o.Signal != id {
			continue
		}
		t := term{step: desk.Step(w, o.Step, o.Label), day: desk.Day(w, o.Target), basis: desk.Basis(w, o.Article != ""), running: o.Running}
		t.left, t.urgency = desk.Left(w, o.Target, c.Now)
		all = append(all, t)
	}
	if by, wanted := c.Dossier.Talks[id]; wanted {
		t := term{step: w.Say("dossier.talk-step"), day: desk.Day(w, by), basis: desk.Basis(w, false), running: true}
		t.left, t.urgency = desk.Left(w, by, c.Now)
		at := slices.IndexFunc(c.open(id), func(o protocol.OpenStep) bool { return o.Target.After(by) })
		if at < 0 {
			at = len(all)
		}
		all = slices.Insert(all, at, t)
	}
	return all
}

// open are the steps of a signal, in the order of terms.
func (c Case) open(id gehoor.SignalID) []protocol.OpenStep {
	return slices.DeleteFunc(slices.Clone(c.Dossier.Open), func(o protocol.OpenStep) bool { return o.Signal != id })
}

// late says whether a step of a signal is still to be done and past its target.
func (c Case) late(id gehoor.SignalID, step protocol.StepCode) bool {
	return slices.ContainsFunc(c.Dossier.Open, func(o protocol.OpenStep) bool {
		return o.Signal == id && o.Step == step && o.Late
	})
}

// Shape is how a mark looks; what it means is always said in words as well.
type Shape int

// The shapes.
const (
	Done    Shape = iota // a full circle
	Coming               // an open circle
	Overdue              // a full square
	Told                 // an open square: somebody further was told
)

// Mark is a moment in a signal's life that the picture shows, with its number
// and the sentence beside that number in the list.
type Mark struct {
	Number int
	On     time.Time
	Shape  Shape
	Says   string
}

// Marks are the moments of a signal in order of time: received, each step's
// target or when it was done, and each time that lateness went further.
func (c Case) Marks(w *text.Words, s signal.Signal) []Mark {
	marks := []Mark{{On: s.ReceivedAt, Shape: Done, Says: w.Say("dossier.mark-received", text.With("day", desk.Day(w, s.ReceivedAt)))}}
	for _, k := range c.Dossier.Clocks {
		if k.Signal == s.ID && k.State == protocol.StateMet {
			marks = append(marks, met(w, k))
		}
	}
	for _, o := range c.Dossier.Open {
		if o.Signal == s.ID {
			marks = append(marks, c.coming(w, o))
		}
	}
	asked := func(o protocol.OpenStep) bool { return o.Signal == s.ID && o.Step == protocol.StepTalk }
	if by, wanted := c.Dossier.Talks[s.ID]; wanted && !slices.ContainsFunc(c.Dossier.Open, asked) {
		marks = append(marks, c.due(w, w.Say("dossier.talk-step"), by, false))
	}
	for _, l := range c.Dossier.Lateness {
		if l.Signal == s.ID {
			marks = append(marks, Mark{On: l.At, Shape: Told, Says: c.lateness(w, l)})
		}
	}
	slices.SortStableFunc(marks, func(a, b Mark) int { return a.On.Compare(b.On) })
	for i := range marks {
		marks[i].Number = i + 1
	}
	return marks
}

// fewMarks is up to how many marks stand below the picture at once.
const fewMarks = 6

// folded puts what was done in time aside, where all marks would be a long list: what
// comes and what was late is looked for.
func folded(marks []Mark) (done, rest []Mark) {
	if len(marks) <= fewMarks {
		return nil, marks
	}
	for _, m := range marks {
		if m.Shape == Done {
			done = append(done, m)
		} else {
			rest = append(rest, m)
		}
	}
	return done, rest
}

func met(w *text.Words, k protocol.Clock) Mark {
	m := Mark{On: k.Met, Shape: Done}
	args := []text.Arg{
		text.With("step", desk.Step(w, k.Step, k.Label)), text.With("day", desk.Day(w, k.Met)),
		text.With("target", desk.Day(w, k.Target)), text.With("basis", desk.Basis(w, k.Statutory())),
	}
	if k.MetLate {
		m.Shape, m.Says = Overdue, w.Say("dossier.mark-done-late", args...)
	} else {
		m.Says = w.Say("dossier.mark-done", args...)
	}
	return m
}

func (c Case) coming(w *text.Words, o protocol.OpenStep) Mark {
	return c.due(w, desk.Step(w, o.Step, o.Label), o.Target, o.Article != "")
}

// due is the mark of what is still to be done.
func (c Case) due(w *text.Words, step string, by time.Time, statutory bool) Mark {
	m := Mark{On: by, Shape: Coming}
	left, urgency := desk.Left(w, by, c.Now)
	if urgency == desk.Overdue {
		m.Shape = Overdue
	}
	m.Says = w.Say("dossier.mark-due", text.With("step", step), text.With("left", left),
		text.With("day", desk.Day(w, by)), text.With("basis", desk.Basis(w, statutory)))
	return m
}

// lateness says that a term came near or passed and who was told.
func (c Case) lateness(w *text.Words, l dossier.Late) string {
	args := []text.Arg{text.With("day", desk.Day(w, l.At)), text.With("step", desk.Step(w, protocol.StepCode(l.Step), c.Dossier.Labels[protocol.StepCode(l.Step)]))}
	if len(l.To) == 0 {
		return w.Say("dossier.late-nobody", args...)
	}
	return w.Say("dossier.late-told", append(args, text.With("names", c.names(w, l.To)))...)
}
