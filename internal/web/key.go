package web

import (
	"encoding/hex"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/invite"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/passphrase"
)

// How somebody of staff gets a key, and another passphrase for it. No handler here
// learns a passphrase or what opens a key.

// invitePage is where somebody who was invited makes a key.
func (s *Site) invitePage(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, http.StatusOK, invite.Page(s.page(r, layout.ForStaff, invite.Title, layout.PathInvite, invite.Files()...)))
}

type invitationWire struct {
	Code string `json:"code"`
}

// invitedWire is for whom an invitation is.
type invitedWire struct {
	Person gehoor.PersonID `json:"person"`
	Login  string          `json:"login"`
	Salt   string          `json:"salt"` // 64 hexadecimal digits
}

// invitation says for whom a code is.
func (s *Site) invitation(w http.ResponseWriter, r *http.Request) error {
	ask, err := decode[invitationWire](r)
	if err != nil {
		return err
	}
	i, salt, err := s.door.Invited(r.Context(), s.cfg.Org, ask.Code, s.now())
	if err != nil {
		return err
	}
	return reply(w, invitedWire{Person: i.Person, Login: i.Name, Salt: hex.EncodeToString(salt[:])})
}

// acceptWire is what an invited person's browser made.
type acceptWire struct {
	Code      string `json:"code"`
	Login     string `json:"login"`
	Recipient string `json:"recipient"`
	Signer    string `json:"signer"`
	Secret    string `json:"secret"`
	Wrapped   []byte `json:"wrapped"`
}

// accept takes in the key that somebody made. They are not signed in by it: first
// the root must sign.
func (s *Site) accept(w http.ResponseWriter, r *http.Request) error {
	wire, err := decode[acceptWire](r)
	if err != nil {
		return err
	}
	a, err := wire.acceptance()
	if err != nil {
		return err
	}
	if a.Salt, err = s.door.SaltFor(r.Context(), s.cfg.Org, a.Name); err != nil {
		return err
	}
	if err := s.cases.Accept(r.Context(), s.cfg.Org, a); err != nil {
		return err
	}
	return done(w)
}

func (wire acceptWire) acceptance() (casework.Acceptance, error) {
	a := casework.Acceptance{Wrapped: wire.Wrapped}
	var err error
	if a.Invitation, err = account.ParseInvitation(wire.Code); err != nil {
		return a, err
	}
	if a.Name, err = account.ParseLogin(wire.Login); err != nil {
		return a, err
	}
	if a.Recipient, err = seal.ParseRecipient(wire.Recipient); err != nil {
		return a, gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	if a.Signer, err = seal.ParseSigner(wire.Signer); err != nil {
		return a, gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	if a.Secret, err = account.ParseSecret(wire.Secret); err != nil {
		return a, err
	}
	_, err = content(wire.Wrapped)
	return a, err
}

// passphrasePage is where somebody changes their passphrase.
func (s *Site) passphrasePage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	person, err := s.cases.Person(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	login, err := s.door.NameOf(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, passphrase.Title, layout.PathPhrase, append(desk.Files(), passphrase.Files()...)...)
	return s.show(w, r, http.StatusOK, passphrase.Page(p, passphrase.Form{Org: s.cfg.Org, Login: login, Me: person, Account: s.cfg.Provider != nil}))
}

type secretWire struct {
	Secret string `json:"secret"`
}

type wrappedWire struct {
	Wrapped []byte `json:"wrapped"`
}

// reopen gives somebody their own wrapped key once more, for the passphrase.
func (s *Site) reopen(w http.ResponseWriter, r *http.Request, me account.Session) error {
	ask, err := decode[secretWire](r)
	if err != nil {
		return err
	}
	wrapped, err := s.door.Reopen(r.Context(), me, ask.Secret, s.cookie(r, cookieDevice), s.now())
	if err != nil {
		return err
	}
	return reply(w, wrappedWire{Wrapped: wrapped})
}

// changeWire is a change of passphrase as the browser made it.
type changeWire struct {
	Old     string `json:"old"`
	Secret  string `json:"secret"`
	Wrapped []byte `json:"wrapped"`
}

// changePassphrase lets the new passphrase in, and the old one no more.
func (s *Site) changePassphrase(w http.ResponseWriter, r *http.Request, me account.Session) error {
	wire, err := decode[changeWire](r)
	if err != nil {
		return err
	}
	if _, err := content(wire.Wrapped); err != nil {
		return err
	}
	change := account.Change{Old: wire.Old, New: wire.Secret, Wrapped: wire.Wrapped}
	if err := s.door.ChangePassphrase(r.Context(), me, change, s.cookie(r, cookieDevice), s.now()); err != nil {
		return err
	}
	return done(w)
}
