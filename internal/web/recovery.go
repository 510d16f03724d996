package web

import (
	"context"
	"encoding/hex"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/recovery"
)

// What people do so that nobody is stuck. Shares come in sealed to the recipient,
// and go out as they came.

// recoveryPage shows what somebody has to do, and what they see to.
func (s *Site) recoveryPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	person, err := s.cases.Person(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	care, err := s.cases.Care(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	org, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, recovery.Title, layout.PathRecovery, recovery.Files()...)
	return s.show(w, r, http.StatusOK, recovery.Page(p, recovery.Data{
		Org: s.cfg.Org, Root: org.Root, Me: person, Care: care, Now: s.now(),
	}))
}

type drillWire struct {
	To    gehoor.PersonID `json:"to"`
	Made  sealedWire      `json:"made"`
	Text  []byte          `json:"text"`
	Proof string          `json:"proof"`
}

// beginDrill makes something to recover.
func (s *Site) beginDrill(w http.ResponseWriter, r *http.Request, me account.Session) error {
	wire, err := decode[drillWire](r)
	if err != nil {
		return err
	}
	d := casework.Drill{Recipient: wire.To}
	if d.Made, err = wire.Made.sealed(); err != nil {
		return err
	}
	if d.Text, err = content(wire.Text); err != nil {
		return err
	}
	proof, err := hex.DecodeString(wire.Proof)
	if err != nil || len(proof) != len(d.Proof) {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	d.Proof = [32]byte(proof)
	if _, err := s.cases.BeginDrill(r.Context(), s.cfg.Org, me.Person, d); err != nil {
		return err
	}
	return done(w)
}

type requestWire struct {
	To  gehoor.PersonID        `json:"to"`
	Why dossier.RecoveryReason `json:"why"`
}

// requestRecovery asks the custodians for their shares.
func (s *Site) requestRecovery(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return onDossier(w, r, func(ctx context.Context, id gehoor.DossierID, wire requestWire) error {
		return s.cases.RequestRecovery(ctx, s.cfg.Org, me.Person, id, wire.To, wire.Why)
	})
}

type recoveryWire struct {
	Recovery gehoor.RecoveryID `json:"recovery"`
}

// endRecovery takes the request back.
func (s *Site) endRecovery(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return onDossier(w, r, func(ctx context.Context, id gehoor.DossierID, wire recoveryWire) error {
		return s.cases.EndRecovery(ctx, s.cfg.Org, me.Person, id, wire.Recovery)
	})
}

// openShares hands a custodian the own shares, and the recipient what was given.
func (s *Site) openShares(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	ask, err := decode[idsWire](r)
	if err != nil {
		return err
	}
	list, err := s.cases.OpenShares(r.Context(), s.cfg.Org, me.Person, id, ask.IDs)
	if err != nil {
		return err
	}
	return reply(w, contentsOf(list))
}

type sharesWire struct {
	Recovery gehoor.RecoveryID `json:"recovery"`
	Shares   []keyOfWire       `json:"shares"`
}

// giveShares takes a custodian's shares, sealed to the recipient.
func (s *Site) giveShares(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return onDossier(w, r, func(ctx context.Context, id gehoor.DossierID, wire sharesWire) error {
		sealed, err := sealedKeys(wire.Shares)
		if err != nil {
			return err
		}
		shares := make([]casework.SealedShare, len(sealed))
		for i, one := range sealed {
			shares[i] = casework.SealedShare{Compartment: one.Compartment, Content: one.Content}
		}
		return s.cases.GiveShares(ctx, s.cfg.Org, me.Person, id, wire.Recovery, shares)
	})
}

type refuseWire struct {
	Recovery  gehoor.RecoveryID `json:"recovery"`
	Custodian gehoor.PersonID   `json:"custodian"`
}

// refuseShare records that a share is of no use.
func (s *Site) refuseShare(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return onDossier(w, r, func(ctx context.Context, id gehoor.DossierID, wire refuseWire) error {
		return s.cases.RefuseShare(ctx, s.cfg.Org, me.Person, id, wire.Recovery, wire.Custodian)
	})
}

type joinWire struct {
	Recovery gehoor.RecoveryID `json:"recovery"`
	Used     []gehoor.PersonID `json:"used"`
	Keys     []keyOfWire       `json:"keys"`
	Said     []byte            `json:"said"`
}

// joinShares takes the keys that the recipient's browser joined and sealed to the
// recipient, or what a drill gave back.
func (s *Site) joinShares(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return onDossier(w, r, func(ctx context.Context, id gehoor.DossierID, wire joinWire) error {
		keys, err := sealedKeys(wire.Keys)
		if err != nil {
			return err
		}
		return s.cases.Recover(ctx, s.cfg.Org, me.Person, id, casework.Joined{
			Recovery: wire.Recovery, Used: wire.Used, Keys: keys, Said: wire.Said,
		})
	})
}
