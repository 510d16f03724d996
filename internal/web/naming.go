package web

import (
	"context"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/dossier"
	page "github.com/gehoor/gehoor/internal/web/page/dossier"
)

// Who the reporter is, where a court or the law requires that somebody knows. How the
// custodians' shares pass is in recovery.go.

// namingWire proposes it.
type namingWire struct {
	Signal  gehoor.SignalID      `json:"signal"`
	To      gehoor.PersonID      `json:"to"`
	Outside string               `json:"outside"`
	Ground  dossier.NamingGround `json:"ground"`
	Sealed  []byte               `json:"sealed"`
}

// proposeNaming proposes it to a second person.
func (s *Site) proposeNaming(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[namingWire](r)
	if err != nil {
		return err
	}
	words, err := content(wire.Sealed)
	if err != nil {
		return err
	}
	f := dossier.NamingProposed{Signal: wire.Signal, Recipient: wire.To, Ground: wire.Ground}
	if wire.Outside != page.NobodyOutside {
		f.Outside = dossier.Outsider(wire.Outside)
	}
	if err := s.cases.ProposeNaming(r.Context(), s.cfg.Org, me.Person, id, f, words); err != nil {
		return err
	}
	return done(w)
}

// theNamingWire says which one.
type theNamingWire struct {
	Naming gehoor.Seq `json:"naming"`
}

// onNaming does something with one that there is.
func (s *Site) onNaming(do func(context.Context, gehoor.OrgID, gehoor.PersonID, gehoor.DossierID, gehoor.Seq) error) func(http.ResponseWriter, *http.Request, account.Session) error {
	return func(w http.ResponseWriter, r *http.Request, me account.Session) error {
		id, err := dossierOf(r)
		if err != nil {
			return err
		}
		wire, err := decode[theNamingWire](r)
		if err != nil {
			return err
		}
		if err := do(r.Context(), s.cfg.Org, me.Person, id, wire.Naming); err != nil {
			return err
		}
		return done(w)
	}
}
