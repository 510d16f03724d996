package plain

import (
	"errors"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/text"
	pages "github.com/gehoor/gehoor/internal/web/page/plain"
)

// doorPage asks for the code.
func (p *Plain) doorPage(w http.ResponseWriter, r *http.Request) error {
	d := p.door(r)
	d.Away = has(r, queryAway)
	return p.frame.Show(w, r, http.StatusOK, pages.DoorPage(d))
}

func (p *Plain) door(r *http.Request) pages.Door {
	return pages.Door{Page: p.frame.Page(r, pages.TitleDoor, pages.PathDoor, pages.Files...)}
}

// comeBack lets somebody in with a code, to the mailbox or to the draft. A code of
// the other way is not looked up: its twelve words are counted and forgotten.
func (p *Plain) comeBack(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	d := p.door(r)
	d.Kept = form.Get(pages.FieldKept)
	code, err := endpoint.ParsePlainCode(form.Get(pages.FieldCode), lang(r))
	if err != nil {
		d.Problems = codeProblems(d.Words, err, form.Get(pages.FieldCode) == "")
		return p.frame.Show(w, r, http.StatusUnprocessableEntity, pages.DoorPage(d))
	}
	keys, err := code.Keys(p.cfg.Org)
	if err != nil {
		return err
	}
	own, err := keys.Reporter()
	if err != nil {
		return err
	}
	v := visitor{purse{keys: keys}, own}
	kept, err := p.load(r.Context(), &v)
	var refusal *gehoor.Refusal
	switch {
	case errors.As(err, &refusal): // no such code, or too many tries
		status, sentence := p.frame.Failure(r, err)
		d.Problems = []string{sentence}
		return p.frame.Show(w, r, status, pages.DoorPage(d))
	case err != nil && !errors.Is(err, errSent):
		return err
	}
	if err := p.replace(w, r, v.purse); err != nil {
		return err
	}
	if !errors.Is(err, errSent) {
		return p.toDraft(w, r, kept)
	}
	if what, kept, ok := p.openKept(v, d.Kept); ok {
		return p.showBox(w, r, &v, http.StatusOK, func(b *pages.Box) { what.read(b, b.Words, kept) })
	}
	return p.to(w, r, pages.PathBox)
}

// replace gives the browser a new cookie, and ends the session of the one it had.
func (p *Plain) replace(w http.ResponseWriter, r *http.Request, kept purse) error {
	if old, how := p.visitor(r); how != outside {
		if err := p.cfg.Door.SignOut(r.Context(), old.session); err != nil {
			return err
		}
	}
	p.keep(w, kept)
	return nil
}

// codeProblems is what is wrong with a typed code, by the words' places. The words
// themselves are not said again.
func codeProblems(words *text.Words, err error, nothing bool) []string {
	var fault *endpoint.CodeError
	if nothing || !errors.As(err, &fault) {
		return []string{words.Say("plain.code-missing")}
	}
	switch {
	case fault.Fault == endpoint.FaultUnknown:
		var all []string
		for _, at := range fault.Positions {
			all = append(all, words.Say("plain.code-unknown", text.Count("position", at)))
		}
		return all
	case fault.Fault == endpoint.FaultChecksum:
		return []string{words.Say("plain.code-checksum")}
	case fault.Count == endpoint.CodeWords:
		return []string{words.Say("plain.code-twelve")}
	}
	return []string{words.Say("plain.code-count", text.Count("count", fault.Count))}
}

// dropPage asks once more before everything is deleted.
func (p *Plain) dropPage(w http.ResponseWriter, r *http.Request, _ *visitor, d draft) error {
	return p.frame.Show(w, r, http.StatusOK, pages.DropPage(p.page(r, pages.PathStop), d.Page == 0 || len(d.kept.marks) > 0))
}

// stop ends the visit; with "drop" it deletes the draft and the diary too.
func (p *Plain) stop(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	v, how := p.visitor(r)
	drop := form.Get(pages.FieldDrop) == "yes"
	switch {
	case how == inside && drop && v.session == "":
		if err := p.cfg.Door.DropDiary(r.Context(), p.cfg.Org, string(v.own.LookUp)); err != nil {
			return err
		}
		return p.stopped(w, r, queryDropped)
	case how == inside && form.Get(pages.FieldDrop) == "no" && v.session == "":
		return p.back(w, r, v)
	case v.session != "":
		return p.stopped(w, r, querySent)
	}
	return p.stopped(w, r, "")
}

// back leads to the page where the draft was.
func (p *Plain) back(w http.ResponseWriter, r *http.Request, v visitor) error {
	d, err := p.load(r.Context(), &v)
	if err != nil {
		return p.to(w, r, pages.PathPage(1)) // which says what there is
	}
	return p.toDraft(w, r, d)
}

// toDraft leads to where somebody was: who has a diary comes to that first.
func (p *Plain) toDraft(w http.ResponseWriter, r *http.Request, d draft) error {
	if d.Page == 0 || len(d.kept.marks) > 0 {
		return p.to(w, r, pages.PathDiary)
	}
	return p.toPage(w, r, d.Page)
}

// stopped forgets the visitor and says so.
func (p *Plain) stopped(w http.ResponseWriter, r *http.Request, query string) error {
	if err := p.Forget(w, r); err != nil {
		return err
	}
	path := pages.PathGone
	if query != "" {
		path += "?" + query
	}
	return p.to(w, r, path)
}

func (p *Plain) gonePage(w http.ResponseWriter, r *http.Request) error {
	return p.frame.Show(w, r, http.StatusOK, pages.EndingPage(pages.Ending{
		Page: p.page(r, pages.PathGone), Dropped: has(r, queryDropped), Sent: has(r, querySent),
	}))
}
