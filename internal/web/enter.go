package web

import (
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/web/page/begin"
	"github.com/gehoor/gehoor/internal/web/page/enter"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// What somebody of staff enters for a reporter who called, wrote or came by.

// enterPage has the reporter's questions for somebody who was told.
func (s *Site) enterPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	person, err := s.cases.Person(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	may, err := s.cases.MayEnter(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	forms, err := s.cases.Forms(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, enter.Title, layout.PathEnter, enter.Files()...)
	return s.show(w, r, http.StatusOK, enter.Page(enter.Data{Data: begin.Data{Page: p, Form: enter.Asked(forms.Asked)}, Me: person, May: may}))
}

// enterWire is a signal as the browser of the one who enters it sends it: what a
// reporter's browser would send, and how it was told.
type enterWire struct {
	Channel signal.Channel `json:"channel"`
	Signal  signalWire     `json:"signal"`
}

// enteredWire says which dossier it is, to somebody who may see it.
type enteredWire struct {
	Dossier gehoor.DossierID `json:"dossier"`
}

// enter takes in a signal for a reporter. It starts no session of theirs, and asks
// no work: whoever comes here has signed in.
func (s *Site) enter(w http.ResponseWriter, r *http.Request, me account.Session) error {
	wire, err := decode[enterWire](r)
	if err != nil {
		return err
	}
	if wire.Signal.Org != s.cfg.Org {
		return gehoor.Refuse(gehoor.CodeForeign)
	}
	sub, err := wire.Signal.submission()
	if err != nil {
		return err
	}
	got, err := s.cases.Enter(r.Context(), s.cfg.Org, me.Person, wire.Channel, sub)
	if err != nil {
		return err
	}
	return reply(w, enteredWire{Dossier: got.Dossier})
}
