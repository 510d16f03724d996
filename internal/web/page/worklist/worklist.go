// Package worklist is the page where somebody of staff sees the own dossiers by
// due date. It works without scripts: filters are a form that asks for the same
// page, more is a link.
//
// The list has what the server may know (architecture §12): office, stage,
// terms, languages, days. It has no word of a reporter and no time of day of
// what a reporter did.
package worklist

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// PageSize is how many dossiers one page shows: what somebody can oversee, and
// less than 100 kB. Ask the store for one more: that one says whether there is a
// next page.
const PageSize = 50

// Title is the page's neutral title.
const Title text.Key = "worklist.title"

// Files are the logical names of what the page loads.
func Files() []string { return append(desk.Files(), "worklist/worklist.css") }

// Ask is what of the list somebody wants to see.
type Ask struct {
	Filter view.WorkFilter
	After  view.Cursor
}

// The names in the address. They say nothing of a person.
const (
	nameStage   = "fase"
	nameOffice  = "functie"
	nameLate    = "te-laat"
	nameWaiting = "wacht"
	nameShort   = "te-weinig"
	nameTalk    = "gesprek"
	nameDemand  = "iemand-anders"
	nameAfter   = "na"
)

// Read reads what is asked for from the address. What it does not understand it
// leaves out: a list that shows too much of one's own is no harm.
func Read(q url.Values) Ask {
	var a Ask
	for _, s := range desk.Stages() {
		if q.Get(nameStage) == string(s) {
			a.Filter.Stage = s
		}
	}
	if o := gehoor.Office(q.Get(nameOffice)); o.Choosable() {
		a.Filter.Office = o
	}
	a.Filter.Late = q.Get(nameLate) == "1"
	a.Filter.Waiting = q.Get(nameWaiting) == "1"
	a.Filter.Short = q.Get(nameShort) == "1"
	a.Filter.Talk = q.Get(nameTalk) == "1"
	a.Filter.Demand = q.Get(nameDemand) == "1"
	a.After = readCursor(q.Get(nameAfter))
	return a
}

// readCursor reads "<seconds>-<dossier>"; anything else is the beginning.
func readCursor(s string) view.Cursor {
	at, id, _ := strings.Cut(s, "-")
	dossier, err := gehoor.ParseDossierID(id)
	if err != nil {
		return view.Cursor{}
	}
	c := view.Cursor{Stream: gehoor.DossierStream(dossier)}
	if at == "" {
		return c // after an item without a term
	}
	seconds, err := strconv.ParseUint(at, 10, 40)
	if err != nil {
		return view.Cursor{}
	}
	c.DueAt = time.Unix(int64(seconds), 0).UTC()
	return c
}

func writeCursor(i view.WorkItem) string {
	if i.DueAt.IsZero() {
		return "-" + string(i.Dossier)
	}
	return strconv.FormatInt(i.DueAt.Unix(), 10) + "-" + string(i.Dossier)
}

