// Package texts is where an administrator says things on reporters' pages in the
// organisation's own words (package wording): the places in groups, a form for each
// group with Dutch and English side by side, an example made with the very components
// of the pages, and what was said before.
package texts

import (
	"net/url"
	"strconv"

	"github.com/a-h/templ"
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/about"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/part"
	"github.com/gehoor/gehoor/internal/wording"
)

// The names in the form and in addresses.
const (
	fieldVersion = "version"
	FieldAct     = "act"
	// ActShow asks for the example, ActKeep keeps what was typed.
	ActShow = "show"
	ActKeep = "keep"
	// QueryKept says that it was kept, QueryFrom from which former version to begin.
	QueryKept = "bewaard"
	QueryFrom = "van"
)

// Path is the page of a group.
func Path(g wording.Group) string { return layout.PathTexts + "/" + string(g) }

var languages = []gehoor.Language{gehoor.Dutch, gehoor.English}

// Form is what stands in the fields.
type Form struct {
	// Version is the Seq of the texts that are being changed.
	Version gehoor.Seq
	Texts   wording.Own
}

// Read reads the form of a group. What is not seen of a text is taken out of it.
func Read(form url.Values, g wording.Group) Form {
	f := Form{Texts: wording.Own{}}
	if n, err := strconv.ParseInt(form.Get(fieldVersion), 10, 64); err == nil && n >= 0 {
		f.Version = gehoor.Seq(n)
	}
	for _, p := range g.Places() {
		f.Texts[p] = gehoor.Text{
			NL: wording.Clean(form.Get(field(p, gehoor.Dutch))), EN: wording.Clean(form.Get(field(p, gehoor.English))),
		}
	}
	return f
}

func field(p wording.Place, lang gehoor.Language) string { return string(p) + "." + string(lang) }

// Wrong says whether something cannot stand on a page.
func (f Form) Wrong() bool {
	for p, one := range f.Texts {
		if wording.FaultOf(p, one.NL) != "" || wording.FaultOf(p, one.EN) != "" {
			return true
		}
	}
	return false
}

// Data is the page of a group.
type Data struct {
	Me    string
	Group wording.Group
	Form  Form
	// Faulty: what is wrong is said. Shown: there is an example. Kept: it was just kept.
	Faulty, Shown, Kept bool
	// Now is what is said now. Changed: somebody else changed this group meanwhile.
	Now     directory.PageTexts
	Changed bool
	// Large: all texts together are too long.
	Large bool
	// From is the former version in the form, if one is.
	From *directory.PageTexts
	// Former are what this group said before, the newest first; Who says who did it.
	Former []directory.PageTexts
	Who    func(gehoor.Actor) string
}

// FormerOf are the versions in which a group said something else than in the one
// before, the newest first.
func FormerOf(all []directory.PageTexts, g wording.Group) []directory.PageTexts {
	var of []directory.PageTexts
	for i, one := range all {
		if i > 0 && one.Same(all[i-1], g) || i == 0 && one.Same(directory.PageTexts{}, g) {
			continue
		}
		of = append([]directory.PageTexts{one}, of...)
	}
	return of
}

// Overview is the page of all groups.
type Overview struct {
	Me  string
	Now directory.PageTexts
	Who func(gehoor.Actor) string
}

// own counts the places of a group that have the organisation's own words.
func (o Overview) own(g wording.Group) int {
	n := 0
	own := o.Now.Own()
	for _, p := range g.Places() {
		if own[p] != (gehoor.Text{}) {
			n++
		}
	}
	return n
}

// half says whether a place has words in one language alone: the other then has the
// program's, and a reader of it misses what is said.
func (d Data) half(p wording.Place) bool {
	one := d.Form.Texts[p]
	return (one.NL == "") != (one.EN == "")
}

func half(w *text.Words, p wording.Place) string {
	if says(p) {
		return w.Say("texts.half")
	}
	return w.Say("texts.half-nothing")
}

