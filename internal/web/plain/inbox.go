package plain

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/answer"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/box"
	pages "github.com/gehoor/gehoor/internal/web/page/plain"
)

// enter finds the mailbox of a visitor's session, and renews the session in the
// cookie if its minute has passed.
func (p *Plain) enter(w http.ResponseWriter, r *http.Request, v *visitor) (account.Mailbox, error) {
	session, renewed, err := p.cfg.Door.Authenticate(r.Context(), p.cfg.Org, v.session, p.cfg.Now())
	if err == nil && session.Mailbox == nil {
		err = gehoor.ErrNotFound
	}
	if err != nil {
		return account.Mailbox{}, err
	}
	if renewed != "" {
		v.session = renewed
		p.keep(w, v.purse)
	}
	return *session.Mailbox, nil
}

// boxed is for whoever has a session in a mailbox; others go to the door.
func (p *Plain) boxed(w http.ResponseWriter, r *http.Request, v *visitor, h func(account.Mailbox) error) error {
	if v.session == "" {
		return p.to(w, r, pages.PathPage(1)) // which says what there is
	}
	mine, err := p.enter(w, r, v)
	if errors.Is(err, gehoor.ErrNotFound) {
		return p.leaveFor(w, r, away)
	}
	if err != nil {
		return err
	}
	return h(mine)
}

// boxPage is the mailbox.
func (p *Plain) boxPage(w http.ResponseWriter, r *http.Request, v *visitor) error {
	return p.showBox(w, r, v, http.StatusOK, func(b *pages.Box) {
		switch {
		case has(r, queryReplied):
			b.Said = "box.said-reply"
		case has(r, queryFormal):
			b.Said = "box.said-formal"
		case has(r, queryFiles):
			b.Said = "plain.said-files"
		}
	})
}

// showBox shows the mailbox, as change leaves it.
func (p *Plain) showBox(w http.ResponseWriter, r *http.Request, v *visitor, status int, change func(*pages.Box)) error {
	return p.boxed(w, r, v, func(mine account.Mailbox) error {
		m, err := p.cfg.Cases.Mailbox(r.Context(), mine)
		if err != nil {
			return err
		}
		proven, err := p.cfg.Cases.Proven(r.Context(), mine)
		if err != nil {
			return err
		}
		news, err := p.cfg.Cases.News(r.Context(), mine)
		if err != nil {
			return err
		}
		forms, err := p.cfg.Cases.Forms(r.Context(), p.cfg.Org)
		if err != nil {
			return err
		}
		d := pages.Box{
			Data: box.Data{
				News: box.News{State: news}, MailPath: pages.PathMail,
				Page: p.frame.Page(r, pages.TitleInbox, pages.PathBox, pages.Files...), Mailbox: m, Proven: proven,
				Forms: forms.Between(m.Signal.ReceivedAt, m.Signal.ReceivedAt),
			},
			After: m.Signal.FromReporter(),
		}
		if err := p.open(r.Context(), *v, mine, &d); err != nil {
			return err
		}
		change(&d)
		return p.frame.Show(w, r, status, pages.BoxPage(d))
	})
}

// open opens all words of a mailbox for the page. What does not open is left out,
// and the page says so.
func (p *Plain) open(ctx context.Context, v visitor, mine account.Mailbox, d *pages.Box) error {
	places := endpoint.Places([]signal.Signal{d.Mailbox.Signal})
	var ids []gehoor.ContentID
	for _, b := range d.Mailbox.Boxes {
		if b.Key != "" {
			ids = append(ids, b.Key)
		}
	}
	for id := range places {
		ids = append(ids, id)
	}
	contents, err := p.contents(ctx, mine, ids)
	if err != nil {
		return err
	}
	ring, err := endpoint.OpenKeys(v.own.Identity, p.cfg.Org, d.Mailbox.Boxes, contents)
	if err != nil {
		return err
	}
	d.Opened, d.Files = map[gehoor.ContentID]string{}, map[gehoor.ContentID]pages.File{}
	for _, c := range contents {
		at, ok := places[c.ID]
		if !ok {
			continue
		}
		body, err := ring.Open(at, c.Bytes)
		if err != nil {
			continue
		}
		switch {
		case c.ID == d.Mailbox.Signal.Account:
			d.Lines = accountLines(body, d.Forms, d.Words.Language())
		case c.ID == d.Mailbox.Signal.Who:
			d.Who, _ = answer.ReadWho(body)
		case at.Type == seal.File:
			if m, err := endpoint.ReadManifest(body); err == nil {
				d.Files[c.ID] = pages.File{Name: m.Name, Length: m.Length}
			}
		default:
			d.Opened[c.ID] = string(body)
		}
		clear(body)
	}
	return nil
}

