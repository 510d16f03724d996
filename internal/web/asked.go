package web

import (
	"context"
	"net/http"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/web/page/asked"
	"github.com/gehoor/gehoor/internal/web/page/begin"
	"github.com/gehoor/gehoor/internal/web/page/box"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Questions that a handler sends: sending them and taking them back at the desk,
// answering and declining them in the mailbox.

// askWire sends questions. Sealed is the handler's own sentence, if there is one.
type askWire struct {
	Signal        gehoor.SignalID `json:"signal"`
	Questionnaire gehoor.Digest   `json:"questionnaire"`
	Sealed        []byte          `json:"sealed,omitempty"`
}

// sendQuestions sends a follow-up to a signal's reporter.
func (s *Site) sendQuestions(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[askWire](r)
	if err != nil {
		return err
	}
	words, err := optional(wire.Sealed)
	if err != nil {
		return err
	}
	if err := s.cases.SendQuestions(r.Context(), s.cfg.Org, me.Person, id, wire.Signal, wire.Questionnaire, words); err != nil {
		return err
	}
	return done(w)
}

// sendingWire names questions that were sent.
type sendingWire struct {
	Signal  gehoor.SignalID `json:"signal"`
	Sending int             `json:"sending"`
}

// withdrawQuestions takes questions back.
func (s *Site) withdrawQuestions(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return onDossier(w, r, func(ctx context.Context, id gehoor.DossierID, wire sendingWire) error {
		return s.cases.WithdrawQuestions(ctx, s.cfg.Org, me.Person, id, wire.Signal, wire.Sending)
	})
}

// askedPage is where a reporter answers.
func (s *Site) askedPage(w http.ResponseWriter, r *http.Request, mine account.Mailbox) error {
	no, err := strconv.Atoi(r.PathValue("no"))
	if err != nil {
		return gehoor.ErrNotFound
	}
	there, err := s.cases.Asked(r.Context(), mine, no)
	if err != nil {
		return err
	}
	draft, err := s.door.Answers(r.Context(), mine, no)
	if err != nil {
		return err
	}
	who, err := s.askedBy(r, there)
	if err != nil {
		return err
	}
	if begin.Listens(there.Form) {
		recording(w)
	}
	p := s.page(r, layout.ForReporter, asked.Title, asked.Path(no), asked.Files(there.Standing)...)
	return s.show(w, r, http.StatusOK, asked.Page(asked.Data{Data: begin.Data{Page: p, Form: there.Form}, Asked: there, Who: who, Draft: draft}))
}

// askedBy is who sent questions, as a reporter knows them.
func (s *Site) askedBy(r *http.Request, there casework.Asked) (string, error) {
	id, _ := there.By.Person()
	p, err := s.cases.Person(r.Context(), s.cfg.Org, id)
	if err != nil {
		p = &directory.Person{}
	}
	return box.Named(wordsOf(r), p), nil
}

// answersWire is what a reporter's browser sends of answers; Sealed is missing where
// they are declined.
type answersWire struct {
	toKey
	No     int    `json:"no"`
	Sealed []byte `json:"sealed,omitempty"`
}

// saveAnswers keeps what was answered so far, as long as it can still be sent.
func (s *Site) saveAnswers(w http.ResponseWriter, r *http.Request, mine account.Mailbox) error {
	wire, err := decode[answersWire](r)
	if err != nil {
		return err
	}
	if _, err := content(wire.Sealed); err != nil {
		return err
	}
	there, err := s.cases.Asked(r.Context(), mine, wire.No)
	if err != nil {
		return err
	}
	if there.Standing != signal.QuestionsOpen {
		return gehoor.Refuse(signal.CodeQuestionsDone)
	}
	if err := s.door.SaveAnswers(r.Context(), mine, wire.No, wire.Sealed, s.now()); err != nil {
		return err
	}
	return done(w)
}

// answerQuestions takes the answers.
func (s *Site) answerQuestions(w http.ResponseWriter, r *http.Request, mine account.Mailbox) error {
	wire, err := decode[answersWire](r)
	if err != nil {
		return err
	}
	answers, err := content(wire.Sealed)
	if err != nil {
		return err
	}
	if err := s.cases.AnswerQuestions(wire.sealedTo(r), mine, wire.No, answers); err != nil {
		return err
	}
	return done(w)
}

// declineQuestions says that the reporter would rather not answer.
func (s *Site) declineQuestions(w http.ResponseWriter, r *http.Request, mine account.Mailbox) error {
	wire, err := decode[answersWire](r)
	if err != nil {
		return err
	}
	if err := s.cases.DeclineQuestions(r.Context(), mine, wire.No); err != nil {
		return err
	}
	return done(w)
}
