package web

import (
	"context"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/web/page/begin"
	"github.com/gehoor/gehoor/internal/web/page/enter"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// What somebody of staff enters for a reporter who called, wrote or came by.

// enterPage has the reporter's questions for somebody who was told.
func (s *Site) enterPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	person, err := s.cases.Person(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	may, err := s.cases.MayEnter(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	forms, err := s.cases.Forms(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, enter.Title, layout.PathEnter, enter.Files()...)
	return s.show(w, r, http.StatusOK, enter.Page(enter.Data{Data: begin.Data{Page: p, Form: enter.Asked(forms.Asked)}, Me: person, May: may}))
}

// enterWire is a signal as the browser of the one who enters it sends it: what a
// reporter's browser would send, and how it was told.
type enterWire struct {
	Channel signal.Channel `json:"channel"`
	Consent bool           `json:"consent,omitempty"`
	Signal  signalWire     `json:"signal"`
}

// enteredWire says which dossier it is, to somebody who may see it.
type enteredWire struct {
	Dossier gehoor.DossierID `json:"dossier"`
}

// enter takes in a signal for a reporter. It starts no session of theirs, and asks
// no work: whoever comes here has signed in.
func (s *Site) enter(w http.ResponseWriter, r *http.Request, me account.Session) error {
	wire, err := decode[enterWire](r)
	if err != nil {
		return err
	}
	if wire.Signal.Org != s.cfg.Org {
		return gehoor.Refuse(gehoor.CodeForeign)
	}
	sub, err := wire.Signal.submission()
	if err != nil {
		return err
	}
	sub.Consent = wire.Consent
	got, err := s.cases.Enter(r.Context(), s.cfg.Org, me.Person, wire.Channel, sub)
	if err != nil {
		return err
	}
	return reply(w, enteredWire{Dossier: got.Dossier})
}

// What a reporter does with an account that somebody else wrote, and with a code
// that somebody else has seen.

type approveWire struct {
	Contents []gehoor.ContentID `json:"contents"`
}

// approve agrees with the account as it was shown.
func (s *Site) approve(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	wire, err := decode[approveWire](r)
	if err != nil {
		return err
	}
	if err := s.cases.Approve(r.Context(), box, wire.Contents); err != nil {
		return err
	}
	return done(w)
}

// ownWords runs an act of the reporter with sealed words.
func ownWords(w http.ResponseWriter, r *http.Request, box account.Mailbox, act func(context.Context, account.Mailbox, ledger.Content) error) error {
	wire, err := decode[wordsWire](r)
	if err != nil {
		return err
	}
	words, err := content(wire.Sealed)
	if err != nil {
		return err
	}
	if err := act(wire.sealedTo(r), box, words); err != nil {
		return err
	}
	return done(w)
}

// correct adds what is wrong in the account, or missing.
func (s *Site) correct(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	return ownWords(w, r, box, s.cases.Correct)
}

// askTalk asks to be called or met.
func (s *Site) askTalk(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	return ownWords(w, r, box, s.cases.AskTalk)
}

// renewWire is another code: the look-up secret that it gives, and the keys
// sealed to it.
type renewWire struct {
	Signal gehoor.SignalID `json:"signal,omitempty"`
	Lookup string          `json:"lookup"`
	Keys   []keyOfWire     `json:"keys"`
}

func (wire renewWire) renewal() (casework.Renewal, error) {
	lookup, err := account.ParseSecret(wire.Lookup)
	if err != nil {
		return casework.Renewal{}, err
	}
	keys, err := sealedKeys(wire.Keys)
	return casework.Renewal{Lookup: lookup, Keys: keys}, err
}

// renewOwnCode gives the mailbox another code, and goes on with a session that
// began with it.
func (s *Site) renewOwnCode(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	return s.renewOwn(w, r, box, s.cases.RenewOwnCode)
}

func (s *Site) renewOwn(w http.ResponseWriter, r *http.Request, box account.Mailbox, renew func(context.Context, account.Mailbox, casework.Renewal, func(account.Mailbox) account.Session) error) error {
	wire, err := decode[renewWire](r)
	if err != nil {
		return err
	}
	renewal, err := wire.renewal()
	if err != nil {
		return err
	}
	var entry account.Entry
	admit := func(box account.Mailbox) account.Session {
		entry = s.door.Admit(box, s.now())
		return entry.Session
	}
	if err := renew(r.Context(), box, renewal, admit); err != nil {
		return err
	}
	if entry.Cookie == "" { // it was sent before
		return done(w)
	}
	if err := s.startSession(w, r, cookieReporter, entry.Cookie); err != nil {
		return err
	}
	return done(w)
}

// renewCode gives a reporter who lost the code another one.
func (s *Site) renewCode(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[renewWire](r)
	if err != nil {
		return err
	}
	renewal, err := wire.renewal()
	if err != nil {
		return err
	}
	if err := s.cases.RenewCode(r.Context(), s.cfg.Org, me.Person, id, wire.Signal, renewal); err != nil {
		return err
	}
	return done(w)
}

// linkWire is a dossier that belongs with the one in the address: by the
// reference that people say, or to take a link back by its ID.
type linkWire struct {
	Reference string             `json:"reference,omitempty"`
	Reason    dossier.LinkReason `json:"reason,omitempty"`
	Dossier   gehoor.DossierID   `json:"dossier,omitempty"`
}

// linkDossier records that two dossiers belong together.
func (s *Site) linkDossier(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return s.linking(w, r, func(id gehoor.DossierID, wire linkWire) error {
		other, err := s.cases.Find(r.Context(), s.cfg.Org, me.Person, wire.Reference)
		if err != nil {
			return err
		}
		return s.cases.Link(r.Context(), s.cfg.Org, me.Person, id, other, wire.Reason)
	})
}

// confirmLink says as the second person that two dossiers tell of one incident.
func (s *Site) confirmLink(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return s.linking(w, r, func(id gehoor.DossierID, wire linkWire) error {
		if _, err := gehoor.ParseDossierID(string(wire.Dossier)); err != nil {
			return gehoor.Refuse(gehoor.CodeMalformed)
		}
		return s.cases.ConfirmLink(r.Context(), s.cfg.Org, me.Person, id, wire.Dossier)
	})
}

// unlinkDossier takes it back.
func (s *Site) unlinkDossier(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return s.linking(w, r, func(id gehoor.DossierID, wire linkWire) error {
		if _, err := gehoor.ParseDossierID(string(wire.Dossier)); err != nil {
			return gehoor.Refuse(gehoor.CodeMalformed)
		}
		return s.cases.Unlink(r.Context(), s.cfg.Org, me.Person, id, wire.Dossier)
	})
}

func (s *Site) linking(w http.ResponseWriter, r *http.Request, act func(gehoor.DossierID, linkWire) error) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[linkWire](r)
	if err != nil {
		return err
	}
	if err := act(id, wire); err != nil {
		return err
	}
	return done(w)
}
