package dossier

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// The acts about records.
const (
	Write        Act = "write"
	WriteConfirm Act = "write-confirm"
	WriteDrop    Act = "write-drop"
	Declare      Act = "declare"
)

// RecordTitle is the neutral title of the page on which one is written.
const RecordTitle text.Key = "record.title"

// recordForm is the form's id, and the name under which unsent words are kept.
func recordForm(t record.Type) string { return "record-" + t.Number() }

// RecordPath is the address at which a record of a kind is written, without the
// language.
func RecordPath(id gehoor.DossierID, t record.Type) string {
	return Path(id) + layout.SubRecord + t.Number()
}

// interests are what an interest is, in plain words (protocols.md §1.10).
var interests = []text.Key{"declare.self", "declare.line", "declare.family", "declare.party", "declare.role", "declare.case", "declare.knew"}

// writable are the kinds of a group that have a form.
func (c Case) writable(g record.Group) []record.Type {
	return slices.DeleteFunc(record.All(), func(t record.Type) bool { return t.Group != g || !c.Offers(t) })
}

// Offers says whether a kind has a form here. A change that was found by comparing has one
// only as long as the visitor may compare a reporter of the dossier.
func (c Case) Offers(t record.Type) bool {
	return t.HasForm() && (t.Kind != record.KindChanged || slices.ContainsFunc(c.Dossier.Signals, c.watched))
}

func (c Case) watched(s signal.Signal) bool {
	return c.Dossier.Watched != nil && c.Dossier.Watched(s.ID)
}

// aboutWhich are the signals that a record of a kind can be about.
func (c Case) aboutWhich(t record.Type) []signal.Signal {
	if t.Kind != record.KindChanged {
		return c.Dossier.Signals
	}
	return slices.DeleteFunc(slices.Clone(c.Dossier.Signals), func(s signal.Signal) bool { return !c.watched(s) })
}

// need is a record that open steps wait for.
type need struct {
	kind  record.Type
	steps []protocol.OpenStep
}

// needed are the records that open steps wait for, the earliest first. One that several
// steps wait for is one form, and names all of them: an inquiry is commissioned once, but
// each question is decided by itself.
func (c Case) needed() []need {
	var all []need
	for _, o := range c.Dossier.Open {
		for _, k := range o.Record {
			t, ok := record.Of(k)
			if !ok || !t.HasForm() {
				continue
			}
			if i := slices.IndexFunc(all, func(n need) bool { return n.kind.Kind == k }); i >= 0 {
				all[i].steps = append(all[i].steps, o)
			} else {
				all = append(all, need{t, []protocol.OpenStep{o}})
			}
		}
	}
	return all
}

// fewRecords is how many records the page shows at once; the older ones are folded.
const fewRecords = 3

// records are those that were written last, the newest first, and the older ones.
func (c Case) records() (recent, older []dossier.Recorded) {
	all := newestFirst(c.Dossier.Records)
	n := min(fewRecords, len(all))
	return all[:n], all[n:]
}

// comparedAttrs tells the form's script with which answers the words are compared with
// earlier ones.
func comparedAttrs(t record.Type) templ.Attributes {
	if t.Compared.Field == "" {
		return nil
	}
	return templ.Attributes{"data-compared": t.Compared.Field, "data-compared-in": strings.Join(t.Compared.In, " ")}
}

// demandedBy is for which step a record is needed, and by when.
func demandedBy(w *text.Words, o protocol.OpenStep) string {
	return w.Say("record.demanded-by", text.With("step", o.Label.In(w.Language())), text.With("day", desk.Day(w, o.Target)))
}

// conflictRecord is the record with which somebody says that they have an interest.
func conflictRecord() record.Type {
	t, _ := record.Of(record.KindConflict)
	return t
}

// interestRecord is the record of what two decide about somebody's interest.
func interestRecord() record.Type {
	t, _ := record.Of(record.KindConflictDecided)
	return t
}

// concernedRecord is the record that says whom, which team or which office a signal is about.
func concernedRecord(k gehoor.SubjectKind) record.Type {
	kind, _ := record.PickOf(k)
	t, _ := record.Of(kind)
	return t
}

// takenBackRecord is the record that takes it back.
func takenBackRecord(k gehoor.SubjectKind) record.Type {
	_, kind := record.PickOf(k)
	t, _ := record.Of(kind)
	return t
}

// picked are the persons concerned, or the teams.
func (c Case) picked(team bool) []casework.Picked {
	if team {
		return c.Dossier.Teams
	}
	return c.Dossier.Concerned
}

