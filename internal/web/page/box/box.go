// Package box is a signal as its reporter sees it after sending: what happens
// next, by when and who does it; the conversation; a reply; making it formal;
// who can read it; the proof; and stopping.
//
// The server renders everything but the words: those are opened in the browser
// (page/sealed). Days are shown, never times: when a reporter wrote is kept no
// finer (architecture §12).
package box

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/sealed"
	"github.com/gehoor/gehoor/internal/web/page/slip"
)

// Title is the page's neutral title.
const Title text.Key = "box.title"

// Files are the script and the styles that the page needs (Site.page).
var Files = []string{"box/box.js", "box/box.css", "sealed/files.css", slip.Style}

// MaxReply bounds a reply, in UTF-16 code units as browsers count: four pages.
// Written in any letters, it fits one sealed content many times over.
const MaxReply = 10_000

// Data is what the page is made of.
type Data struct {
	layout.Page
	// Mailbox is what casework gives the reporter.
	Mailbox casework.Mailbox
	// Forms are the questionnaires of which the account may be.
	Forms []*questionnaire.Questionnaire
	// Proven says whether the proof is there, and which witnesses signed it.
	Proven casework.Proven
	// News is how it stands with mail that says that there is something new.
	News News
	// MailPath is where its form goes; "" is [layout.PathBoxMail].
	MailPath string
}

// witnesses are what the page says of those who watch over the log.
func (d Data) witnesses() []string {
	w, p := d.Words, d.Proven
	if len(p.Witnesses) == 0 {
		return []string{w.Say("box.witness-none")}
	}
	said := []string{
		w.Say("box.witness-what"),
		w.Say("box.witness-who", text.With("names", strings.Join(p.Witnesses, ", "))),
	}
	if p.Least > 0 {
		said = append(said, w.Say("box.witness-least", text.Count("least", p.Least)))
	}
	switch {
	case !p.About.IsZero(): // there is no proof yet
	case len(p.Cosigned) == 0:
		said = append(said, w.Say("box.witness-away"))
	case !p.Enough:
		said = append(said, w.Say("box.witness-signed", text.With("names", strings.Join(p.Cosigned, ", "))), w.Say("box.witness-few"))
	default:
		said = append(said, w.Say("box.witness-signed", text.With("names", strings.Join(p.Cosigned, ", "))))
	}
	return said
}

func (d Data) mailPath() string { return cmp.Or(d.MailPath, layout.PathBoxMail) }

// boxes are the compartments of which the reporter has the key. Of others the
// page says nothing, not even that they are there.
func (d Data) boxes() []casework.Box {
	return slices.DeleteFunc(slices.Clone(d.Mailbox.Boxes), func(b casework.Box) bool { return b.Key == "" })
}

// done are the clocks that were met, the earliest first.
func (d Data) done() []protocol.Clock {
	met := slices.DeleteFunc(slices.Clone(d.Mailbox.Clocks), func(c protocol.Clock) bool { return c.State != protocol.StateMet })
	slices.SortStableFunc(met, func(a, b protocol.Clock) int { return a.Met.Compare(b.Met) })
	return met
}

// doneText says of a met clock when that was, and honestly whether it was late.
func (d Data) doneText(c protocol.Clock) string {
	key := text.Key("box.done")
	if c.MetLate {
		key = "box.done-late"
	}
	return d.Words.Say(key, text.With("step", upper(c.Label.In(d.Words.Language()))), text.With("date", d.Words.Date(c.Met)))
}

// nextText says by when a step is done, who does it, and whose term it is.
func (d Data) nextText(s protocol.OpenStep) []string {
	w := d.Words
	by := text.Key("box.next-by")
	if s.Late {
		by = "box.next-late"
	}
	basis := w.Say("box.next-own")
	if s.Article != "" {
		basis = w.Say("box.next-law", text.With("article", s.Article))
	}
	return []string{
		w.Say(by, text.With("date", w.Date(s.Target))),
		w.Say("box.next-who", text.With("role", d.actor(s))),
		basis,
	}
}

// actor is who does a step: as the protocol calls them, or by their role here.
func (d Data) actor(s protocol.OpenStep) string {
	if called := s.ActorLabel.In(d.Words.Language()); called != "" {
		return called
	}
	return d.Words.Say(text.RoleKey(gehoor.Role(s.Actor)))
}

// From says who wrote an entry.
func (d Data) From(e signal.Entry) string {
	if e.FromReporter {
		return d.Words.Say("box.from-you")
	}
	who := d.Words.Say("box.from-somebody")
	if p, ok := e.By.Person(); ok {
		if i := slices.IndexFunc(d.Mailbox.Holders, func(h *directory.Person) bool { return h.ID == p }); i >= 0 {
			who = d.name(d.Mailbox.Holders[i])
		} else if i := slices.IndexFunc(d.Mailbox.Changes, func(c casework.Came) bool { return c.Person.ID == p }); i >= 0 {
			who = d.name(d.Mailbox.Changes[i].Person) // held it once
		}
	}
	return d.Words.Say("box.from-us", text.With("who", who))
}

// name is somebody's function, with the name where the organisation publishes it.
func (d Data) name(p *directory.Person) string { return Named(d.Words, p) }

// Named is how a reporter knows somebody of staff; who is not known any more is
// somebody of the organisation.
func Named(w *text.Words, p *directory.Person) string {
	function := upper(p.Function.In(w.Language()))
	if function == "" {
		return w.Say("box.from-somebody")
	}
	if p.Name == "" {
		return function
	}
	return function + ", " + p.Name
}

// change says who was given the key, or gave it up, and on which day.
func (d Data) change(c casework.Came) string {
	key := text.Key("box.change-came")
	switch {
	case c.Ended != "":
		key = "box.change-ended"
	case c.Recovered():
		key = "box.change-recovered"
	}
	return d.Words.Say(key, text.With("who", d.name(c.Person)), text.With("date", d.Words.Date(c.At)))
}

// Answered says whether staff wrote anything yet.
func (d Data) Answered() bool {
	return slices.ContainsFunc(d.Mailbox.Signal.Thread, func(e signal.Entry) bool { return !e.FromReporter })
}

func message(e signal.Entry) sealed.Words {
	w := sealed.Words{Content: e.Content, Box: gehoor.Conversation, Type: sealed.Message}
	switch e.Form {
	case signal.FormFile:
		w.Type = sealed.File
	case signal.FormAnswers:
		w.Type = sealed.Account
	}
	return w
}

// adder is where the reporter adds files.
func (d Data) adder() sealed.Adder {
	return sealed.Adder{ID: "files", Path: "/api/box/", Add: "file", Box: gehoor.Conversation, Hint: d.Words.Say("file.hint")}
}

// upper begins a sentence.
func upper(s string) string {
	r := []rune(s)
	if len(r) == 0 || r[0] < 'a' || r[0] > 'z' {
		return s
	}
	r[0] -= 'a' - 'A'
	return string(r)
}
