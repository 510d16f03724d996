package web

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/web/page/box"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/nomail"
)

// Mail that says to a reporter that there is something new. What is asked comes
// from an ordinary form; the address is in its body and in no answer but the one
// to a mistake.

// boxMail asks for the mail, confirms it, or stops it.
func (s *Site) boxMail(w http.ResponseWriter, r *http.Request, mine account.Mailbox) error {
	if err := readForm(r); err != nil {
		return err
	}
	news, status, err := s.changeNews(r, mine, r.PostForm)
	switch {
	case err != nil:
		return err
	case status != 0:
		return s.showBox(w, r, status, mine, news)
	}
	http.Redirect(w, r, to(r, layout.PathBox)+"#post", http.StatusSeeOther)
	return nil
}

// changeNews does what the form asks. A status that is not 0 is that of the form,
// to be shown once more.
func (s *Site) changeNews(r *http.Request, mine account.Mailbox, form url.Values) (news box.News, status int, err error) {
	news = box.News{Mail: form.Get(box.FieldMail), Code: form.Get(box.FieldCode)}
	switch form.Get(box.FieldAct) {
	case box.ActAsk:
		if news.Work = box.IsWork(news.Mail, s.says(r.Context()).domains); news.Work && form.Get(box.FieldSure) == "" {
			return news, http.StatusOK, nil
		}
		err = s.cases.AskNews(r.Context(), mine, news.Mail, languageOf(r))
	case box.ActConfirm:
		err = s.cases.ConfirmNews(r.Context(), mine, news.Code)
	case box.ActStop:
		err = s.cases.StopNews(r.Context(), mine)
	default:
		err = gehoor.Refuse(gehoor.CodeMalformed)
	}
	if refusal := ofNews(err); refusal != nil {
		news.Problem = wordsOf(r).Refusal(refusal)
		return news, statusOf(refusal.Code), nil
	}
	return news, 0, err
}

// ofNews is a refusal that is told beside the field, or nil.
func ofNews(err error) *gehoor.Refusal {
	var refusal *gehoor.Refusal
	if errors.As(err, &refusal) {
		switch refusal.Code {
		case notify.CodeNewsAddress, notify.CodeNewsCode, notify.CodeNewsOften:
			return refusal
		}
	}
	return nil
}

// noMailPage is where somebody stops the mail who has nothing but the mail.
func (s *Site) noMailPage(w http.ResponseWriter, r *http.Request) error {
	return s.showNoMail(w, r, http.StatusOK, nomail.Data{})
}

// noMail stops the mail of a code.
func (s *Site) noMail(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	d := nomail.Data{Code: r.PostForm.Get(nomail.FieldCode)}
	err := s.cases.StopNewsByCode(r.Context(), s.cfg.Org, d.Code)
	if refusal := ofNews(err); refusal != nil {
		d.Problem = wordsOf(r).Refusal(refusal)
		return s.showNoMail(w, r, statusOf(refusal.Code), d)
	}
	if err != nil {
		return err
	}
	return s.showNoMail(w, r, http.StatusOK, nomail.Data{Done: true})
}

func (s *Site) showNoMail(w http.ResponseWriter, r *http.Request, status int, d nomail.Data) error {
	d.Page = s.page(r, layout.ForReporter, nomail.Title, layout.PathNoMail)
	return s.show(w, r, status, nomail.Page(d))
}

// readForm reads the fields of a form, whose size [bounded] limits.
func readForm(r *http.Request) error {
	err := r.ParseForm()
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return large
	case err != nil:
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	return nil
}
