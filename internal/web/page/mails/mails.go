// Package mails is the page on which an administrator says what mails say, in both
// languages side by side. A mail is neutral: an address, a name and sentences, and
// nothing that anybody wrote; what cannot be in one is refused beside its field.
package mails

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/notify/mail"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// The names in the form.
const (
	fieldVersion = "version"
	FieldAct     = "act"
	ActShow      = "show"
	ActKeep      = "keep"
	ActReset     = "reset"
	ActTest      = "test"
	// ActRetry and ActDrop are about mail that could not be delivered, to the person of
	// FieldPerson or to everybody; who drops must tick FieldSure.
	ActRetry    = "retry"
	ActDrop     = "drop"
	FieldPerson = "person"
	FieldSure   = "sure"
	// QueryStuck says what was done about it.
	QueryStuck = "onbestelbaar"
	QueryKept  = "bewaard"
	QueryTest  = "proef"
	QueryFrom  = "van"
)

// Form is what stands in the fields, as it was typed.
type Form struct {
	Version gehoor.Seq
	Values  map[string]string
}

func field(n mail.Name, lang gehoor.Language, what string) string {
	return string(n) + "." + string(lang) + "." + what
}

// New fills the form.
func New(all mail.Templates, version gehoor.Seq) Form {
	f := Form{Version: version, Values: map[string]string{}}
	for _, n := range mail.Names() {
		for _, lang := range mail.Languages() {
			f.Values[field(n, lang, "subject")] = all[n][lang].Subject
			f.Values[field(n, lang, "body")] = all[n][lang].Body
		}
	}
	return f
}

// Read reads the form. Line ends are those of every browser.
func Read(form url.Values) Form {
	f := Form{Values: map[string]string{}}
	if n, err := strconv.ParseInt(form.Get(fieldVersion), 10, 64); err == nil && n >= 0 {
		f.Version = gehoor.Seq(n)
	}
	for name := range New(nil, 0).Values {
		f.Values[name] = strings.ReplaceAll(form.Get(name), "\r\n", "\n")
	}
	return f
}

// Texts are the form as facts.
func (f Form) Texts() []directory.MailText {
	var all []directory.MailText
	for _, n := range mail.Names() {
		for _, lang := range mail.Languages() {
			body := strings.TrimRight(f.Values[field(n, lang, "body")], "\n ")
			all = append(all, directory.MailText{
				Mail: string(n), Language: lang, Subject: strings.TrimSpace(f.Values[field(n, lang, "subject")]), Body: body + "\n",
			})
		}
	}
	return all
}

// faults are what is wrong, by field.
func (f Form) faults() map[string]mail.Fault {
	all := map[string]mail.Fault{}
	for _, one := range f.Texts() {
		n := mail.Name(one.Mail)
		if why := mail.SubjectFault(one.Subject); why != "" {
			all[field(n, one.Language, "subject")] = why
		}
		if why := mail.BodyFault(n, one.Body); why != "" {
			all[field(n, one.Language, "body")] = why
		}
	}
	return all
}

// Wrong says whether something cannot be in a mail.
func (f Form) Wrong() bool { return len(f.faults()) > 0 }

// Data is the page's data.
type Data struct {
	Me     string
	Form   Form
	Places mail.Places
	// Shown: the mails are shown as they are sent. Faulty: what is wrong is said.
	Shown, Faulty bool
	Kept          bool
	Changed       bool
	// Tested is "" if no test was asked, "yes" if one is on its way, "no" without an
	// address.
	Tested string
	// Stuck is mail that could not be delivered. Done is what was just done about it,
	// ActRetry or ActDrop; Unsure: the box was not ticked.
	Stuck  []casework.Stuck
	Done   string
	Unsure bool
	Now    directory.Wording
	Former []directory.Wording
	Who    func(gehoor.Actor) string
}

func (d Data) field(w *text.Words, n mail.Name, lang gehoor.Language, what, label string) part.Field {
	name := field(n, lang, what)
	f := part.Field{Name: name, Label: label, Value: d.Form.Values[name]}
	if d.Faulty {
		if why := d.Form.faults()[name]; why != "" {
			f.Error = say(w, n, why)
		}
	}
	return f
}

func (d Data) problems(w *text.Words) []part.Problem {
	faults := d.Form.faults()
	var all []part.Problem
	for _, n := range mail.Names() {
		for _, lang := range mail.Languages() {
			for _, what := range []string{"subject", "body"} {
				name := field(n, lang, what)
				if why := faults[name]; why != "" {
					all = append(all, part.Problem{ID: part.Field{Name: name}.ID(), Text: heading(w, n) + ", " + language(w, lang) + ": " + say(w, n, why)})
				}
			}
		}
	}
	return all
}

// say is a fault in words.
func say(w *text.Words, n mail.Name, f mail.Fault) string {
	places := func(all []string) text.Arg { return text.With("places", strings.Join(all, ", ")) }
	switch f {
	case mail.FaultLong:
		return w.Say("mails.fault-long")
	case mail.FaultSigns:
		return w.Say("mails.fault-signs")
	case mail.FaultPlace:
		return w.Say("mails.fault-place", places(mail.Allowed(n)))
	case mail.FaultNeeded:
		return w.Say("mails.fault-needed", places(mail.Needed(n)))
	}
	return w.Say("organisation.fault-missing")
}

func heading(w *text.Words, n mail.Name) string {
	switch n {
	case mail.ForMoved:
		return w.Say("mails.moved")
	case mail.ForReporter:
		return w.Say("mails.reporter")
	case mail.ForConfirming:
		return w.Say("mails.confirm")
	}
	return w.Say("mails.staff")
}

func language(w *text.Words, lang gehoor.Language) string {
	if lang == gehoor.English {
		return w.Say("desk.english")
	}
	return w.Say("desk.dutch")
}

// sent is a mail as it is sent; the code is never a real one.
func (d Data) sent(n mail.Name, lang gehoor.Language) mail.Text {
	places := d.Places
	if n == mail.ForConfirming {
		places.Code = "…"
	}
	return mail.Template{Subject: d.Form.Values[field(n, lang, "subject")], Body: d.Form.Values[field(n, lang, "body")]}.Fill(places)
}

// why says in words why mail to somebody does not arrive.
func why(w *text.Words, s casework.Stuck) string {
	switch {
	case s.Mail == "":
		return w.Say("mails.stuck-nowhere")
	case mail.AboutAddress(s.Reason):
		return w.Say("mails.stuck-address")
	}
	return w.Say("mails.stuck-relay")
}
