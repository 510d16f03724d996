package rehearsal

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/gehoor/gehoor/internal/text"
)

// Print writes the timeline for people to read: a heading for each day, a line for
// each thing that happened, and at the end what holds and what does not.
func (t Timeline) Print(out io.Writer, w *text.Words) error {
	b := bufio.NewWriter(out)
	line := func(format string, args ...any) { _, _ = fmt.Fprintf(b, format+"\n", args...) }
	line("%s: %s", t.Story, t.Titled(w.Language()))
	for _, p := range t.Protocols {
		line("%s", w.Say("rehearse.protocol", text.With("code", p.Code), text.With("version", p.Version), text.With("title", p.Title.In(w.Language()))))
	}
	day, clock := "", ""
	for _, e := range t.Entries {
		if d := w.Date(e.At); d != day {
			line("\n%s", d)
			day, clock = d, ""
		}
		now := w.Clock(e.At)
		if now == clock {
			now = strings.Repeat(" ", len(now))
		} else {
			clock = now
		}
		under := strings.Repeat(" ", len(now)+6)
		line("  %s  %s", now, t.Say(e, w))
		for _, p := range e.Parts {
			line("%s%s", under, p)
		}
		if why := t.Why(e, w); why != "" {
			line("%s%s", under, why)
		}
	}
	if len(t.Entries) == 0 {
		line("\n%s", w.Say("rehearse.nothing"))
	}
	line("\n%s", t.Counts.Say(w))
	if len(t.Unmet) > 0 {
		u := t.Unmet[0]
		line("%s:%d: %s: %s", t.Story, u.Line, u.Text, u.Found)
	}
	return b.Flush()
}
