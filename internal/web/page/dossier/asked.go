package dossier

import (
	"strconv"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/begin"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/sealed"
)

// Ask sends the questions of a follow-up.
const Ask Act = "ask"

// askForm makes the form that sends questions; words are optional.
func (c Case) askForm(w *text.Words, s signal.Signal) compose {
	return compose{
		act: Ask, signal: s.ID, box: gehoor.Conversation, kind: sealed.Message, optional: true,
		title: w.Say("asked.send-title"), label: w.Say("asked.send-words", text.With("language", desk.Language(w, s.Language))),
		hint: w.Say("asked.send-hint"), button: w.Say("asked.send-go"),
	}
}

// asks says whether the same questions wait for an answer.
func asks(s signal.Signal, q *questionnaire.Questionnaire) bool {
	for _, one := range s.Sendings {
		if one.Questionnaire == q.Digest() && one.Standing == signal.QuestionsOpen {
			return true
		}
	}
	return false
}

// sendable are the follow-ups that this reporter does not have already.
func (c Case) sendable(s signal.Signal) []*questionnaire.Questionnaire {
	var all []*questionnaire.Questionnaire
	for _, q := range c.FollowUps {
		if !asks(s, q) {
			all = append(all, q)
		}
	}
	return all
}

// waiting are the questions that nobody answered yet.
func waiting(s signal.Signal) []signal.Sending {
	var all []signal.Sending
	for _, one := range s.Sendings {
		if one.Standing == signal.QuestionsOpen {
			all = append(all, one)
		}
	}
	return all
}

// askedTitle is what questions are called.
func (c Case) askedTitle(w *text.Words, q gehoor.Digest) string {
	for _, f := range c.Forms {
		if f.Digest() == q {
			return f.Title.In(w.Language())
		}
	}
	return w.Say("asked.unknown")
}

// since says how long questions wait.
func (c Case) since(w *text.Words, s signal.Sending) string {
	day := 24 * time.Hour
	days := int(c.Now.Truncate(day).Sub(s.At.Truncate(day)) / day)
	return w.Say("asked.since", text.With("title", c.askedTitle(w, s.Questionnaire)), text.With("day", desk.Day(w, s.At)), text.Count("days", days))
}

// askedState says of questions how it stands with them.
func (c Case) askedState(w *text.Words, s signal.Sending) string {
	day := text.With("day", desk.Day(w, s.Since))
	switch s.Standing {
	case signal.QuestionsBack:
		return w.Say("asked.state-answered", day)
	case signal.QuestionsRefused:
		return w.Say("asked.state-declined", day)
	case signal.QuestionsTakenBack:
		return w.Say("asked.state-withdrawn", day)
	}
	return w.Say("asked.state-open")
}

// shownQuestion is a question of a preview: what is asked, how it is answered, and
// when it is asked.
type shownQuestion struct {
	label, how, when string
	options          []string
}

// preview is what a reporter will be asked in a step, in their language.
func preview(w *text.Words, l gehoor.Language, q *questionnaire.Questionnaire, s questionnaire.Step) []shownQuestion {
	all := make([]shownQuestion, len(s.Questions))
	for i, one := range s.Questions {
		all[i] = shownQuestion{label: one.Label.In(l), how: begin.KindName(w, one.Kind), when: previewWhen(w, l, q, one.When)}
		for _, o := range one.Options {
			all[i].options = append(all[i].options, o.Label.In(l))
		}
		if one.Group != nil {
			for _, inner := range one.Group.Questions {
				all[i].options = append(all[i].options, inner.Label.In(l))
			}
		}
	}
	return all
}

// previewWhen says that a question comes only after some answers to another: which,
// the builder says.
func previewWhen(w *text.Words, l gehoor.Language, q *questionnaire.Questionnaire, c *questionnaire.Condition) string {
	if c == nil {
		return ""
	}
	asked, _ := q.Question(c.Question)
	return w.Say("asked.preview-when", text.With("question", asked.Label.In(l)))
}

// entryID is what an entry of the conversation is called in the page.
func entryID(e signal.Entry) string {
	if e.Content == "" && e.Asking > 0 {
		return string(e.Form) + "-" + strconv.Itoa(e.Asking)
	}
	if e.Content == "" {
		return string(e.Form) + "-" + strconv.Itoa(e.Sending)
	}
	return string(e.Content)
}
