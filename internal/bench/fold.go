package bench

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// Folded is how long a dossier of many events takes to come to its state, in
// milliseconds; medians.
type Folded struct {
	Engine string `json:"engine"`
	Events int    `json:"events"`
	// Fold is for events that are decoded already.
	Fold float64 `json:"fold_ms"`
	// Whole is from asking the database to the state.
	Whole float64 `json:"load_decode_fold_ms"`
}

const (
	longDossier = 10_000
	// atOnce is how many events one append adds when the dossier is made.
	atOnce = 500
	// foldRuns is how often each is measured.
	foldRuns = 21
)

// foldOn measures a dossier in which reporter and caseworker write in turns.
func foldOn(ctx context.Context, o Options, e engine) (got Folded, err error) {
	o.Note(e.name() + ": a dossier of many events")
	got = Folded{Engine: e.name(), Events: longDossier}
	where, err := e.fresh(ctx)
	if err != nil {
		return got, err
	}
	defer e.drop(where)
	db, err := e.open(ctx, where, 0)
	if err != nil {
		return got, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	stream := gehoor.DossierStream(gehoor.DossierID(randomHex(16)))
	if err := write(ctx, db, stream); err != nil {
		return got, err
	}
	whole, err := medianOf(foldRuns, func() error {
		snap, err := newBook(db).Load(ctx, veenhaven.Org, stream)
		if err == nil && snap.Seq != longDossier {
			err = fmt.Errorf("%d events of %d", snap.Seq, longDossier)
		}
		return err
	})
	if err != nil {
		return got, err
	}
	got.Whole = millis(whole)
	fold, err := foldAlone(ctx, db, stream)
	got.Fold = millis(fold)
	return got, err
}

// newBook remembers nothing yet.
func newBook(db *store.DB) *ledger.Book[*casework.File] {
	return &ledger.Book[*casework.File]{
		Store: db, Source: ledger.Source{Now: time.Now, Random: random}, New: casework.NewFile, Decode: casework.Decode,
	}
}

func write(ctx context.Context, db *store.DB, stream gehoor.StreamID) error {
	book := newBook(db)
	id := gehoor.SignalID(randomHex(16))
	staff := gehoor.PersonID(randomHex(16))
	content := func() gehoor.ContentID { return gehoor.ContentID(randomHex(32)) }
	facts := []gehoor.Fact{
		dossier.Opened{}, signal.Received{Signal: id, Content: content()},
		signal.Routed{Signal: id, Office: office, Language: gehoor.Dutch},
	}
	for n, turn := 0, 0; n < longDossier; turn++ {
		for len(facts) < min(atOnce, longDossier-n) {
			facts = append(facts, signal.MessageSent{Signal: id, Content: content()})
		}
		actor := gehoor.ByReporter(id)
		if turn%2 == 1 {
			actor = gehoor.ByPerson(staff)
		}
		_, err := book.Update(ctx, veenhaven.Org, stream, func(ledger.Snapshot[*casework.File]) (ledger.Decision, error) {
			return ledger.Decision{Actor: actor, Facts: facts}, nil
		})
		if err != nil {
			return err
		}
		n += len(facts)
		facts = nil
	}
	return nil
}

// foldAlone folds events that were decoded before.
func foldAlone(ctx context.Context, db *store.DB, stream gehoor.StreamID) (time.Duration, error) {
	records, err := db.Load(ctx, veenhaven.Org, stream, 0)
	if err != nil {
		return 0, err
	}
	events, facts := make([]gehoor.Event, len(records)), make([]gehoor.Fact, len(records))
	for i, r := range records {
		if events[i], facts[i], err = ledger.Open(r, casework.Decode); err != nil {
			return 0, err
		}
	}
	return medianOf(foldRuns, func() error {
		f := casework.NewFile()
		for i, e := range events {
			if err := f.Fold(e, facts[i]); err != nil {
				return err
			}
		}
		return nil
	})
}
