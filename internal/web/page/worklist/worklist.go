// Package worklist is the page where somebody of staff sees the own dossiers by
// due date. It works without scripts: filters are a form that asks for the same
// page, more is a link.
//
// The list has what the server may know (architecture §12): office, stage,
// terms, languages, days. It has no word of a reporter and no time of day of
// what a reporter did.
package worklist

import (
	"cmp"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/draft"
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
	// Week: only what is due before this week is over, and what is late.
	Week  bool
	After view.Cursor
}

// The names in the address. They say nothing of a person.
const (
	nameStage   = "fase"
	nameOffice  = "functie"
	nameStep    = "stap"
	nameMine    = "van-mij"
	nameWeek    = "deze-week"
	nameLate    = "te-laat"
	nameWaiting = "wacht"
	nameFormal  = "formeel"
	nameShort   = "te-weinig"
	nameTalk    = "gesprek"
	nameDemand  = "iemand-anders"
	nameAfter   = "na"
	// NameList has, in a dossier's address, the list from which somebody came.
	NameList = "lijst"
)

// flag is a part of what is asked for that is there or not.
type flag struct {
	name  string
	label text.Key
	on    *bool
}

// flags are those of what is asked for, in the order of the page.
func (a *Ask) flags() []flag {
	f := &a.Filter
	return []flag{
		{nameMine, "worklist.only-mine", &f.Mine},
		{nameWeek, "worklist.only-week", &a.Week},
		{nameLate, "worklist.only-late", &f.Late},
		{nameWaiting, "worklist.only-waiting", &f.Waiting},
		{nameDemand, "worklist.only-demand", &f.Demand},
		{nameTalk, "worklist.only-talk", &f.Talk},
		{nameFormal, "worklist.only-formal", &f.Formal},
		{nameShort, "worklist.only-short", &f.Short},
	}
}

// stepPattern is the shape of a step's code. Which steps there are is the protocol's.
var stepPattern = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

const maxStep = 60

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
	if step := q.Get(nameStep); len(step) <= maxStep && stepPattern.MatchString(step) {
		a.Filter.Clock = step
	}
	for _, one := range a.flags() {
		*one.on = q.Get(one.name) == "1"
	}
	a.After = readCursor(q.Get(nameAfter))
	return a
}

// At is the filter as of now: a week ends on Sunday, as the Netherlands count.
func (a Ask) At(now time.Time) view.WorkFilter {
	f := a.Filter
	if a.Week {
		f.Before = weekEnd(now)
	}
	return f
}

// weekEnd is the Monday after now, at midnight in the Netherlands.
func weekEnd(now time.Time) time.Time {
	today := protocol.DateOf(now)
	return today.AddDays((7-int(today.Weekday()))%7+1).At(0, 0, 0)
}

// Back is the list from which somebody came to a dossier, at that dossier: the address
// without its language. What is no list of ours is the whole list.
func Back(q url.Values, id gehoor.DossierID) string {
	kept, err := url.ParseQuery(q.Get(NameList))
	if err != nil {
		return layout.PathStaff
	}
	return layout.PathStaff + Read(kept).query() + "#" + rowID(id)
}

// Kept is the part of a dossier's address that says from which list somebody came, for
// its other pages: "?…", or "" for the whole list.
func Kept(q url.Values) string {
	kept, err := url.ParseQuery(q.Get(NameList))
	if err != nil || q.Get(NameList) == "" {
		return ""
	}
	list := strings.TrimPrefix(Read(kept).query(), "?")
	if list == "" {
		return ""
	}
	return "?" + url.Values{NameList: {list}}.Encode()
}

// rowID is where a dossier stands on its page.
func rowID(id gehoor.DossierID) string { return "d-" + string(id) }

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

