// Package forms is where an administrator writes the questions that reporters are
// asked: the list of questionnaires, the one that is being written, each of its
// questions with what it looks like, what changed, and adopting it.
//
// The rules of package admin hold here: ordinary forms, which work without scripts
// and with a keyboard. Each is saved as a whole, right or wrong; what is wrong
// stands beside the field, found by the same code that adopts.
package forms

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/work"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/begin"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// Files are what these pages load beside those of every administrator's page.
var Files = []string{"begin/begin.css", "sealed/files.css", "forms/forms.css"}

// Paths of these pages.
const (
	PathFile  = layout.PathForms + "/bestand/"
	PathWork  = layout.PathForms + "/concept"
	PathSee   = layout.PathForms + "/voorbeeld"
	PathAdopt = layout.PathForms + "/vaststellen"
)

// The names of fields. Those about a question have a dot, so that none is ever that
// of a question in the preview.
const (
	FieldDo   = "do"
	FieldSeen = "seen"
	FieldFrom = "from"
	FieldFile = "file"
	FieldSure = "sure"
)

// What the buttons do; what they are about follows a space.
const (
	DoCopy   = "copy"
	DoFollow = "follow"
	DoRetire = "retire"
	DoImport = "import"
	DoDrop   = "drop"
	DoUndo   = "undo"
	DoSave   = "save"
	DoUp     = "up"
	DoDown   = "down"
	DoAgain  = "again"
	DoRemove = "remove"
	DoAdd    = "add"
	DoStep   = "step"
)

// Page is what all these pages have.
type Page struct {
	layout.Page
	Me string
}

// List is the first page.
type List struct {
	Page
	Forms casework.Forms
	// Work is nil if nobody is writing a questionnaire; WorkBy says who saved it.
	Work   *casework.FormWork
	WorkBy string
	// Problem says what was wrong with a file, Lines each fault of it.
	Problem string
	Lines   []string
	// Said is what was just done.
	Said text.Key
}

// adoptedOn is when a questionnaire was adopted last, "" if it never was.
func (l List) adoptedOn(q *questionnaire.Questionnaire) string {
	on := ""
	for _, a := range l.Forms.Adopted {
		if a.Form.Digest() == q.Digest() {
			on = l.Words.Date(a.At)
		}
	}
	return on
}

// of are the questionnaires of a purpose. Intakes come the newest first; of
// follow-ups, versions of one stand together, the newest first.
func (l List) of(p questionnaire.Purpose) []*questionnaire.Questionnaire {
	all := slices.DeleteFunc(slices.Clone(l.Forms.Known), func(q *questionnaire.Questionnaire) bool { return q.Purpose != p })
	slices.Reverse(all)
	if p == questionnaire.FollowUp {
		slices.SortStableFunc(all, func(a, b *questionnaire.Questionnaire) int { return cmp.Compare(a.ID, b.ID) })
	}
	return all
}

// now says whether a questionnaire is what is asked, or what handlers can send.
func (l List) now(q *questionnaire.Questionnaire) bool {
	now := l.Forms.Now(q.Purpose, q.ID)
	return now != nil && now.Digest() == q.Digest()
}

// Work is the questionnaire that is being written.
type Work struct {
	Page
	casework.FormWork
	Faults questionnaire.Faults
	// Asked is what is asked now, and After pins it.
	Asked work.Form
	After gehoor.Digest
	// Refused says why something did not happen.
	Refused string
	Said    text.Key
	// Unsure: adopting was not confirmed.
	Unsure bool
}

// what says which questionnaire it is, and when it is asked.
func (d Work) what() string {
	key := text.Key("form.work-intake")
	if d.follows() {
		key = "form.work-follow"
	}
	return d.Words.Say(key, text.With("title", d.title(d.FormWork.Work.Title, d.FormWork.Work.ID)), text.With("version", strconv.Itoa(d.FormWork.Work.Version)))
}

// follows says whether it is a follow-up.
func (d Work) follows() bool { return d.FormWork.Work.For() == questionnaire.FollowUp }

func (d Work) seen() string { return strconv.FormatInt(d.Revision, 10) }

// fault is what is wrong exactly at a place of the file, in a sentence.
func (d Work) fault(path string) string {
	var all []string
	for _, f := range d.Faults {
		if f.Path == path {
			all = append(all, Sentence(d.Words, f))
		}
	}
	return strings.Join(all, " ")
}

// wrong counts what is wrong at a place and below it.
func (d Work) wrong(path string) int {
	n := 0
	for _, f := range d.Faults {
		if f.Path == path || strings.HasPrefix(f.Path, path+"/") {
			n++
		}
	}
	return n
}

