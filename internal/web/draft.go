package web

import (
	"net/http"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/draft"
)

// What somebody has written in a dossier and not sent: kept while they type, given
// back to them alone. Their browser seals and opens it.

// staffDraftWire is a draft on its way back to its writer.
type staffDraftWire struct {
	Form   draft.Form `json:"form"`
	Mark   string     `json:"mark"`
	KeptAt time.Time  `json:"keptAt"`
	Sealed []byte     `json:"sealed"`
}

// drafts gives somebody the own drafts in a dossier.
func (s *Site) drafts(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	if _, err := decode[struct{}](r); err != nil {
		return err
	}
	all, err := s.cases.Drafts(r.Context(), s.cfg.Org, me.Person, id)
	if err != nil {
		return err
	}
	list := make([]staffDraftWire, len(all))
	for i, d := range all {
		list[i] = staffDraftWire{d.Form, d.Mark.String(), d.KeptAt, d.Sealed}
	}
	return reply(w, struct {
		Drafts []staffDraftWire `json:"drafts"`
	}{list})
}

// keepDraftWire is a save: after is the mark of the one that it goes on from.
type keepDraftWire struct {
	Form   string `json:"form"`
	After  string `json:"after,omitempty"`
	Sealed []byte `json:"sealed"`
}

// keepDraft keeps what somebody has written so far.
func (s *Site) keepDraft(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[keepDraftWire](r)
	if err != nil {
		return err
	}
	form, err := draft.ParseForm(wire.Form)
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
	if err := s.cases.KeepDraft(r.Context(), s.cfg.Org, me.Person, id, form, sealed, after); err != nil {
		return err
	}
	return done(w)
}

// dropDraftWire names a draft and the saves of it that may have arrived.
type dropDraftWire struct {
	Form  string   `json:"form"`
	Marks []string `json:"marks"`
}

// dropStaffDraft forgets what somebody emptied.
func (s *Site) dropStaffDraft(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[dropDraftWire](r)
	if err != nil {
		return err
	}
	form, marks, err := readMarks(wire.Form, wire.Marks)
	if err != nil {
		return err
	}
	if err := s.cases.DropDraft(r.Context(), s.cfg.Org, me.Person, id, form, marks); err != nil {
		return err
	}
	return done(w)
}

func readMarks(name string, list []string) (draft.Form, []draft.Mark, error) {
	form, err := draft.ParseForm(name)
	if err != nil {
		return "", nil, err
	}
	if len(list) > draft.MaxMarks {
		return "", nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	marks := make([]draft.Mark, len(list))
	for i, one := range list {
		if marks[i], err = draft.ParseMark(one); err != nil {
			return "", nil, err
		}
	}
	return form, marks, nil
}

// headerDraft names, beside whatever is sent from a form, the draft that it was made
// of: the form, and the saves that may have arrived. It goes in the same transaction.
const headerDraft = "X-Draft"

// madeOf reads that header.
func madeOf(r *http.Request) (*http.Request, error) {
	named := strings.Fields(r.Header.Get(headerDraft))
	if len(named) == 0 {
		return r, nil
	}
	form, marks, err := readMarks(named[0], named[1:])
	if err != nil {
		return nil, err
	}
	return r.WithContext(casework.MadeOf(r.Context(), form, marks...)), nil
}
