package web

import (
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web/page/counsel"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Advices of a confidential adviser to the top. The server passes on what it cannot read.

// pathCounsel is below what the browsers of an adviser and of the top ask.
const pathCounsel = "/api/desk/counsel/"

// counselPage is there for a confidential adviser, for the top, and without words for whoever
// leads the bureau.
func (s *Site) counselPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	org, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	d := counsel.Data{Me: me, Root: org.Root, Register: me.Heads()}
	if d.All, err = s.cases.Counsels(r.Context(), s.cfg.Org, me.ID); err != nil {
		return err
	}
	if me.Advises() {
		if d.To, err = s.cases.CounselTo(r.Context(), s.cfg.Org, me.ID); err != nil {
			return err
		}
	}
	p := s.page(r, layout.ForStaff, counsel.Title, layout.PathCounsel, counsel.Files()...)
	return s.show(w, r, http.StatusOK, counsel.Page(p, d))
}

type counselWire struct {
	ID  gehoor.CounselID `json:"id"`
	To  []forWire        `json:"to"`
	Own []byte           `json:"own"`
}

// giveCounsel takes in an advice.
func (s *Site) giveCounsel(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	wire, err := decode[counselWire](r)
	if err != nil {
		return err
	}
	if _, err := gehoor.ParseCounselID(string(wire.ID)); err != nil {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	g := casework.Counselling{ID: wire.ID}
	if g.To, err = sealedFor(wire.To, false); err != nil {
		return err
	}
	if g.Own, err = content(wire.Own); err != nil {
		return err
	}
	if err := s.cases.GiveCounsel(r.Context(), s.cfg.Org, me.ID, g); err != nil {
		return err
	}
	return done(w)
}

type counselOpenWire struct {
	ID  gehoor.CounselID   `json:"id"`
	IDs []gehoor.ContentID `json:"ids"`
}

// openCounsel gives out what is sealed to whoever asks.
func (s *Site) openCounsel(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	wire, err := decode[counselOpenWire](r)
	if err != nil {
		return err
	}
	all, err := s.cases.OpenCounsel(r.Context(), s.cfg.Org, me.ID, wire.ID, wire.IDs)
	if err != nil {
		return err
	}
	return reply(w, contentsOf(all))
}

type counselNameWire struct {
	ID gehoor.CounselID `json:"id"`
}

// confirmCounsel records that somebody knows of an advice.
func (s *Site) confirmCounsel(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	wire, err := decode[counselNameWire](r)
	if err != nil {
		return err
	}
	if err := s.cases.ConfirmCounsel(r.Context(), s.cfg.Org, me.ID, wire.ID); err != nil {
		return err
	}
	return done(w)
}

type counselAnswerWire struct {
	ID     gehoor.CounselID `json:"id"`
	Sealed []byte           `json:"sealed"`
	Own    []byte           `json:"own"`
}

// answerCounsel takes an answer to the adviser.
func (s *Site) answerCounsel(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	wire, err := decode[counselAnswerWire](r)
	if err != nil {
		return err
	}
	words, err := content(wire.Sealed)
	if err != nil {
		return err
	}
	own, err := content(wire.Own)
	if err != nil {
		return err
	}
	if err := s.cases.AnswerCounsel(r.Context(), s.cfg.Org, me.ID, wire.ID, words, own); err != nil {
		return err
	}
	return done(w)
}
