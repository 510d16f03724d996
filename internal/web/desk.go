package web

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/signin"
	"github.com/gehoor/gehoor/internal/web/page/worklist"
)

// What somebody of staff does at the desk. Every handler below has a session;
// whether that person may see the dossier is casework's question.

type loginWire struct {
	Login string `json:"login"`
}

type saltWire struct {
	Salt string `json:"salt"` // 64 hexadecimal digits
}

// salt returns what the browser stretches the passphrase with; there is one for
// any login.
func (s *Site) salt(w http.ResponseWriter, r *http.Request) error {
	ask, err := decode[loginWire](r)
	if err != nil {
		return err
	}
	salt, err := s.door.SaltFor(r.Context(), s.cfg.Org, ask.Login)
	if err != nil {
		return err
	}
	return reply(w, saltWire{Salt: hex.EncodeToString(salt[:])})
}

type signInWire struct {
	Login  string `json:"login"`
	Secret string `json:"secret"`
}

// signedInWire is the person's own identity, wrapped, and who they are.
type signedInWire struct {
	Person  gehoor.PersonID `json:"person"`
	Wrapped []byte          `json:"wrapped"`
	// Waiting: the root has not signed the key yet, so there is no session. The
	// browser says the key's number, which it computes from the key.
	Waiting bool `json:"waiting,omitempty"`
}

// signIn lets somebody of staff in.
func (s *Site) signIn(w http.ResponseWriter, r *http.Request) error {
	ask, err := decode[signInWire](r)
	if err != nil {
		return err
	}
	entry, err := s.door.SignIn(r.Context(), s.cfg.Org, ask.Login, ask.Secret, s.from(r), s.now())
	if err != nil {
		return err
	}
	return s.admitStaff(w, r, entry)
}

// admitStaff gives the browser of somebody who signed in their session and wrapped key,
// whichever way they came.
func (s *Site) admitStaff(w http.ResponseWriter, r *http.Request, entry account.Entry) error {
	if _, err := s.cases.Person(r.Context(), s.cfg.Org, entry.Session.Person); err != nil {
		return s.notIn(w, r, entry)
	}
	if err := s.begin(w, r, entry); err != nil {
		return err
	}
	return reply(w, signedInWire{Person: entry.Session.Person, Wrapped: entry.Wrapped})
}

// notIn answers who signed in and has no key that others seal to: somebody who
// waits for the root's signature, or who left and keeps a login row.
func (s *Site) notIn(w http.ResponseWriter, r *http.Request, entry account.Entry) error {
	if err := s.door.SignOut(r.Context(), entry.Cookie); err != nil {
		return err
	}
	waits, err := s.cases.AwaitsKey(r.Context(), s.cfg.Org, entry.Session.Person)
	if err != nil {
		return err
	}
	if !waits {
		return gehoor.Refuse(gehoor.CodeSignIn)
	}
	return reply(w, signedInWire{Person: entry.Session.Person, Wrapped: entry.Wrapped, Waiting: true})
}

// signOut ends the session. The form on each page works without scripts too;
// the browser is then asked to clear what a script would have locked.
func (s *Site) signOut(w http.ResponseWriter, r *http.Request) error {
	if strings.HasPrefix(r.Header.Get("Accept"), "application/json") {
		return s.endSession(w, r, cookieStaff)
	}
	w.Header().Set("Clear-Site-Data", `"storage"`)
	if err := s.signOutOf(w, r, cookieStaff); err != nil {
		return err
	}
	http.Redirect(w, r, to(r, signin.Path("", signin.Out)), http.StatusSeeOther)
	return nil
}

// signInPage asks for a login and a passphrase.
func (s *Site) signInPage(w http.ResponseWriter, r *http.Request) error {
	form := signin.Read(s.cfg.Org, r.URL.Query())
	form.Account, form.Login = s.accountName(r), s.knownLogin(r, form.Why)
	return s.show(w, r, http.StatusOK, signin.Page(s.page(r, layout.ForStaff, signin.Title, layout.PathSignIn, signin.Files()...), form))
}

