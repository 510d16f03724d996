package dossier

import (
	"strings"

	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/box"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

func (c Case) demanded() bool {
	return c.any(func(s signal.Signal) bool { return len(s.Demanded()) > 0 })
}

// demandText says what the reporter pressed, and who answers by when.
func (c Case) demandText(w *text.Words, s signal.Signal) []string {
	var all []string
	worse := false
	for _, d := range s.Demanded() {
		worse = worse || d.Reason == signal.ReasonWorse
		all = append(all, w.Say("dossier.demand-pressed", text.With("day", desk.Day(w, d.At)), text.With("button", box.Button(w, d.Reason))))
	}
	by := text.With("day", desk.Day(w, c.Dossier.Demands[s.ID]))
	names := c.answerers(w, s)
	switch {
	case s.MayAnswer(c.Me.ID):
		all = append(all, w.Say("dossier.demand-you", by))
	case len(names) > 0:
		all = append(all, w.Say("dossier.demand-others", text.With("names", strings.Join(names, ", ")), by))
	default:
		all = append(all, w.Say("dossier.demand-nobody", by))
	}
	if worse {
		all = append(all, w.Say("dossier.demand-worse"))
	}
	return all
}

// answerers are those who hold the dossier, are here, and may answer.
func (c Case) answerers(w *text.Words, s signal.Signal) []string {
	var names []string
	may := func(p *directory.Person) bool { return s.MayAnswer(p.ID) && c.absentSince(p.ID).IsZero() }
	for _, p := range c.Dossier.Holders {
		if may(p) {
			names = append(names, desk.Person(w, p))
		}
	}
	return names
}
