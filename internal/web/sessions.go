package web

import (
	"encoding/hex"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/sessions"
)

// from is the browser in which somebody of staff signs in.
func (s *Site) from(r *http.Request) account.From {
	f := account.From{Device: s.cookie(r, cookieDevice), Browser: account.BrowserOf(r.UserAgent())}
	if s.cfg.Provider == nil {
		return f
	}
	me, _, err := s.door.Authenticate(r.Context(), s.cfg.Org, s.cookie(r, cookieStaff), s.now())
	if err != nil {
		return f // nobody was vouched for
	}
	return f.After(me)
}

// sessionsPage is where somebody sees where they are signed in.
func (s *Site) sessionsPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	person, err := s.cases.Person(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	all, err := s.door.Sessions(r.Context(), me, s.now())
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, sessions.Title, layout.PathSessions, sessions.Files()...)
	v := sessions.View{Me: person, This: shownSession(p.Words, me), Done: r.URL.Query().Has(sessions.QueryDone)}
	for _, one := range all {
		if one.Token != me.Token {
			v.Others = append(v.Others, shownSession(p.Words, one))
		}
	}
	return s.show(w, r, http.StatusOK, sessions.Page(p, v))
}

func shownSession(words *text.Words, one account.Session) sessions.One {
	return sessions.One{
		Name: hex.EncodeToString(one.Token[:]), Browser: one.Browser,
		Since: words.Moment(one.CreatedAt), Until: words.Moment(one.EndsAt()),
	}
}

// endSessions ends one of somebody's sessions, or all but this one.
func (s *Site) endSessions(w http.ResponseWriter, r *http.Request, me account.Session) error {
	if err := readForm(r); err != nil {
		return err
	}
	which := r.PostForm.Get(sessions.FieldSession)
	if which == sessions.All {
		return s.ended(w, r, s.door.EndOtherSessions(r.Context(), me))
	}
	token, err := hex.DecodeString(which)
	if err != nil || len(token) != len(me.Token) {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	return s.ended(w, r, s.door.EndSession(r.Context(), me, [32]byte(token)))
}

func (s *Site) ended(w http.ResponseWriter, r *http.Request, err error) error {
	if err != nil {
		return err
	}
	http.Redirect(w, r, to(r, layout.PathSessions)+"?"+sessions.QueryDone, http.StatusSeeOther)
	return nil
}
