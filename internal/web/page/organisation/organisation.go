// Package organisation is the page on which an administrator says what pages say of
// the organisation: fields, an example of what a reporter will see, and what was said
// before. It is one ordinary form; what was typed stands in it again whatever
// happens.
package organisation

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// The names of what is in the form, beside those of [directory.Described].
const (
	fieldVersion = "version"
	FieldAct     = "act"
	// ActShow asks for the example, ActKeep keeps what was typed.
	ActShow = "show"
	ActKeep = "keep"
	// QueryKept says that it was kept, QueryFrom from which former one to begin.
	QueryKept = "bewaard"
	QueryFrom = "van"
	// FieldWatch is the day on which the works council agreed that reporters' names are
	// compared; ActWatch switches that on, ActUnwatch off.
	FieldWatch = "watch"
	ActWatch   = "watch"
	ActUnwatch = "unwatch"
)

// week is the order in which days are shown.
var week = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// Form is what stands in the fields, as it was typed.
type Form struct {
	// Version is the Seq of the description that is being changed.
	Version gehoor.Seq
	Values  map[string]string
}

// New fills the form with a description.
func New(d directory.Description) Form {
	f := Form{Version: d.Seq, Values: map[string]string{
		"name": d.Name, "phone": d.Phone, "mail": d.Mail, "address": strings.Join(d.Address, "\n"), "security": d.Security,
		"domains": strings.Join(d.Domains, "\n"), "plain": string(d.Plain), "desk.name": d.Desk.Name, "desk.phone": d.Desk.Phone,
	}}
	if d.Plain == "" {
		f.Values["plain"] = string(directory.PlainOff)
	}
	for _, o := range d.Hours {
		if o.From != "" {
			f.Values[hoursField(o.Day)] = o.From + "-" + o.Until
		}
	}
	return f
}

func hoursField(day time.Weekday) string { return "hours." + strconv.Itoa(int(day)) }

// Read reads the form. Line ends are those of every browser.
func Read(form url.Values) Form {
	f := Form{Values: map[string]string{}}
	n, err := strconv.ParseInt(form.Get(fieldVersion), 10, 64)
	if err == nil && n >= 0 {
		f.Version = gehoor.Seq(n)
	}
	for name := range New(directory.Description{}).Values {
		f.Values[name] = strings.ReplaceAll(form.Get(name), "\r\n", "\n")
	}
	for _, day := range week {
		f.Values[hoursField(day)] = form.Get(hoursField(day))
	}
	return f
}

// Described is what the form says. Spaces around a line are no part of it.
func (f Form) Described() directory.Described {
	line := func(name string) string { return strings.TrimSpace(f.Values[name]) }
	d := directory.Described{
		Name: line("name"), Phone: line("phone"), Mail: line("mail"), Address: lines(f.Values["address"]), Security: line("security"),
		Domains: lines(strings.ToLower(f.Values["domains"])), Plain: directory.Plain(line("plain")),
		Desk: directory.Desk{Name: line("desk.name"), Phone: line("desk.phone")},
	}
	if s := d.Security; s != "" && !strings.Contains(s, ":") {
		d.Security = "mailto:" + s // as people type it
	}
	for _, day := range week {
		from, until, _ := strings.Cut(strings.ReplaceAll(line(hoursField(day)), "–", "-"), "-")
		from, until = strings.ReplaceAll(strings.TrimSpace(from), ":", "."), strings.ReplaceAll(strings.TrimSpace(until), ":", ".")
		d.Hours = append(d.Hours, directory.Opening{Day: day, From: from, Until: until})
	}
	return d
}

