package web

import (
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/protocols"
	shipped "github.com/gehoor/gehoor/protocols"
)

// What we recommend to an organisation of some size is adopted with one decision.

// profiles are those that are shipped, the smallest organisation first.
func (s *Site) profiles(r *http.Request) ([]casework.Recommended, error) {
	names := shipped.Profiles()
	all := make([]casework.Recommended, len(names))
	for i, name := range names {
		one, err := s.cases.Recommend(r.Context(), s.cfg.Org, name)
		if err != nil {
			return nil, err
		}
		all[len(names)-1-i] = one // "large" comes before "small" in the alphabet
	}
	return all, nil
}

// adoptTogether adopts the protocols of a profile that are not in force. What was typed
// stands there still if they are not.
func (s *Site) adoptTogether(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	chosen, err := s.cases.Recommend(r.Context(), s.cfg.Org, r.PostForm.Get(protocols.FieldProfile))
	if err != nil {
		return err
	}
	d := protocols.Data{
		Chosen: &chosen, Gates: protocols.ReadGates(r.PostForm), Tried: true, Unsure: r.PostForm.Get(protocols.FieldSure) == "",
	}
	gates, ok := d.Gates.Gates()
	if !ok || d.Unsure {
		return s.showProtocols(w, r, http.StatusUnprocessableEntity, me, d)
	}
	after := gehoor.Digest(r.PostForm.Get(protocols.FieldAfter))
	err = s.cases.AdoptProfile(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), chosen.Code, gates, after)
	if err != nil {
		return s.refuseProtocol(w, r, me, d, err)
	}
	http.Redirect(w, r, to(r, layout.PathProtocols)+"?"+protocols.QueryTogether, http.StatusSeeOther)
	return nil
}
