package plain

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/answer"
	pages "github.com/gehoor/gehoor/internal/web/page/plain"
)

// checkPage reads everything back and shows who will be able to open it.
func (p *Plain) checkPage(w http.ResponseWriter, r *http.Request, _ *visitor, d draft) error {
	if n := p.faulty(d.Answers); n != 0 {
		return p.to(w, r, pages.PathPage(n)+"?"+queryFaults)
	}
	preview, left, err := p.preview(r.Context(), d)
	if err != nil {
		return err
	}
	d.Struck = left
	everybody, err := p.cfg.Cases.Preview(r.Context(), p.cfg.Org, answer.Office(p.form, d.Answers), nil)
	if err != nil {
		return err
	}
	shown := pages.Check{
		Page: p.page(r, pages.PathCheck), Preview: preview, Added: without(preview.Holders, everybody.Holders),
		Named: answer.Named(p.form, d.Answers), Known: d.Known, NotSafe: answer.NotSafe(p.form, d.Answers),
		TalkAsked: answer.TalkAsked(p.form, d.Answers),
		Entries:   d.kept.entries, SeenEntries: d.seenEntries(), DiaryChanged: has(r, queryDiary),
		Changed: has(r, queryChanged), Unsure: has(r, queryUnsure), Unknown: has(r, queryUnknown),
	}
	for _, one := range d.Struck {
		shown.Struck = append(shown.Struck, pages.Person{ID: one.Person, Function: one.Function, Name: one.Name})
	}
	for _, part := range answer.Parts(p.form, answer.Kept(p.form, d.Answers), lang(r)) {
		shown.Parts = append(shown.Parts, pages.Part{Part: part, Page: p.pageOf(part.Step)})
	}
	return p.frame.Show(w, r, http.StatusOK, pages.CheckPage(shown))
}

// without are those people who are not among the others.
func without(people, others []*directory.Person) []*directory.Person {
	return slices.DeleteFunc(slices.Clone(people), func(p *directory.Person) bool {
		return slices.ContainsFunc(others, func(o *directory.Person) bool { return o.ID == p.ID })
	})
}

// preview is who will be able to open the signal without those who were struck.
// Somebody who was struck may have left the organisation's lists since; then the
// strike is refused, and who is still there stays struck.
func (p *Plain) preview(ctx context.Context, d draft) (casework.Preview, []someone, error) {
	office := answer.Office(p.form, d.Answers)
	preview, err := p.cfg.Cases.Preview(ctx, p.cfg.Org, office, d.struck())
	if err == nil || !errors.Is(err, gehoor.Refuse(gehoor.CodeMalformed)) || len(d.Struck) == 0 {
		return preview, d.Struck, err
	}
	var left draft
	if preview, err = p.cfg.Cases.Preview(ctx, p.cfg.Org, office, nil); err != nil {
		return preview, nil, err
	}
	for _, one := range d.Struck {
		if !slices.ContainsFunc(preview.Holders, func(h *directory.Person) bool { return h.ID == one.Person }) {
			continue
		}
		left.Struck = append(left.Struck, one)
		if preview, err = p.cfg.Cases.Preview(ctx, p.cfg.Org, office, left.struck()); err != nil {
			return preview, nil, err
		}
	}
	return preview, left.Struck, nil
}

// check takes what was chosen on the last page. Each choice is saved.
func (p *Plain) check(w http.ResponseWriter, r *http.Request, v *visitor, d draft) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	preview, left, err := p.preview(r.Context(), d)
	if err != nil {
		return err
	}
	d.Struck, d.Page = left, len(p.pages)+1
	d.know(preview, form)
	do, about, _ := strings.Cut(form.Get(pages.FieldDo), "-")
	switch do {
	case pages.DoStrike:
		d.strike(preview, gehoor.PersonID(about), lang(r))
	case pages.DoRestore:
		d.Struck = slices.DeleteFunc(d.Struck, func(one someone) bool { return string(one.Person) == about })
	case pages.DoAnonymous:
		d.Answers, d.Known = answer.Anonymous(p.form, d.Answers), nil
	}
	if err := p.save(r.Context(), *v, d); err != nil {
		return err
	}
	switch do {
	case pages.DoSend:
		if form.Get(pages.FieldEntries) != d.seenEntries() {
			return p.to(w, r, then(pages.PathCheck, true))
		}
		return p.send(w, r, v, d, preview, form.Get(pages.FieldSeen))
	case pages.DoBack:
		return p.toPage(w, r, p.beside(len(p.pages)+1, -1, d.Answers))
	case pages.DoStop:
		return p.stopped(w, r, "")
	}
	return p.to(w, r, pages.PathCheck)
}

// know takes who may know who the reporter is: those of the list who were ticked.
func (d *draft) know(preview casework.Preview, form url.Values) {
	d.Known = nil
	for _, h := range preview.Holders {
		if slices.Contains(form[pages.FieldKnown], string(h.ID)) {
			d.Known = append(d.Known, h.ID)
		}
	}
}

