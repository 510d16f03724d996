package dossier

import (
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/draw"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/text"
)

// shortPicture: a drawing of so many steps is shown at once; a longer one is opened.
const shortPicture = 6

// shortRest: so many steps that ask nothing now are shown at once; more are opened.
const shortRest = 4

// course is how a signal stands in one protocol: the steps in words, and the drawing.
type course struct {
	id, title       string
	now, next, past []draw.Row
	numbers         []string
	picture         string
	// sheets are the drawing for paper, if it does not fit on one, and below is what
	// stands under the whole.
	sheets []string
	below  []draw.Section
	short  bool
}

// courses are those of a signal.
func (c Case) courses(w *text.Words, id gehoor.SignalID) []course {
	var all []course
	for _, one := range c.Dossier.Courses {
		all = append(all, newCourse(w, one, id))
	}
	return all
}

// followed leads to how the first signal stands in each protocol.
func (c Case) followed(w *text.Words) []link {
	var all []link
	if len(c.Dossier.Signals) == 1 {
		for _, one := range c.courses(w, c.Dossier.Signals[0].ID) {
			all = append(all, place(one.title, "#"+one.id))
		}
	}
	return all
}

func newCourse(w *text.Words, one casework.Course, id gehoor.SignalID) course {
	d := one.Protocol
	notes, rows := draw.Course(w, d, one.Stands, id)
	c := course{
		id:    "course-" + d.Code + "-" + string(id),
		title: w.Say("stand.protocol", text.With("title", d.Title.In(w.Language())), text.With("version", d.Version)),
		short: len(d.Steps) <= shortPicture,
	}
	for _, n := range one.Numbers {
		c.numbers = append(c.numbers, number(w, n))
	}
	for _, r := range rows {
		switch {
		case r.Now():
			c.now = append(c.now, r)
		case r.Past():
			c.past = append(c.past, r)
		default:
			c.next = append(c.next, r)
		}
	}
	o := draw.Options{Words: w, Law: one.Law, Within: c.id, Notes: notes}
	c.picture = string(draw.Protocol(d, o))
	if sheets := draw.Sheets(d, o, draw.A4); len(sheets) > 1 {
		for _, s := range sheets {
			c.sheets = append(c.sheets, string(s))
		}
		c.below = draw.Below(d, o)
	}
	return c
}

// number says what a number is, and who set it.
func number(w *text.Words, n casework.CourseNumber) string {
	key, set := text.Key("stand.number"), n.Set
	on := text.With("date", w.Date(set.At))
	switch {
	case set.Seq == 0:
	case set.Gates.Body != "" && set.Gates.On != (protocol.Date{}):
		key, on = "stand.number-body", text.With("date", w.Date(set.Gates.On.At(12, 0, 0)))
	default:
		key = "stand.number-set"
	}
	return w.Say(key, text.With("label", n.Label.In(w.Language())), text.With("value", strconv.Itoa(n.Value)), text.With("body", set.Gates.Body), on)
}

// heldEdition is what one later edition brought that holds at once.
type heldEdition struct {
	since string
	rules []rule
}

// rule is why a guard is there, and what it does.
type rule struct{ why, does string }

// heldAtOnce are the guards of later editions that hold beside the dossier's own, by
// edition.
func (c Case) heldAtOnce(w *text.Words) []heldEdition {
	var all []heldEdition
	lang := w.Language()
	for _, g := range c.Dossier.AtOnce {
		since := w.Say("stand.held-since", text.With("date", w.Date(g.At)), text.With("title", g.Beside.Title.In(lang)), text.With("version", g.Version))
		if n := len(all); n == 0 || all[n-1].since != since {
			all = append(all, heldEdition{since: since})
		}
		one := &all[len(all)-1]
		one.rules = append(one.rules, rule{g.Guard.Why.In(lang), phrase.Guard(w, g.Beside, g.Guard)})
	}
	return all
}
