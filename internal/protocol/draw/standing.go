package draw

import (
	"slices"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
)

// Row is a step in words: the same as its box says, for who reads a list.
type Row struct {
	Number int
	Mark   Mark
	// Says is how it stands, with days.
	Says []string
	// Label is what is done, Who does it, Term by when and why: the article, or that
	// it is a default.
	Label, Who, Term string
	// Begins are the ways in which a step that has not begun will, with their conditions;
	// none if only a guard begins it.
	Begins []string
}

// Now says whether the row asks something of somebody now, and Past whether it asks
// nothing more. A row that is neither comes next.
func (r Row) Now() bool { return r.Mark == Running || r.Mark == Late }

// Past says whether the step is done, or need not be done any more.
func (r Row) Past() bool { return r.Mark == Done || r.Mark == DoneLate || r.Mark == Ended }

// Course says how the steps of a definition stand, of the dossier and of one
// signal: the notes for the picture, and the same as a list in the steps' order.
func Course(w *text.Words, d protocol.Definition, all []protocol.Standing, signal gehoor.SignalID) (map[protocol.StepCode]Note, []Row) {
	number := map[protocol.StepCode]int{}
	for i, s := range d.Steps {
		number[s.Code] = i + 1
	}
	notes := map[protocol.StepCode]Note{}
	rows := make([]Row, 0, len(d.Steps))
	for _, s := range d.Steps {
		stand, ok := of(all, s, signal)
		if !ok {
			continue
		}
		n := Note{Mark: markOf(stand), Says: says(w, stand, number)}
		notes[s.Code] = n
		row := Row{
			Number: number[s.Code], Mark: n.Mark, Says: n.Says,
			Label: s.Label.In(w.Language()), Who: phrase.Who(w, d, s.Actor), Term: term(w, stand),
		}
		if !row.Now() && !row.Past() {
			row.Begins = phrase.Begins(w, d, s.Start)
		}
		rows = append(rows, row)
	}
	return notes, rows
}

// of finds how a step stands: for the signal, or for the dossier.
func of(all []protocol.Standing, s protocol.Step, signal gehoor.SignalID) (protocol.Standing, bool) {
	for _, one := range all {
		if one.Step == s.Code && (!s.PerSignal || one.Signal == signal) {
			return one, true
		}
	}
	return protocol.Standing{}, false
}

func markOf(s protocol.Standing) Mark {
	switch s.State {
	case protocol.StateMet:
		if s.Late {
			return DoneLate
		}
		return Done
	case protocol.StateEnded:
		return Ended
	case protocol.StateLate:
		return Late
	case protocol.StateRunning:
		return Running
	case protocol.StateAhead:
		return Ahead
	}
	if len(s.Waits) > 0 {
		return Locked
	}
	return Waiting
}

// says is how a step stands, with days, and what must be done first.
func says(w *text.Words, s protocol.Standing, number map[protocol.StepCode]int) []string {
	all := []string{stateSays(w, s)}
	if len(s.Waits) == 0 {
		return all
	}
	var numbers []int
	for _, code := range s.Waits {
		numbers = append(numbers, number[code])
	}
	slices.Sort(numbers)
	var steps []string
	for _, n := range numbers {
		steps = append(steps, strconv.Itoa(n))
	}
	locked := w.Say("stand.locked", text.Count("n", len(steps)), text.With("steps", phrase.And(w, steps)))
	if s.State == protocol.StateWaiting {
		return []string{locked}
	}
	return append(all, locked)
}

func stateSays(w *text.Words, s protocol.Standing) string {
	day, target := text.With("day", w.Day(s.Over)), text.With("target", w.Day(s.Target))
	switch {
	case s.State == protocol.StateMet && s.Late:
		return w.Say("stand.done-late", day, target)
	case s.State == protocol.StateMet && s.Times > 1:
		return w.Say("stand.done-again", text.Count("n", s.Times), day)
	case s.State == protocol.StateMet:
		return w.Say("stand.done", day)
	case s.State == protocol.StateEnded && s.Late:
		return w.Say("stand.not-needed-late", target)
	case s.State == protocol.StateEnded:
		return w.Say("stand.not-needed")
	case s.State == protocol.StateLate:
		return w.Say("stand.late", target)
	case s.State == protocol.StateRunning:
		return w.Say("stand.running", target)
	case s.State == protocol.StateAhead:
		return w.Say("stand.ahead", target)
	}
	return w.Say("stand.not-begun")
}

// term is the term that holds, and where it comes from.
func term(w *text.Words, s protocol.Standing) string {
	return w.Say("phrase.term", text.With("span", phrase.Span(w, s.Length)), text.With("basis", phrase.Basis(w, s.Basis, s.Article)))
}
