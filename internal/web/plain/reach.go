package plain

import (
	"errors"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/web/page/box"
	pages "github.com/gehoor/gehoor/internal/web/page/plain"
)

// reach is when and how the reporter can be reached.
func (p *Plain) reach(w http.ResponseWriter, r *http.Request, v *visitor) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	chosen := signal.Reach{Ways: []signal.Way{}, Times: []signal.Time{}}
	for _, one := range form[box.FieldWays] {
		chosen.Ways = append(chosen.Ways, signal.Way(one))
	}
	for _, one := range form[box.FieldTimes] {
		chosen.Times = append(chosen.Times, signal.Time(one))
	}
	return p.boxed(w, r, v, func(mine account.Mailbox) error {
		err := p.cfg.Cases.SetReach(r.Context(), mine, chosen)
		if errors.Is(err, gehoor.Refuse(signal.CodeReachTimes)) {
			return p.showBox(w, r, v, http.StatusUnprocessableEntity, func(b *pages.Box) {
				b.Reached = &box.Reached{Reach: chosen, Problem: b.Words.Say("reach.times-missing")}
			})
		}
		if err != nil {
			return err
		}
		return p.to(w, r, pages.PathBox+"?"+queryReached)
	})
}
