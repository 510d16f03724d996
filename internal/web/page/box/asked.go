package box

import (
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Waiting are the questions that wait for an answer, oldest first.
func (d Data) Waiting() []signal.Sending {
	var all []signal.Sending
	for _, s := range d.Mailbox.Signal.Sendings {
		if s.Standing == signal.QuestionsOpen {
			all = append(all, s)
		}
	}
	return all
}

// AskedTo is the page on which questions are answered.
func (d Data) AskedTo(no int) string {
	return d.To(layout.PathAsked + strconv.Itoa(no))
}

// AskedTitle is what the questions of an entry are called.
func (d Data) AskedTitle(no int) string {
	sent, _ := d.Mailbox.Signal.Sending(no)
	return d.titleOf(sent.Questionnaire)
}

func (d Data) titleOf(q gehoor.Digest) string {
	for _, f := range d.Forms {
		if f.Digest() == q {
			return f.Title.In(d.Words.Language())
		}
	}
	return d.Words.Say("asked.unknown")
}

// AskedState says how it stands with the questions of an entry.
func (d Data) AskedState(no int) string {
	sent, _ := d.Mailbox.Signal.Sending(no)
	return Over(d.Words, sent)
}

// Over says what became of questions, and when; "" if they wait for an answer.
func Over(w *text.Words, s signal.Sending) string {
	key := map[signal.Standing]text.Key{
		signal.QuestionsBack: "asked.answered", signal.QuestionsRefused: "asked.declined", signal.QuestionsTakenBack: "asked.withdrawn",
	}[s.Standing]
	if key == "" {
		return ""
	}
	return w.Say(key, text.With("date", w.Date(s.Since)))
}
