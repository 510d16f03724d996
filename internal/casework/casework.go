// Package casework holds the use cases: one function per thing that a person
// can do. It is where the nouns meet and where permission is asked, and the
// only way in: pages, stories, imports and the clock all go through it.
//
// Rules:
//
//   - Every function that changes something runs one [ledger.Book.Update]: load,
//     fold, ask the noun whether it is possible, ask the protocol whether it is
//     allowed now, append.
//   - Casework takes content as sealed bytes with their name. It never holds a
//     key or a word; it cannot import what opens content.
//   - Whoever may not see a dossier gets [gehoor.ErrNotFound], the same answer as
//     for a dossier that is not there.
//   - Time and randomness come in with [Deps].
package casework

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/advice"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/counsel"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/form"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/view"
)

// Deps is what casework is given from outside.
type Deps struct {
	Events   ledger.Store
	Lists    view.Store
	Accounts account.Store
	Log      register.Store
	// Parts and Blobs keep what files are made of: rows, and bytes.
	Parts  ledger.PartStore
	Blobs  blob.Store
	Source ledger.Source
	// Protocols are what new dossiers follow until the organisation adopts others,
	// Setting the calendar and law table, with the closing days that hold until an
	// administrator says others.
	Protocols protocol.Set
	Setting   protocol.Setting
	// Trial takes signals in whatever the organisation lacks: nothing real is told
	// there, and every page says so. Without it see [Casework.OpenIntake].
	Trial bool
	// Publishing is needed for promises only.
	Publishing Publishing
	// Outbox says what could not be delivered; nil where nobody asks.
	Outbox notify.Store
	// Forms keeps the questionnaire that administrators are writing; needed by them
	// only.
	Forms form.Store
	// Drafts keeps what staff has not sent; nil where nobody types.
	Drafts draft.Store
	// Advice keeps what confidential advisers note; needed by them only.
	Advice advice.Store
	// News keeps where reporters want mail; nil where none is sent to them.
	News *notify.NewsDesk
	// Hooks are the webhooks that hear when people are told something.
	Hooks []notify.Hook
}

// Casework is the only way in. It is safe for concurrent use.
type Casework struct {
	deps    Deps
	dossier *ledger.Book[*File]
	opened  *ledger.Book[*dossier.Availability]
	person  *ledger.Book[*directory.Person]
	office  *ledger.Book[*directory.Office]
	org     *ledger.Book[*directory.Organisation]
	forms   *ledger.Book[*questionnaire.Adoptions]
	adopted *ledger.Book[*adoption.State]
	chart   *ledger.Book[*chart.Chart]
	drawers *ledger.Book[*chart.Drawer]
	stubs   *ledger.Book[*pattern.Stub]
	counsel *ledger.Book[*counsel.State]
	// vain is what the tick let be for a while.
	vain     vain
	settings settings
	// pace is how often people save drafts, and what they note as an adviser.
	pace draft.Pace
	// arriving has a place for each part that may come at the same moment.
	arriving chan struct{}
	// ships are the protocols that come with the program, read once.
	shipped sync.Once
	ships   []protocol.Definition
}

// New returns casework over the given stores.
func New(d Deps) *Casework {
	c := &Casework{deps: d, arriving: make(chan struct{}, maxArriving)}
	c.dossier = book(d, NewFile)
	c.dossier.Rows, c.dossier.Goes = c.dossierRows, draftsOfGone
	c.opened = book(d, dossier.NewAvailability)
	c.person = book(d, func() *directory.Person { return &directory.Person{} })
	c.person.Rows = personRows
	c.office = book(d, func() *directory.Office { return &directory.Office{} })
	c.office.Rows = officeRows
	c.org = book(d, func() *directory.Organisation { return &directory.Organisation{} })
	c.forms = book(d, func() *questionnaire.Adoptions { return &questionnaire.Adoptions{} })
	c.adopted = book(d, func() *adoption.State { return adoption.New(readAdopted) })
	c.adopted.Rows = settingRows
	c.chart = book(d, func() *chart.Chart { return &chart.Chart{} })
	c.chart.Rows = chartRows
	c.drawers = book(d, func() *chart.Drawer { return &chart.Drawer{} })
	c.stubs = book(d, pattern.NewStub)
	c.stubs.Rows = stubRows
	c.counsel = book(d, counsel.New)
	c.counsel.Rows = counselRows
	return c
}

func book[S ledger.State[S]](d Deps, fresh func() S) *ledger.Book[S] {
	return &ledger.Book[S]{Store: d.Events, Source: d.Source, New: fresh, Decode: Decode}
}

