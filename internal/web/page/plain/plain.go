// Package plain has the pages for somebody whose browser runs no scripts: what is
// weaker about this way, the code, the questions a page at a time, reading back
// with the people who will be able to open it, the mailbox, and coming back.
//
// The pages say the same as those of the scripted way (page/begin, page/box,
// page/resume) with the same sentences, where the same is true. They hold words
// in the clear, because the server opened them: they are for no cache, and no
// history brings them back after somebody has left (web/plain).
//
// A page that takes words is only ever an answer to GET, so that neither a reload
// nor the back button sends anything again. The exception is a reply that cannot
// be sent.
package plain

import (
	"strconv"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/metadata"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/answer"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/box"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// The pages' neutral titles.
const (
	Title      text.Key = "begin.title"
	TitleDoor  text.Key = "resume.title"
	TitleInbox text.Key = "box.title"
)

// Files are the styles that the pages need (Site.page); there is no script.
var Files = []string{"begin/begin.css", "box/box.css", "sealed/files.css"}

// The paths of the pages, without the language.
const (
	PathStart = layout.PathPlain
	PathCode  = layout.PathPlain + "/code"
	PathWords = layout.PathPlain + "/controle"
	PathCheck = layout.PathPlain + "/nalezen"
	PathDiary = layout.PathPlain + "/opschrijven"
	// PathDiaryStart is where somebody begins who has not decided yet.
	PathDiaryStart = layout.PathPlainDiary
	PathSent       = layout.PathPlain + "/klaar"
	PathDoor       = layout.PathPlainDoor
	PathBox        = layout.PathPlain + "/vervolg"
	PathMail       = PathBox + "/post"
	PathFiles      = layout.PathPlainFiles
	PathStop       = layout.PathPlain + "/stoppen"
	PathGone       = layout.PathPlain + "/gestopt"
)

// PathPage is the address of a page of questions, counted from 1: the number is
// all that an address, and so the history, says.
func PathPage(n int) string { return layout.PathPlain + "/" + strconv.Itoa(n) }

// The names of what is no question. A question's id never begins like this.
const (
	FieldDo      = "_do"
	FieldAgreed  = "_agreed"
	FieldWritten = "_written"
	FieldAt      = "_at"
	FieldFirst   = "_first"
	FieldSecond  = "_second"
	FieldCode    = "_code"
	FieldKept    = "_kept"
	FieldSeen    = "_seen"
	FieldKnown   = "_known"
	FieldReply   = "_reply"
	FieldAfter   = "_after"
	FieldSure    = "_sure"
	// Of a consent: what is done with it, for what, and for whom.
	FieldConsent   = "_consent"
	FieldFor       = "_for"
	FieldPerson    = "_person"
	FieldRecipient = "_recipient"
	FieldDrop      = "_drop"
	FieldFile      = "_file"
	FieldAsItIs    = "_as"
	// Of a diary: that it is one, what is being written, and how many entries were seen.
	FieldDiary   = "_diary"
	FieldWriting = "_writing"
	FieldEntries = "_entries"
)

// What a button of a form says in FieldDo.
const (
	DoNext      = "next"
	DoBack      = "back"
	DoStop      = "stop"
	DoSave      = "save"
	DoSend      = "send"
	DoAdd       = "add"     // then "-" and the group
	DoRemove    = "remove"  // then "-", the group, "-" and the entry's place
	DoStrike    = "strike"  // then "-" and the person
	DoRestore   = "restore" // then "-" and the person
	DoAnonymous = "anonymous"
)

// Start is the page that says what is weaker.
type Start struct {
	layout.Page
	// Problem is what is missing, "" if nothing is.
	Problem string
	// Diary: for somebody who has not decided yet.
	Diary bool
}

// Code is the page that shows the code, once.
type Code struct {
	layout.Page
	Code    []string
	Problem string
	// Diary: it is the code of one.
	Diary bool
}

// Words asks two words of the code.
type Words struct {
	layout.Page
	// At are the places of both, counted from 1.
	At [2]int
	// Typed is what was typed before, Problems what is wrong with it.
	Typed, Problems [2]string
	// Diary: it is the code of one.
	Diary bool
}

// Questions is one page of questions.
type Questions struct {
	layout.Page
	// Number is the page's, At and Of where its step is among the steps.
	Number, At, Of int
	Step           questionnaire.Step
	// Further: the step's title was shown on the page before.
	Further bool
	Asked   []questionnaire.Question
	Answers answer.Answers
	Faults  map[questionnaire.ID]*answer.Fault
	// Unsaved says why what was typed was not saved, "" if it was.
	Unsaved string
	// Saved: it was, at the reporter's wish.
	Saved bool
	// Entries are what the reporter kept before deciding.
	Entries []Entry
}

// Check is everything that was told, and who will be able to open it.
type Check struct {
	layout.Page
	Parts []Part
	// Preview is without those who were struck.
	Preview casework.Preview
	// Added are those who are on the list because somebody was struck.
	Added []*directory.Person
	// Struck get nothing.
	Struck []Person
	// Named: the reporter says who they are; Known are those who may know it.
	Named bool
	Known []gehoor.PersonID
	// NotSafe and TalkAsked: the reporter agreed that we know.
	NotSafe, TalkAsked bool
	// Changed: the list was another when the reporter last saw it.
	Changed bool
	// Unsure: nobody knows whether it arrived.
	Unsure bool
	// Unknown: a name, and nobody who may know it.
	Unknown bool
	// Entries are what the reporter kept before deciding, SeenEntries how many this page
	// shows, and DiaryChanged: they were others when the reporter last saw them.
	Entries      []Entry
	SeenEntries  string
	DiaryChanged bool
}

// Part is the answers of one step, and the page where they can be changed.
type Part struct {
	answer.Part
	Page int
}

// Person is somebody of staff as a draft remembers them.
type Person struct {
	ID             gehoor.PersonID
	Function, Name string
}

// Door asks for the code.
type Door struct {
	layout.Page
	Problems []string
	// Away: somebody was inside for too long without doing anything.
	Away bool
	// Kept is a reply that was typed and not sent, sealed to its reporter.
	Kept string
}

// Box is the mailbox with its words.
type Box struct {
	box.Data
	// Lines are the account, Who what it says of who the reporter is.
	Lines []answer.Line
	Who   answer.Who
	// Opened is what messages say, by content; one that is not there does not
	// open.
	Opened map[gehoor.ContentID]string
	// Files are what files of the conversation are, by content.
	Files map[gehoor.ContentID]File
	// FileProblem is why files were not sent, FilesSent how many of the same form
	// were.
	FileProblem string
	FilesSent   int
	// FilesNot are those from which nothing can be taken out, FilesTold those that
	// were sent, with what was.
	FilesNot  []NotSent
	FilesTold []Told
	// AsItIs: the reporter wants them sent as they are.
	AsItIs bool
	// Reply, Correct and Talk are what was typed and not sent.
	Reply, Correct Typed
	Talk           Talk
	// Demand is what was typed with each button and not sent.
	Demand map[signal.Reason]Typed
	// Diary is what the reporter kept before deciding; nothing if that is nothing.
	Diary []Entry
	// CheckIn is what was answered to how it goes and not sent.
	CheckIn box.CheckIn
	// Reached is what was chosen of when to be reached and not taken; nil if nothing was.
	Reached *box.Reached
	// Withdrawal is what was answered to stop taking part and not sent.
	Withdrawal box.Withdrawal
	// ApproveProblem is why an account was not approved.
	ApproveProblem string
	// After counts the reporter's own entries that this page shows.
	After int
	// Said is what was just done, "" if nothing was.
	Said text.Key
	// Unsure: the consent to make it formal is missing.
	Unsure bool
}

// NotSent is a file that was not sent, and why nothing can be taken out of it.
type NotSent struct {
	Name string
	Why  metadata.Why
}

// why is a sentence.
func (n NotSent) why(w *text.Words) string {
	if n.Why == metadata.WhyElsewhere {
		return w.Say("plain.why-elsewhere")
	}
	return w.Say(text.Key("metadata.why-" + string(n.Why)))
}

// Told is a file that was sent, and what it told before.
type Told struct {
	Name   string
	AsItIs bool
	Tells  []metadata.Tells
}

// said is what was done with it.
func (t Told) said(w *text.Words) string {
	switch {
	case t.AsItIs:
		return w.Say("plain.file-as-it-is")
	case len(t.Tells) == 0:
		return w.Say("metadata.nothing")
	}
	return w.Say("metadata.cleaned")
}

// File is one of the conversation.
type File struct {
	Name   string
	Length int64 // in bytes
}

// size is a file's size as people say it, rounded up.
func (f File) size(w *text.Words) string {
	if kb := (f.Length + 999) / 1000; kb < 1000 {
		return w.Say("plain.size-kb", text.Count("n", int(kb)))
	}
	return w.Say("plain.size-mb", text.Count("n", int((f.Length+999_999)/1_000_000)))
}

func (d Questions) in(t questionnaire.Texts) string { return t.In(d.Words.Language()) }

// label is a question's label, and says so where an answer is needed.
func (d Questions) label(q questionnaire.Question) string {
	if !q.Required {
		return d.in(q.Label)
	}
	return d.in(q.Label) + " (" + d.Words.Say("begin.needed") + ")"
}

func (d Questions) field(q questionnaire.Question, name, value, problem string) part.Field {
	f := part.Field{Name: name, Label: d.label(q), Hint: d.in(q.Help), Value: value, Error: problem}
	if q.Kind == questionnaire.KindDate {
		f.Kind = "date"
		if problem != "" { // a date field would hide what is no date
			f.Kind = "text"
		}
	}
	return f
}

// period asks for both days of a period.
func (d Questions) period(q questionnaire.Question) [2]part.Field {
	from, until := answer.SplitPeriod(d.Answers[q.ID].Text)
	kind := "date"
	if d.problem(q.ID) != "" { // a date field would hide what is no date
		kind = "text"
	}
	return [2]part.Field{
		{Name: string(q.ID) + ".from", Label: d.Words.Say("question.from"), Kind: kind, Value: from},
		{Name: string(q.ID) + ".until", Label: d.Words.Say("question.until"), Kind: kind, Value: until},
	}
}

func (d Questions) choice(q questionnaire.Question) part.Choice {
	v := d.Answers[q.ID]
	c := part.Choice{
		Name: string(q.ID), Label: d.label(q), Hint: d.in(q.Help), Error: d.problem(q.ID),
		Several: q.Kind == questionnaire.KindMultiple,
	}
	for _, o := range q.Options {
		c.Options = append(c.Options, part.Option{
			Value: string(o.ID), Label: d.in(o.Label), Hint: d.in(o.Help), Chosen: v.Has(string(o.ID)),
		})
	}
	return c
}

// entries are those of a group: there is always one, empty at first.
func (d Questions) entries(q questionnaire.Question) []answer.Item {
	if items := d.Answers[q.ID].Items; len(items) > 0 {
		return items
	}
	return []answer.Item{{}}
}

// problem is the sentence for what is wrong with an answer, "" if nothing is.
func (d Questions) problem(id questionnaire.ID) string {
	f := d.Faults[id]
	if f == nil || f.Inner != "" {
		return ""
	}
	return d.sentence(f)
}

func (d Questions) problemIn(group questionnaire.ID, entry int, inner questionnaire.ID) string {
	f := d.Faults[group]
	if f == nil || f.Inner != inner || f.Entry != entry {
		return ""
	}
	return d.sentence(f)
}

func (d Questions) sentence(f *answer.Fault) string {
	return d.Words.Say(text.Key(f.Key), text.With("question", d.in(f.Asked.Label)),
		text.Count("limit", f.Limit), text.Count("over", f.Over))
}

// problems sums up what is wrong on the page.
func (d Questions) problems() []part.Problem {
	var all []part.Problem
	for _, q := range d.Asked {
		f := d.Faults[q.ID]
		if f == nil {
			continue
		}
		name := string(q.ID)
		if f.Inner != "" {
			name = inGroup(q.ID, f.Entry, f.Inner)
		}
		all = append(all, part.Problem{ID: "field-" + name, Text: d.sentence(f)})
	}
	return all
}

// inGroup is the name of a field in an entry of a group.
func inGroup(group questionnaire.ID, entry int, field questionnaire.ID) string {
	return string(group) + "-" + strconv.Itoa(entry) + "-" + string(field)
}

// inFull is an answer as people say it: a day with its name.
func inFull(w *text.Words, l answer.Line, value string) string {
	switch l.Asked.Kind {
	case questionnaire.KindDate:
		return dayInFull(w, value)
	case questionnaire.KindPeriod:
		return periodInFull(w, value)
	}
	return value
}

func dayInFull(w *text.Words, value string) string {
	day, err := time.Parse(time.DateOnly, value)
	if err != nil {
		return value
	}
	return w.Date(day)
}

func periodInFull(w *text.Words, value string) string {
	p, ok := answer.ReadPeriod(value)
	from, to := text.With("from", dayInFull(w, p.From)), text.With("to", dayInFull(w, p.To))
	switch {
	case !ok:
		return value
	case p.To == "":
		return w.Say("question.period-since", from)
	case p.From == "":
		return w.Say("question.period-until", to)
	}
	return w.Say("question.period-both", from, to)
}

// digits is a telephone number as a link has it.
func digits(phone string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
}

// say returns the sentences of several keys.
func say(w *text.Words, keys ...text.Key) []string {
	sentences := make([]string, len(keys))
	for i, k := range keys {
		sentences[i] = w.Say(k)
	}
	return sentences
}

// person is a function, with the name where the organisation publishes it.
func (d Check) person(p *directory.Person) string {
	return named(p.Function.In(d.Words.Language()), p.Name)
}

// named begins a line with somebody's function.
func named(function, name string) string {
	if r := []rune(function); len(r) > 0 {
		function = strings.ToUpper(string(r[:1])) + string(r[1:])
	}
	if name == "" {
		return function
	}
	return function + ", " + name
}

func (d Check) people(list []*directory.Person) string {
	names := make([]string, len(list))
	for i, p := range list {
		names[i] = d.person(p)
	}
	return strings.Join(names, "; ")
}

func (d Check) added(p *directory.Person) bool {
	for _, one := range d.Added {
		if one.ID == p.ID {
			return true
		}
	}
	return false
}

func (d Check) known(p *directory.Person) bool {
	for _, id := range d.Known {
		if id == p.ID {
			return true
		}
	}
	return false
}

// seen is the list as the reporter sees it now.
func (d Check) seen() string { return Seen(d.Preview.Holders) }

// Seen joins the people of a list, so that another list can be told from it.
func Seen(holders []*directory.Person) string {
	ids := make([]string, len(holders))
	for i, p := range holders {
		ids[i] = string(p.ID)
	}
	return strings.Join(ids, " ")
}