// query writes a filter, and where the page begins if after is not "".
func query(f view.WorkFilter, after string) string {
	q := url.Values{}
	set := func(name, value string) {
		if value != "" {
			q.Set(name, value)
		}
	}
	set(nameStage, string(f.Stage))
	set(nameOffice, string(f.Office))
	if f.Late {
		q.Set(nameLate, "1")
	}
	if f.Waiting {
		q.Set(nameWaiting, "1")
	}
	if f.Short {
		q.Set(nameShort, "1")
	}
	if f.Talk {
		q.Set(nameTalk, "1")
	}
	if f.Demand {
		q.Set(nameDemand, "1")
	}
	set(nameAfter, after)
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// List is the page's data; [New] makes it.
type List struct {
	// Me is how the person is named.
	Me     string
	Ask    Ask
	Counts view.Counts
	// Undelivered is mail that did not arrive.
	Undelivered casework.Undelivered
	// Due are dossiers whose term is over, for two people to decide on.
	Due []view.Closed
	// Unusual: so many signals came in that somebody should look.
	Unusual bool
	// Items are at most PageSize.
	Items []view.WorkItem
	// More is the address of the next page without its path, "" on the last.
	More string
	Now  time.Time
}

// New makes a page of up to PageSize of the items, which are what the store has
// for ask, limited to PageSize+1.
func New(me string, ask Ask, items []view.WorkItem, counts view.Counts, now time.Time) List {
	l := List{Me: me, Ask: ask, Counts: counts, Items: items, Now: now}
	if len(items) > PageSize {
		l.Items = items[:PageSize]
		l.More = query(ask.Filter, writeCursor(items[PageSize-1]))
	}
	return l
}

// filtered says whether the list shows less than everything that is open.
func (l List) filtered() bool { return l.Ask.Filter != view.WorkFilter{} }

// undelivered says of mail that did not arrive what is wrong and what to do.
func (l List) undelivered(w *text.Words) (heading string, sentences []string) {
	n := text.Count("n", l.Undelivered.Messages)
	since := text.With("day", desk.Day(w, l.Undelivered.Since))
	if l.Undelivered.Own {
		return w.Say("worklist.mail-own", n), []string{w.Say("worklist.mail-since", since), w.Say("worklist.mail-own-do")}
	}
	sentences = []string{w.Say("worklist.mail-since", since), w.Say("worklist.mail-do")}
	if l.Undelivered.Dead > 0 {
		sentences = append(sentences, w.Say("worklist.mail-dead", text.Count("n", l.Undelivered.Dead)))
	}
	return w.Say("worklist.mail", n), append(sentences, w.Say("worklist.mail-ends"))
}

// later says whether this is not the first page.
func (l List) later() bool { return l.Ask.After != view.Cursor{} }

// row is one line as it is shown.
type row struct {
	href, reference      string
	office, stage        string
	notSafe, formal      bool
	short, talk, demand  bool
	left, day            string
	urgency              desk.Urgency
	step, basis          string
	waiting, wasLate     string
	language, receivedOn string
}

func newRow(p layout.Page, i view.WorkItem, now time.Time) row {
	w := p.Words
	r := row{
		href: p.To(layout.PathDossier + string(i.Dossier)), reference: desk.Reference(i.Dossier),
		office: desk.Office(w, i.Office), stage: desk.Stage(w, i.Stage),
		notSafe: i.NotSafe, formal: i.Formal, short: i.Short, talk: i.Talk, demand: i.Demand,
		language: desk.Language(w, i.Language), receivedOn: desk.Day(w, i.ReceivedOn),
	}
	if !i.DueAt.IsZero() {
		r.left, r.urgency = desk.Left(w, i.DueAt, now)
		r.day = desk.Day(w, i.DueAt)
		r.step = desk.Step(w, protocol.StepCode(i.Clock), gehoor.Text{})
		// For a formal report every term of "receive" is the law's, for any other
		// signal none is (protocol.Receive).
		// That to decide about a request for erasure is the law's (GDPR art. 12(3)).
		r.basis = desk.Basis(w, i.Formal || protocol.StepCode(i.Clock) == protocol.StepErasure)
	}
	if i.Late && r.urgency != desk.Overdue {
		r.wasLate = w.Say("worklist.was-late")
	}
	if i.Waiting {
		r.waiting = w.Say("worklist.waiting-since", text.With("day", desk.Day(w, i.ReporterOn)))
	}
	return r
}

// count is a figure above the list that leads to what it counts.
type count struct {
	n        int
	label    string
	href     string
	selected bool
	alarming bool
}

func counts(p layout.Page, l List) []count {
	at := p.To(layout.PathStaff)
	one := func(n int, label string, f view.WorkFilter) count {
		return count{n: n, label: label, href: at + query(f, ""), selected: l.Ask.Filter == f && !l.later()}
	}
	late := one(l.Counts.Late, p.Words.Say("worklist.late"), view.WorkFilter{Late: true})
	late.alarming = l.Counts.Late > 0
	all := []count{
		one(l.Counts.Open, p.Words.Say("worklist.open", text.Count("n", l.Counts.Open)), view.WorkFilter{}),
		late,
		one(l.Counts.Waiting, p.Words.Say("worklist.waiting", text.Count("n", l.Counts.Waiting)), view.WorkFilter{Waiting: true}),
	}
	if l.Counts.Demand > 0 {
		demand := one(l.Counts.Demand, p.Words.Say("worklist.demand", text.Count("n", l.Counts.Demand)), view.WorkFilter{Demand: true})
		demand.alarming = true
		all = append(all, demand)
	}
	if l.Counts.Talk > 0 {
		all = append(all, one(l.Counts.Talk, p.Words.Say("worklist.talk", text.Count("n", l.Counts.Talk)), view.WorkFilter{Talk: true}))
	}
	if l.Counts.Short > 0 {
		short := one(l.Counts.Short, p.Words.Say("worklist.short", text.Count("n", l.Counts.Short)), view.WorkFilter{Short: true})
		short.alarming = true
		all = append(all, short)
	}
	return all
}

func stageOptions(w *text.Words, f view.WorkFilter) []part.Option {
	options := []part.Option{{Label: w.Say("worklist.all-stages"), Chosen: f.Stage == ""}}
	for _, s := range desk.Stages() {
		options = append(options, part.Option{Value: string(s), Label: desk.Stage(w, s), Chosen: f.Stage == s})
	}
	return options
}

func officeOptions(w *text.Words, f view.WorkFilter) []part.Option {
	options := []part.Option{{Label: w.Say("worklist.all-offices"), Chosen: f.Office == ""}}
	for _, o := range gehoor.Offices() {
		options = append(options, part.Option{Value: string(o), Label: desk.Office(w, o), Chosen: f.Office == o})
	}
	return options
}

// dueHref, dueReference and dueText are one dossier whose term is over.
func dueHref(d view.Closed) string {
	id, _ := d.Stream.Dossier()
	return layout.PathDossier + string(id) + "#keeping"
}

func dueReference(d view.Closed) string {
	id, _ := d.Stream.Dossier()
	return desk.Reference(id)
}

func dueText(w *text.Words, d view.Closed) string {
	day := text.With("day", desk.Day(w, d.ClosedAt))
	if d.Proposed {
		return w.Say("retention.list-proposed", day)
	}
	return w.Say("retention.list-closed", day)
}
