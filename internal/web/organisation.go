package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/organisation"
)

// organisationPage shows what pages say of the organisation, to be changed.
func (s *Site) organisationPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	now := o.Description()
	d := organisation.Data{Form: organisation.New(now), Now: now, Kept: r.URL.Query().Has(organisation.QueryKept)}
	if from, ok := former(o, r.URL.Query().Get(organisation.QueryFrom)); ok {
		d.From, d.Form = &from, organisation.New(from)
		d.Form.Version = now.Seq
	}
	return s.showOrganisation(w, r, http.StatusOK, me, o, d)
}

// former finds a description by the number in an address.
func former(o *directory.Organisation, number string) (directory.Description, bool) {
	i := slices.IndexFunc(o.Descriptions, func(d directory.Description) bool { return strconv.FormatInt(int64(d.Seq), 10) == number })
	if i < 0 {
		return directory.Description{}, false
	}
	return o.Descriptions[i], true
}

// keepOrganisation keeps what was typed, or shows what it would look like.
func (s *Site) keepOrganisation(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	d := organisation.Data{Form: organisation.Read(r.PostForm)}
	typed := d.Form.Described()
	d.Faults = typed.Faults()
	status := http.StatusOK
	if act := r.PostForm.Get(organisation.FieldAct); act != organisation.ActShow && len(d.Faults) == 0 {
		err := s.cases.Describe(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), d.Form.Version, typed)
		if err == nil {
			http.Redirect(w, r, to(r, layout.PathOrganisation)+"?"+organisation.QueryKept, http.StatusSeeOther)
			return nil
		}
		if !errors.Is(err, &gehoor.Refusal{Code: directory.CodeChanged}) {
			return err
		}
		d.Changed, status = true, http.StatusConflict
	}
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	if d.Now = o.Description(); d.Changed {
		d.Form.Version = d.Now.Seq // who keeps it now has read what the other changed
	}
	switch {
	case len(d.Faults) > 0:
		status = http.StatusUnprocessableEntity
	case !d.Changed:
		owner := ownerOf(s.cfg.Owner, typed)
		d.Shown = &owner
	}
	return s.showOrganisation(w, r, status, me, o, d)
}

func (s *Site) showOrganisation(w http.ResponseWriter, r *http.Request, status int, me *directory.Person, o *directory.Organisation, d organisation.Data) error {
	p, name := s.adminFrame(r, me, layout.PathOrganisation)
	d.Watch.AgreedOn = o.WatchAgreedOn
	d.Me, d.Former = name, slices.Clone(o.Descriptions)
	slices.Reverse(d.Former)
	d.Who = s.who(r.Context(), p.Words)
	return s.show(w, r, status, organisation.Page(p, d))
}

// who says who did something: a function and perhaps a name, of somebody who left
// too.
func (s *Site) who(ctx context.Context, words *text.Words) func(gehoor.Actor) string {
	return func(a gehoor.Actor) string {
		id, ok := a.Person()
		if !ok {
			return words.Say("admin.by-machine")
		}
		p, err := s.cases.Known(ctx, s.cfg.Org, id)
		if err != nil {
			return words.Say("admin.by-somebody")
		}
		return desk.Person(words, p)
	}
}
