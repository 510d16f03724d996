package plain

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/flood"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	pages "github.com/gehoor/gehoor/internal/web/page/plain"
)

// Config is everything that the way is made of.
type Config struct {
	Org   gehoor.OrgID
	Door  *account.Door
	Cases *casework.Casework
	// Guard asks for work when more comes than is usual. Without scripts nothing can
	// be worked out: then nobody new begins, and who has begun goes on.
	Guard *flood.Guard
	// Key seals cookies. It is the same on every node and after a restart, or
	// whoever is at work is asked for the code again.
	Key    [32]byte
	Random func([]byte)
	Now    func() time.Time
}

// Plain is the way. It implements [web.Way] and is safe for concurrent use.
type Plain struct {
	cfg   Config
	safe  safe
	frame web.Frame
	// passing bounds what files take of memory.
	passing *passing
	// form is what is asked, in pages: set for each request that asks ([Plain.asking]).
	form  *questionnaire.Questionnaire
	pages []page
}

var _ web.Way = (*Plain)(nil)

// New makes the way.
func New(cfg Config) (*Plain, error) {
	if cfg.Org == "" || cfg.Door == nil || cfg.Cases == nil || cfg.Random == nil || cfg.Now == nil || cfg.Key == [32]byte{} {
		return nil, errors.New("plain: the configuration is not whole")
	}
	box, err := newSafe(cfg.Key, cfg.Org, cfg.Random)
	if err != nil {
		return nil, fmt.Errorf("plain: key: %w", err)
	}
	return &Plain{cfg: cfg, safe: box, passing: &passing{}}, nil
}

type handler = func(http.ResponseWriter, *http.Request) error

// asking is for whatever needs the questions: those that the organisation asks at
// this moment.
func (p *Plain) asking(h func(*Plain) handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		forms, err := p.cfg.Cases.Forms(r.Context(), p.cfg.Org)
		if err != nil {
			return err
		}
		now := *p
		now.form, now.pages = forms.Asked, paged(forms.Asked)
		return h(&now)(w, r)
	}
}

// Routes implements [web.Way].
func (p *Plain) Routes(f web.Frame) []web.Route {
	p.frame = f
	at := func(method, path string, h handler) web.Route {
		return web.Route{Pattern: method + " /{lang}" + path, Handle: h}
	}
	return []web.Route{
		// Beginning (start.go).
		at("GET", pages.PathStart, p.beginning(p.startPage)),
		at("POST", pages.PathStart, p.beginning(p.start)),
		at("GET", pages.PathCode, p.in(p.codePage)),
		at("POST", pages.PathCode, p.in(p.written)),
		at("GET", pages.PathWords, p.in(p.wordsPage)),
		at("POST", pages.PathWords, p.asking(func(p *Plain) handler { return p.in(p.words) })),

		// Who has not decided yet (diary.go).
		at("GET", pages.PathDiaryStart, p.beginning(p.diaryStartPage)),
		at("GET", pages.PathDiary, p.asking(func(p *Plain) handler { return p.with(p.diaryPage) })),
		at("POST", pages.PathDiary, p.asking(func(p *Plain) handler { return p.write })),

		// Telling (questions.go, check.go).
		at("GET", layout.PathPlain+"/{page}", p.asking(func(p *Plain) handler { return p.with(p.questionsPage) })),
		at("POST", layout.PathPlain+"/{page}", p.asking(func(p *Plain) handler { return p.answers })),
		at("GET", pages.PathCheck, p.asking(func(p *Plain) handler { return p.with(p.checkPage) })),
		at("POST", pages.PathCheck, p.asking(func(p *Plain) handler { return p.with(p.check) })),
		at("GET", pages.PathSent, p.in(p.sentPage)),

		// Coming back, and stopping (door.go).
		at("GET", pages.PathDoor, p.doorPage),
		at("POST", pages.PathDoor, p.asking(func(p *Plain) handler { return p.comeBack })),
		at("GET", pages.PathStop, p.asking(func(p *Plain) handler { return p.with(p.dropPage) })),
		at("POST", pages.PathStop, p.asking(func(p *Plain) handler { return p.stop })),
		at("GET", pages.PathGone, p.gonePage),

		// The mailbox (inbox.go; words.go has what is written in it).
		at("GET", pages.PathBox, p.in(p.boxPage)),
		at("POST", pages.PathReply, p.writes("reply")),
		at("POST", pages.PathCorrect, p.writes("correct")),
		at("POST", pages.PathTalk, p.writes("talk")),
		at("POST", pages.PathDemand, p.writes(demandForm)),
		at("POST", pages.PathCheckIn, p.writes(checkInForm)),
		at("POST", pages.PathNoCheckIn, p.in(p.noCheckIn)),
		at("POST", pages.PathWithdraw, p.writes(withdrawForm)),
		at("POST", pages.PathRejoin, p.in(p.rejoin)),
		at("POST", pages.PathReach, p.in(p.reach)),
		at("POST", pages.PathApprove, p.in(p.approve)),
		at("POST", pages.PathFormal, p.in(p.formal)),
		at("POST", pages.PathConsent, p.in(p.consent)),
		at("POST", pages.PathMail, p.in(p.mail)),
		at("POST", layout.PathPlainFiles, p.in(p.files)),
		at("GET", layout.PathPlainFiles+"/{at}", p.in(p.openFile)),
		at("GET", pages.PathBox+"/promise", p.in(p.promise)),
		at("GET", pages.PathBox+"/receipt", p.in(p.proof)),
		at("GET", pages.PathCopy, p.in(p.copy)),

		// Another code (code.go).
		at("GET", pages.PathRenew, p.renewing(p.renewPage)),
		at("POST", pages.PathRenew, p.in(p.renew)),
		at("GET", pages.PathRenewWords, p.renewing(p.renewWordsPage)),
		at("POST", pages.PathRenewWords, p.renewing(p.renewWords)),
	}
}

