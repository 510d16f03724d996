package dossier

import (
	"slices"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// fewTasks is how many steps the summary names; the rest are on the page that says where
// it stands.
const fewTasks = 4

// task is a step that asks something of somebody now.
type task struct {
	step, who        string
	left, day, basis string
	urgency          desk.Urgency
	// of is which signal it is about, where there are several.
	of string
	// links lead to where it is done.
	links []link
}

// link is a place to go: of a form, with what is written there.
type link struct {
	label, path string
	kind        *record.Type
}

// summary is what the top of a dossier says: who is next, what is late, what else is
// needed now.
type summary struct {
	next      string
	late, now []task
	// more is how many are not named.
	more int
}

// place is where to go on the page, or on another without a form.
func place(label, path string) link { return link{label: label, path: path} }

// summary gathers the steps that run, the most pressing first.
func (c Case) summary(p layout.Page) summary {
	var s summary
	tasks := c.tasks(p)
	for i, t := range tasks {
		switch {
		case i == 0:
			s.next = t.who
			fallthrough
		case i < fewTasks:
			if t.urgency == desk.Overdue {
				s.late = append(s.late, t)
			} else {
				s.now = append(s.now, t)
			}
		default:
			s.more++
		}
	}
	return s
}

// tasks are the steps that run, by their day: what is late comes first.
func (c Case) tasks(p layout.Page) []task {
	open := slices.DeleteFunc(slices.Clone(c.Dossier.Open), func(o protocol.OpenStep) bool { return !o.Running })
	slices.SortStableFunc(open, func(a, b protocol.OpenStep) int { return a.Target.Compare(b.Target) })
	var all []task
	for _, o := range open {
		t := task{
			step: desk.Upper(desk.Step(p.Words, o.Step, o.Label)), who: actor(p.Words, o), of: c.about(p.Words, o.Signal),
			day: desk.Day(p.Words, o.Target), basis: desk.Basis(p.Words, o.Article != ""), links: c.ways(p, o),
		}
		t.left, t.urgency = desk.Left(p.Words, o.Target, c.Now)
		all = append(all, t)
	}
	return all
}

// actor is who does a step.
func actor(w *text.Words, o protocol.OpenStep) string {
	if called := o.ActorLabel.In(w.Language()); called != "" {
		return called
	}
	return phrase.Who(w, protocol.Definition{}, o.Actor)
}

// about names the signal of a step, where there are several.
func (c Case) about(w *text.Words, id gehoor.SignalID) string {
	if id == "" || len(c.Dossier.Signals) < 2 {
		return ""
	}
	return c.signalName(w, id)
}

// ways are where a step is done: the forms of its records, else the forms of its signal.
// One form is called as the step is.
func (c Case) ways(p layout.Page, o protocol.OpenStep) []link {
	var all []link
	for _, k := range o.Record {
		if t, ok := record.Of(k); ok && t.HasForm() {
			all = append(all, link{t.Label.In(p.Words.Language()), p.To(RecordPath(c.Dossier.ID, t) + c.Query), &t})
		}
	}
	if len(all) == 1 {
		all[0].label = desk.Upper(desk.Step(p.Words, o.Step, o.Label))
	}
	if len(all) == 0 && o.Signal != "" {
		all = append(all, place(desk.Upper(desk.Step(p.Words, o.Step, o.Label)), "#doing-"+string(o.Signal)))
	}
	return all
}

// StandTitle is the neutral title of the page that says where it stands.
const StandTitle text.Key = "stand.heading"

// StandPath is the address of that page, without the language.
func StandPath(id gehoor.DossierID) string { return Path(id) + layout.SubStand }

// standing is the address of that page; it leads back to the same list.
func (c Case) standing() string { return StandPath(c.Dossier.ID) + c.Query }

// KnownPath is the address, without the language, of the page that says who knew what.
func KnownPath(id gehoor.DossierID) string { return Path(id) + layout.SubKnown }

// knowing is the address of that page; it leads back to the same list.
func (c Case) knowing() string { return KnownPath(c.Dossier.ID) + c.Query }

// TogetherPath is the address, without the language, of the page that shows what a panel
// weighs together.
func TogetherPath(id gehoor.DossierID) string { return Path(id) + layout.SubTogether }

// together is the address of that page; it leads back to the same list.
func (c Case) together() string { return TogetherPath(c.Dossier.ID) + c.Query }

// parts are the places of the page, for who looks for one of them.
func (c Case) parts(w *text.Words) []link {
	var all []link
	for i, s := range c.Dossier.Signals {
		id := string(s.ID)
		if len(c.Dossier.Signals) > 1 {
			all = append(all, place(w.Say("dossier.signal", text.Count("n", i+1), text.Count("all", len(c.Dossier.Signals))), "#signal-"+id))
			continue
		}
		if s.Nobody() {
			all = append(all, place(w.Say("passed.heading"), "#account-"+id))
			continue
		}
		all = append(all, place(w.Say("dossier.account"), "#account-"+id), place(counted(w.Say("dossier.thread"), len(s.Thread)), "#thread-"+id), place(w.Say("dossier.doing"), "#doing-"+id))
	}
	return append(all,
		place(counted(w.Say("record.heading"), len(c.Dossier.Records)), "#records"), place(counted(w.Say("burden.heading"), len(c.Dossier.Measures.All)), "#burdens"), place(counted(w.Say("dossier.notes"), len(c.Dossier.Notes)), "#notes"),
		place(w.Say("dossier.holders"), "#holders"), place(w.Say("close.heading"), "#closing"))
}

// counted says how much there is, if there is any.
func counted(label string, n int) string {
	if n == 0 {
		return label
	}
	return label + " (" + strconv.Itoa(n) + ")"
}

// StandFiles are the logical names of what that page loads.
func StandFiles() []string { return append(desk.Files(), "dossier/dossier.css") }