// strike takes somebody off the list: they get no key.
func (d *draft) strike(preview casework.Preview, who gehoor.PersonID, lang gehoor.Language) {
	for _, h := range preview.Holders {
		if h.ID == who {
			d.Struck = append(d.Struck, someone{h.ID, h.Function.In(lang), h.Name})
		}
	}
	d.Known = slices.DeleteFunc(d.Known, func(id gehoor.PersonID) bool { return id == who })
}

// listChanged are refusals that mean: the list is another than the reporter saw.
var listChanged = []gehoor.Code{dossier.CodeHolders, dossier.CodeShares, dossier.CodeAlone, gehoor.CodeMalformed}

// send seals the account to exactly those whom the reporter saw, and hands it in.
// The answer comes when the signal is durable. Sending twice is one signal: the
// second time there is no draft, or its look-up hash is taken.
func (p *Plain) send(w http.ResponseWriter, r *http.Request, v *visitor, d draft, to casework.Preview, seen string) error {
	if n := p.faulty(d.Answers); n != 0 {
		return p.to(w, r, pages.PathPage(n)+"?"+queryFaults)
	}
	switch {
	case !to.Enough:
		return p.to(w, r, pages.PathCheck)
	case seen != pages.Seen(to.Holders):
		return p.to(w, r, pages.PathCheck+"?"+queryChanged)
	case answer.Named(p.form, d.Answers) && len(d.Known) == 0:
		return p.to(w, r, pages.PathCheck+"?"+queryUnknown)
	}
	sub, err := p.seal(r.Context(), *v, d, to, lang(r))
	if err != nil {
		return err
	}
	session, err := p.handIn(r.Context(), *v, sub)
	switch {
	case errors.Is(err, ledger.ErrUncertain):
		return p.to(w, r, pages.PathCheck+"?"+queryUnsure)
	case errors.Is(err, diaryChanged):
		return p.to(w, r, then(pages.PathCheck, true))
	case slices.ContainsFunc(listChanged, func(c gehoor.Code) bool { return errors.Is(err, gehoor.Refuse(c)) }):
		return p.to(w, r, pages.PathCheck+"?"+queryChanged)
	case err != nil:
		return err
	}
	p.keep(w, purse{keys: v.keys, session: session})
	return p.to(w, r, pages.PathSent)
}

// seal makes the submission as a browser does.
func (p *Plain) seal(ctx context.Context, v visitor, d draft, to casework.Preview, lang gehoor.Language) (casework.Submission, error) {
	none := casework.Submission{}
	org, err := p.cfg.Cases.Organisation(ctx, p.cfg.Org)
	if err != nil {
		return none, err
	}
	root, err := seal.ParseRoot(p.cfg.Org, org.Root)
	if err != nil {
		return none, err
	}
	body, err := answer.EncodeAccount(p.form, lang, d.Answers)
	if err != nil {
		return none, err
	}
	defer clear(body)
	who, err := answer.EncodeWho(p.form, d.Answers)
	if err != nil {
		return none, err
	}
	defer clear(who)
	told, err := d.withDiary(endpoint.Account{Body: body, Who: who, MayKnow: d.Known})
	if err != nil {
		return none, err
	}
	defer clear(told.Diary)
	return v.own.Submit(p.cfg.Org, root, to, told, casework.Submission{
		Office: answer.Office(p.form, d.Answers), Language: lang, NotSafe: answer.NotSafe(p.form, d.Answers),
		TalkAsked: answer.TalkAsked(p.form, d.Answers), Plain: true, Struck: d.struck(),
	})
}

// handIn hands the signal in, and returns the session in its mailbox.
func (p *Plain) handIn(ctx context.Context, v visitor, sub casework.Submission) (string, error) {
	var entry account.Entry
	sub.Admit = func(box account.Mailbox) account.Session {
		entry = p.cfg.Door.Admit(box, p.cfg.Now())
		return entry.Session
	}
	box, err := p.cfg.Cases.Receive(ctx, p.cfg.Org, sub)
	if err != nil {
		return "", err
	}
	if *entry.Session.Mailbox == box {
		p.cfg.Guard.Received(p.cfg.Org, p.cfg.Now())
	} else { // it was sent before
		entry, err = p.cfg.Door.OpenMailbox(ctx, p.cfg.Org, string(v.own.LookUp), p.cfg.Now())
	}
	return entry.Cookie, err
}

// sentPage says that the signal was received.
func (p *Plain) sentPage(w http.ResponseWriter, r *http.Request, v *visitor) error {
	if v.session == "" {
		return p.to(w, r, pages.PathCheck)
	}
	return p.frame.Show(w, r, http.StatusOK, pages.SentPage(p.page(r, pages.PathSent)))
}