func newID[T ~string](s ledger.Source) T {
	var b [16]byte
	s.Random(b[:])
	return gehoor.NewID[T](b)
}

// may loads a dossier for somebody of staff who holds its conversation and is
// not excluded. Everybody else learns that nothing is there, not even by the
// time that it takes: the rows are asked first, so that a dossier is folded only
// for those who may see it. The facts decide.
func (c *Casework) may(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) (ledger.Snapshot[*File], error) {
	var snap ledger.Snapshot[*File]
	sees, err := c.deps.Lists.MaySee(ctx, org, who, gehoor.DossierStream(id))
	if err != nil {
		return snap, err
	}
	if !sees {
		return snap, gehoor.ErrNotFound
	}
	if snap, err = c.dossier.Load(ctx, org, gehoor.DossierStream(id)); err != nil {
		return snap, err
	}
	person, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
	if err != nil {
		return snap, err
	}
	if !person.State.AtDesk() || !snap.State.Dossier.Holds(who, gehoor.Conversation) {
		return snap, gehoor.ErrNotFound
	}
	return snap, nil
}

// asStaff runs an act of somebody who may see the dossier. The decision leans
// on the person's stream too, so that nobody acts after having left.
func (c *Casework) asStaff(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, contents []ledger.Content,
	act func(*File) ([]gehoor.Fact, []ledger.Row, error)) error {
	return c.asHolder(ctx, org, who, id, contents, func(f *File) (ledger.Decision, error) {
		facts, rows, err := act(f)
		return ledger.Decision{Facts: facts, Inserts: rows}, err
	})
}

// asHolder is asStaff for an act that leans on other streams: it names them in
// the decision's Reads. Nothing new is sealed to a key that somebody has who was shut out.
func (c *Casework) asHolder(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, contents []ledger.Content,
	act func(*File) (ledger.Decision, error)) error {
	return c.holding(ctx, org, who, id, contents, func(f *File) (ledger.Decision, error) {
		if len(contents) > 0 && len(f.Dossier.Exposed(who, c.deps.Source.Now())) > 0 {
			return ledger.Decision{}, gehoor.Refuse(dossier.CodeRekey)
		}
		d, err := act(f)
		if err != nil {
			return d, err
		}
		return d, f.sealedNow(ctx, contents, d.Facts)
	})
}

// holding is asHolder for an act that seals no words.
func (c *Casework) holding(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, contents []ledger.Content,
	act func(*File) (ledger.Decision, error)) error {
	if _, err := c.may(ctx, org, who, id); err != nil {
		return err
	}
	_, err := c.dossier.Update(ctx, org, gehoor.DossierStream(id), func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		person, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
		if err != nil {
			return ledger.Decision{}, err
		}
		if !person.State.AtDesk() || !s.State.Dossier.Holds(who, gehoor.Conversation) {
			return ledger.Decision{}, gehoor.ErrNotFound
		}
		if s.State.has(contents) {
			return ledger.Decision{}, nil // sent before: the first time counts
		}
		d, err := act(s.State)
		if err == nil {
			err = s.State.Signals.ToReporter(d.Facts)
		}
		if err == nil {
			err = c.allowed(ctx, org, s.State, gehoor.ByPerson(who), d.Facts, &d.Reads)
		}
		d.Actor, d.Protocol, d.Contents = gehoor.ByPerson(who), s.State.Dossier.Protocol, contents
		d.Signs = signs(ctx, org, gehoor.DossierStream(id), seal.Signer(person.State.Signer))
		d.Deletes = append(d.Deletes, sentDraft(ctx, org, who, id)...)
		if !slices.Contains(d.Reads, person.Version()) {
			d.Reads = append(d.Reads, person.Version())
		}
		return d, err
	})
	return err
}

// has says whether the dossier already names the first of the contents. A
// browser that got no answer sends the same sealed bytes again.
func (f *File) has(contents []ledger.Content) bool {
	if len(contents) == 0 {
		return false
	}
	_, ok := f.places[contents[0].ID]
	return ok
}

// checkContents refuses content that is empty or too large. Whether it is
// sealed as it must be was checked where the bytes came in.
func checkContents(contents []ledger.Content) error {
	for _, one := range contents {
		if len(one.Bytes) > ledger.MaxContentBytes {
			return gehoor.Refuse(gehoor.CodeTooLarge)
		}
		if len(one.Bytes) == 0 || one.ID == "" {
			return gehoor.Refuse(gehoor.CodeWronglySealed)
		}
	}
	return nil
}

// isRefusal says whether err is the refusal with this code.
func isRefusal(err error, code gehoor.Code) bool {
	return errors.Is(err, &gehoor.Refusal{Code: code})
}
