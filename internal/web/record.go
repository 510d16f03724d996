package web

import (
	"context"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/sealed"
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
	if !c.Offers(kind) {
		return gehoor.ErrNotFound
	}
	q := r.URL.Query()
	c.Letter, c.Measure = dossier.ReadNumber(q, dossier.NameLetter), dossier.ReadNumber(q, dossier.NameMeasure)
	framing(w)
	p := s.page(r, layout.ForStaff, dossier.RecordTitle, dossier.RecordPath(id, kind), dossier.Files()...)
	return s.show(w, r, http.StatusOK, dossier.RecordPage(p, c, kind))
}

// writingWire is a record as the page sends it.
type writingWire struct {
	wordsWire
	Kind    gehoor.Kind      `json:"kind"`
	Fields  record.Fields    `json:"fields"`
	Propose bool             `json:"propose,omitempty"`
	Alike   *record.Likeness `json:"alike,omitempty"`
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
		Kind: wire.Kind, Signal: wire.Signal, Fields: wire.Fields, Words: words, Made: made, Propose: wire.Propose, Alike: wire.Alike,
	})
	if err != nil {
		return err
	}
	return done(w)
}

// declareNoInterest records that who acts has no interest in the dossier.
func (s *Site) declareNoInterest(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	if err := s.cases.DeclareNoInterest(r.Context(), s.cfg.Org, me.Person, id); err != nil {
		return err
	}
	return done(w)
}

// proposalWire names a record that waits.
type proposalWire struct {
	Proposal gehoor.Seq `json:"proposal"`
}

// confirmingWire is the second person's yes: with what their browser found when it
// compared the words again, and why they are different enough.
type confirmingWire struct {
	proposalWire
	Read   *record.Likeness `json:"read,omitempty"`
	Sealed []byte           `json:"sealed,omitempty"`
}

// confirmRecord is the second person's yes.
func (s *Site) confirmRecord(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[confirmingWire](r)
	if err != nil {
		return err
	}
	y := casework.Confirming{Proposal: wire.Proposal, Read: wire.Read}
	if len(wire.Sealed) > 0 {
		if y.Different, err = content(wire.Sealed); err != nil {
			return err
		}
	}
	if err := s.cases.ConfirmRecord(r.Context(), s.cfg.Org, me.Person, id, y); err != nil {
		return err
	}
	return done(w)
}

// dropRecord is their no, or takes it back.
func (s *Site) dropRecord(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return onDossier(w, r, func(ctx context.Context, id gehoor.DossierID, wire proposalWire) error {
		return s.cases.DropRecord(ctx, s.cfg.Org, me.Person, id, wire.Proposal)
	})
}

// earlierWire is a kind of record whose words are compared.
type earlierWire struct {
	Kind gehoor.Kind `json:"kind"`
}

// earlierIn is where a browser opens earlier words, and with what.
type earlierIn struct {
	Open     string             `json:"open"`
	Boxes    []sealed.Box       `json:"boxes"`
	Contents []gehoor.ContentID `json:"contents"`
}

// earlierRecords says with which earlier words of theirs a browser compares new ones.
func (s *Site) earlierRecords(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[earlierWire](r)
	if err != nil {
		return err
	}
	all, err := s.cases.EarlierRecords(r.Context(), s.cfg.Org, me.Person, id, wire.Kind)
	if err != nil {
		return err
	}
	list := make([]earlierIn, len(all))
	for i, e := range all {
		list[i] = earlierIn{dossier.OpenPath(e.Dossier), []sealed.Box{sealed.BoxOf(e.Box)}, e.Contents}
	}
	return reply(w, struct {
		Earlier []earlierIn `json:"earlier"`
	}{list})
}
