package web

import (
	"net/http"

	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/signal"
)

// The reporter takes no further part, or does so again.

type withdrawWire struct {
	toKey
	Pressure signal.Pressure `json:"pressure"`
	// Sealed are words with it; nothing if there are none.
	Sealed []byte `json:"sealed,omitempty"`
}

// withdraw is that the reporter takes no further part.
func (s *Site) withdraw(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	wire, err := decode[withdrawWire](r)
	if err != nil {
		return err
	}
	words, err := optional(wire.Sealed)
	if err != nil {
		return err
	}
	if err := s.cases.Withdraw(wire.sealedTo(r), box, wire.Pressure, words); err != nil {
		return err
	}
	return done(w)
}

// rejoin is that they take part again.
func (s *Site) rejoin(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	if _, err := decode[struct{}](r); err != nil {
		return err
	}
	if err := s.cases.Rejoin(r.Context(), box); err != nil {
		return err
	}
	return done(w)
}
