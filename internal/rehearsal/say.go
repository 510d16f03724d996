package rehearsal

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
)

// notFound is what stories write of an act upon a dossier that is not there for who acts.
const notFound = "dossier.not-found"

// Label is the name of a step in a language.
func (t Timeline) Label(step string, lang gehoor.Language) string {
	for _, s := range t.Steps {
		if s.Code == step {
			return cmp.Or(s.Label.In(lang), step)
		}
	}
	return step
}

// Named spells logins as names. A reporter, or who is no member of staff, stays as
// the story writes them.
func (t Timeline) Named(logins ...string) string {
	names := make([]string, len(logins))
	for i, login := range logins {
		p, _ := t.person(login)
		names[i] = cmp.Or(p.Name, login)
	}
	return strings.Join(names, ", ")
}

// Say tells an entry in a sentence, without its moment.
func (t Timeline) Say(e Entry, w *text.Words) string {
	switch e.Kind {
	case EntryAct, EntryRefused, EntrySkipped:
		return w.Say("rehearse.act", text.With("who", t.Named(e.Who)), text.With("line", e.Text))
	case EntryStated:
		return w.Say("rehearse.stated", text.With("line", e.Text))
	case EntryOutside:
		return w.Say("rehearse.outside", text.With("who", e.Who), text.With("line", e.Text))
	case EntryAsleep:
		return w.Say("rehearse.asleep")
	case EntryTold:
		return w.Say("rehearse.told", text.With("to", t.Named(e.To...)), text.With("what", notice(e.Notice, w)))
	case EntryUnmet:
		return w.Say("rehearse.unmet", text.With("line", e.Text), text.With("found", e.Args["found"]))
	case EntryEscalated:
		return t.sayEscalated(e, w)
	}
	return t.sayClock(e, w)
}

// Why says why an act was refused; "" for what was not.
func (t Timeline) Why(e Entry, w *text.Words) string {
	why := ""
	switch {
	case e.Kind != EntryRefused && e.Kind != EntrySkipped:
		return ""
	case e.Code == notFound:
		why = w.Say("rehearse.not-found")
	case e.Code == "":
		why = e.Args["why"]
	default:
		why = w.Refusal(&gehoor.Refusal{Code: e.Code, Args: e.Args})
	}
	if e.Kind == EntrySkipped {
		return w.Say("rehearse.skipped", text.With("why", why))
	}
	return w.Say("rehearse.refused", text.With("why", why))
}

func notice(kind string, w *text.Words) string {
	switch kind {
	case "signal":
		return w.Say("rehearse.notice-signal")
	case "message":
		return w.Say("rehearse.notice-message")
	case "handling":
		return w.Say("rehearse.notice-handling")
	case "recovery":
		return w.Say("rehearse.notice-recovery")
	case "notice":
		return w.Say("rehearse.notice-notice")
	case "late":
		return w.Say("rehearse.notice-late")
	}
	return kind
}

func (t Timeline) sayEscalated(e Entry, w *text.Words) string {
	args := []text.Arg{
		text.With("step", t.Label(e.Step, w.Language())), text.With("dossier", cmp.Or(e.Signal, e.Dossier)),
		text.With("level", strconv.Itoa(e.Level)), text.With("to", t.Named(e.To...)),
	}
	if len(e.To) == 0 {
		return w.Say("rehearse.escalated-nobody", args...)
	}
	return w.Say("rehearse.escalated", args...)
}

func (t Timeline) sayClock(e Entry, w *text.Words) string {
	if e.Clock == nil {
		return e.Text
	}
	args := []text.Arg{
		text.With("step", t.Label(e.Step, w.Language())), text.With("dossier", cmp.Or(e.Signal, e.Dossier)),
		text.With("due", w.Moment(e.Clock.Due)), text.With("basis", basis(*e.Clock, w)),
	}
	switch {
	case e.Kind == EntryBegan:
		return w.Say("rehearse.began", args...)
	case e.Kind == EntryMoved:
		return w.Say("rehearse.moved", args...)
	case e.Kind == EntryLate:
		return w.Say("rehearse.late", args...)
	case e.Kind == EntryEnded:
		return w.Say("rehearse.ended", args...)
	case e.Clock.Late:
		return w.Say("rehearse.met-late", args...)
	}
	return w.Say("rehearse.met", args...)
}

func basis(c Clock, w *text.Words) string {
	switch {
	case c.Article != "":
		return w.Say("rehearse.basis-law", text.With("article", c.Article))
	case c.Basis == "G":
		return w.Say("rehearse.basis-guidance")
	}
	return w.Say("rehearse.basis-own")
}

// Say tells the counts in one line.
func (c Counts) Say(w *text.Words) string {
	return strings.Join([]string{
		w.Say("rehearse.held", text.Count("n", c.Expectations), text.Count("held", c.Held)),
		w.Say("rehearse.acts", text.Count("n", c.Acts)),
		w.Say("rehearse.stated-count", text.Count("n", c.Stated)),
	}, " · ")
}
