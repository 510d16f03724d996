package web

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/signin"
)

// codeEnded: the session is over; what was typed is still in the browser.
const codeEnded gehoor.Code = "sign-in.ended"

// The cookies' names tell nothing. The prefix has browsers refuse them from
// another host or a page that was not sent safely.
const (
	cookieReporter = "__Host-r"
	cookieStaff    = "__Host-s"
	cookieDevice   = "__Host-d"
	// What a browser remembers while its owner is at the organisation's provider, and
	// which account they came back with.
	cookieAsking  = "__Host-o"
	cookieOffered = "__Host-p"
)

// deviceLife is how long a browser stays known as one that somebody signed in
// at before: a mistyped passphrase there is not counted with those of strangers.
// In seconds, half a year; each sign-in begins it anew.
const deviceLife = 180 * 24 * 60 * 60

// cookie is what a cookie holds, "" without it.
func (s *Site) cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

// setSession gives the browser a session cookie. It ends with the browser.
func (s *Site) setSession(w http.ResponseWriter, name, value string) {
	http.SetCookie(w, newCookie(name, value))
}

// startSession gives the browser a new session, and ends the one that it had:
// what somebody copied of that is no use any more, and the rows do not count how
// often somebody came.
func (s *Site) startSession(w http.ResponseWriter, r *http.Request, name, value string) error {
	if err := s.door.SignOut(r.Context(), s.cookie(r, name)); err != nil {
		return fmt.Errorf("web: end the session before: %w", err)
	}
	s.setSession(w, name, value)
	return nil
}

// setDevice has the browser remembered as one that somebody signed in at.
func (s *Site) setDevice(w http.ResponseWriter, value string) {
	c := newCookie(cookieDevice, value)
	c.MaxAge = deviceLife
	http.SetCookie(w, c)
}

// dropCookie takes a cookie from the browser.
func (s *Site) dropCookie(w http.ResponseWriter, name string) {
	c := newCookie(name, "")
	c.MaxAge = -1
	http.SetCookie(w, c)
}

func newCookie(name, value string) *http.Cookie {
	return &http.Cookie{
		Name: name, Value: value, Path: "/",
		Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	}
}

// signOutOf ends the session of a cookie, here and in the browser. The cookie
// goes even if the session cannot be ended now.
func (s *Site) signOutOf(w http.ResponseWriter, r *http.Request, name string) error {
	s.dropCookie(w, name)
	if err := s.door.SignOut(r.Context(), s.cookie(r, name)); err != nil {
		return fmt.Errorf("web: end a session: %w", err)
	}
	return nil
}