// Forget implements [web.Way].
func (p *Plain) Forget(w http.ResponseWriter, r *http.Request) error {
	if _, err := r.Cookie(cookieName); err != nil {
		return nil
	}
	p.drop(w)
	v, _ := p.visitor(r)
	return p.cfg.Door.SignOut(r.Context(), v.session)
}

// in is for whoever is inside; others are led to the door. The cookie is written
// anew when its minute has passed.
func (p *Plain) in(h func(http.ResponseWriter, *http.Request, *visitor) error) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, how := p.visitor(r)
		if how != inside {
			return p.leaveFor(w, r, how)
		}
		if p.cfg.Now().Sub(v.minute) >= time.Minute {
			p.keep(w, v.purse)
		}
		return h(w, r, &v)
	}
}

// leaveFor leads whoever is not inside to the door, and says so if they were.
func (p *Plain) leaveFor(w http.ResponseWriter, r *http.Request, how standing) error {
	if _, err := r.Cookie(cookieName); err == nil {
		p.drop(w)
	}
	path := pages.PathDoor
	if how == away {
		path += "?" + queryAway
	}
	return p.to(w, r, path)
}

// What a query says of the page that follows: a letter, which tells the history
// nothing. It is never anything that somebody typed.
const (
	queryAway    = "a"
	queryFaults  = "b"
	querySaved   = "c"
	queryChanged = "d"
	queryUnsure  = "e"
	queryUnknown = "f"
	queryReplied = "g"
	queryFormal  = "h"
	queryConsent = "w"
	queryDropped = "i"
	querySent    = "j"
	queryFiles   = "k"

	queryCorrected = "l"
	queryApproved  = "m"
	queryTalk      = "n"
	queryCode      = "o"
	queryDemand    = "p"
	queryCheckIn   = "q"
	querySkip      = "r"
	queryNever     = "s"
	queryResume    = "t"
	queryWithdrawn = "u"
	queryRejoined  = "v"
	queryDiary     = "x"
	queryReached   = "y"
)

func has(r *http.Request, query string) bool { return r.URL.Query().Has(query) }

// to leads to a page by GET, in the visitor's language.
func (p *Plain) to(w http.ResponseWriter, r *http.Request, path string) error {
	http.Redirect(w, r, layout.In(lang(r), path), http.StatusSeeOther)
	return nil
}

// lang is the language of the address, which each of our paths has.
func lang(r *http.Request) gehoor.Language {
	if len(r.URL.Path) > 3 && r.URL.Path[:4] == "/en/" {
		return gehoor.English
	}
	return gehoor.Dutch
}

// page makes the frame of a page.
func (p *Plain) page(r *http.Request, path string) layout.Page {
	return p.frame.Page(r, pages.Title, path, pages.Files...)
}
