// Package rehearse is the page on which an administrator plays a story under a
// protocol, and under another one to see what that changes.
//
// It is one ordinary form. What is played is in the server's memory and gone with the
// answer; nothing on the page comes from a dossier, nor goes to one.
package rehearse

import (
	"net/url"

	"github.com/gehoor/gehoor/internal/rehearsal"
	"github.com/gehoor/gehoor/internal/text"
)

// Files are what the page loads beside those of every administrator's page.
func Files() []string { return []string{"worklist/worklist.css", "rehearse/rehearse.css"} }

// The names in the form. A field whose name ends in "-text" holds what was pasted.
const (
	fieldStory    = "story"
	fieldProtocol = "protocol"
	fieldAgainst  = "against"
	pasted        = "-text"
	// own is chosen where something is pasted.
	own = "own"
)

// MaxShown bounds the lines that a page shows of one timeline.
const MaxShown = 2000

// Data is the page's data.
type Data struct {
	Me                 string
	Stories, Protocols []rehearsal.Choice
	Request            rehearsal.Request
	// Faults are what is wrong with what was given; Busy and TooLong say why nothing
	// was played.
	Faults        *rehearsal.Faults
	Busy, TooLong bool
	// Timelines are what came of it: none, one, or two.
	Timelines []rehearsal.Timeline
}

// Read reads the form.
func Read(v url.Values) rehearsal.Request {
	given := func(field string) rehearsal.Given {
		if name := v.Get(field); name != own {
			return rehearsal.Given{Name: name}
		}
		return rehearsal.Given{Text: v.Get(field + pasted), Own: true}
	}
	return rehearsal.Request{Story: given(fieldStory), Protocol: given(fieldProtocol), Against: given(fieldAgainst)}
}

// day is the entries of one day.
type day struct {
	name    string
	entries []rehearsal.Entry
}

// days puts entries under their days; more says that not all are shown.
func days(t rehearsal.Timeline, w *text.Words) (all []day, more bool) {
	for i, e := range t.Entries {
		if i == MaxShown {
			return all, true
		}
		if name := w.Date(e.At); len(all) == 0 || all[len(all)-1].name != name {
			all = append(all, day{name: name})
		}
		last := &all[len(all)-1]
		last.entries = append(last.entries, e)
	}
	return all, false
}

// faults are the lines that are wrong in a field; none if it is another one's.
func (d Data) faults(field rehearsal.Field) []string {
	if d.Faults == nil || d.Faults.Field != field {
		return nil
	}
	return d.Faults.Lines
}