// start is where somebody begins who signed in: the work list, the
// administrator's pages, what the top is told, or where signals are entered.
func (s *Site) start(w http.ResponseWriter, r *http.Request, me account.Session) error {
	person, err := s.cases.Person(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	if person.Administers() {
		http.Redirect(w, r, to(r, layout.PathAdmin), http.StatusSeeOther)
		return nil
	}
	if person.Role.IsTold() {
		http.Redirect(w, r, to(r, layout.PathNotices), http.StatusSeeOther)
		return nil
	}
	if person.OnlyEnters() {
		http.Redirect(w, r, to(r, layout.PathEnter), http.StatusSeeOther)
		return nil
	}
	return s.workList(w, r, me)
}

// workList shows somebody's dossiers by due date.
func (s *Site) workList(w http.ResponseWriter, r *http.Request, me account.Session) error {
	person, err := s.cases.Person(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	ask := worklist.Read(r.URL.Query())
	// One more than a page says whether there is a next one.
	items, counts, err := s.cases.WorkList(r.Context(), s.cfg.Org, me.Person, ask.At(s.now()), ask.After, worklist.PageSize+1)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, worklist.Title, layout.PathStaff, worklist.Files()...)
	list := worklist.New(desk.Person(p.Words, person), ask, items, counts, s.now())
	list.Who, list.Handles, list.Heads = me.Person, person.Role.Handles(), person.Role == gehoor.RoleHead
	o, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	list.Watches = o.Watches()
	if list.Labels, err = s.cases.StepLabels(r.Context(), s.cfg.Org); err != nil {
		return err
	}
	if list.Names, err = s.leaders(r.Context(), p.Words, list.Items); err != nil {
		return err
	}
	if list.Undelivered, err = s.cases.Undelivered(r.Context(), s.cfg.Org, me.Person); err != nil {
		return err
	}
	if list.Due, err = s.cases.DueForDestruction(r.Context(), s.cfg.Org, me.Person); err != nil {
		return err
	}
	if list.StandsInFor, err = s.cases.StandsInFor(r.Context(), s.cfg.Org, me.Person); err != nil {
		return err
	}
	if list.Waiting, err = s.cases.Waiting(r.Context(), s.cfg.Org, me.Person); err != nil {
		return err
	}
	if list.Unsent, err = s.cases.Unsent(r.Context(), s.cfg.Org, me.Person); err != nil {
		return err
	}
	list.Unusual = casework.AnswersForBureau(person) && s.cfg.Guard.Unusual(s.cfg.Org, s.now())
	return s.show(w, r, http.StatusOK, worklist.Page(p, list))
}

// leaders are how those are named who lead dossiers of a list, or act for who does. Who does not work here
// any more is not among them.
func (s *Site) leaders(ctx context.Context, w *text.Words, items []view.WorkItem) (map[gehoor.PersonID]string, error) {
	names := map[gehoor.PersonID]string{}
	for _, i := range items {
		for _, one := range []gehoor.PersonID{i.Leader, i.StandIn} {
			if _, known := names[one]; known || one == "" {
				continue
			}
			p, err := s.cases.Person(ctx, s.cfg.Org, one)
			switch {
			case errors.Is(err, gehoor.ErrNotFound):
				names[one] = ""
			case err != nil:
				return nil, err
			default:
				names[one] = cmp.Or(p.Name, p.Function.In(w.Language()))
			}
		}
	}
	return names, nil
}

// dossierPage shows a case to somebody who holds it.
func (s *Site) dossierPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	c, err := s.caseOf(r, me, id)
	if err != nil {
		return err
	}
	framing(w)
	p := s.page(r, layout.ForStaff, dossier.Title, dossier.Path(id), dossier.Files()...)
	return s.show(w, r, http.StatusOK, dossier.Page(p, c))
}

// standPage says where a dossier stands. It holds no words, so it needs no key.
func (s *Site) standPage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	c, err := s.caseOf(r, me, id)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, dossier.StandTitle, dossier.StandPath(id), dossier.StandFiles()...)
	return s.show(w, r, http.StatusOK, dossier.StandPage(p, c))
}

