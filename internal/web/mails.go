package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/notify/mail"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/mails"
)

// mailsPage shows what mails say, to be changed.
func (s *Site) mailsPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	all, now, err := s.cases.Mails(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	d := mails.Data{Form: mails.New(all, now.Seq), Kept: q.Has(mails.QueryKept), Tested: q.Get(mails.QueryTest), Done: q.Get(mails.QueryStuck)}
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(o.Wordings, func(w directory.Wording) bool { return strconv.FormatInt(int64(w.Seq), 10) == q.Get(mails.QueryFrom) })
	if i >= 0 {
		if all, err = casework.Worded("", o.Wordings[i].Texts); err != nil {
			return err
		}
		d.Form, d.Shown = mails.New(all, now.Seq), true
	}
	return s.showMails(w, r, http.StatusOK, me, d)
}

// keepMails keeps what was typed, shows it as it is sent, has the program's own texts
// in force again, or sends a test.
func (s *Site) keepMails(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	d := mails.Data{Form: mails.Read(r.PostForm)}
	texts := d.Form.Texts()
	switch r.PostForm.Get(mails.FieldAct) {
	case mails.ActTest:
		return s.testMail(w, r, me)
	case mails.ActRetry, mails.ActDrop:
		return s.unstick(w, r, me)
	case mails.ActReset:
		texts = nil
	default:
		if d.Faulty = d.Form.Wrong(); d.Faulty {
			return s.showMails(w, r, http.StatusUnprocessableEntity, me, d)
		}
	}
	if r.PostForm.Get(mails.FieldAct) == mails.ActShow {
		d.Shown = true
		return s.showMails(w, r, http.StatusOK, me, d)
	}
	err := s.cases.WordMails(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), d.Form.Version, texts)
	if errors.Is(err, &gehoor.Refusal{Code: directory.CodeChanged}) {
		d.Changed, d.Shown = true, true
		return s.showMails(w, r, http.StatusConflict, me, d)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, to(r, layout.PathMails)+"?"+mails.QueryKept, http.StatusSeeOther)
	return nil
}

// testMail sends the administrator a mail as staff gets it.
func (s *Site) testMail(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	sent, err := s.cases.TestMail(r.Context(), s.cfg.Org, me.ID)
	if err != nil {
		return err
	}
	answer := map[bool]string{true: "yes", false: "no"}[sent]
	http.Redirect(w, r, to(r, layout.PathMails)+"?"+mails.QueryTest+"="+answer, http.StatusSeeOther)
	return nil
}

// unstick lets mail that could not be delivered go again, or gives it up.
func (s *Site) unstick(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	who, act := gehoor.PersonID(r.PostForm.Get(mails.FieldPerson)), r.PostForm.Get(mails.FieldAct)
	if _, err := gehoor.ParsePersonID(string(who)); who != "" && err != nil {
		return gehoor.ErrNotFound
	}
	do := s.cases.RetryMail
	if act == mails.ActDrop {
		if r.PostForm.Get(mails.FieldSure) == "" {
			all, now, err := s.cases.Mails(r.Context(), s.cfg.Org)
			if err != nil {
				return err
			}
			return s.showMails(w, r, http.StatusUnprocessableEntity, me, mails.Data{Form: mails.New(all, now.Seq), Unsure: true})
		}
		do = s.cases.DropMail
	}
	if err := do(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), who); err != nil {
		return err
	}
	s.cfg.Log.Info("mail that could not be delivered", "administrator", act)
	http.Redirect(w, r, to(r, layout.PathMails)+"?"+mails.QueryStuck+"="+act, http.StatusSeeOther)
	return nil
}

func (s *Site) showMails(w http.ResponseWriter, r *http.Request, status int, me *directory.Person, d mails.Data) error {
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	p, name := s.adminFrame(r, me, layout.PathMails)
	d.Me, d.Now, d.Former = name, o.Wording(), slices.Clone(o.Wordings)
	if d.Changed {
		d.Form.Version = d.Now.Seq // who keeps it now was told that somebody else changed it
	}
	slices.Reverse(d.Former)
	if d.Stuck, err = s.cases.StuckMail(r.Context(), s.cfg.Org); err != nil {
		return err
	}
	d.Who = s.who(r.Context(), p.Words)
	d.Places = mail.Places{Site: s.address(r) + "/", Organisation: o.Description().Name}
	return s.show(w, r, status, mails.Page(p, d))
}
