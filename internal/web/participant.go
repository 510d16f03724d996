package web

import (
	"context"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/sealed"
	"github.com/gehoor/gehoor/internal/web/page/shared"
)

// A witness and the person concerned, with a code of their own: what somebody who handles
// does for them, and what they read and write.

// codesPage is where somebody who holds a dossier gives codes and writes to who has one.
func (s *Site) codesPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	c, err := s.caseOf(r, me, id)
	if err != nil {
		return err
	}
	framing(w)
	p := s.page(r, layout.ForStaff, dossier.PeopleTitle, dossier.PeoplePath(id), dossier.PeopleFiles()...)
	return s.show(w, r, http.StatusOK, dossier.PeoplePage(p, c))
}

// admissionWire is a code of somebody's own, as a handler's browser made it.
type admissionWire struct {
	wordsWire
	Participant gehoor.ParticipantID `json:"participant"`
	As          participant.As       `json:"as"`
	Language    gehoor.Language      `json:"language"`
	Lookup      string               `json:"lookup"`
	Own         sealedWire           `json:"own"`
}

// admitParticipant gives somebody a code.
func (s *Site) admitParticipant(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[admissionWire](r)
	if err != nil {
		return err
	}
	a := casework.Admission{Participant: wire.Participant, As: wire.As, Language: wire.Language}
	if a.Lookup, err = account.ParseSecret(wire.Lookup); err != nil {
		return err
	}
	if a.Who, a.MadeCase, err = wire.read(); err != nil {
		return err
	}
	if a.Made, err = wire.Own.sealed(); err != nil {
		return err
	}
	if err := s.cases.Admit(r.Context(), s.cfg.Org, me.Person, id, a); err != nil {
		return err
	}
	return done(w)
}

// toParticipantWire is what is written to a participant: a message, or an agreement.
type toParticipantWire struct {
	wordsWire
	Participant gehoor.ParticipantID `json:"participant"`
	Agreement   gehoor.Seq           `json:"agreement,omitempty"`
}

// writeParticipant sends a message.
func (s *Site) writeParticipant(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return s.toParticipant(w, r, func(id gehoor.DossierID, wire toParticipantWire, words ledger.Content) error {
		return s.cases.WriteParticipant(r.Context(), s.cfg.Org, me.Person, id, wire.Participant, words)
	})
}

// shareAgreement lets the person concerned read an agreement.
func (s *Site) shareAgreement(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return s.toParticipant(w, r, func(id gehoor.DossierID, wire toParticipantWire, words ledger.Content) error {
		return s.cases.ShareAgreement(r.Context(), s.cfg.Org, me.Person, id, wire.Participant, wire.Agreement, words)
	})
}

func (s *Site) toParticipant(w http.ResponseWriter, r *http.Request, do func(gehoor.DossierID, toParticipantWire, ledger.Content) error) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[toParticipantWire](r)
	if err != nil {
		return err
	}
	words, _, err := wire.read()
	if err != nil {
		return err
	}
	if err := do(id, wire, words); err != nil {
		return err
	}
	return done(w)
}

type participantWire struct {
	Participant gehoor.ParticipantID `json:"participant"`
}

// endCode ends the code of a participant.
func (s *Site) endCode(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return onDossier(w, r, func(ctx context.Context, id gehoor.DossierID, wire participantWire) error {
		return s.cases.EndCode(ctx, s.cfg.Org, me.Person, id, wire.Participant)
	})
}

// sharedPage is what a participant reads.
func (s *Site) sharedPage(w http.ResponseWriter, r *http.Request, mine account.Mailbox) error {
	box, err := s.cases.ParticipantBox(r.Context(), mine)
	if err != nil {
		return err
	}
	framing(w)
	return s.show(w, r, http.StatusOK, shared.Page(shared.Data{
		Page: s.page(r, layout.ForReporter, shared.Title, layout.PathShared, shared.Files...), Box: box,
	}))
}

// openShared hands a participant sealed content of their own.
func (s *Site) openShared(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	ask, err := decode[idsWire](r)
	if err != nil {
		return err
	}
	list, err := s.cases.OpenShared(r.Context(), box, ask.IDs)
	if err != nil {
		return err
	}
	return reply(w, contentsOf(list))
}

// sharedKeys gives a participant's page the keys that the compartment has now.
func (s *Site) sharedKeys(w http.ResponseWriter, r *http.Request, mine account.Mailbox) error {
	box, err := s.cases.ParticipantBox(r.Context(), mine)
	if err != nil {
		return err
	}
	return reply(w, boxesWire(box.Boxes))
}

// boxesWire are compartments as a page takes their keys anew.
func boxesWire(list []casework.Box) any {
	boxes := make([]sealed.Box, len(list))
	for i, b := range list {
		boxes[i] = sealed.BoxOf(b)
	}
	return struct {
		Boxes []sealed.Box `json:"boxes"`
	}{boxes}
}

// participantSays is a participant's message.
func (s *Site) participantSays(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	return ownWords(w, r, box, s.cases.ParticipantSays)
}

type agreesWire struct {
	toKey
	Agreement gehoor.Seq `json:"agreement"`
	Agrees    bool       `json:"agrees"`
	// Sealed are words with it; nothing if there are none.
	Sealed []byte `json:"sealed,omitempty"`
}

// answerAgreement is whether that is what was agreed.
func (s *Site) answerAgreement(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	wire, err := decode[agreesWire](r)
	if err != nil {
		return err
	}
	words, err := optional(wire.Sealed)
	if err != nil {
		return err
	}
	if err := s.cases.AnswerAgreement(wire.sealedTo(r), box, wire.Agreement, wire.Agrees, words); err != nil {
		return err
	}
	return done(w)
}

// participantCheckIn is a participant's answer to how it goes.
func (s *Site) participantCheckIn(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	return howItGoes(w, r, box, s.cases.ParticipantAnswers)
}

// skipParticipant is that a participant does not want this contact.
func (s *Site) skipParticipant(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	return aStep(w, r, box, s.cases.ParticipantSkips)
}

// ofParticipant is an act of a participant about all contacts.
func (s *Site) ofParticipant(do func(context.Context, account.Mailbox) error) func(http.ResponseWriter, *http.Request, account.Mailbox) error {
	return func(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
		return s.ofCheckIns(w, r, box, do)
	}
}

// renewParticipant gives a participant another code, at their own wish.
func (s *Site) renewParticipant(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	return s.renewOwn(w, r, box, s.cases.RenewParticipantCode)
}
