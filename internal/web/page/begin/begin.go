// Package begin is the page on which a reporter tells what is going on: the
// warning beforehand, the code, the questions step by step, reading back with
// the people who will be able to open it, sending, and what comes after.
//
// It is one page, so that nothing of what somebody does in it shows in an
// address. The server renders everything that does not depend on the reporter:
// each step is a section that begin.ts shows or hides. The page holds no secret
// and is the same for everybody.
//
// The questions come from a questionnaire; this package has no words about any
// of them.
package begin

import (
	"strings"

	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// maxRecordingMinutes bounds one recording (lib/recorder.ts, MAX_MINUTES): 20 MB as
// it is sent, which a telephone does.
const maxRecordingMinutes = 10

// Title is the page's neutral title.
const Title text.Key = "begin.title"

// Files are the script and the style that the page needs (Site.page).
var Files = []string{"begin/begin.js", "begin/begin.css", "sealed/files.css"}

// Data is what the page is made of.
type Data struct {
	layout.Page
	// Form is the questionnaire that is asked now.
	Form *questionnaire.Questionnaire
	// Mail: reporters can be told by mail that there is something new.
	Mail bool
}

// in is a text of the questionnaire in the page's language.
func (d Data) in(t questionnaire.Texts) string { return t.In(d.Words.Language()) }

// label is a question's label, and says so where an answer is needed: almost
// everything may be skipped, so it is said of the few.
func (d Data) label(q questionnaire.Question) string {
	if !q.Required {
		return d.in(q.Label)
	}
	return d.in(q.Label) + " (" + d.Words.Say("begin.needed") + ")"
}

func (d Data) field(q questionnaire.Question, name string) part.Field {
	// No bound on what can be typed: a browser cuts what is pasted without a word.
	// The script says what is too long, beside the field, and cuts nothing.
	f := part.Field{Name: name, Label: d.label(q), Hint: d.in(q.Help)}
	if q.Kind == questionnaire.KindDate {
		f.Kind = "date"
	}
	return f
}

func (d Data) choice(q questionnaire.Question) part.Choice {
	c := part.Choice{
		Name: string(q.ID), Label: d.label(q), Hint: d.in(q.Help),
		Several: q.Kind == questionnaire.KindMultiple,
	}
	for _, o := range q.Options {
		c.Options = append(c.Options, part.Option{Value: string(o.ID), Label: d.in(o.Label), Hint: d.in(o.Help)})
	}
	return c
}

// say returns the sentences of several keys.
func say(w *text.Words, keys ...text.Key) []string {
	sentences := make([]string, len(keys))
	for i, k := range keys {
		sentences[i] = w.Say(k)
	}
	return sentences
}

// period asks for both days of a period.
func (d Data) period(q questionnaire.Question) [2]part.Field {
	return [2]part.Field{
		{Name: string(q.ID) + ".from", Label: d.Words.Say("question.from"), Kind: "date"},
		{Name: string(q.ID) + ".until", Label: d.Words.Say("question.until"), Kind: "date"},
	}
}

// Listens says whether a questionnaire has a question that is answered aloud: its
// page may use the microphone.
func Listens(q *questionnaire.Questionnaire) bool {
	for _, s := range q.Steps {
		for _, one := range s.Questions {
			if one.Kind == questionnaire.KindVoice {
				return true
			}
		}
	}
	return false
}

// inGroup is the name of a field in an entry of a group; the script puts the
// entry's number in the place of "0".
func inGroup(group, field questionnaire.ID) string { return string(group) + "-0-" + string(field) }

// digits is a telephone number as a link has it.
func digits(phone string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
}

// KindName says how a question is answered, for who writes or sends it.
func KindName(w *text.Words, k questionnaire.Kind) string { return w.Say(kindKeys[k]) }

var kindKeys = map[questionnaire.Kind]text.Key{
	questionnaire.KindText: "form.kind-text", questionnaire.KindLongText: "form.kind-long-text", questionnaire.KindSingle: "form.kind-single",
	questionnaire.KindMultiple: "form.kind-multiple", questionnaire.KindDate: "form.kind-date", questionnaire.KindPeriod: "form.kind-period",
	questionnaire.KindYesNoUnknown: "form.kind-yes-no-unknown", questionnaire.KindConsent: "form.kind-consent",
	questionnaire.KindAttachment: "form.kind-attachment", questionnaire.KindVoice: "form.kind-voice", questionnaire.KindGroup: "form.kind-group",
}
