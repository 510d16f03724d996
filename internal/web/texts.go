package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	pages "github.com/gehoor/gehoor/internal/web/page/texts"
	"github.com/gehoor/gehoor/internal/wording"
)

// textsPage leads to what pages say in the organisation's own words.
func (s *Site) textsPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	p, name := s.adminFrame(r, me, layout.PathTexts)
	return s.show(w, r, http.StatusOK, pages.OverviewPage(p, pages.Overview{Me: name, Now: o.PageTexts(), Who: s.who(r.Context(), p.Words)}))
}

// textsGroup is the group of an address.
func textsGroup(r *http.Request) (wording.Group, error) {
	g := wording.Group(r.PathValue("group"))
	if len(g.Places()) == 0 {
		return "", gehoor.ErrNotFound
	}
	return g, nil
}

// textsGroupPage shows what a group of places says, to be changed.
func (s *Site) textsGroupPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	g, err := textsGroup(r)
	if err != nil {
		return err
	}
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	now := o.PageTexts()
	d := pages.Data{Group: g, Form: pages.Form{Version: now.Seq, Texts: now.Own()}, Kept: r.URL.Query().Has(pages.QueryKept)}
	number := r.URL.Query().Get(pages.QueryFrom)
	if i := slices.IndexFunc(o.Texts, func(t directory.PageTexts) bool { return strconv.FormatInt(int64(t.Seq), 10) == number }); i >= 0 {
		d.From, d.Form.Texts = &o.Texts[i], o.Texts[i].Own()
	}
	return s.showTexts(w, r, http.StatusOK, me, o, d)
}

// keepTexts keeps what was typed, or shows what it would look like.
func (s *Site) keepTexts(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	g, err := textsGroup(r)
	if err == nil {
		err = readForm(r)
	}
	if err != nil {
		return err
	}
	d := pages.Data{Group: g, Form: pages.Read(r.PostForm, g)}
	status := http.StatusOK
	switch d.Faulty = d.Form.Wrong(); {
	case d.Faulty:
		status = http.StatusUnprocessableEntity
	case r.PostForm.Get(pages.FieldAct) == pages.ActShow:
		d.Shown = true
	default:
		err := s.cases.WordTexts(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), d.Form.Version, g, d.Form.Texts)
		d.Changed = errors.Is(err, &gehoor.Refusal{Code: directory.CodeChanged})
		d.Large = errors.Is(err, &gehoor.Refusal{Code: directory.CodeTextsLarge})
		switch {
		case err == nil:
			http.Redirect(w, r, to(r, pages.Path(g))+"?"+pages.QueryKept, http.StatusSeeOther)
			return nil
		case d.Changed:
			status = http.StatusConflict
		case d.Large:
			status = http.StatusUnprocessableEntity
		default:
			return err
		}
	}
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	if d.Changed {
		d.Form.Version = o.PageTexts().Seq // who keeps it now has read what the other changed
	}
	return s.showTexts(w, r, status, me, o, d)
}

func (s *Site) showTexts(w http.ResponseWriter, r *http.Request, status int, me *directory.Person, o *directory.Organisation, d pages.Data) error {
	p, name := s.adminFrame(r, me, pages.Path(d.Group))
	d.Me, d.Now, d.Former = name, o.PageTexts(), pages.FormerOf(o.Texts, d.Group)
	d.Who = s.who(r.Context(), p.Words)
	return s.show(w, r, status, pages.GroupPage(p, d))
}
