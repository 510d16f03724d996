package web

import (
	"net/http"

	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/signal"
)

// reach is when and how the reporter can be reached.
func (s *Site) reach(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	wire, err := decode[signal.Reach](r)
	if err != nil {
		return err
	}
	if err := s.cases.SetReach(r.Context(), box, wire); err != nil {
		return err
	}
	return done(w)
}
