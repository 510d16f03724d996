package web

import (
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// recordPage is where somebody who holds a dossier writes a record of one kind.
func (s *Site) recordPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	kind, ok := record.Numbered(r.PathValue("record"))
	if !ok || !kind.HasForm() {
		return gehoor.ErrNotFound
	}
	c, err := s.caseOf(r, me, id)
	if err != nil {
		return err
	}
	framing(w)
	p := s.page(r, layout.ForStaff, dossier.RecordTitle, dossier.RecordPath(id, kind), dossier.Files()...)
	return s.show(w, r, http.StatusOK, dossier.RecordPage(p, c, kind))
}

// writingWire is a record as the page sends it.
type writingWire struct {
	wordsWire
	Kind    gehoor.Kind   `json:"kind"`
	Fields  record.Fields `json:"fields"`
	Propose bool          `json:"propose,omitempty"`
}

// writeRecord writes one down, or lets it wait for a second person.
func (s *Site) writeRecord(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[writingWire](r)
	if err != nil {
		return err
	}
	words, made, err := wire.read()
	if err != nil {
		return err
	}
	err = s.cases.Record(r.Context(), s.cfg.Org, me.Person, id, casework.Writing{
		Kind: wire.Kind, Signal: wire.Signal, Fields: wire.Fields, Words: words, Made: made, Propose: wire.Propose,
	})
	if err != nil {
		return err
	}
	return done(w)
}

// proposalWire names a record that waits.
type proposalWire struct {
	Proposal gehoor.Seq `json:"proposal"`
}

// confirmRecord is the second person's yes.
func (s *Site) confirmRecord(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return decideRecord(w, r, func(id gehoor.DossierID, proposal gehoor.Seq) error {
		return s.cases.ConfirmRecord(r.Context(), s.cfg.Org, me.Person, id, proposal)
	})
}

// dropRecord is their no, or takes it back.
func (s *Site) dropRecord(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return decideRecord(w, r, func(id gehoor.DossierID, proposal gehoor.Seq) error {
		return s.cases.DropRecord(r.Context(), s.cfg.Org, me.Person, id, proposal)
	})
}

// decideRecord reads which record that waits is decided.
func decideRecord(w http.ResponseWriter, r *http.Request, decide func(gehoor.DossierID, gehoor.Seq) error) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[proposalWire](r)
	if err != nil {
		return err
	}
	if err := decide(id, wire.Proposal); err != nil {
		return err
	}
	return done(w)
}
