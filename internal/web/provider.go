package web

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"net"
	"net/http"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/provider"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	providerpage "github.com/gehoor/gehoor/internal/web/page/provider"
	"github.com/gehoor/gehoor/internal/web/page/signin"
)

// Staff who come in by their organisation's own provider of identities. It says who
// somebody is, and opens nothing (doc/decisions/0045).

// provided is for a site with a provider; without one nothing of it is there.
func (s *Site) provided(h handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if s.cfg.Provider == nil {
			return gehoor.ErrNotFound
		}
		return h(w, r)
	}
}

// accountName is how an account at the provider is called, "" without one.
func (s *Site) accountName(r *http.Request) string {
	if s.cfg.Provider == nil {
		return ""
	}
	return providerpage.Called(wordsOf(r), s.cfg.Provider.Name())
}

// knownLogin is who signed in without opening their key; "" for nobody.
func (s *Site) knownLogin(r *http.Request, why signin.Why) string {
	if s.cfg.Provider == nil || why != signin.Key {
		return ""
	}
	me, _, err := s.door.Authenticate(r.Context(), s.cfg.Org, s.cookie(r, cookieStaff), s.now())
	if err != nil || me.Person == "" {
		return ""
	}
	name, err := s.door.NameOf(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return "" // then they type it
	}
	return name
}

// lacksProof says whether somebody signed in where the provider must say so too, and it
// did not.
func (s *Site) lacksProof(me account.Session) bool {
	return s.cfg.Provider != nil && s.cfg.Provider.Required() && !me.Proven(s.now())
}

// ofProof says whether a path is one where somebody gets what they lack.
func ofProof(r *http.Request) bool {
	_, path := split(r.URL.Path)
	return slices.Contains([]string{layout.PathProvider, layout.PathProviderLink}, path)
}

// askProof leads to where that is.
func (s *Site) askProof(w http.ResponseWriter, r *http.Request) error {
	if wantsJSON(r) {
		return gehoor.Refuse(account.CodeProviderNeeded)
	}
	_, path := split(r.URL.Path)
	http.Redirect(w, r, to(r, signin.ProviderPage(signin.Asked(path, r.URL.Query()))), http.StatusSeeOther)
	return nil
}

// toProvider leads who comes to sign in to the provider.
func (s *Site) toProvider(w http.ResponseWriter, r *http.Request) error {
	return s.visit(w, r, account.Session{}, signin.ReadNext(r.URL.Query()))
}

// toLink leads somebody there who links their account. The passphrase or a passkey was
// given just before.
func (s *Site) toLink(w http.ResponseWriter, r *http.Request, me account.Session) error {
	if !me.Fresh(s.now()) {
		return gehoor.Refuse(account.CodeProviderFresh)
	}
	return s.visit(w, r, me, "")
}

// visit leads to the provider. It is an answer to GET, because no form of ours may lead
// to another site.
func (s *Site) visit(w http.ResponseWriter, r *http.Request, me account.Session, next string) error {
	asking, remembered := s.door.Ask(s.cfg.Org, me, next, s.now())
	address, err := s.cfg.Provider.Ask(r.Context(), s.asking(r, asking))
	if err != nil {
		return gehoor.Refuse(account.CodeProviderDown)
	}
	c := newCookie(cookieAsking, remembered)
	c.SameSite = http.SameSiteLaxMode // the provider leads back here from its own site
	http.SetCookie(w, c)
	http.Redirect(w, r, address, http.StatusSeeOther)
	return nil
}

// asking is what the provider is asked with.
func (s *Site) asking(r *http.Request, a account.Asking) provider.Asking {
	return provider.Asking{
		State: hex.EncodeToString(a.State[:]), Nonce: hex.EncodeToString(a.Nonce[:]),
		Verifier: base64.RawURLEncoding.EncodeToString(a.Verifier[:]), Back: s.own(r) + to(r, layout.PathProviderBack),
	}
}

// own is the site's address. One that is asked on this machine without TLS is one of a
// demo or a test.
func (s *Site) own(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.Host)
	if s.cfg.Address == "" && r.TLS == nil && err == nil && host == "localhost" {
		return "http://" + r.Host
	}
	return s.address(r)
}

// fromProvider takes in who comes back. The browser does not show its session here,
// since another site led to this page; so the page leads on by itself.
func (s *Site) fromProvider(w http.ResponseWriter, r *http.Request) error {
	asked, err := s.door.Asked(s.cfg.Org, s.cookie(r, cookieAsking), s.now())
	s.dropCookie(w, cookieAsking)
	if err != nil {
		return err
	}
	subject, err := s.subject(r, asked)
	if err != nil {
		return err
	}
	next := to(r, layout.PathProvider)
	if asked.Session != [32]byte{} {
		c := newCookie(cookieOffered, s.door.Offered(s.cfg.Org, asked, subject, s.now()))
		http.SetCookie(w, c)
	} else {
		if err := s.admitProvided(w, r, subject); err != nil {
			return err
		}
		next = to(r, signin.Path(asked.Next, signin.Key))
	}
	w.Header().Set("Refresh", "0; url="+next)
	p := s.page(r, layout.ForStaff, providerpage.Title, layout.PathSignIn)
	return s.show(w, r, http.StatusOK, providerpage.Back(p, next))
}

