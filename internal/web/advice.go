package web

import (
	"encoding/hex"
	"errors"
	"net/http"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/web/page/advice"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// What a confidential adviser notes of conversations: a page on which their browser opens,
// changes and seals it, and what that browser asks. The server knows no word of it.

// pathAdvice is below what the browser of an adviser asks.
const pathAdvice = "/api/desk/advice/"

// ofAdviser says whether a route is one that only a confidential adviser comes to: how often
// is told in no ordinary log.
func ofAdviser(pattern string) bool {
	_, path, _ := strings.Cut(pattern, " ")
	_, page := split(path)
	return strings.HasPrefix(path, pathAdvice) || page == layout.PathAdvice
}

// advicePage is the page of one year, as it is for everybody: what is in it comes sealed.
func (s *Site) advicePage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	years, err := s.cases.AdviceYears(r.Context(), s.cfg.Org, me.ID)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, advice.Title, layout.PathAdvice, advice.Files()...)
	return s.show(w, r, http.StatusOK, advice.Page(p, advice.New(me, s.now(), years, r.URL.Query())))
}

// adviceYearWire names a year, and for taking it away the save that was read.
type adviceYearWire struct {
	Year int    `json:"year"`
	Mark string `json:"mark,omitempty"`
}

// adviceWire is a year on its way to its owner; without a mark there is none.
type adviceWire struct {
	Mark   string `json:"mark"`
	Sealed []byte `json:"sealed"`
}

// openAdvice gives an adviser what they noted in a year.
func (s *Site) openAdvice(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	wire, err := decode[adviceYearWire](r)
	if err != nil {
		return err
	}
	if wire.Mark != "" {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	year, err := s.cases.Advice(r.Context(), s.cfg.Org, me.ID, wire.Year)
	if errors.Is(err, gehoor.ErrNotFound) {
		return reply(w, adviceWire{Sealed: []byte{}})
	}
	if err != nil {
		return err
	}
	return reply(w, adviceWire{year.Mark.String(), year.Sealed})
}

// keepAdviceWire is a save: after is the mark of the one that it goes on from.
type keepAdviceWire struct {
	Year   int    `json:"year"`
	After  string `json:"after,omitempty"`
	Sealed []byte `json:"sealed"`
}

// keepAdvice keeps what an adviser noted in a year.
func (s *Site) keepAdvice(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	wire, err := decode[keepAdviceWire](r)
	if err != nil {
		return err
	}
	var after draft.Mark
	if wire.After != "" {
		if after, err = draft.ParseMark(wire.After); err != nil {
			return err
		}
	}
	sealed, err := content(wire.Sealed)
	if err != nil {
		return err
	}
	if err := s.cases.KeepAdvice(r.Context(), s.cfg.Org, me.ID, wire.Year, sealed, after); err != nil {
		return err
	}
	return done(w)
}

// passWire is what an adviser passes on without content. Token is made by the browser and
// lies in the adviser's notes; nothing says of which conversation it is.
type passWire struct {
	Org          gehoor.OrgID      `json:"org"`
	Token        string            `json:"token"`
	Office       gehoor.Office     `json:"office"`
	Language     gehoor.Language   `json:"language"`
	Severity     string            `json:"severity"`
	Year         int               `json:"year"`
	Month        int               `json:"month"`
	Consent      bool              `json:"consent"`
	Struck       []gehoor.PersonID `json:"struck"`
	Whom         []byte            `json:"whom"`
	Conversation sealedWire        `json:"conversation"`
}

func (p passWire) passing() (casework.Passing, error) {
	out := casework.Passing{
		Office: p.Office, Language: p.Language, Severity: p.Severity, Year: p.Year, Month: p.Month, Consent: p.Consent, Struck: p.Struck,
	}
	var err error
	if out.Token, err = passToken(p.Token); err != nil {
		return out, err
	}
	for _, one := range p.Struck {
		if _, err := gehoor.ParsePersonID(string(one)); err != nil {
			return out, gehoor.Refuse(gehoor.CodeMalformed)
		}
	}
	if out.Whom, err = content(p.Whom); err != nil {
		return out, err
	}
	out.Conversation, err = p.Conversation.sealed()
	return out, err
}

func passToken(text string) ([32]byte, error) {
	token, err := hex.DecodeString(text)
	if err != nil || len(token) != 32 {
		return [32]byte{}, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return [32]byte(token), nil
}

// passOn takes in what an adviser passes on.
func (s *Site) passOn(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	wire, err := decode[passWire](r)
	if err != nil {
		return err
	}
	if wire.Org != s.cfg.Org {
		return gehoor.Refuse(gehoor.CodeForeign)
	}
	p, err := wire.passing()
	if err != nil {
		return err
	}
	if err := s.cases.PassOn(r.Context(), s.cfg.Org, me.ID, p); err != nil {
		return err
	}
	return done(w)
}

type takeBackWire struct {
	Token string `json:"token"`
}

// takeBack takes back what an adviser passed on.
func (s *Site) takeBack(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	wire, err := decode[takeBackWire](r)
	if err != nil {
		return err
	}
	token, err := passToken(wire.Token)
	if err != nil {
		return err
	}
	if err := s.cases.TakeBack(r.Context(), s.cfg.Org, me.ID, token); err != nil {
		return err
	}
	return done(w)
}

// dropAdvice takes a year away.
func (s *Site) dropAdvice(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	wire, err := decode[adviceYearWire](r)
	if err != nil {
		return err
	}
	mark, err := draft.ParseMark(wire.Mark)
	if err != nil {
		return err
	}
	if err := s.cases.DropAdvice(r.Context(), s.cfg.Org, me.ID, wire.Year, mark); err != nil {
		return err
	}
	return done(w)
}