// query writes what is asked for, with its "?"; "" for the whole list.
func (a Ask) query() string {
	q := url.Values{}
	set := func(name, value string) {
		if value != "" {
			q.Set(name, value)
		}
	}
	set(nameStage, string(a.Filter.Stage))
	set(nameOffice, string(a.Filter.Office))
	set(nameStep, a.Filter.Clock)
	for _, one := range a.flags() {
		if *one.on {
			q.Set(one.name, "1")
		}
	}
	set(nameAfter, a.cursor())
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

func (a Ask) cursor() string {
	if a.After == (view.Cursor{}) {
		return ""
	}
	id, _ := a.After.Stream.Dossier()
	return writeCursor(view.WorkItem{Dossier: id, DueAt: a.After.DueAt})
}

// from is the same list from another place on.
func (a Ask) from(c view.Cursor) Ask {
	a.After = c
	return a
}

// List is the page's data; [New] makes it.
type List struct {
	// Me is how the person is named, Who they are; Handles says whether they handle
	// dossiers, and so can say that they are away.
	Me      string
	Who     gehoor.PersonID
	Handles bool
	// Watches: names of reporters who agreed are compared here.
	Watches bool
	// Heads: they lead the bureau, and read figures of the whole organisation.
	Heads bool
	// Names are how those are called who lead the dossiers of this page; who is not in
	// it is a colleague.
	Names map[gehoor.PersonID]string
	// Labels are what the protocol calls its steps.
	Labels map[protocol.StepCode]gehoor.Text
	Ask    Ask
	Counts view.Counts
	// Undelivered is mail that did not arrive.
	Undelivered casework.Undelivered
	// Due are dossiers whose term is over, for two people to decide on.
	Due []view.Closed
	// StandsInFor are those who are away and for whom the visitor acts.
	StandsInFor []*directory.Person
	// Waiting are those who asked the bureau to call them.
	Waiting []casework.Waiting
	// Unsent are the dossiers in which the visitor has drafts.
	Unsent []draft.Unsent
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
		last := items[PageSize-1]
		l.More = ask.from(view.Cursor{DueAt: last.DueAt, Stream: last.Stream}).query()
	}
	return l
}

// filtered says whether the list shows less than everything that is open.
func (l List) filtered() bool { return l.Ask.from(view.Cursor{}) != Ask{} }

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
	id, href, reference  string
	office, stage        string
	notSafe, formal      bool
	short, talk, demand  bool
	keyless, pickAgain   bool
	otherOffice, askName bool
	left, day            string
	urgency              desk.Urgency
	step, turn, basis    string
	waiting, wasLate     string
	language, receivedOn string
}

func newRow(p layout.Page, l List, i view.WorkItem) row {
	w, now := p.Words, l.Now
	r := row{
		id: rowID(i.Dossier), href: l.href(p, i.Dossier), reference: desk.Reference(i.Dossier),
		office: desk.Office(w, i.Office), stage: desk.Stage(w, i.Stage),
		notSafe: i.NotSafe, formal: i.Formal, short: i.Short, talk: i.Talk, demand: i.Demand, keyless: i.Keyless,
		pickAgain: i.PickAgain, otherOffice: i.OtherOffice, askName: i.AskName,
		receivedOn: desk.Day(w, i.ReceivedOn),
	}
	if i.Language != "" {
		r.language = desk.Language(w, i.Language)
	}
	if !i.DueAt.IsZero() {
		r.left, r.urgency = desk.Left(w, i.DueAt, now)
		r.day = desk.Day(w, i.DueAt)
		r.step = desk.Step(w, protocol.StepCode(i.Clock), l.Labels[protocol.StepCode(i.Clock)])
		r.turn = l.turn(w, i)
		r.basis = desk.Basis(w, i.Statutory)
	}
	if i.Late && r.urgency != desk.Overdue {
		r.wasLate = w.Say("worklist.was-late")
	}
	if i.Waiting {
		r.waiting = w.Say("worklist.waiting-since", text.With("day", desk.Day(w, i.ReporterOn)))
	}
	return r
}

