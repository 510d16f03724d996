package web

import (
	"encoding/hex"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/protocol"
)

// recordWire is what goes into a copy for the archive beside the words
// (browser/lib/archive.ts).
type recordWire struct {
	Org      gehoor.OrgID     `json:"org"`
	Name     string           `json:"name"`
	Dossier  gehoor.DossierID `json:"dossier"`
	OpenedOn protocol.Date    `json:"openedOn"`
	ClosedOn protocol.Date    `json:"closedOn"`
	Category string           `json:"category"`
	Term     string           `json:"term"`
	DueOn    string           `json:"dueOn"`
	Events   []recordedWire   `json:"events"`
	Keys     []noteWire       `json:"keys"`
}

// noteWire is the root's note about somebody's key.
type noteWire struct {
	Person gehoor.PersonID `json:"person"`
	Note   string          `json:"note"`
}

// recordedWire is one event; Proof is "" for one that stays closed.
type recordedWire struct {
	Seq   gehoor.Seq `json:"seq"`
	Index int64      `json:"index"`
	Leaf  string     `json:"leaf"`
	Proof string     `json:"proof,omitempty"`
}

// exportDossier records that a copy is made, and gives its events.
func (s *Site) exportDossier(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	if _, err := decode[struct{}](r); err != nil {
		return err
	}
	one, err := s.cases.Export(r.Context(), s.cfg.Org, me.Person, id)
	if err != nil {
		return err
	}
	out := recordWire{
		Org: one.Org, Name: one.Name, Dossier: one.Dossier, OpenedOn: one.OpenedOn, ClosedOn: one.ClosedOn,
		Category: one.Category, Term: one.Term, Events: make([]recordedWire, len(one.Events)), Keys: make([]noteWire, len(one.Keys)),
	}
	if one.Term != "" {
		out.DueOn = one.DueOn.String()
	}
	for i, e := range one.Events {
		out.Events[i] = recordedWire{Seq: e.Seq, Index: e.Index, Leaf: hex.EncodeToString(e.Leaf[:]), Proof: string(e.Proof)}
	}
	for i, k := range one.Keys {
		out.Keys[i] = noteWire(k)
	}
	return reply(w, out)
}
