package plain

import (
	"context"
	"errors"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/endpoint"
	pages "github.com/gehoor/gehoor/internal/web/page/plain"
)

// Another code, for whoever has a mailbox: it is made, written down and looked at
// twice before it takes the place of the old one. Until then it is in the cookie and
// nowhere else, and whoever stops on the way keeps the old code.

// renewing is for who has asked for another code; others go to the mailbox.
func (p *Plain) renewing(h func(http.ResponseWriter, *http.Request, *visitor) error) handler {
	return p.in(func(w http.ResponseWriter, r *http.Request, v *visitor) error {
		if v.session == "" || v.next == nil {
			return p.to(w, r, pages.PathBox)
		}
		return h(w, r, v)
	})
}

// renewPage shows the other code until it counts, and never after.
func (p *Plain) renewPage(w http.ResponseWriter, r *http.Request, v *visitor) error {
	return p.frame.Show(w, r, http.StatusOK, pages.RenewPage(p.nextShown(r, v)))
}

func (p *Plain) nextShown(r *http.Request, v *visitor) pages.Code {
	return pages.Code{Page: p.page(r, pages.PathRenew), Code: v.next.Words(lang(r))}
}

// renew makes another code, or goes on with the one that was made: pressed twice,
// it is one code.
func (p *Plain) renew(w http.ResponseWriter, r *http.Request, v *visitor) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	switch {
	case v.session == "":
		return p.to(w, r, pages.PathBox)
	case form.Get(pages.FieldDo) == pages.DoTake:
		if v.next == nil {
			code := endpoint.NewPlainCode(p.cfg.Random)
			v.next = &code
			p.keep(w, v.purse)
		}
		return p.to(w, r, pages.PathRenew)
	case v.next == nil:
		return p.to(w, r, pages.PathBox)
	case form.Get(pages.FieldDo) == pages.DoNot:
		return p.notRenewed(w, r, v)
	case form.Get(pages.FieldWritten) != "yes":
		d := p.nextShown(r, v)
		d.Problem = d.Words.Say("begin.written-missing")
		return p.frame.Show(w, r, http.StatusUnprocessableEntity, pages.RenewPage(d))
	}
	return p.to(w, r, pages.PathRenewWords)
}

// notRenewed forgets the other code; the old one stays what it is.
func (p *Plain) notRenewed(w http.ResponseWriter, r *http.Request, v *visitor) error {
	v.next = nil
	p.keep(w, v.purse)
	return p.to(w, r, pages.PathBox)
}

// renewWordsPage asks two words of the other code.
func (p *Plain) renewWordsPage(w http.ResponseWriter, r *http.Request, _ *visitor) error {
	return p.frame.Show(w, r, http.StatusOK, pages.RenewWordsPage(pages.Words{Page: p.page(r, pages.PathRenewWords), At: p.twoPlaces()}))
}

// renewWords looks whether the other code was written down, and lets it count.
func (p *Plain) renewWords(w http.ResponseWriter, r *http.Request, v *visitor) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	if form.Get(pages.FieldDo) == pages.DoNot {
		return p.notRenewed(w, r, v)
	}
	d, right, err := askedWords(p.page(r, pages.PathRenewWords), *v.next, form)
	if err != nil {
		return err
	}
	if !right {
		return p.frame.Show(w, r, http.StatusUnprocessableEntity, pages.RenewWordsPage(d))
	}
	return p.takeNext(w, r, v)
}

// takeNext lets the other code count, and goes on with a session that began with
// it. If it counts already, an earlier press did it and only the answer was lost.
func (p *Plain) takeNext(w http.ResponseWriter, r *http.Request, v *visitor) error {
	keys, err := v.next.Keys(p.cfg.Org)
	if err != nil {
		return err
	}
	next, err := keys.Reporter()
	if err != nil {
		return err
	}
	session, err := p.renewed(w, r, v, next)
	if err != nil {
		entry, _, backErr := p.cfg.Door.ComeBack(r.Context(), p.cfg.Org, string(next.LookUp), p.cfg.Now())
		switch {
		case backErr == nil && entry.Session.Mailbox != nil:
			session = entry.Cookie
		case errors.Is(err, gehoor.ErrNotFound):
			return p.leaveFor(w, r, away)
		default:
			return err
		}
	}
	p.keep(w, purse{keys: keys, session: session})
	return p.to(w, r, pages.PathBox+"?"+queryCode)
}

// renewed seals the keys to what the other code gives, and returns the session that
// begins with it.
func (p *Plain) renewed(w http.ResponseWriter, r *http.Request, v *visitor, next endpoint.Reporter) (string, error) {
	mine, err := p.enter(w, r, v)
	if err != nil {
		return "", err
	}
	ring, boxes, err := p.ring(r.Context(), *v, mine)
	if err != nil {
		return "", err
	}
	renewal, err := ring.Renew(boxes, next)
	if err != nil {
		return "", err
	}
	var entry account.Entry
	admit := func(box account.Mailbox) account.Session {
		entry = p.cfg.Door.Admit(box, p.cfg.Now())
		return entry.Session
	}
	err = p.cfg.Cases.RenewOwnCode(r.Context(), mine, renewal, admit)
	return entry.Cookie, err
}

// ring opens the keys of the compartments that a reporter holds.
func (p *Plain) ring(ctx context.Context, v visitor, mine account.Mailbox) (endpoint.Keyring, []casework.Box, error) {
	m, err := p.cfg.Cases.Mailbox(ctx, mine)
	if err != nil {
		return endpoint.Keyring{}, nil, err
	}
	var ids []gehoor.ContentID
	for _, b := range m.Boxes {
		ids = append(ids, b.Keys()...)
	}
	contents, err := p.contents(ctx, mine, ids)
	if err != nil {
		return endpoint.Keyring{}, nil, err
	}
	ring, err := endpoint.OpenKeys(v.own.Identity, p.cfg.Org, m.Boxes, contents)
	return ring, m.Boxes, err
}