// caseOf is a case as its pages show it.
func (s *Site) caseOf(r *http.Request, me account.Session, id gehoor.DossierID) (dossier.Case, error) {
	d, err := s.cases.Dossier(r.Context(), s.cfg.Org, me.Person, id)
	if err != nil {
		return dossier.Case{}, err
	}
	person, err := s.cases.Person(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return dossier.Case{}, err
	}
	org, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return dossier.Case{}, err
	}
	forms, err := s.cases.Forms(r.Context(), s.cfg.Org)
	if err != nil {
		return dossier.Case{}, err
	}
	return dossier.Case{
		Org: s.cfg.Org, Root: org.Root, Me: person, Dossier: d, Forms: dossier.FormsOf(d, forms), FollowUps: forms.FollowUps, Now: s.now(), List: worklist.Back(r.URL.Query(), id), Query: worklist.Kept(r.URL.Query()),
	}, nil
}

// dossierOf reads the dossier's ID from the address.
func dossierOf(r *http.Request) (gehoor.DossierID, error) {
	id, err := gehoor.ParseDossierID(r.PathValue("dossier"))
	if err != nil {
		return "", gehoor.ErrNotFound
	}
	return id, nil
}

// openContent hands out sealed content; that it was made available is recorded
// first.
func (s *Site) openContent(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	ask, err := decode[idsWire](r)
	if err != nil {
		return err
	}
	list, err := s.cases.Open(r.Context(), s.cfg.Org, me.Person, id, ask.IDs)
	if err != nil {
		return err
	}
	return reply(w, contentsOf(list))
}

// onDossier reads of which dossier and what, and acts.
func onDossier[T any](w http.ResponseWriter, r *http.Request, act func(context.Context, gehoor.DossierID, T) error) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[T](r)
	if err != nil {
		return err
	}
	if err := act(r.Context(), id, wire); err != nil {
		return err
	}
	return done(w)
}

// act is one thing that a handler does to a dossier with words.
type act func(ctx context.Context, who gehoor.PersonID, id gehoor.DossierID, wire wordsWire, words ledger.Content, made *casework.Sealed) error

// doing reads the words and acts.
func doing(w http.ResponseWriter, r *http.Request, me account.Session, do act) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[wordsWire](r)
	if err != nil {
		return err
	}
	words, made, err := wire.read()
	if err != nil {
		return err
	}
	if err := do(r.Context(), me.Person, id, wire, words, made); err != nil {
		return err
	}
	return done(w)
}

// read checks the sealed words, and the compartment if one came with them.
func (wire wordsWire) read() (ledger.Content, *casework.Sealed, error) {
	words, err := content(wire.Sealed)
	if err != nil || wire.Made == nil {
		return words, nil, err
	}
	made, err := wire.Made.sealed()
	return words, &made, err
}

// acknowledge tells the reporter that the signal is here.
func (s *Site) acknowledge(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return doing(w, r, me, func(ctx context.Context, who gehoor.PersonID, id gehoor.DossierID, wire wordsWire, words ledger.Content, _ *casework.Sealed) error {
		return s.cases.Acknowledge(ctx, s.cfg.Org, who, id, wire.Signal, words)
	})
}

// message asks or answers.
func (s *Site) message(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return doing(w, r, me, func(ctx context.Context, who gehoor.PersonID, id gehoor.DossierID, wire wordsWire, words ledger.Content, _ *casework.Sealed) error {
		return s.cases.Write(ctx, s.cfg.Org, who, id, wire.Signal, words)
	})
}

// feedback tells how the signal was assessed and what is done.
func (s *Site) feedback(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return doing(w, r, me, func(ctx context.Context, who gehoor.PersonID, id gehoor.DossierID, wire wordsWire, words ledger.Content, _ *casework.Sealed) error {
		return s.cases.GiveFeedback(ctx, s.cfg.Org, who, id, wire.Signal, words)
	})
}

// note adds an internal note.
func (s *Site) note(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return doing(w, r, me, func(ctx context.Context, who gehoor.PersonID, id gehoor.DossierID, _ wordsWire, words ledger.Content, made *casework.Sealed) error {
		return s.cases.WriteNote(ctx, s.cfg.Org, who, id, words, made)
	})
}

type formalWire struct {
	Signal gehoor.SignalID `json:"signal"`
}

// recordFormal records that the reporter wants a formal report.
func (s *Site) recordFormal(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return onDossier(w, r, func(ctx context.Context, id gehoor.DossierID, wire formalWire) error {
		return s.cases.MakeFormal(ctx, s.cfg.Org, me.Person, id, wire.Signal)
	})
}

