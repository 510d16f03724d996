package web

import (
	"context"
	"errors"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/founding"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/root"
)

// The organisation's root key: which one it is, and how it is replaced.

// keyPage says to everybody which root there is.
func (s *Site) keyPage(w http.ResponseWriter, r *http.Request) error {
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForReporter, root.Title, layout.PathKey, root.PublicFiles()...)
	return s.show(w, r, http.StatusOK, root.PublicPage(p, o))
}

// rootsWire is what clients follow a root by (doc/formats.md §5).
type rootsWire struct {
	V       int          `json:"v"`
	Org     gehoor.OrgID `json:"org"`
	Root    string       `json:"root"`
	Number  string       `json:"number"`
	Changes []string     `json:"changes"`
	// Next is the note of one that is announced.
	Next string `json:"next,omitempty"`
}

// roots is the same for programs.
func (s *Site) roots(w http.ResponseWriter, r *http.Request) error {
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	public(w)
	return showJSON(w, http.StatusOK, rootsWire{
		V: 1, Org: s.cfg.Org, Root: o.Root, Number: seal.RootNumber(s.cfg.Org, o.Root), Changes: o.RootChanges(), Next: o.Next.Note,
	})
}

// rootNotice says whether every page of staff tells that a root is announced.
func (s *Site) rootNotice(ctx context.Context) bool {
	o, err := s.cases.Organisation(ctx, s.cfg.Org)
	return err == nil && o.Next.Root != ""
}

// rootPage shows somebody of staff how it is.
func (s *Site) rootPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return s.showRoot(w, r, http.StatusOK, me, "")
}

func (s *Site) showRoot(w http.ResponseWriter, r *http.Request, status int, me account.Session, trouble string) error {
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	person, err := s.cases.Person(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	unsigned, err := s.cases.Unsigned(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, root.Title, layout.PathRoot, root.Files()...)
	v := root.View{Org: s.cfg.Org, Root: o, Me: person, Trouble: trouble}
	who := s.who(r.Context(), p.Words)
	v.By = desk.Upper(who(o.Next.By))
	for _, id := range o.Next.Confirmed {
		v.Confirmed = append(v.Confirmed, desk.Upper(who(gehoor.ByPerson(id))))
	}
	for _, one := range unsigned {
		v.Unsigned = append(v.Unsigned, desk.Upper(desk.Person(p.Words, one)))
	}
	if until := o.Next.Until(); !until.IsZero() {
		v.Until, v.Over = desk.Day(p.Words, until), !s.now().Before(until)
	}
	return s.show(w, r, status, root.Page(p, v))
}

// announceRoot takes the file that announces a root which the one before did not sign.
func (s *Site) announceRoot(w http.ResponseWriter, r *http.Request, me account.Session) error {
	file, err := uploaded(r, root.FieldFile)
	if err != nil {
		return err
	}
	signed, err := founding.ParseSigned(file)
	if err != nil || signed[0].Change == "" {
		return s.showRoot(w, r, http.StatusUnprocessableEntity, me, wordsOf(r).Say("root.unread"))
	}
	err = s.cases.AnnounceRoot(r.Context(), s.cfg.Org, gehoor.ByPerson(me.Person), signed[0].Change)
	return s.afterRoot(w, r, me, err)
}

// changeRoot confirms, stops, or lets the announced root count.
func (s *Site) changeRoot(w http.ResponseWriter, r *http.Request, me account.Session) error {
	if err := readForm(r); err != nil {
		return err
	}
	ctx, next, by := r.Context(), r.PostForm.Get(root.FieldRoot), gehoor.ByPerson(me.Person)
	var err error
	switch r.PostForm.Get(root.FieldAct) {
	case root.ActConfirm:
		err = s.cases.ConfirmRoot(ctx, s.cfg.Org, me.Person, next)
	case root.ActStop:
		err = s.cases.DropRoot(ctx, s.cfg.Org, by, next)
	case root.ActReplace:
		err = s.cases.ReplaceRoot(ctx, s.cfg.Org, by, next)
	default:
		err = gehoor.Refuse(gehoor.CodeMalformed)
	}
	return s.afterRoot(w, r, me, err)
}

// afterRoot shows the page as it is now, or why not. What was wanted and is so already
// is no trouble.
func (s *Site) afterRoot(w http.ResponseWriter, r *http.Request, me account.Session, err error) error {
	var no *gehoor.Refusal
	switch {
	case errors.As(err, &no) && no.Code != directory.CodeRootConfirmed && no.Code != gehoor.CodeMalformed:
		return s.showRoot(w, r, http.StatusConflict, me, wordsOf(r).Refusal(no))
	case err != nil && !errors.Is(err, &gehoor.Refusal{Code: directory.CodeRootConfirmed}):
		return err
	}
	http.Redirect(w, r, to(r, layout.PathRoot), http.StatusSeeOther)
	return nil
}
