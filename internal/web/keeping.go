package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/internal/web/page/keeping"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/protocols"
)

// How long what is kept: an administrator's page. What is due, and how much, is
// nothing for an administrator.

// keepingPage shows the rules that hold, to be changed. Without any it begins with
// the proposal that ships.
func (s *Site) keepingPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	now := o.Adoption()
	d := keeping.Data{Kept: r.URL.Query().Has(keeping.QueryKept)}
	begin := now.RetentionAdopted
	if now.Seq == 0 {
		if begin.Rules, err = retention.Parse(protocols.Retention()); err != nil {
			return err
		}
	}
	i := slices.IndexFunc(o.Adoptions, func(a directory.Adoption) bool {
		return strconv.FormatInt(int64(a.Seq), 10) == r.URL.Query().Get(keeping.QueryFrom)
	})
	if i >= 0 {
		d.From, begin = &o.Adoptions[i], o.Adoptions[i].RetentionAdopted
	}
	d.Form = keeping.New(begin, now.Seq)
	return s.showKeeping(w, r, http.StatusOK, me, o, d)
}

// changeKeeping does what the button says: only one of them keeps anything.
func (s *Site) changeKeeping(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	d := keeping.Data{Form: keeping.Read(r.PostForm)}
	status := http.StatusOK
	switch act := r.PostForm.Get(keeping.FieldAct); act {
	case keeping.ActAdd:
		d.Form.Add()
	case keeping.ActImport:
		status = importKeeping(&d, r.PostForm.Get(keeping.FieldFile))
	case keeping.ActAdopt:
		done, err := s.adoptKeeping(w, r, me, &d)
		if err != nil || done {
			return err
		}
		status = http.StatusUnprocessableEntity
		if d.Changed {
			status = http.StatusConflict
		}
	default:
		if i, err := strconv.Atoi(strings.TrimPrefix(act, keeping.ActRemove)); err == nil && strings.HasPrefix(act, keeping.ActRemove) {
			d.Form.Remove(i)
			break
		}
		d.Compared = true
		if d.Faulty = d.Form.Wrong(); d.Faulty {
			status = http.StatusUnprocessableEntity
		}
	}
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	return s.showKeeping(w, r, status, me, o, d)
}

// adoptKeeping adopts the rules in the form; done says that the answer was given.
// Otherwise d says why not.
func (s *Site) adoptKeeping(w http.ResponseWriter, r *http.Request, me *directory.Person, d *keeping.Data) (done bool, err error) {
	d.Compared = true
	if d.Faulty = d.Form.Wrong(); d.Faulty {
		return false, nil
	}
	if d.Unsure = r.PostForm.Get(keeping.FieldSure) == ""; d.Unsure {
		return false, nil
	}
	err = s.cases.AdoptRetention(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), d.Form.Version, d.Form.Adopted())
	if errors.Is(err, &gehoor.Refusal{Code: directory.CodeChanged}) {
		d.Changed = true
		return false, nil
	}
	if err == nil {
		http.Redirect(w, r, to(r, layout.PathKeeping)+"?"+keeping.QueryKept, http.StatusSeeOther)
	}
	return true, err
}

// importKeeping takes the rules of a file into the form. What was pasted and is no
// file of rules stays where it was pasted.
func importKeeping(d *keeping.Data, pasted string) (status int) {
	rules, err := retention.Read([]byte(strings.TrimSpace(pasted)))
	if err != nil {
		d.File, d.BadFile = pasted, true
		return http.StatusUnprocessableEntity
	}
	d.Form = keeping.New(directory.RetentionAdopted{Rules: rules}, d.Form.Version)
	d.Imported, d.Faulty = true, d.Form.Wrong()
	return http.StatusOK
}

func (s *Site) showKeeping(w http.ResponseWriter, r *http.Request, status int, me *directory.Person, o *directory.Organisation, d keeping.Data) error {
	p, name := s.adminFrame(r, me, layout.PathKeeping, keeping.Files()...)
	d.Me, d.Now, d.Former = name, o.Adoption(), slices.Clone(o.Adoptions)
	slices.Reverse(d.Former)
	if d.Changed {
		d.Form.Version = d.Now.Seq // who adopts now has read what the other changed
	}
	d.Who = s.who(r.Context(), p.Words)
	return s.show(w, r, status, keeping.Page(p, d))
}

// keepingFile sends the rules that hold as the file that the command takes too; before
// there are any, and when it is asked for, the proposal that ships.
func (s *Site) keepingFile(w http.ResponseWriter, r *http.Request, _ *directory.Person) error {
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	if o.Adoption().Seq == 0 || r.URL.Query().Has(keeping.QueryShipped) {
		return formAttachment(w, "voorstel.json", protocols.Retention())
	}
	return formAttachment(w, "regels.json", o.Retention().File())
}
