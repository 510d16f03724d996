package web

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/passkey"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	passkeypage "github.com/gehoor/gehoor/internal/web/page/passkey"
)

// Passkeys of staff. No handler here learns what a passkey gives the browser to
// open a key with.

// passkeysPage is where somebody sees their passkeys, adds one, and removes one.
func (s *Site) passkeysPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	person, err := s.cases.Person(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	login, err := s.door.NameOf(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	all, err := s.door.Passkeys(r.Context(), me)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, passkeypage.Title, layout.PathPasskeys, append(desk.Files(), passkeypage.Files()...)...)
	v := passkeypage.View{
		Org: s.cfg.Org, Login: login, Me: person,
		Full: len(all) >= account.MaxPasskeys,
	}
	for _, one := range all {
		v.Have = append(v.Have, passkeypage.Have{
			Credential: one.Credential, Label: one.Label, Synced: one.Synced,
			AddedOn: p.Words.Date(one.AddedOn), UsedOn: p.Words.Date(one.UsedAt),
		})
	}
	return s.show(w, r, http.StatusOK, passkeypage.Page(p, v))
}

// passkeySite is for whom a passkey is: the name that the browser asked for.
func passkeySite(r *http.Request) passkey.Site { return passkey.Site(r.Host) }

// challengeWire is what a passkey must sign, and for whom.
type challengeWire struct {
	Challenge []byte `json:"challenge"`
	Site      string `json:"site"`
}

// passkeyChallenge gives whoever comes to sign in something to sign.
func (s *Site) passkeyChallenge(w http.ResponseWriter, r *http.Request) error {
	if _, err := decode[struct{}](r); err != nil {
		return err
	}
	return reply(w, challengeWire{Challenge: s.door.PasskeyChallenge(s.cfg.Org, s.now()), Site: passkeySite(r).ID()})
}

type signedWire struct {
	Answer json.RawMessage `json:"answer"`
}

// passkeySignIn lets somebody of staff in.
func (s *Site) passkeySignIn(w http.ResponseWriter, r *http.Request) error {
	ask, err := decode[signedWire](r)
	if err != nil {
		return err
	}
	answer, err := passkeySite(r).Signed(ask.Answer)
	if err != nil {
		return gehoor.Refuse(account.CodePasskey)
	}
	entry, err := s.door.SignInByPasskey(r.Context(), s.cfg.Org, answer, s.from(r), s.now())
	if err != nil {
		return err
	}
	return s.admitStaff(w, r, entry)
}

// offerWire is what a browser makes a passkey with.
type offerWire struct {
	challengeWire
	Name       string          `json:"name"` // the organisation's
	Person     gehoor.PersonID `json:"person"`
	Login      string          `json:"login"`
	Algorithms []int64         `json:"algorithms"`
	Have       [][]byte        `json:"have"`
	Wrapped    []byte          `json:"wrapped"`
}

// offerPasskey begins a passkey for somebody who knows the passphrase.
func (s *Site) offerPasskey(w http.ResponseWriter, r *http.Request, me account.Session) error {
	ask, err := decode[secretWire](r)
	if err != nil {
		return err
	}
	o, err := s.door.OfferPasskey(r.Context(), me, ask.Secret, s.cookie(r, cookieDevice), s.now())
	if err != nil {
		return err
	}
	return reply(w, offerWire{
		challengeWire: challengeWire{Challenge: o.Challenge, Site: passkeySite(r).ID()}, Name: s.cfg.Owner.Name,
		Person: me.Person, Login: o.Name, Algorithms: passkey.Algorithms(), Have: o.Have, Wrapped: o.Wrapped,
	})
}

// addPasskeyWire is a passkey as the browser made it.
type addPasskeyWire struct {
	Secret  string          `json:"secret"`
	Label   string          `json:"label"`
	Wrapped []byte          `json:"wrapped"`
	Answer  json.RawMessage `json:"answer"`
}

// addPasskey keeps a passkey.
func (s *Site) addPasskey(w http.ResponseWriter, r *http.Request, me account.Session) error {
	wire, err := decode[addPasskeyWire](r)
	if err != nil {
		return err
	}
	if _, err := content(wire.Wrapped); err != nil {
		return err
	}
	made, challenge, err := passkeySite(r).Made(me.Person, wire.Answer)
	if errors.Is(err, passkey.ErrUnfit) {
		return gehoor.Refuse(account.CodePasskeyUnfit)
	}
	if err != nil {
		return gehoor.Refuse(account.CodePasskey)
	}
	made.Label, made.Wrapped = wire.Label, wire.Wrapped
	if err := s.door.AddPasskey(r.Context(), me, wire.Secret, made, challenge, s.cookie(r, cookieDevice), s.now()); err != nil {
		return err
	}
	return done(w)
}

type credentialWire struct {
	Credential []byte `json:"credential"`
}

// removePasskey lets a passkey in no more.
func (s *Site) removePasskey(w http.ResponseWriter, r *http.Request, me account.Session) error {
	ask, err := decode[credentialWire](r)
	if err != nil {
		return err
	}
	if err := s.door.RemovePasskey(r.Context(), me, ask.Credential); err != nil {
		return err
	}
	return done(w)
}
