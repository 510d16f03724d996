// Package enter is the page on which somebody of staff enters a signal that was
// told to them: by telephone, in a letter or in person.
//
// The browser does what a reporter's does (page/begin): it makes the code, asks
// who will be able to open it, seals, and sends. The questions are the same and
// speak to the reporter, so that they can be read out. The one who enters gets no
// key by it, and no session as the reporter; the code is shown to them once.
//
// What is typed lies sealed to the person's own key in the tab, never on the
// server.
package enter

import (
	"slices"

	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/begin"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/part"
	"github.com/gehoor/gehoor/internal/web/page/slip"
)

// Title is the page's neutral title.
const Title text.Key = "enter.title"

// Files are the scripts and styles that the page needs.
func Files() []string {
	return append(desk.Files(), "begin/begin.css", slip.Style, "enter/enter.css", "enter/enter.js")
}

// Data is what the page is made of.
type Data struct {
	begin.Data
	// Me is who enters.
	Me *directory.Person
	// May: the person's role may enter signals.
	May bool
}

// adviser: whoever enters must have the reporter's consent.
func (d Data) adviser() bool { return d.Me.Role.NeedsConsent() }

// Asked is a questionnaire without the questions that are answered with files: a
// file is added afterwards, by who has a key.
func Asked(form *questionnaire.Questionnaire) *questionnaire.Questionnaire {
	asked := *form
	asked.Steps = slices.Clone(form.Steps)
	for i := range asked.Steps {
		step := &asked.Steps[i]
		step.Questions = slices.DeleteFunc(slices.Clone(step.Questions), func(q questionnaire.Question) bool {
			return q.Kind.Filed()
		})
	}
	return &asked
}

// channels are the ways in which somebody can have been told.
func channels(w *text.Words) part.Choice {
	c := part.Choice{Name: "channel", Label: w.Say("enter.channel")}
	for _, one := range signal.Channels() {
		c.Options = append(c.Options, part.Option{Value: string(one), Label: channel(w, one)})
	}
	return c
}

func channel(w *text.Words, c signal.Channel) string {
	switch c {
	case signal.ChannelPhone:
		return w.Say("enter.channel-phone")
	case signal.ChannelLetter:
		return w.Say("enter.channel-letter")
	}
	return w.Say("enter.channel-in-person")
}

// languages are those in which the reporter can read the site.
func languages(w *text.Words) part.Choice {
	return part.Choice{Name: "language", Label: w.Say("enter.language"), Options: []part.Option{
		{Value: "nl", Label: w.Say("slip.dutch"), Chosen: true}, {Value: "en", Label: w.Say("slip.english")},
	}}
}

// ways are those by which the reporter can come back; each has a kind of code of its
// own.
func ways(w *text.Words) part.Choice {
	return part.Choice{Name: "way", Label: w.Say("enter.way"), Options: []part.Option{
		{Value: "scripts", Label: w.Say("enter.way-scripts"), Chosen: true},
		{Value: "plain", Label: w.Say("enter.way-plain"), Hint: w.Say("enter.way-plain-hint")},
	}}
}