// href is a dossier's address, with the list to come back to.
func (l List) href(p layout.Page, id gehoor.DossierID) string {
	to := p.To(layout.PathDossier + string(id))
	if kept := strings.TrimPrefix(l.Ask.query(), "?"); kept != "" {
		to += "?" + url.Values{NameList: {kept}}.Encode()
	}
	return to
}

// turn says whose step is next: of whoever leads, or of a role.
func (l List) turn(w *text.Words, i view.WorkItem) string {
	role := gehoor.Role(i.Actor)
	switch {
	case i.Demand && i.Leader == l.Who:
		return w.Say("worklist.turn-other")
	case i.Demand:
		return w.Say("worklist.turn-demand")
	case role.Valid() && role != gehoor.RoleCaseworker:
		return w.Say("worklist.turn", text.With("name", desk.Upper(w.Say(text.RoleKey(role)))))
	case i.Leader == "":
		return ""
	case i.Leader == l.Who:
		return w.Say("worklist.turn-you")
	case i.StandIn == l.Who:
		return l.turnFor(w, i.Leader)
	}
	if name := l.Names[i.StandIn]; i.StandIn != "" && name != "" {
		return w.Say("worklist.turn", text.With("name", desk.Upper(name)))
	}
	if name := l.Names[i.Leader]; name != "" {
		return w.Say("worklist.turn", text.With("name", desk.Upper(name)))
	}
	return w.Say("worklist.turn-colleague")
}

// turnFor says that it is the visitor's turn for somebody who is away, until when.
func (l List) turnFor(w *text.Words, who gehoor.PersonID) string {
	for _, p := range l.StandsInFor {
		if p.ID == who {
			return w.Say("deputy.turn", text.With("name", cmp.Or(p.Name, p.Function.In(w.Language()))), text.With("day", w.Date(p.Absence.Until.At(12, 0, 0))))
		}
	}
	return w.Say("worklist.turn-you")
}

// standsIn names somebody for whom the visitor acts.
func (l List) standsIn(w *text.Words, p *directory.Person) string {
	return w.Say("deputy.you-for", text.With("name", desk.Upper(desk.Person(w, p))), text.With("day", w.Date(p.Absence.Until.At(12, 0, 0))))
}

// stepOptions are the steps of the protocol, by name.
func (l List) stepOptions(w *text.Words) []part.Option {
	steps := slices.SortedFunc(maps.Keys(l.Labels), func(a, b protocol.StepCode) int {
		return cmp.Compare(desk.Step(w, a, l.Labels[a]), desk.Step(w, b, l.Labels[b]))
	})
	options := []part.Option{{Label: w.Say("worklist.all-steps"), Chosen: l.Ask.Filter.Clock == ""}}
	for _, s := range append(steps, protocol.StepErasure) {
		options = append(options, part.Option{Value: string(s), Label: desk.Upper(desk.Step(w, s, l.Labels[s])), Chosen: l.Ask.Filter.Clock == string(s)})
	}
	return options
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
		return count{n: n, label: label, href: at + Ask{Filter: f}.query(), selected: l.Ask == Ask{Filter: f}}
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

// waitingTone warns once somebody should have been called.
func (l List) waitingTone() part.Tone {
	if slices.ContainsFunc(l.Waiting, func(w casework.Waiting) bool { return w.Late }) {
		return part.Warning
	}
	return part.Info
}

// waitingText says who waits to be called, and until when.
func waitingText(w *text.Words, one casework.Waiting) string {
	key := text.Key("help.list-one")
	if one.Late {
		key = "help.list-late"
	}
	return w.Say(key, text.With("name", one.Reach.Name), text.With("function", one.Function.In(w.Language())), text.With("moment", w.Moment(one.Help.Due)))
}

// dialled is a number as a telephone takes it.
func dialled(number string) string {
	return strings.Map(func(r rune) rune {
		if r == '+' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, number)
}