// atOnce is how many contents casework hands out at once.
const atOnce = 64

func (p *Plain) contents(ctx context.Context, mine account.Mailbox, ids []gehoor.ContentID) ([]ledger.Content, error) {
	var all []ledger.Content
	for some := range slices.Chunk(ids, atOnce) {
		list, err := p.cfg.Cases.OpenOwn(ctx, mine, some)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

// accountLines reads an account beside the questions that were asked.
func accountLines(body []byte, forms []*questionnaire.Questionnaire, lang gehoor.Language) []answer.Line {
	a, ok := answer.ReadAccount(body)
	if !ok {
		return nil
	}
	var lines []answer.Line
	var asked *questionnaire.Questionnaire
	for _, q := range forms {
		if q.Digest() == a.Digest {
			asked = q
		}
	}
	if asked != nil {
		for _, part := range answer.Parts(asked, a.Answers, lang) {
			lines = append(lines, part.Lines...)
		}
	}
	return append(lines, answer.Strangers(asked, a.Answers)...)
}

// reply takes the reporter's message. Somebody who was away too long is asked for
// the code, and finds the words again.
func (p *Plain) reply(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	typed := lines(form.Get(pages.FieldReply))
	v, how := p.visitor(r)
	switch {
	case how == outside:
		return p.leaveFor(w, r, how)
	case how == away:
		return p.ended(w, r, v, typed)
	}
	mine, err := p.enter(w, r, &v)
	if errors.Is(err, gehoor.ErrNotFound) {
		return p.ended(w, r, v, typed)
	}
	if err != nil {
		return p.unsent(w, r, v, typed, err)
	}
	problem := p.replyProblem(r, typed)
	if problem == "" {
		return p.say(w, r, &v, mine, typed, form.Get(pages.FieldAfter))
	}
	return p.showBox(w, r, &v, http.StatusUnprocessableEntity, func(b *pages.Box) { b.Reply, b.Problem = typed, problem })
}

// ended asks for the code and keeps the words, sealed to their reporter.
func (p *Plain) ended(w http.ResponseWriter, r *http.Request, v visitor, typed string) error {
	d := p.door(r)
	d.Away = true
	var err error
	if d.Kept, err = p.sealKept(v, typed); err != nil {
		return err
	}
	p.drop(w)
	return p.frame.Show(w, r, http.StatusUnauthorized, pages.DoorPage(d))
}

func (p *Plain) replyProblem(r *http.Request, typed string) string {
	words := text.For(lang(r))
	switch n := answer.Units(typed); {
	case n == 0:
		return words.Say("box.reply-missing")
	case n > box.MaxReply:
		return words.Say("box.reply-long", text.Count("limit", box.MaxReply))
	}
	return ""
}

// say seals a message and hands it in, once: seen is how many messages of their
// own the page showed.
func (p *Plain) say(w http.ResponseWriter, r *http.Request, v *visitor, mine account.Mailbox, typed, seen string) error {
	n, err := strconv.Atoi(seen)
	if err != nil || n < 0 {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	m, err := p.cfg.Cases.Mailbox(r.Context(), mine)
	if err != nil {
		return p.unsent(w, r, *v, typed, err)
	}
	body := []byte(typed)
	defer clear(body)
	content, err := endpoint.Say(p.cfg.Org, m.Boxes, body)
	if err != nil {
		return err
	}
	err = p.cfg.Cases.ReplyOnce(r.Context(), mine, content, n)
	if errors.Is(err, gehoor.Refuse(gehoor.CodeReplayed)) {
		return p.again(w, r, v, typed, n)
	}
	if err != nil {
		return p.unsent(w, r, *v, typed, err)
	}
	return p.to(w, r, pages.PathBox+"?"+queryReplied)
}

// again is for a message that comes after another that its page did not show. If
// that one says the same, it is this one, sent twice; else the reporter looks.
func (p *Plain) again(w http.ResponseWriter, r *http.Request, v *visitor, typed string, seen int) error {
	same := false
	look := func(b *pages.Box) {
		n := 0
		for _, e := range b.Mailbox.Signal.Thread {
			if !e.FromReporter {
				continue
			}
			if n++; n > seen && b.Opened[e.Content] == typed {
				same = true
			}
		}
		if same {
			b.Said = "box.said-reply"
			return
		}
		b.Reply, b.Problem = typed, b.Data.Page.Words.Say("plain.reply-other")
	}
	return p.showBox(w, r, v, http.StatusOK, look)
}

// unsent is for when the mailbox cannot be shown either: the words, sealed to
// their reporter, go with the page that asks for the code.
func (p *Plain) unsent(w http.ResponseWriter, r *http.Request, v visitor, typed string, err error) error {
	status, why := p.frame.Failure(r, err)
	d := p.door(r)
	d.Problems = []string{why}
	var sealErr error
	if d.Kept, sealErr = p.sealKept(v, typed); sealErr != nil {
		return sealErr
	}
	return p.frame.Show(w, r, status, pages.DoorPage(d))
}

// formal makes the signal a formal report.
func (p *Plain) formal(w http.ResponseWriter, r *http.Request, v *visitor) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	if form.Get(pages.FieldSure) != "yes" {
		return p.showBox(w, r, v, http.StatusUnprocessableEntity, func(b *pages.Box) { b.Unsure = true })
	}
	return p.boxed(w, r, v, func(mine account.Mailbox) error {
		err := p.cfg.Cases.ReporterMakesFormal(r.Context(), mine)
		if err != nil && !errors.Is(err, gehoor.Refuse(signal.CodeFormal)) { // pressed twice
			return err
		}
		return p.to(w, r, pages.PathBox+"?"+queryFormal)
	})
}

// mail asks for mail that says that there is something new, confirms it, or stops
// it.
func (p *Plain) mail(w http.ResponseWriter, r *http.Request, v *visitor) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	return p.boxed(w, r, v, func(mine account.Mailbox) error {
		news, status, err := p.frame.News(r, mine, form)
		switch {
		case err != nil:
			return err
		case status != 0:
			return p.showBox(w, r, v, status, func(b *pages.Box) {
				news.State = b.News.State
				b.News = news
			})
		}
		return p.to(w, r, pages.PathBox+"#post")
	})
}

// promise and proof are the files of the other way.
func (p *Plain) promise(w http.ResponseWriter, r *http.Request, v *visitor) error {
	return p.boxed(w, r, v, func(mine account.Mailbox) error {
		return p.file(w, "promise.txt", func() ([]byte, error) { return p.cfg.Cases.Promise(r.Context(), mine) })
	})
}

func (p *Plain) proof(w http.ResponseWriter, r *http.Request, v *visitor) error {
	return p.boxed(w, r, v, func(mine account.Mailbox) error {
		return p.file(w, "receipt.txt", func() ([]byte, error) { return p.cfg.Cases.Proof(r.Context(), mine) })
	})
}

func (p *Plain) file(w http.ResponseWriter, name string, make func() ([]byte, error)) error {
	body, err := make()
	if err != nil {
		return err
	}
	return p.frame.Attachment(w, name, body)
}