// subject is who the provider says it is.
func (s *Site) subject(r *http.Request, asked account.Asking) (subject [32]byte, err error) {
	q := r.URL.Query()
	asking := s.asking(r, asked)
	issuer := q.Get("iss") // RFC 9207: by whom, if it says so
	if subtle.ConstantTimeCompare([]byte(q.Get("state")), []byte(asking.State)) != 1 || q.Get("code") == "" || issuer != "" && issuer != s.cfg.Provider.Issuer() {
		return subject, s.door.WrongAnswer(s.cfg.Org, s.now())
	}
	who, err := s.cfg.Provider.Subject(r.Context(), asking, q.Get("code"))
	switch {
	case errors.Is(err, provider.ErrDown):
		return subject, gehoor.Refuse(account.CodeProviderDown)
	case err != nil:
		return subject, s.door.WrongAnswer(s.cfg.Org, s.now())
	}
	return s.door.SubjectOf(s.cfg.Org, s.cfg.Provider.Issuer(), who), nil
}

// admitProvided begins the session of whose account it is. Somebody who left, or who
// waits for the root's signature, is answered as a stranger.
func (s *Site) admitProvided(w http.ResponseWriter, r *http.Request, subject [32]byte) error {
	entry, err := s.door.SignInByProvider(r.Context(), s.cfg.Org, subject, s.from(r), s.now())
	if err != nil {
		return err
	}
	if _, err := s.cases.Person(r.Context(), s.cfg.Org, entry.Session.Person); err != nil {
		if err := s.door.SignOut(r.Context(), entry.Cookie); err != nil {
			return err
		}
		return s.door.WrongAnswer(s.cfg.Org, s.now())
	}
	return s.begin(w, r, entry)
}

// begin gives the browser the session of somebody who is here.
func (s *Site) begin(w http.ResponseWriter, r *http.Request, entry account.Entry) error {
	if err := s.cases.Return(r.Context(), s.cfg.Org, entry.Session.Person); err != nil {
		return err
	}
	if err := s.startSession(w, r, cookieStaff, entry.Cookie); err != nil {
		return err
	}
	s.setDevice(w, entry.Device)
	return nil
}

// providerPage is where somebody sees to their account at the provider.
func (s *Site) providerPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	person, err := s.cases.Person(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	link, err := s.door.LinkOf(r.Context(), me)
	if err != nil && !errors.Is(err, gehoor.ErrNotFound) {
		return err
	}
	p := s.page(r, layout.ForStaff, providerpage.Title, layout.PathProvider, providerpage.Files()...)
	v := providerpage.View{
		Me: person, Name: s.accountName(r), Fresh: me.Fresh(s.now()), Needed: s.lacksProof(me),
		Done: r.URL.Query().Has(providerpage.QueryDone), Next: signin.ReadNext(r.URL.Query()),
	}
	_, v.Offered = s.door.Offer(me, s.cookie(r, cookieOffered), s.now())
	if err == nil {
		v.LinkedOn = p.Words.Date(link.LinkedOn)
	}
	return s.show(w, r, http.StatusOK, providerpage.Page(p, v))
}

// changeProvider links an account, or takes a link away.
func (s *Site) changeProvider(w http.ResponseWriter, r *http.Request, me account.Session) error {
	if err := readForm(r); err != nil {
		return err
	}
	var err error
	switch r.PostForm.Get(providerpage.FieldAct) {
	case providerpage.ActLink:
		err = s.linkProvided(w, r, me)
	case providerpage.ActUndo:
		err = s.door.Unlink(r.Context(), me)
	default:
		err = gehoor.Refuse(gehoor.CodeMalformed)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, to(r, layout.PathProvider)+"?"+providerpage.QueryDone, http.StatusSeeOther)
	return nil
}

// linkProvided links the account with which somebody came back.
func (s *Site) linkProvided(w http.ResponseWriter, r *http.Request, me account.Session) error {
	subject, ok := s.door.Offer(me, s.cookie(r, cookieOffered), s.now())
	s.dropCookie(w, cookieOffered)
	if !ok {
		return gehoor.Refuse(account.CodeProvider)
	}
	entry, err := s.door.Link(r.Context(), me, subject, s.from(r), s.now())
	if err != nil {
		return err
	}
	return s.begin(w, r, entry)
}