// loseKey records that somebody can open the dossier no longer.
func (s *Site) loseKey(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	if err := s.cases.LoseKey(r.Context(), s.cfg.Org, me.Person, id); err != nil {
		return err
	}
	return done(w)
}

// addWire lets one more person hold a dossier: its keys, sealed to that person.
type addWire struct {
	To    gehoor.PersonID `json:"to"`
	Keys  []keyOfWire     `json:"keys"`
	Leave bool            `json:"leave"`
}

// keyOfWire is a compartment's key, sealed to one person.
type keyOfWire struct {
	Compartment gehoor.Compartment `json:"compartment"`
	Epoch       int                `json:"epoch"`
	Sealed      []byte             `json:"sealed"`
	vouchedWire
}

func sealedKeys(list []keyOfWire) ([]casework.SealedKey, error) {
	keys := make([]casework.SealedKey, len(list))
	for i, k := range list {
		if !k.Compartment.Valid() {
			return nil, gehoor.Refuse(gehoor.CodeMalformed)
		}
		c, err := content(k.Sealed)
		if err != nil {
			return nil, err
		}
		vouched, err := k.vouched(true)
		if err != nil {
			return nil, err
		}
		keys[i] = casework.SealedKey{Compartment: k.Compartment, Epoch: k.Epoch, Content: c, Vouched: vouched}
	}
	return keys, nil
}

// addHolder lets one more person hold the dossier, or hands it over.
func (s *Site) addHolder(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[addWire](r)
	if err != nil {
		return err
	}
	keys, err := sealedKeys(wire.Keys)
	if err != nil {
		return err
	}
	if err := s.cases.Add(r.Context(), s.cfg.Org, me.Person, id, casework.Adding{To: wire.To, Keys: keys, Leave: wire.Leave}); err != nil {
		return err
	}
	return done(w)
}

// renewedWire is new shares of a compartment's key, one for each custodian.
type renewedWire struct {
	Compartment gehoor.Compartment `json:"compartment"`
	Epoch       int                `json:"epoch"`
	Threshold   int                `json:"threshold"`
	Shares      []forWire          `json:"shares"`
}

// renewShares gives the present custodians their shares of the dossier's keys.
func (s *Site) renewShares(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[struct {
		Boxes []renewedWire `json:"boxes"`
	}](r)
	if err != nil {
		return err
	}
	var list []casework.RenewedShares
	for _, one := range wire.Boxes {
		shares, err := sealedFor(one.Shares, false)
		if err != nil || !one.Compartment.Valid() {
			return cmp.Or(err, error(gehoor.Refuse(gehoor.CodeMalformed)))
		}
		list = append(list, casework.RenewedShares{Compartment: one.Compartment, Epoch: one.Epoch, Threshold: one.Threshold, Shares: shares})
	}
	if err := s.cases.RenewShares(r.Context(), s.cfg.Org, me.Person, id, list); err != nil {
		return err
	}
	return done(w)
}

// rekeyedWire is a compartment with another key.
type rekeyedWire struct {
	Compartment gehoor.Compartment `json:"compartment"`
	Epoch       int                `json:"epoch"`
	Made        sealedWire         `json:"made"`
	Before      []byte             `json:"before"`
}

// rekey takes another key of compartments, because somebody who has the present one was
// shut out.
func (s *Site) rekey(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[struct {
		Boxes []rekeyedWire `json:"boxes"`
	}](r)
	if err != nil {
		return err
	}
	var list []casework.Rekeyed
	for _, one := range wire.Boxes {
		made, err := one.Made.sealed()
		if err != nil || !one.Compartment.Valid() {
			return cmp.Or(err, error(gehoor.Refuse(gehoor.CodeMalformed)))
		}
		before, err := content(one.Before)
		if err != nil {
			return err
		}
		list = append(list, casework.Rekeyed{Compartment: one.Compartment, Epoch: one.Epoch, Sealed: made, Before: before})
	}
	if err := s.cases.Rekey(r.Context(), s.cfg.Org, me.Person, id, list); err != nil {
		return err
	}
	return done(w)
}
