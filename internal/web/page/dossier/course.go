package dossier

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol/draw"
	"github.com/gehoor/gehoor/internal/text"
)

// shortPicture: a drawing of so many steps is shown at once; a longer one is opened.
const shortPicture = 6

// course is how a signal stands in one protocol: the steps in words, and the drawing.
type course struct {
	id, title       string
	now, next, past []draw.Row
	picture         string
	short           bool
}

// courses are those of a signal.
func (c Case) courses(w *text.Words, id gehoor.SignalID) []course {
	var all []course
	for _, one := range c.Dossier.Courses {
		all = append(all, newCourse(w, one, id))
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
	c.picture = string(draw.Protocol(d, draw.Options{Words: w, Law: one.Law, Within: c.id, Notes: notes}))
	return c
}
