package plain

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/answer"
	pages "github.com/gehoor/gehoor/internal/web/page/plain"
)

// draft is an unfinished account, of the form that the scripted way has too
// (internal/web/browser/lib/draft.ts), and sealed as there: to its reporter alone.
type draft struct {
	V       int               `json:"v"`
	Count   int64             `json:"count"`
	Step    string            `json:"step"`
	Answers answer.Answers    `json:"answers"`
	Struck  []someone         `json:"struck"`
	Known   []gehoor.PersonID `json:"known"`
	// Page is where the reporter was; 0 is the diary.
	Page int `json:"page"`
	// Writing is an entry of the diary that was not kept yet.
	Writing string `json:"writing,omitempty"`

	// kept is the diary. It lies beside the draft, and is not saved with it.
	kept kept
}

// someone is somebody of staff as a draft remembers them: who was struck is shown
// by function and name even when the lists have changed.
type someone struct {
	Person   gehoor.PersonID `json:"person"`
	Function string          `json:"function"`
	Name     string          `json:"name"`
}

const draftVersion = 1

// maxPeople bounds what is read of a draft's lists.
const maxPeople = 64

// errSent: the code's signal was sent; there is no draft any more.
var errSent = errors.New("plain: sent before")

// load opens the draft of a visitor. If the signal was sent, it is errSent, and
// the visitor's purse has the session in the mailbox.
func (p *Plain) load(ctx context.Context, v *visitor) (draft, error) {
	entry, unsent, err := p.cfg.Door.ComeBack(ctx, p.cfg.Org, string(v.own.LookUp), p.cfg.Now())
	if err != nil {
		return draft{}, err
	}
	if entry.Session.Mailbox != nil {
		v.session = entry.Cookie
		return draft{}, errSent
	}
	d := draft{Answers: answer.Answers{}}
	if unsent.Sealed != nil {
		if d, err = p.openDraft(*v, unsent.Sealed); err != nil {
			return d, err
		}
	}
	d.kept = p.openDiary(*v, unsent.Diary)
	return d, nil
}

func (p *Plain) openDraft(v visitor, sealed []byte) (draft, error) {
	body, err := unseal.Open(v.own.Identity, p.cfg.Org, seal.Draft, sealed)
	if err != nil {
		return draft{}, fmt.Errorf("plain: open a draft: %w", err)
	}
	defer clear(body)
	var d draft
	if err := json.Unmarshal(body, &d); err != nil {
		return draft{}, errors.New("plain: a draft is not as we write it")
	}
	d.tidy()
	return d, nil
}

var person = regexp.MustCompile(`^[0-9a-f]{32}$`)

// tidy keeps of a draft what it may have.
func (d *draft) tidy() {
	if d.Answers == nil {
		d.Answers = answer.Answers{}
	}
	d.Struck = d.Struck[:min(len(d.Struck), maxPeople)]
	d.Known = d.Known[:min(len(d.Known), maxPeople)]
	struck := d.Struck[:0]
	for _, one := range d.Struck {
		if person.MatchString(string(one.Person)) {
			struck = append(struck, one)
		}
	}
	d.Struck = struck
}

// struck are the ids of those who get nothing.
func (d draft) struck() []gehoor.PersonID {
	ids := make([]gehoor.PersonID, len(d.Struck))
	for i, one := range d.Struck {
		ids[i] = one.Person
	}
	return ids
}

// save seals a draft to its reporter and keeps it.
func (p *Plain) save(ctx context.Context, v visitor, d draft) error {
	d.V = draftVersion
	d.Count++
	if d.Page >= 1 && d.Page <= len(p.pages) {
		d.Step = string(p.form.Steps[p.pages[d.Page-1].step].ID)
	}
	body, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("plain: encode a draft: %w", err)
	}
	defer clear(body)
	sealed, err := seal.Seal(p.cfg.Org, seal.Draft, body, v.own.Identity.Recipient())
	if err != nil {
		return err
	}
	return p.cfg.Door.SaveDraft(ctx, p.cfg.Org, string(v.own.LookUp), sealed, p.cfg.Now())
}

// with opens the draft for a page; sends whoever is outside to the door, and
// whoever has sent to the mailbox.
func (p *Plain) with(h func(http.ResponseWriter, *http.Request, *visitor, draft) error) handler {
	return p.in(func(w http.ResponseWriter, r *http.Request, v *visitor) error {
		if v.session != "" {
			return p.to(w, r, pages.PathBox)
		}
		if v.code != nil { // it is not written down yet
			return p.to(w, r, pages.PathCode)
		}
		d, err := p.load(r.Context(), v)
		switch {
		case errors.Is(err, errSent):
			p.keep(w, v.purse)
			return p.to(w, r, pages.PathBox)
		case errors.Is(err, gehoor.Refuse(gehoor.CodeNoMailbox)):
			p.drop(w)
			return p.to(w, r, pages.PathDoor)
		case err != nil:
			return err
		}
		return h(w, r, v, d)
	})
}