// below are the sentences for what is wrong at a place, or below it where no field
// shows it.
func (d Work) below(path string, shown ...string) []string {
	var all []string
	for _, f := range d.Faults {
		if f.Path != path && !strings.HasPrefix(f.Path, path+"/") {
			continue
		}
		rest := strings.TrimPrefix(strings.TrimPrefix(f.Path, path), "/")
		if slices.ContainsFunc(shown, func(s string) bool { return rest == s || strings.HasPrefix(rest, s+"/") }) {
			continue
		}
		if s := Sentence(d.Words, f); !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// Sentence says what is wrong and how to mend it.
func Sentence(w *text.Words, f questionnaire.Fault) string {
	code, n := f.Code()
	if code == questionnaire.FaultList && strings.HasSuffix(f.Path, "/when/equals") {
		return w.Say("form.fault-when-none")
	}
	if key, known := faultKeys[code]; known {
		return w.Say(key, text.Count("n", n))
	}
	return w.Say("form.fault-other", text.With("what", f.What), text.With("mend", f.Mend))
}

var faultKeys = map[questionnaire.FaultCode]text.Key{
	questionnaire.FaultMissing: "form.fault-missing", questionnaire.FaultEmpty: "form.fault-empty", questionnaire.FaultSpace: "form.fault-space",
	questionnaire.FaultLong: "form.fault-long", questionnaire.FaultMarkup: "form.fault-markup", questionnaire.FaultNumber: "form.fault-number",
	questionnaire.FaultList: "form.fault-list", questionnaire.FaultTwice: "form.fault-twice", questionnaire.FaultWhenEarlier: "form.fault-when-earlier",
	questionnaire.FaultWhenOptions: "form.fault-when-options", questionnaire.FaultWhenOption: "form.fault-when-option",
	questionnaire.FaultFollowUp: "form.fault-follow-up",
	questionnaire.FaultTooMuch:  "form.fault-too-much", questionnaire.FaultPhone: "form.fault-phone", questionnaire.FaultIdentity: "form.fault-identity",
}

var howKeys = map[work.How]text.Key{
	work.Added: "form.how-added", work.Changed: "form.how-changed", work.Moved: "form.how-moved", work.Removed: "form.how-removed",
}

// title is how a question is called in a list: its label, or what it lacks.
func (d Page) title(t work.Texts, id questionnaire.ID) string {
	if s := strings.TrimSpace(t.In(d.Words.Language())); s != "" {
		return s
	}
	return d.Words.Say("form.unnamed", text.With("id", string(id)))
}

func (d Page) kind(k questionnaire.Kind) string {
	if !k.Valid() {
		return string(k)
	}
	return begin.KindName(d.Words, k)
}

// condition says when a question is asked, in words.
func (d Work) condition(c *work.Condition) string {
	if c == nil {
		return ""
	}
	for _, s := range d.FormWork.Work.Steps {
		for _, q := range s.Questions {
			if q.ID != c.Question {
				continue
			}
			var options []string
			for _, id := range c.Equals {
				options = append(options, d.option(q, id))
			}
			return d.Words.Say("form.when-said", text.With("question", d.title(q.Label, q.ID)), text.With("options", strings.Join(options, ", ")))
		}
	}
	return d.Words.Say("form.when-said", text.With("question", string(c.Question)), text.With("options", ""))
}

func (d Work) option(q work.Question, id questionnaire.OptionID) string {
	for _, o := range q.Options {
		if o.ID == id {
			return d.title(o.Label, questionnaire.ID(id))
		}
	}
	if q.Kind == questionnaire.KindConsent && id == questionnaire.Yes {
		return d.Words.Say("form.ticked")
	}
	return string(id)
}

// Step is one step being edited.
type Step struct {
	Work
	Index int
}

func (d Step) step() work.Step { return d.FormWork.Work.Steps[d.Index] }
func (d Step) path() string    { return StepPath(d.Index) }

// StepPath is a step's place in the file.
func StepPath(i int) string { return "steps/" + strconv.Itoa(i) }

// QuestionPath is a question's place in the file.
func QuestionPath(p work.Place) string {
	path := StepPath(p.Step) + "/questions/" + strconv.Itoa(p.Question)
	if p.Inner >= 0 {
		path += "/group/questions/" + strconv.Itoa(p.Inner)
	}
	return path
}

// Address is the page of a question.
func Address(p work.Place) string {
	a := PathWork + "/" + strconv.Itoa(p.Step) + "/" + strconv.Itoa(p.Question)
	if p.Inner >= 0 {
		a += "." + strconv.Itoa(p.Inner)
	}
	return a
}

// anchor is where a question stands in the outline. Those of groups have ids of
// their own, which may be that of another question.
func (d Work) anchor(p work.Place, id questionnaire.ID) string {
	if p.Inner < 0 {
		return "question-" + string(id)
	}
	return "question-" + string(id) + ".in-" + strconv.Itoa(p.Step) + "-" + strconv.Itoa(p.Question)
}

func about(p work.Place) string {
	return strconv.Itoa(p.Step) + " " + strconv.Itoa(p.Question) + " " + strconv.Itoa(p.Inner)
}

// Question is one question being edited.
type Question struct {
	Work
	Place work.Place
}

func (d Question) question() work.Question { return *d.FormWork.Work.Question(d.Place) }
func (d Question) path() string            { return QuestionPath(d.Place) }

func (d Question) fixed() bool { return Fixed(d.question()) }

// Fixed: what a question is cannot be changed, because the server or the sealing
// needs it.
func Fixed(q work.Question) bool {
	return q.ID == questionnaire.OfficeQuestion || q.ID == questionnaire.NotSafeQuestion || q.ID == questionnaire.TalkQuestion ||
		q.ID == questionnaire.NameQuestion || q.ID == questionnaire.ContactQuestion
}

// kinds are those that the question can become.
func (d Question) kinds() []questionnaire.Kind {
	if d.Place.Inner >= 0 {
		return []questionnaire.Kind{questionnaire.KindText, questionnaire.KindLongText, questionnaire.KindDate}
	}
	return questionnaire.Kinds()
}

// earlier are the questions that a condition can look at.
func (d Question) earlier() []work.Question {
	var all []work.Question
	for i, s := range d.FormWork.Work.Steps {
		for j, q := range s.Questions {
			if i > d.Place.Step || i == d.Place.Step && j >= d.Place.Question {
				return all
			}
			if q.Kind.Chosen() || q.Kind == questionnaire.KindConsent {
				all = append(all, q)
			}
		}
	}
	return all
}

// looked is the question that the condition looks at, nil if there is none.
func (d Question) looked() *work.Question {
	when := d.question().When
	if when == nil {
		return nil
	}
	for _, q := range d.earlier() {
		if q.ID == when.Question {
			return &q
		}
	}
	return nil
}

// answers are the options that a condition can wait for.
func answers(q work.Question) []questionnaire.OptionID {
	if q.Kind == questionnaire.KindConsent {
		return []questionnaire.OptionID{questionnaire.Yes}
	}
	ids := make([]questionnaire.OptionID, len(q.Options))
	for i, o := range q.Options {
		ids[i] = o.ID
	}
	return ids
}

// shownFields are the parts of a question that have a field, so that what is wrong
// with them stands there.
func (d Question) shownFields() []string {
	shown := []string{"label/nl", "label/en", "help/nl", "help/en", "when", "limit/characters", "limit/why", "files/most", "files/why",
		"group/most", "group/why", "group/item/nl", "group/item/en", "group/add/nl", "group/add/en", "group/remove/nl", "group/remove/en", "group/questions"}
	q := d.question()
	for i := range q.Options {
		at := "options/" + strconv.Itoa(i)
		shown = append(shown, at+"/label/nl", at+"/label/en", at+"/help/nl", at+"/help/en")
	}
	for i := range q.Contacts {
		at := "contacts/" + strconv.Itoa(i)
		shown = append(shown, at+"/label/nl", at+"/label/en", at+"/phone")
	}
	return shown
}

// field is one field about a question; rest is where it stands in the file.
func (d Question) field(name, label, value, rest string) part.Field {
	return part.Field{Name: "q." + name, Label: label, Value: value, Error: d.fault(d.path() + "/" + rest)}
}

// pair is a text in both languages side by side.
type pair struct {
	label    string
	optional bool
	long     bool
	nl, en   part.Field
}

func (d Question) pair(name, label string, t work.Texts, rest string, optional, long bool) pair {
	return pairOf(d.Work, "q."+name, label, t, d.path()+"/"+rest, optional, long)
}

func pairOf(d Work, name, label string, t work.Texts, path string, optional, long bool) pair {
	one := func(l gehoor.Language, in text.Key) part.Field {
		f := part.Field{
			Name: name + "." + string(l), Label: d.Words.Say(in, text.With("label", label)), Value: t[l],
			Error: d.fault(path + "/" + string(l)), Optional: optional,
		}
		return f
	}
	return pair{label, optional, long, one(gehoor.Dutch, "form.in-dutch"), one(gehoor.English, "form.in-english")}
}

// preview is the page of which the question would be a part.
func (d Work) preview() begin.Data { return begin.Data{Page: d.Page.Page} }

func dotted(name string, i int) string { return name + "." + strconv.Itoa(i) }