// endSession is the handler for leaving.
func (s *Site) endSession(w http.ResponseWriter, r *http.Request, name string) error {
	if err := s.signOutOf(w, r, name); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// staff is for somebody who signed in and works at the desk. To an administrator
// nothing of it is there.
func (s *Site) staff(h func(http.ResponseWriter, *http.Request, account.Session) error) handler {
	return s.signedIn(func(w http.ResponseWriter, r *http.Request, me account.Session) error {
		if _, err := s.cases.AtDesk(r.Context(), s.cfg.Org, me.Person); err != nil {
			return err
		}
		r, err := madeOf(r)
		if err != nil {
			return err
		}
		if r, err = signedOf(r); err != nil {
			return err
		}
		if r, err = epochOf(r); err != nil {
			return err
		}
		return h(w, r, me)
	})
}

// entrance is for somebody who signed in and may see where signals are entered.
func (s *Site) entrance(h func(http.ResponseWriter, *http.Request, account.Session) error) handler {
	return s.signedIn(func(w http.ResponseWriter, r *http.Request, me account.Session) error {
		if _, err := s.cases.AtEntrance(r.Context(), s.cfg.Org, me.Person); err != nil {
			return err
		}
		return h(w, r, me)
	})
}

// administrator is for somebody who signed in and administers. To everybody else
// nothing of it is there.
func (s *Site) administrator(h func(http.ResponseWriter, *http.Request, *directory.Person) error) handler {
	return s.signedIn(func(w http.ResponseWriter, r *http.Request, me account.Session) error {
		person, err := s.cases.Administrator(r.Context(), s.cfg.Org, me.Person)
		if err != nil {
			return err
		}
		return h(w, r, person)
	})
}

// reader is for somebody who signed in and reads the names of the organisation chart:
// whoever handles, and administrators. To everybody else nothing of it is there.
func (s *Site) reader(h func(http.ResponseWriter, *http.Request, account.Session) error) handler {
	return s.signedIn(func(w http.ResponseWriter, r *http.Request, me account.Session) error {
		if _, err := s.cases.ChartReader(r.Context(), s.cfg.Org, me.Person); err != nil {
			return err
		}
		return h(w, r, me)
	})
}

// top is for somebody who signed in and is told of signals. To everybody else nothing
// of it is there.
func (s *Site) top(h func(http.ResponseWriter, *http.Request, *directory.Person) error) handler {
	return s.signedIn(func(w http.ResponseWriter, r *http.Request, me account.Session) error {
		person, err := s.cases.AtTop(r.Context(), s.cfg.Org, me.Person)
		if err != nil {
			return err
		}
		return h(w, r, person)
	})
}

// advises is for somebody who signed in and is a confidential adviser. To everybody else
// nothing of it is there.
func (s *Site) advises(h func(http.ResponseWriter, *http.Request, *directory.Person) error) handler {
	return s.signedIn(func(w http.ResponseWriter, r *http.Request, me account.Session) error {
		person, err := s.cases.Adviser(r.Context(), s.cfg.Org, me.Person)
		if err != nil {
			return err
		}
		return h(w, r, person)
	})
}

// counselled is for whoever has to do with advices to the top: those who write them, those they
// are for, and whoever leads the bureau. To everybody else nothing of it is there.
func (s *Site) counselled(h func(http.ResponseWriter, *http.Request, *directory.Person) error) handler {
	return s.signedIn(func(w http.ResponseWriter, r *http.Request, me account.Session) error {
		person, err := s.cases.SeesCounsel(r.Context(), s.cfg.Org, me.Person)
		if err != nil {
			return err
		}
		return h(w, r, person)
	})
}

// figured is for somebody who signed in and reads figures of the whole organisation. To
// everybody else nothing of it is there.
func (s *Site) figured(h func(http.ResponseWriter, *http.Request, *directory.Person) error) handler {
	return s.signedIn(func(w http.ResponseWriter, r *http.Request, me account.Session) error {
		person, err := s.cases.SeesFigures(r.Context(), s.cfg.Org, me.Person)
		if err != nil {
			return err
		}
		return h(w, r, person)
	})
}

// signedIn is for whoever signed in; others are led to where one does.
func (s *Site) signedIn(h func(http.ResponseWriter, *http.Request, account.Session) error) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		me, err := s.session(w, r, cookieStaff)
		if errors.Is(err, gehoor.ErrNotFound) || err == nil && (me.Mailbox != nil || me.Person == "") {
			return s.askIn(w, r, cookieStaff, s.signInPath(r))
		}
		if err != nil {
			return err
		}
		if s.lacksProof(me) && !ofProof(r) {
			return s.askProof(w, r)
		}
		return h(w, r, me)
	}
}

// signInPath leads back to the page that was asked for, and says that the
// session ended if there was one.
func (s *Site) signInPath(r *http.Request) string {
	_, path := split(r.URL.Path)
	asked := signin.Asked(path, r.URL.Query())
	if s.cookie(r, cookieStaff) == "" {
		return signin.Path(asked, "")
	}
	return signin.Path(asked, signin.Ended)
}

// reporter is for a reporter who came in with their code; others are led to where it is
// asked.
func (s *Site) reporter(h func(http.ResponseWriter, *http.Request, account.Mailbox) error) handler {
	return s.withCode(func(box account.Mailbox) bool { return box.Signal != "" }, h)
}

// participant is for a witness or the person concerned who came in with their code. A
// reporter's code opens nothing of it, nor theirs anything of a reporter's.
func (s *Site) participant(h func(http.ResponseWriter, *http.Request, account.Mailbox) error) handler {
	return s.withCode(func(box account.Mailbox) bool { return box.Participant != "" }, h)
}

func (s *Site) withCode(theirs func(account.Mailbox) bool, h func(http.ResponseWriter, *http.Request, account.Mailbox) error) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		me, err := s.session(w, r, cookieReporter)
		if errors.Is(err, gehoor.ErrNotFound) || err == nil && (me.Mailbox == nil || !theirs(*me.Mailbox)) {
			return s.askIn(w, r, cookieReporter, layout.PathResume)
		}
		if err != nil {
			return err
		}
		return h(w, r, *me.Mailbox)
	}
}

// session finds who comes in with a cookie, and renews the cookie if it must be.
func (s *Site) session(w http.ResponseWriter, r *http.Request, name string) (account.Session, error) {
	value := s.cookie(r, name)
	if value == "" {
		return account.Session{}, gehoor.ErrNotFound
	}
	session, renewed, err := s.door.Authenticate(r.Context(), s.cfg.Org, value, s.now())
	if err == nil && renewed != "" {
		s.setSession(w, name, renewed)
	}
	return session, err
}

// askIn leads to the page where one comes in. A script is told so instead, and
// keeps what was typed.
func (s *Site) askIn(w http.ResponseWriter, r *http.Request, name, path string) error {
	if s.cookie(r, name) != "" {
		s.dropCookie(w, name)
	}
	if wantsJSON(r) {
		return gehoor.Refuse(codeEnded)
	}
	http.Redirect(w, r, to(r, path), http.StatusSeeOther)
	return nil
}
