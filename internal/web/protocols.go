package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/protocols"
)

// By which protocols an organisation works, and on which days its office is closed: an
// administrator's pages. A protocol is looked at before it is adopted.

// protocolsPage shows what is in force.
func (s *Site) protocolsPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	d := protocols.Data{}
	switch q := r.URL.Query(); {
	case q.Has(protocols.QueryAdopted):
		d.Said = "protocols.adopted"
	case q.Has(protocols.QueryTogether):
		d.Said = "protocols.adopted-together"
	case q.Has(protocols.QueryRetired):
		d.Said = "protocols.retired"
	case q.Has(protocols.QueryLook):
		file, err := s.cases.ShippedProtocol(q.Get(protocols.QueryLook))
		if err != nil {
			return err
		}
		looked, err := s.cases.ReadProtocol(file)
		if err != nil {
			return err
		}
		d.File, d.Looked = string(file), &looked
	case q.Has(protocols.QueryProfile):
		chosen, err := s.cases.Recommend(r.Context(), s.cfg.Org, q.Get(protocols.QueryProfile))
		if err != nil {
			return err
		}
		d.Chosen = &chosen
	}
	return s.showProtocols(w, r, http.StatusOK, me, d)
}

func (s *Site) showProtocols(w http.ResponseWriter, r *http.Request, status int, me *directory.Person, d protocols.Data) error {
	var err error
	if d.Protocols, err = s.cases.Protocols(r.Context(), s.cfg.Org); err != nil {
		return err
	}
	if d.Profiles, err = s.profiles(r); err != nil {
		return err
	}
	set := d.Set
	if d.Looked != nil {
		d.Reaches = d.State.Reaches(*d.Looked, d.Shipped)
		set = set.With(*d.Looked)
	}
	if d.Fits, err = s.cases.Profiles(r.Context(), s.cfg.Org, set, d.Terms); err != nil {
		return err
	}
	p, name := s.adminFrame(r, me, layout.PathProtocols, protocols.Files()...)
	d.Me, d.Who = name, s.who(r.Context(), p.Words)
	return s.show(w, r, status, protocols.Page(p, d))
}

// changeProtocols looks at a file, adopts it, or retires a protocol.
func (s *Site) changeProtocols(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	switch r.PostForm.Get(protocols.FieldAct) {
	case protocols.ActRetire:
		return s.retireProtocol(w, r, me)
	case protocols.ActTogether:
		return s.adoptTogether(w, r, me)
	case protocols.ActLook, protocols.ActAdopt:
	default:
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	d := protocols.Data{File: strings.ReplaceAll(r.PostForm.Get(protocols.FieldFile), "\r\n", "\n"), Gates: protocols.ReadGates(r.PostForm)}
	looked, err := s.cases.ReadProtocol([]byte(d.File))
	if errors.As(err, &d.Faults) {
		return s.showProtocols(w, r, http.StatusUnprocessableEntity, me, d)
	}
	if err != nil {
		return err
	}
	d.Looked = &looked
	if err := s.cases.FitsProtocol(r.Context(), s.cfg.Org, looked); err != nil {
		return s.refuseProtocol(w, r, me, d, err)
	}
	if r.PostForm.Get(protocols.FieldAct) == protocols.ActLook {
		return s.showProtocols(w, r, http.StatusOK, me, d)
	}
	return s.adoptProtocol(w, r, me, d)
}

func (s *Site) adoptProtocol(w http.ResponseWriter, r *http.Request, me *directory.Person, d protocols.Data) error {
	gates, ok := d.Gates.Gates()
	d.Tried, d.Unsure = true, r.PostForm.Get(protocols.FieldSure) == ""
	if !ok || d.Unsure {
		return s.showProtocols(w, r, http.StatusUnprocessableEntity, me, d)
	}
	after := gehoor.Digest(r.PostForm.Get(protocols.FieldAfter))
	if err := s.cases.AdoptProtocol(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), []byte(d.File), gates, after); err != nil {
		return s.refuseProtocol(w, r, me, d, err)
	}
	http.Redirect(w, r, to(r, layout.PathProtocols)+"?"+protocols.QueryAdopted, http.StatusSeeOther)
	return nil
}