func (d Data) field(w *text.Words, p wording.Place, lang gehoor.Language) part.Field {
	f := part.Field{Name: field(p, lang), Label: language(w, lang), Value: d.Form.Texts.In(p, lang)}
	if why := wording.FaultOf(p, f.Value); d.Faulty && why != "" {
		f.Error = Say(w, p, why)
	}
	return f
}

func (d Data) problems(w *text.Words) []part.Problem {
	var all []part.Problem
	for _, p := range d.Group.Places() {
		for _, lang := range languages {
			if why := wording.FaultOf(p, d.Form.Texts.In(p, lang)); why != "" {
				all = append(all, part.Problem{ID: part.Field{Name: field(p, lang)}.ID(), Text: Name(w, p) + ", " + language(w, lang) + ": " + Say(w, p, why)})
			}
		}
	}
	return all
}

// difference is a place where what is kept now is not what was typed.
type difference struct{ label, now string }

func (d Data) differences(w *text.Words) []difference {
	var all []difference
	own := d.Now.Own()
	for _, p := range d.Group.Places() {
		for _, lang := range languages {
			now := own.In(p, lang)
			if now == d.Form.Texts.In(p, lang) {
				continue
			}
			if now == "" {
				now = w.Say("texts.program")
			}
			all = append(all, difference{Name(w, p) + ", " + language(w, lang), now})
		}
	}
	return all
}

// examples are the pages of the group as reporters see them, in one language.
func (d Data) examples(p layout.Page, lang gehoor.Language) []templ.Component {
	p.Words, p.Example = text.For(lang), true
	p.Org.Own = wording.Own{}
	for place, one := range d.Now.Own() {
		p.Org.Own[place] = one
	}
	for place, one := range d.Form.Texts {
		p.Org.Own[place] = one
	}
	switch d.Group {
	case wording.GroupHome:
		return []templ.Component{about.HomeBody(p), about.ClosedBody(p)}
	case wording.GroupSignal:
		return []templ.Component{
			about.Further(p, wording.BeginFirst, part.H2(p.Words.Say("begin.first-heading"))), about.ThenPart(p),
			about.Further(p, wording.SentNext, part.H2(p.Words.Say("begin.next-heading"))),
			part.H2(p.Words.Say("demand.protection-heading")), about.Own(p, wording.Protection),
		}
	case wording.GroupTalk:
		return []templ.Component{about.TalkBody(p)}
	case wording.GroupPrivacy:
		return []templ.Component{about.PrivacyBody(p)}
	}
	return []templ.Component{about.AccessBody(p)}
}

// shipped is what the program says at a place.
func shipped(p layout.Page, place wording.Place, lang gehoor.Language) templ.Component {
	p.Words, p.Org.Own = text.For(lang), nil
	return about.Shipped(p, place)
}

// says tells whether the program says anything at a place.
func says(p wording.Place) bool {
	switch p {
	case wording.HomeUs, wording.BeginFirst, wording.SentNext, wording.TalkElsewhere, wording.PrivacyMore, wording.AccessLimits:
		return false
	}
	return true
}

func language(w *text.Words, lang gehoor.Language) string {
	if lang == gehoor.English {
		return w.Say("desk.english")
	}
	return w.Say("desk.dutch")
}

// Say is a fault in words.
func Say(w *text.Words, p wording.Place, f wording.Fault) string {
	switch f {
	case wording.FaultLong:
		return w.Say("texts.fault-long", text.Count("n", p.Size().Max()))
	case wording.FaultLine:
		return w.Say("texts.fault-line")
	case wording.FaultLink:
		return w.Say("texts.fault-link")
	case wording.FaultPlace:
		return w.Say("texts.fault-place")
	case wording.FaultReserved:
		return w.Say("texts.fault-reserved")
	}
	return w.Say("texts.fault-signs")
}
