// Package shared is what a witness or the person concerned reads who has a code of their
// own: what was written to them, the agreements with the person concerned, how it goes, a
// reply, another code, who can read it, and stopping.
//
// It says nothing of a signal, of who reported, or of others with a code. The server
// renders everything but the words: those are opened in the browser (page/sealed).
package shared

import (
	"cmp"
	"slices"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/checkin"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/box"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/part"
	"github.com/gehoor/gehoor/internal/web/page/sealed"
	"github.com/gehoor/gehoor/internal/web/page/slip"
)

// Title is the page's neutral title.
const Title text.Key = "shared.title"

// Files are the script and the styles that the page needs (Site.page).
var Files = []string{"shared/shared.js", "box/box.css", slip.Style}

// Data is what the page is made of.
type Data struct {
	layout.Page
	Box casework.ParticipantBox
}

// concerned says whether it is the person concerned who reads.
func (d Data) concerned() bool { return d.Box.As == participant.Concerned }

// words is a sealed thing that was said.
func (d Data) words(e participant.Entry) sealed.Words {
	return sealed.Words{Content: e.Content, Box: d.Box.Boxes[0].Name, Type: sealed.Message}
}

// name is how a holder is named: by name where the organisation says it, else by function.
func (d Data) name(p *directory.Person) string {
	return cmp.Or(p.Name, p.Function.In(d.Words.Language()))
}

// shared is what was shared of an agreement.
func (d Data) shared(a casework.Agreement) participant.Entry {
	i := slices.IndexFunc(d.Box.Thread, func(e participant.Entry) bool {
		return e.Form == participant.FormAgreement && e.Agreement == a.Number
	})
	return d.Box.Thread[i]
}

// answered is what was said of an agreement last; "" if nothing was.
func (d Data) answered(a casework.Agreement) string {
	if a.Answered.At.IsZero() {
		return ""
	}
	key := text.Key("shared.said-other")
	if a.Answered.Agrees {
		key = "shared.said-agrees"
	}
	return d.Words.Say(key, text.With("date", d.Words.Date(a.Answered.At)))
}

// badge says what an entry is; "" for a message.
func (d Data) badge(e participant.Entry) string {
	key, ok := map[participant.Form]text.Key{
		participant.FormAgreement: "shared.agreement", participant.FormAnswer: "shared.agreement-answer", participant.FormCheckIn: "check-in.badge",
	}[e.Form]
	if !ok {
		return ""
	}
	return d.Words.Say(key)
}

// said is an entry in sentences, before its words.
func (d Data) said(e participant.Entry) []string {
	w := d.Words
	switch e.Form {
	case participant.FormAnswer:
		if e.Agrees {
			return []string{w.Say("shared.you-agree")}
		}
		return []string{w.Say("shared.you-do-not")}
	case participant.FormCheckIn:
		c, _ := d.Box.CheckIns.Of(e.Step)
		return box.CheckInSentences(w, c)
	}
	return nil
}

// lead says until when an answer is expected.
func (d Data) lead() string {
	due := text.With("date", d.Words.Date(d.Box.CheckIn.Due))
	switch {
	case d.Box.CheckIn.Due.IsZero():
		return d.Words.Say("shared.check-in-open")
	case d.Box.CheckIn.Late:
		return d.Words.Say("shared.check-in-late", due)
	}
	return d.Words.Say("shared.check-in", due)
}

// going asks how it goes.
func (d Data) going() part.Choice {
	w := d.Words
	return part.Choice{Name: box.FieldGoing, Label: w.Say("check-in.going"), Options: []part.Option{
		{Value: string(checkin.Well), Label: w.Say("check-in.well"), Hint: w.Say("check-in.well-what")},
		{Value: string(checkin.SoSo), Label: w.Say("check-in.so-so"), Hint: w.Say("check-in.so-so-what")},
		{Value: string(checkin.Bad), Label: w.Say("check-in.bad"), Hint: w.Say("check-in.so-so-what")},
	}}
}

// away and worse are asked of a witness, whom nobody may have do otherwise for what they
// told.
func (d Data) away() part.Choice {
	return d.yesNo(box.FieldAway, d.Words.Say("check-in.away"), d.Words.Say("check-in.away-what"))
}

func (d Data) worse() part.Choice {
	return d.yesNo(box.FieldWorse, d.Words.Say("shared.worse"), d.Words.Say("shared.worse-what"))
}

func (d Data) yesNo(name, label, hint string) part.Choice {
	return part.Choice{Name: name, Label: label, Hint: hint, Options: []part.Option{
		{Value: "no", Label: d.Words.Say("check-in.no")}, {Value: "yes", Label: d.Words.Say("check-in.yes")},
	}}
}
