package plain

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/box"
	pages "github.com/gehoor/gehoor/internal/web/page/plain"
)

// The reporter takes no further part, or does so again.

func readWithdrawal(b *pages.Box, w *text.Words, form url.Values) (string, bool) {
	var typed pages.Typed
	words, ok := readWords(&typed, w, form.Get(box.FieldWithdrawWords), "")
	b.Withdrawal = box.Withdrawal{Pressure: form.Get(box.FieldPressure), Words: words, WordsProblem: typed.Problem}
	if !signal.Pressure(b.Withdrawal.Pressure).Valid() {
		b.Withdrawal.PressureProblem = w.Say("withdrawal.pressure-missing")
	}
	if strings.TrimSpace(words) == "" {
		words = ""
	}
	return words, ok && b.Withdrawal.PressureProblem == ""
}

// withdraw hands it in. That it was said before is no fault, unless words came with it:
// those are sent as a message.
func withdraw(c *casework.Casework, ctx context.Context, mine account.Mailbox, one handing) error {
	err := c.WithdrawOnce(ctx, mine, signal.Pressure(one.form.Get(box.FieldPressure)), one.words, one.seen)
	if one.words == nil && errors.Is(err, gehoor.Refuse(signal.CodeWithdrawn)) {
		return nil
	}
	return err
}

// rejoin is that the reporter takes part again. Pressed twice is no fault.
func (p *Plain) rejoin(w http.ResponseWriter, r *http.Request, v *visitor) error {
	if _, err := readForm(r); err != nil {
		return err
	}
	return p.boxed(w, r, v, func(mine account.Mailbox) error {
		if err := p.cfg.Cases.Rejoin(r.Context(), mine); err != nil && !errors.Is(err, gehoor.Refuse(signal.CodeTakesPart)) {
			return err
		}
		return p.to(w, r, pages.PathBox+"?"+queryRejoined)
	})
}
