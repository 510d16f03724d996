package web

import (
	"context"
	"net/http"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/web/page/destroyed"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// The end of a dossier: what forbids to destroy it, a proposal, a decision.

// hold forbids that a dossier is destroyed.
func (s *Site) hold(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return doing(w, r, me, func(ctx context.Context, who gehoor.PersonID, id gehoor.DossierID, wire wordsWire, words ledger.Content, made *casework.Sealed) error {
		return s.cases.Hold(ctx, s.cfg.Org, who, id, wire.Ground, words, made)
	})
}

// releaseHold ends that.
func (s *Site) releaseHold(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return doing(w, r, me, func(ctx context.Context, who gehoor.PersonID, id gehoor.DossierID, wire wordsWire, words ledger.Content, _ *casework.Sealed) error {
		return s.cases.ReleaseHold(ctx, s.cfg.Org, who, id, wire.Held, words)
	})
}

// proposeDestruction proposes that a dossier is destroyed.
func (s *Site) proposeDestruction(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return doing(w, r, me, func(ctx context.Context, who gehoor.PersonID, id gehoor.DossierID, _ wordsWire, words ledger.Content, _ *casework.Sealed) error {
		return s.cases.ProposeDestruction(ctx, s.cfg.Org, who, id, words)
	})
}

// dropDestruction ends the proposal.
func (s *Site) dropDestruction(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return deciding(w, r, me, s.cfg.Org, s.cases.DropDestruction)
}

// destroy does what somebody else proposed.
func (s *Site) destroy(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return deciding(w, r, me, s.cfg.Org, s.cases.ConfirmDestruction)
}

// deciding runs an act without words.
func deciding(w http.ResponseWriter, r *http.Request, me account.Session, org gehoor.OrgID,
	do func(context.Context, gehoor.OrgID, gehoor.PersonID, gehoor.DossierID) error) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	if _, err := decode[struct{}](r); err != nil {
		return err
	}
	if err := do(r.Context(), org, me.Person, id); err != nil {
		return err
	}
	return done(w)
}

// destroyedPage lists what was destroyed, as somebody may know it.
func (s *Site) destroyedPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	person, err := s.cases.Person(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	all, err := s.cases.Erasures(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, destroyed.Title, layout.PathDestroyed, destroyed.Files()...)
	return s.show(w, r, http.StatusOK, destroyed.List(p, person, all))
}

// statementPage is one statement of destruction.
func (s *Site) statementPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	seq, err := seqOf(r)
	if err != nil {
		return err
	}
	person, err := s.cases.Person(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	one, err := s.cases.Statement(r.Context(), s.cfg.Org, me.Person, seq)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, destroyed.Title, destroyed.Path(seq), destroyed.Files()...)
	return s.show(w, r, http.StatusOK, destroyed.Statement(p, person, one))
}

// statementProof is a file with a neutral name.
func (s *Site) statementProof(w http.ResponseWriter, r *http.Request, me account.Session) error {
	seq, err := seqOf(r)
	if err != nil {
		return err
	}
	proof, err := s.cases.StatementProof(r.Context(), s.cfg.Org, me.Person, seq)
	if err != nil {
		return err
	}
	return attachment(w, "proof.txt", proof)
}

// seqOf reads a place in the organisation's stream from the address.
func seqOf(r *http.Request) (gehoor.Seq, error) {
	text := r.PathValue("seq")
	seq, err := strconv.ParseInt(text, 10, 64)
	if err != nil || seq < 1 || strconv.FormatInt(seq, 10) != text {
		return 0, gehoor.ErrNotFound
	}
	return gehoor.Seq(seq), nil
}
