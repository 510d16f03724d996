package story

import (
	"context"

	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/signal"
)

// withdraw is that the reporter takes no further part.
func (r *run) withdraw(ctx context.Context, s Statement, _ []Statement) error {
	one, err := r.own()
	if err != nil {
		return err
	}
	var words *ledger.Content
	if what := s.Value("text"); what != "" {
		view, err := r.Casework.Mailbox(ctx, one.box)
		if err != nil {
			return err
		}
		sealed, err := one.browser.Say(view, what)
		if err != nil {
			return err
		}
		r.said[sealed.ID], words = what, &sealed
	}
	return r.Casework.Withdraw(ctx, one.box, signal.Pressure(s.Value("pressure")), words)
}