// pickedIDs are those who were picked, or who lead the teams that were, for the browser to
// choose from what it takes back.
func (c Case) pickedIDs(team bool) string {
	var ids []string
	for _, one := range c.picked(team) {
		if id := string(one.Person); one.Confirmed && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return strings.Join(ids, " ")
}

// unclear are the persons concerned, and who leads teams, of whom nobody can say who was
// meant, once each.
func (c Case) unclear() []casework.Picked {
	var all []casework.Picked
	for _, one := range slices.Concat(c.Dossier.Concerned, c.Dossier.Teams) {
		if one.Unclear() && !slices.ContainsFunc(all, func(p casework.Picked) bool { return p.Subject == one.Subject }) {
			all = append(all, one)
		}
	}
	return all
}

// confirmed is how many persons, or teams, were picked and confirmed.
func confirmed(all []casework.Picked) int {
	known := map[gehoor.PersonID]bool{} // picked under two IDs, one person is one
	for _, one := range all {
		switch {
		case one.Confirmed && one.Unclear():
			known[one.Person] = true
		case one.Confirmed:
			known[one.Now[0]] = true
		}
	}
	return len(known)
}

// concernedSaid is how far it was said whom the dossier is about; "" if nobody began.
func (c Case) concernedSaid(w *text.Words) string {
	var says []string
	if n := confirmed(c.Dossier.Concerned); n > 0 {
		says = append(says, w.Say("dossier.concerned-confirmed", text.Count("n", n)))
	}
	if n := confirmed(c.Dossier.Teams); n > 0 {
		says = append(says, w.Say("dossier.team-confirmed", text.Count("n", n)))
	}
	var offices []string
	for _, one := range c.Dossier.Offices {
		if name := position(w, one.Office); one.Confirmed && !slices.Contains(offices, name) {
			offices = append(offices, name)
			says = append(says, w.Say("dossier.office-confirmed", text.With("office", name)))
		}
	}
	switch {
	case len(says) > 0:
		return strings.Join(says, "; ")
	case len(c.Dossier.Concerned) > 0:
		return w.Say("dossier.concerned-waits")
	case len(c.Dossier.Teams) > 0:
		return w.Say("dossier.team-waits")
	case len(c.Dossier.Offices) > 0:
		return w.Say("dossier.office-waits")
	}
	return ""
}

// TogetherHeading says about what several signals are that a panel weighs together.
func TogetherHeading(about ...gehoor.Subject) text.Key {
	one := func(is func(gehoor.Subject) bool) bool {
		return !slices.ContainsFunc(about, func(s gehoor.Subject) bool { return !is(s) })
	}
	switch {
	case one(gehoor.Subject.IsPerson):
		return "pattern.heading"
	case one(func(s gehoor.Subject) bool { return s.Team }):
		return "pattern.heading-team"
	case one(func(s gehoor.Subject) bool { return s.Office != "" }):
		return "pattern.heading-office"
	}
	return "pattern.heading-both"
}

// said is a question or an option, and what is said of it.
type said struct{ question, answer string }

// answered is an answer that was recorded. chart is the ID of somebody of the organisation
// chart, whose name only a browser can say, or with team that of who leads one; "" for every
// other answer.
type answered struct {
	said
	chart string
	team  bool
}

func (c Case) answers(w *text.Words, r record.Record) []answered {
	t, _ := record.Of(r.What)
	var all []answered
	for _, f := range t.Open() {
		v, ok := r.Fields[f.Name]
		person, _ := v.(string)
		switch {
		case !ok, f.Type == record.OfChart && named(t):
			// The sealed words say who it was when it was recorded.
		case f.Type == record.OfChart:
			all = append(all, answered{said{f.Label.In(w.Language()), unknown(w, f.Team())}, person, f.Team()})
		default:
			all = append(all, answered{said: said{f.Label.In(w.Language()), c.answer(w, f, v)}})
		}
	}
	return all
}

// unknown is what stands where a browser puts in who somebody, or whose team, is.
func unknown(w *text.Words, team bool) string {
	if team {
		return w.Say("chart.pick-team-unknown")
	}
	return w.Say("chart.pick-unknown")
}

// named says whether a record keeps the name of whom it picks, sealed.
func named(t record.Type) bool {
	return slices.ContainsFunc(t.Fields, func(f record.Field) bool { return f.Sealed && f.Name == "name" })
}

// answer is one answer in words.
func (c Case) answer(w *text.Words, f record.Field, value any) string {
	said, _ := value.(string)
	switch f.Type {
	case record.Date:
		if d, err := protocol.ParseDate(said); err == nil {
			return w.Date(d.At(12, 0, 0))
		}
	case record.Person:
		return c.name(w, gehoor.PersonID(said))
	case record.Letter:
		n, _ := value.(int)
		return c.letterName(w, n)
	case record.Measure:
		n, _ := value.(int)
		return c.measureName(w, n)
	case record.Step, record.Question:
		return c.stepName(w, said)
	case record.Answer:
		for _, s := range c.Dossier.Steps {
			if s.Decision == nil {
				continue
			}
			for _, o := range s.Decision.Options {
				if o.Code == said {
					return o.Label.In(w.Language())
				}
			}
		}
	}
	return f.Say(w.Language(), value)
}

func (c Case) stepName(w *text.Words, code string) string {
	for _, s := range c.Dossier.Steps {
		if string(s.Code) == code {
			return s.Label.In(w.Language())
		}
	}
	return code
}

func label(w *text.Words, kind gehoor.Kind) string {
	t, _ := record.Of(kind)
	return t.Label.In(w.Language())
}

// decisions are the steps that are questions.
func (c Case) decisions() []protocol.Step {
	return slices.DeleteFunc(slices.Clone(c.Dossier.Steps), func(s protocol.Step) bool { return s.Decision == nil })
}

// known are those whom a record can name: the people of the dossier, and those who
// could be given its keys.
func (c Case) known() []*directory.Person {
	all := slices.Concat(c.Dossier.Holders, c.Dossier.Others)
	for _, p := range c.Dossier.Addable {
		all = append(all, p.Person)
	}
	var once []*directory.Person
	for _, p := range all {
		if !slices.ContainsFunc(once, func(o *directory.Person) bool { return o.ID == p.ID }) {
			once = append(once, p)
		}
	}
	return once
}

// seconded says who proposed a record that its author confirmed.
func (c Case) seconded(w *text.Words, r dossier.Recorded) string {
	return w.Say("record.with-second", text.With("name", c.name(w, r.Proposer)))
}

// signalName is how one of several signals is called.
func (c Case) signalName(w *text.Words, id gehoor.SignalID) string {
	for i, s := range c.Dossier.Signals {
		if s.ID == id {
			return w.Say("record.of-signal", text.Count("n", i+1), text.With("day", desk.Day(w, s.ReceivedAt)))
		}
	}
	return ""
}

// attrs describe a question to lib/recordform.ts.
func attrs(w *text.Words, f record.Field) templ.Attributes {
	a := templ.Attributes{
		"data-question": f.Name, "data-type": string(f.Type), "data-label": f.Label.In(w.Language()),
		"data-least": strconv.Itoa(f.Least), "data-most": strconv.Itoa(f.Most), "data-within": f.Within,
		"data-unless": f.Unless.Field, "data-unless-in": strings.Join(f.Unless.In, " "),
	}
	for name, is := range map[string]bool{"data-sealed": f.Sealed, "data-needed": f.Needed, "data-agree": f.Agree} {
		if is {
			a[name] = ""
		}
	}
	return a
}

// fewOptions is up to how many answers are shown below each other.
const fewOptions = 7

// radios says whether a question is shown as a list to choose one from.
func radios(f record.Field) bool {
	return f.Type == record.YesNo && !f.Agree || f.Type == record.Choice && len(f.Options) <= fewOptions
}

// optionsOf are the answers that are shown below each other.
func optionsOf(w *text.Words, f record.Field) []said {
	if f.Type == record.YesNo {
		return []said{{"yes", w.Say("record.yes")}, {"no", w.Say("record.no")}}
	}
	all := make([]said, len(f.Options))
	for i, o := range f.Options {
		all[i] = said{o.Value, o.Label.In(w.Language())}
	}
	return all
}

// shape is how answers are laid out; it is also their class.
type shape string

const (
	shapeRow    shape = "record-row"    // a few short ones, beside each other
	shapeList   shape = "record-list"   // below each other
	shapeDouble shape = "record-double" // many, in two columns where there is room
)

// rowOptions and rowLetters are how much fits beside each other on a narrow screen's
// width and a half.
const (
	rowOptions = 3
	rowLetters = 40
)

func shapeOf(w *text.Words, f record.Field) shape {
	options, letters := optionsOf(w, f), 0
	for _, o := range options {
		letters += len(o.answer)
	}
	switch {
	case len(options) > fewOptions:
		return shapeDouble
	case len(options) <= rowOptions && letters <= rowLetters:
		return shapeRow
	}
	return shapeList
}

// selectOf are the answers of a list that opens.
func (c Case) selectOf(w *text.Words, t record.Type, f record.Field) []said {
	var all []said
	switch f.Type {
	case record.Person:
		for _, p := range c.known() {
			all = append(all, said{string(p.ID), desk.Upper(desk.Person(w, p))})
		}
	case record.Letter:
		for i := range c.Dossier.Letters {
			all = append(all, said{strconv.Itoa(i + 1), c.letterName(w, i+1)})
		}
	case record.Measure:
		for _, m := range c.choosable(t) {
			all = append(all, said{strconv.Itoa(m.Number), c.measureName(w, m.Number)})
		}
	case record.Step:
		for _, s := range c.Dossier.Steps {
			all = append(all, said{string(s.Code), s.Label.In(w.Language())})
		}
	case record.Question:
		for _, s := range c.decisions() {
			all = append(all, said{string(s.Code), s.Label.In(w.Language())})
		}
	case record.Answer:
		for _, s := range c.decisions() {
			for _, o := range s.Decision.Options {
				if one := (said{o.Code, o.Label.In(w.Language())}); !slices.Contains(all, one) {
					all = append(all, one)
				}
			}
		}
	default:
		return optionsOf(w, f)
	}
	return all
}

// newestFirst turns a list round.
func newestFirst[T any](list []T) []T {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}
