package web

import (
	"context"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/signal"
)

// What a reporter presses when it does not go well, and the answer of somebody else.

type demandWire struct {
	toKey
	Reason signal.Reason `json:"reason"`
	// Sealed are words with it; nothing if there are none.
	Sealed []byte `json:"sealed,omitempty"`
}

// demand is the reporter's press of a button.
func (s *Site) demand(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	wire, err := decode[demandWire](r)
	if err != nil {
		return err
	}
	words, err := optional(wire.Sealed)
	if err != nil {
		return err
	}
	if err := s.cases.Demand(wire.sealedTo(r), box, wire.Reason, words); err != nil {
		return err
	}
	return done(w)
}

// answerDemand answers it, by somebody who does not lead.
func (s *Site) answerDemand(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return doing(w, r, me, func(ctx context.Context, who gehoor.PersonID, id gehoor.DossierID, wire wordsWire, words ledger.Content, _ *casework.Sealed) error {
		return s.cases.AnswerDemand(ctx, s.cfg.Org, who, id, wire.Signal, words)
	})
}