// refuseProtocol says on the page why something was refused; what was typed stands
// there still.
func (s *Site) refuseProtocol(w http.ResponseWriter, r *http.Request, me *directory.Person, d protocols.Data, err error) error {
	var no *gehoor.Refusal
	if !errors.As(err, &no) {
		return err
	}
	d.Refused = wordsOf(r).Refusal(no)
	return s.showProtocols(w, r, http.StatusConflict, me, d)
}

func (s *Site) retireProtocol(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if r.PostForm.Get(protocols.FieldSure) == "" {
		return s.showProtocols(w, r, http.StatusUnprocessableEntity, me, protocols.Data{Refused: wordsOf(r).Say("people.not-sure")})
	}
	err := s.cases.RetireProtocol(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), r.PostForm.Get(protocols.FieldCode), gehoor.Digest(r.PostForm.Get(protocols.FieldAfter)))
	if err != nil {
		return s.refuseProtocol(w, r, me, protocols.Data{}, err)
	}
	http.Redirect(w, r, to(r, layout.PathProtocols)+"?"+protocols.QueryRetired, http.StatusSeeOther)
	return nil
}

// protocolFile sends a protocol as the file that it is.
func (s *Site) protocolFile(w http.ResponseWriter, r *http.Request, _ *directory.Person) error {
	name, file, err := s.cases.ProtocolFile(r.Context(), s.cfg.Org, gehoor.Digest(r.PathValue("digest")))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	return send(w, http.StatusOK, "application/yaml", file)
}

// closingsPage shows on which days the office is closed.
func (s *Site) closingsPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	d, err := s.closings(r)
	if err != nil {
		return err
	}
	d.Fill()
	if r.URL.Query().Has(protocols.QueryClosed) {
		d.Said = "closings.kept"
	}
	return s.showClosings(w, r, http.StatusOK, me, d)
}

func (s *Site) closings(r *http.Request) (protocols.Closings, error) {
	all, err := s.cases.Protocols(r.Context(), s.cfg.Org)
	return protocols.Closings{Protocols: all}, err
}

func (s *Site) showClosings(w http.ResponseWriter, r *http.Request, status int, me *directory.Person, d protocols.Closings) error {
	p, name := s.adminFrame(r, me, layout.PathClosings, protocols.Files()...)
	d.Me, d.Who = name, s.who(r.Context(), p.Words)
	return s.show(w, r, status, protocols.ClosingsPage(p, d))
}

// changeClosings keeps the days that are typed. Those that have come are not in the
// form, and stay.
func (s *Site) changeClosings(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	after, err := strconv.ParseInt(r.PostForm.Get(protocols.FieldAfter), 10, 64)
	if err != nil || after < 0 {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	d, err := s.closings(r)
	if err != nil {
		return err
	}
	d.Rows = protocols.ReadRows(r.PostForm)
	days, ok := protocols.Typed(d.Rows)
	words := text.For(languageOf(r))
	if !ok {
		d.Refused = words.Say("closings.no-day")
		return s.showClosings(w, r, http.StatusUnprocessableEntity, me, d)
	}
	err = s.cases.CloseOffice(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), append(d.Passed(), days...), gehoor.Seq(after))
	var no *gehoor.Refusal
	switch {
	case errors.As(err, &no):
		d.Refused = words.Refusal(no)
		return s.showClosings(w, r, http.StatusConflict, me, d)
	case err != nil:
		return err
	}
	http.Redirect(w, r, to(r, layout.PathClosings)+"?"+protocols.QueryClosed, http.StatusSeeOther)
	return nil
}
