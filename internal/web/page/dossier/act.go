package dossier

import (
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/sealed"
)

// Act is something that can be done with words; its value is the last part of
// the address that takes it.
type Act string

// The acts.
const (
	Acknowledge Act = "acknowledge"
	Message     Act = "message"
	Feedback    Act = "feedback"
	Note        Act = "note"
	// DemandAnswer is for who does not lead the dossier, and only while it is asked for.
	DemandAnswer Act = "answer-demand"
)

// feedbackSoon: earlier than two weeks before it is due, feedback is not what
// the page puts first. Feedback ends a term; a question that lands in its form
// by mistake would too, so until then the form that is open is the message's.
const feedbackSoon = 14 * 24 * time.Hour

// First is the one act that stands out for a signal: what is due next.
func First(s signal.Signal, open []protocol.OpenStep, now time.Time) Act {
	switch {
	case s.AcknowledgedAt.IsZero():
		return Acknowledge
	case s.Waiting():
		return Message
	}
	for _, o := range open {
		if o.Signal == s.ID && o.Step == protocol.StepFeedback && o.Target.Sub(now) < feedbackSoon {
			return Feedback
		}
	}
	return Message
}

// first is First, but that somebody else is asked for: of who may answer, that stands out.
func (c Case) first(s signal.Signal) Act {
	if len(s.Demanded()) > 0 && s.MayAnswer(c.Me.ID) {
		return DemandAnswer
	}
	return First(s, c.Dossier.Open, c.Now)
}

// acts lists what can be done for a signal, the first one first.
func acts(s signal.Signal, first Act) []Act {
	all := []Act{first}
	for _, a := range []Act{Acknowledge, Message, Feedback} {
		possible := a != first && (a != Acknowledge || s.AcknowledgedAt.IsZero()) && (a != Feedback || !s.AcknowledgedAt.IsZero())
		if possible {
			all = append(all, a)
		}
	}
	return all
}

// compose is a form in which something is written.
type compose struct {
	act    Act
	signal gehoor.SignalID // "" for a note
	of     string          // what else it is about
	box    gehoor.Compartment
	kind   sealed.Type

	title, label, hint, button string
	value                      string
	first                      bool
	// optional: it can be sent without words.
	optional bool
}

// id is the form's; it is also the name under which unsent words are kept.
func (f compose) id() string {
	switch {
	case f.of != "":
		return string(f.act) + "-" + f.of
	case f.signal == "":
		return string(f.act)
	}
	return string(f.act) + "-" + string(f.signal)
}

// form makes the form of an act for a signal.
func (c Case) form(w *text.Words, s signal.Signal, act Act, first Act) compose {
	f := compose{act: act, signal: s.ID, box: gehoor.Conversation, kind: sealed.Message, first: act == first}
	f.label = w.Say("dossier.write-in", text.With("language", desk.Language(w, s.Language)))
	switch act {
	case Acknowledge:
		f.title, f.hint, f.button = w.Say("dossier.acknowledge"), w.Say("dossier.acknowledge-hint"), w.Say("dossier.acknowledge-send")
		f.value = Draft(s, c.Dossier.Then[s.ID], c.late(s.ID, protocol.StepAcknowledge))
	case DemandAnswer:
		f.title, f.hint, f.button = w.Say("dossier.demand-answer"), w.Say("dossier.demand-answer-hint"), w.Say("dossier.demand-answer-send")
	case Feedback:
		f.title, f.hint, f.button = w.Say("dossier.feedback"), w.Say("dossier.feedback-hint"), w.Say("dossier.feedback-send")
	default:
		f.title, f.hint, f.button = w.Say("dossier.message"), w.Say("dossier.message-hint"), w.Say("dossier.message-send")
		if s.Waiting() && !s.AcknowledgedAt.IsZero() {
			f.title = w.Say("dossier.answer")
		}
	}
	return f
}

// noteForm makes the form for a note.
func noteForm(w *text.Words) compose {
	return compose{
		act: Note, box: gehoor.Case, kind: sealed.Note,
		title: w.Say("dossier.note-new"), label: w.Say("dossier.note-label"),
		hint: w.Say("dossier.note-hint"), button: w.Say("dossier.note-save"),
	}
}

// adder is where files for a signal's reporter are added.
func (c Case) adder(w *text.Words, s signal.Signal) sealed.Adder {
	return sealed.Adder{
		ID: "files-" + string(s.ID), Path: actPath(c.Dossier.ID), Add: "file", Signal: s.ID,
		Box: gehoor.Conversation, Hint: w.Say("file.hint-staff"),
	}
}

// noteAdder is where internal files are added.
func (c Case) noteAdder(w *text.Words) sealed.Adder {
	return sealed.Adder{
		ID: "files-note", Path: actPath(c.Dossier.ID), Add: "note-file", Box: gehoor.Case, Hint: w.Say("file.hint-note"),
	}
}

// words are the sealed words of an entry, or what its file is.
func words(e signal.Entry) sealed.Words {
	w := sealed.Words{Content: e.Content, Box: gehoor.Conversation, Type: sealed.Message}
	switch e.Form {
	case signal.FormFile:
		w.Type = sealed.File
	case signal.FormAnswers:
		w.Type = sealed.Account
	}
	return w
}
