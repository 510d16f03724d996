package web

import (
	"net/http"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/record"
)

// Who may know who the reporter is, and what else a reporter agrees to: in the mailbox,
// and a handler who asks.

// mayKnow says to whom the reporter's browser can seal who the reporter is.
func (s *Site) mayKnow(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	p, err := s.cases.MayKnow(r.Context(), box)
	if err != nil {
		return err
	}
	org, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	return reply(w, previewWire{
		Root: org.Root, Holders: keys(p.Holders, languageOf(r)), Custodians: keys(p.Custodians, languageOf(r)),
		Threshold: p.Threshold, Enough: p.Enough,
	})
}

// consentWire is what a reporter agrees to, or takes back. Sealed is the key of who the
// reporter is, for somebody who gets it.
type consentWire struct {
	For       string          `json:"for"`
	Person    gehoor.PersonID `json:"person,omitempty"`
	Recipient string          `json:"recipient,omitempty"`
	Purpose   string          `json:"purpose,omitempty"`
	Sealed    []byte          `json:"sealed,omitempty"`
}

func (c consentWire) consent() record.Consent {
	return record.Consent{For: c.For, Person: c.Person, Recipient: c.Recipient, Purpose: c.Purpose}
}

// sealedKey reads a key that need not be there.
func sealedKey(sealed []byte) (key *ledger.Content, err error) {
	if len(sealed) > 0 {
		one, wrong := content(sealed)
		key, err = &one, wrong
	}
	return key, err
}

// consent records what the reporter agrees to.
func (s *Site) consent(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	wire, err := decode[consentWire](r)
	if err != nil {
		return err
	}
	key, err := sealedKey(wire.Sealed)
	if err != nil {
		return err
	}
	if err := s.cases.Consent(r.Context(), box, casework.Consenting{Consent: wire.consent(), Key: key}); err != nil {
		return err
	}
	return done(w)
}

// withdrawConsent takes it back.
func (s *Site) withdrawConsent(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	wire, err := decode[consentWire](r)
	if err != nil {
		return err
	}
	if err := s.cases.WithdrawConsent(r.Context(), box, wire.consent()); err != nil {
		return err
	}
	return done(w)
}

// nameWire is who the reporter is, told later.
type nameWire struct {
	Identity sealedWire `json:"identity"`
	Who      []byte     `json:"who"`
}

// addName takes in who the reporter is.
func (s *Site) addName(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	wire, err := decode[nameWire](r)
	if err != nil {
		return err
	}
	who, err := content(wire.Who)
	if err != nil {
		return err
	}
	identity, err := wire.Identity.sealed()
	if err != nil {
		return err
	}
	if err := s.cases.AddName(r.Context(), box, casework.Named{Identity: identity, Who: who}); err != nil {
		return err
	}
	return done(w)
}

// consentAnswerWire is a yes or no to what a handler asked.
type consentAnswerWire struct {
	No     int    `json:"no"`
	Agreed bool   `json:"agreed"`
	Sealed []byte `json:"sealed,omitempty"`
}

// answerConsent takes the reporter's yes or no.
func (s *Site) answerConsent(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	wire, err := decode[consentAnswerWire](r)
	if err != nil {
		return err
	}
	key, err := sealedKey(wire.Sealed)
	if err != nil {
		return err
	}
	if err := s.cases.AnswerConsent(r.Context(), box, wire.No, wire.Agreed, key); err != nil {
		return err
	}
	return done(w)
}

// askConsentWire asks a reporter. To is a function, or "person:" and somebody's ID; New is
// "yes" where the same was asked not long ago and there is a new reason.
type askConsentWire struct {
	Signal  gehoor.SignalID `json:"signal"`
	For     string          `json:"for"`
	To      string          `json:"to,omitempty"`
	Purpose string          `json:"purpose,omitempty"`
	New     string          `json:"new"`
	Sealed  []byte          `json:"sealed"`
}

// toPerson begins a recipient who works here.
const toPerson = "person:"

func (a askConsentWire) consent() record.Consent {
	c := record.Consent{For: a.For, Recipient: a.To, Purpose: a.Purpose}
	if id, ok := strings.CutPrefix(a.To, toPerson); ok {
		c.Recipient, c.Person = "", gehoor.PersonID(id)
	}
	return c
}

// askConsent asks a reporter for consent.
func (s *Site) askConsent(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[askConsentWire](r)
	if err != nil {
		return err
	}
	words, err := content(wire.Sealed)
	if err != nil {
		return err
	}
	if err := s.cases.AskConsent(r.Context(), s.cfg.Org, me.Person, id, wire.Signal, wire.consent(), wire.New == "yes", words); err != nil {
		return err
	}
	return done(w)
}
