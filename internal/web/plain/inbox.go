package plain

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

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
		for _, one := range saidBy {
			if has(r, one.query) {
				b.Said = one.said
			}
		}
		if has(r, queryFiles) {
			b.FilesTold = toldOf(b, v.told)
		}
	})
}

// saidBy is what the mailbox says when its address has a letter.
var saidBy = []struct {
	query string
	said  text.Key
}{
	{queryReplied, "box.said-reply"},
	{queryCorrected, "box.said-corrected"},
	{queryTalk, "box.said-talk"},
	{queryDemand, "demand.said"},
	{queryCheckIn, "check-in.said"},
	{querySkip, "check-in.said-skip"},
	{queryNever, "check-in.said-stop"},
	{queryResume, "check-in.said-resume"},
	{queryWithdrawn, "withdrawal.said"},
	{queryRejoined, "withdrawal.said-rejoined"},
	{queryReached, "reach.said"},
	{queryApproved, "box.said-approved"},
	{queryFormal, "box.said-formal"},
	{queryConsent, "knowing.said"},
	{queryCode, "box.said-code"},
	{queryFiles, "plain.said-files"},
}

// showBox shows the mailbox, as change leaves it.
func (p *Plain) showBox(w http.ResponseWriter, r *http.Request, v *visitor, status int, change func(*pages.Box)) error {
	return p.boxed(w, r, v, func(mine account.Mailbox) error {
		d, err := p.box(r, *v, mine)
		if err != nil {
			return err
		}
		change(&d)
		return p.frame.Show(w, r, status, pages.BoxPage(d))
	})
}

// box is the mailbox with its words opened.
func (p *Plain) box(r *http.Request, v visitor, mine account.Mailbox) (pages.Box, error) {
	m, err := p.cfg.Cases.Mailbox(r.Context(), mine)
	if err != nil {
		return pages.Box{}, err
	}
	proven, err := p.cfg.Cases.Proven(r.Context(), mine)
	if err != nil {
		return pages.Box{}, err
	}
	news, err := p.cfg.Cases.News(r.Context(), mine)
	if err != nil {
		return pages.Box{}, err
	}
	forms, err := p.cfg.Cases.Forms(r.Context(), p.cfg.Org)
	if err != nil {
		return pages.Box{}, err
	}
	d := pages.Box{
		Data: box.Data{
			News: box.News{State: news}, MailPath: pages.PathMail,
			Page: p.frame.Page(r, pages.TitleInbox, pages.PathBox, pages.Files...), Mailbox: m, Proven: proven,
			Forms: forms.Between(m.Signal.ReceivedAt, m.Signal.ReceivedAt),
		},
		After: m.Signal.FromReporter(),
	}
	return d, p.open(r.Context(), v, mine, &d)
}

// open opens all words of a mailbox for the page. What does not open is left out,
// and the page says so.
func (p *Plain) open(ctx context.Context, v visitor, mine account.Mailbox, d *pages.Box) error {
	places := endpoint.Places([]signal.Signal{d.Mailbox.Signal})
	if kept := d.Mailbox.Diary.Content; kept != "" {
		places[kept] = endpoint.Place{Compartment: gehoor.Conversation, Type: seal.Diary}
	}
	var ids []gehoor.ContentID
	for _, b := range d.Mailbox.Boxes {
		ids = append(ids, b.Keys()...)
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
		case at.Type == seal.Diary:
			d.Diary = entriesOf(endpoint.ReadDiary(body), d.Mailbox.Diary)
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

// approve agrees with an account that somebody else wrote, as the page showed it.
func (p *Plain) approve(w http.ResponseWriter, r *http.Request, v *visitor) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	if form.Get(pages.FieldApprove) != "yes" {
		return p.showBox(w, r, v, http.StatusUnprocessableEntity, func(b *pages.Box) { b.ApproveProblem = b.Words.Say("box.approve-missing") })
	}
	var contents []gehoor.ContentID
	for _, id := range strings.Fields(form.Get(pages.FieldContents)) {
		contents = append(contents, gehoor.ContentID(id))
	}
	return p.boxed(w, r, v, func(mine account.Mailbox) error {
		err := p.cfg.Cases.Approve(r.Context(), mine, contents)
		switch {
		case errors.Is(err, gehoor.Refuse(signal.CodeAccountChanged)): // corrected in another window
			status, why := p.frame.Failure(r, err)
			return p.showBox(w, r, v, status, func(b *pages.Box) { b.ApproveProblem = why })
		case err != nil && !errors.Is(err, gehoor.Refuse(signal.CodeApproved)): // pressed twice
			return err
		}
		return p.to(w, r, pages.PathBox+"?"+queryApproved)
	})
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

// copy is the reporter's own: everything that the mailbox says, in a file with a
// name that tells nothing.
func (p *Plain) copy(w http.ResponseWriter, r *http.Request, v *visitor) error {
	return p.boxed(w, r, v, func(mine account.Mailbox) error {
		d, err := p.box(r, *v, mine)
		if err != nil {
			return err
		}
		return p.frame.Save(w, r, d.Words.Say("archive.own-name"), pages.Copy(d, d.Words.Date(p.cfg.Now())))
	})
}

func (p *Plain) file(w http.ResponseWriter, name string, make func() ([]byte, error)) error {
	body, err := make()
	if err != nil {
		return err
	}
	return p.frame.Attachment(w, name, body)
}