func lines(s string) []string {
	var all []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// Data is the page's data.
type Data struct {
	Me   string
	Form Form
	// Faults are shown beside their fields.
	Faults []directory.FieldFault
	// Shown is what a reporter would see; nil does not show it.
	Shown *layout.Organisation
	// Now is what is said now. Changed: it was changed since the form was opened.
	Now     directory.Description
	Changed bool
	// Kept: it was just kept. From is the former description in the form, if one is.
	Kept bool
	From *directory.Description
	// Former are what was said before, the newest first, and Who says who did it.
	Former []directory.Description
	// Watch is the switch of comparing.
	Watch Watch
	Who   func(gehoor.Actor) string
}

// Watch is whether reporters' names are compared with files of the personnel system.
type Watch struct {
	// AgreedOn is when the works council agreed; zero if nothing is compared.
	AgreedOn protocol.Date
	// Typed is what was typed, and Wrong why that is no day; "" if nothing is wrong.
	Typed, Wrong string
}

func (v Watch) on() bool { return v.AgreedOn != protocol.Date{} }

func (d Data) fault(w *text.Words, field string) string {
	for _, f := range d.Faults {
		if f.Field == field {
			return Say(w, f.Fault)
		}
	}
	return ""
}

// Say is a fault in words.
func Say(w *text.Words, f directory.Fault) string {
	switch f {
	case directory.FaultMissing:
		return w.Say("organisation.fault-missing")
	case directory.FaultPhone:
		return w.Say("organisation.fault-phone")
	case directory.FaultMail:
		return w.Say("organisation.fault-mail")
	case directory.FaultLines:
		return w.Say("organisation.fault-lines", text.Count("n", directory.MaxAddress))
	case directory.FaultHours:
		return w.Say("organisation.fault-hours")
	case directory.FaultAddress:
		return w.Say("organisation.fault-address")
	case directory.FaultDomain:
		return w.Say("organisation.fault-domain")
	case directory.FaultChoice:
		return w.Say("organisation.fault-choice")
	}
	return w.Say("organisation.fault-line", text.Count("n", directory.MaxLine))
}

// problems are the faults for the summary.
func (d Data) problems(w *text.Words) []part.Problem {
	var all []part.Problem
	for _, f := range d.Faults {
		all = append(all, part.Problem{ID: part.Field{Name: f.Field}.ID(), Text: label(w, f.Field) + ": " + Say(w, f.Fault)})
	}
	return all
}

// label is how a field is called.
func label(w *text.Words, field string) string {
	switch field {
	case "name":
		return w.Say("organisation.name")
	case "phone":
		return w.Say("organisation.phone")
	case "mail":
		return w.Say("organisation.mail")
	case "address":
		return w.Say("organisation.address")
	case "security":
		return w.Say("organisation.security")
	case "domains":
		return w.Say("organisation.domains")
	case "plain":
		return w.Say("organisation.plain")
	case "desk.name":
		return w.Say("organisation.desk-name")
	case "desk.phone":
		return w.Say("organisation.desk-phone")
	}
	day, _ := strconv.Atoi(strings.TrimPrefix(field, "hours."))
	return desk.Upper(w.Weekday(time.Weekday(day)))
}

// field is a question with what was typed.
func (d Data) field(w *text.Words, name, hint string) part.Field {
	return part.Field{Name: name, Label: label(w, name), Hint: hint, Error: d.fault(w, name), Value: d.Form.Values[name]}
}

// plain asks for the choice about the way without scripts.
func (d Data) plain(w *text.Words) part.Choice {
	option := func(p directory.Plain, label, hint string) part.Option {
		return part.Option{Value: string(p), Label: label, Hint: hint, Chosen: d.Form.Values["plain"] == string(p)}
	}
	return part.Choice{
		Name: "plain", Label: label(w, "plain"), Hint: w.Say("organisation.plain-hint"), Error: d.fault(w, "plain"),
		Options: []part.Option{
			option(directory.PlainOff, w.Say("organisation.plain-off"), ""),
			option(directory.PlainOn, w.Say("organisation.plain-on"), w.Say("organisation.plain-on-hint")),
			option(directory.PlainClosing, w.Say("organisation.plain-closing"), w.Say("organisation.plain-closing-hint")),
		},
	}
}

// difference is a field in which what is kept now is not what was typed.
type difference struct{ label, now string }

// differences says what somebody else changed, against what was typed.
func (d Data) differences(w *text.Words) []difference {
	now, typed := New(d.Now).Values, New(directory.Description{Described: d.Form.Described()}).Values
	var all []difference
	for _, name := range names() {
		if now[name] != typed[name] {
			said := strings.ReplaceAll(now[name], "\n", ", ")
			if said == "" {
				said = w.Say("organisation.nothing")
			}
			all = append(all, difference{label(w, name), said})
		}
	}
	return all
}

// names are the fields in their order.
func names() []string {
	all := []string{"name", "phone", "mail", "address"}
	for _, day := range week {
		all = append(all, hoursField(day))
	}
	return append(all, "security", "domains", "plain", "desk.name", "desk.phone")
}
