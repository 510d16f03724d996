package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/gehoor/gehoor"
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
