package store_test

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/store"
)

// gated holds every transaction at its beginning until it is let go, so that a
// test knows what waits.
type gated struct {
	store.Engine
	begun chan struct{}
	pass  chan struct{}
}

func gate(t *testing.T) (*store.DB, *gated) {
	t.Helper()
	engine, err := openSQLite(t.Context(), engines[0].where(t))
	must(t, err)
	g := &gated{engine, make(chan struct{}, 100), make(chan struct{}, 100)}
	db := store.New(g)
	t.Cleanup(func() { _ = db.Close() })
	return db, g
}

func (g *gated) Begin(ctx context.Context) (store.Tx, error) {
	g.begun <- struct{}{}
	select {
	case <-g.pass:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return g.Engine.Begin(ctx)
}

// open lets all further transactions go.
func (g *gated) open() {
	for len(g.pass) < cap(g.pass) {
		g.pass <- struct{}{}
	}
}

// queue starts an append and waits until it is in the queue, behind others.
func queue(t *testing.T, db *store.DB, ctx context.Context, b ledger.Batch) chan error {
	t.Helper()
	before := db.Queued()
	answer := make(chan error, 1)
	go func() { answer <- db.Append(ctx, b) }()
	for db.Queued() == before {
		runtime.Gosched()
	}
	return answer
}

// TestContextEnds: who gives up before the work began leaves nothing; who gives
// up later is told that the outcome is unknown.
func TestContextEnds(t *testing.T) {
	db, g := gate(t)
	begun, waits := submission(), submission()
	ctx, cancel := context.WithCancel(t.Context())
	first := make(chan error, 1)
	go func() { first <- db.Append(ctx, begun) }()
	<-g.begun
	second := queue(t, db, ctx, waits)
	third := queue(t, db, t.Context(), submission())
	cancel()
	if err := <-first; !errors.Is(err, ledger.ErrUncertain) || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled while it was done: %v", err)
	}
	if err := <-second; errors.Is(err, ledger.ErrUncertain) || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled while it waited: %v", err)
	}
	g.open()
	must(t, <-third)
	if !allThere(t, db, begun) {
		t.Error("what was begun is not there")
	}
	if allThere(t, db, waits) {
		t.Error("what was given up is there")
	}
	audit(t, db)
}

// TestGroup: what waits while a transaction runs shares the next one.
func TestGroup(t *testing.T) {
	db, g := gate(t)
	first := make(chan error, 1)
	go func() { first <- db.Append(t.Context(), submission()) }()
	<-g.begun // the organisation's head
	var answers []chan error
	for range 39 {
		answers = append(answers, queue(t, db, t.Context(), submission()))
	}
	g.open()
	must(t, <-first)
	for _, answer := range answers {
		must(t, <-answer)
	}
	if n := len(g.begun); n != 2 {
		t.Errorf("%d transactions for the first request and 39 that waited, want 2", n)
	}
	audit(t, db)
}

// TestNoAnswerBeforeCommit: while the commit is held, nobody hears anything and
// nobody sees anything.
func TestNoAnswerBeforeCommit(t *testing.T) {
	engine, err := openSQLite(t.Context(), engines[0].where(t))
	must(t, err)
	h := &held{Engine: engine, reached: make(chan struct{}, 10), pass: make(chan struct{})}
	db := store.New(h)
	t.Cleanup(func() { _ = db.Close() })
	b := submission()
	answer := make(chan error, 1)
	go func() { answer <- db.Append(t.Context(), b) }()
	h.pass <- struct{}{} // the organisation's head
	<-h.reached
	<-h.reached
	select {
	case err := <-answer:
		t.Fatalf("answered %v before the commit", err)
	default:
	}
	if allThere(t, db, b) {
		t.Fatal("seen before the commit")
	}
	h.pass <- struct{}{}
	must(t, <-answer)
	if !allThere(t, db, b) {
		t.Fatal("not seen after the answer")
	}
}

// held holds every commit.
type held struct {
	store.Engine
	reached chan struct{}
	pass    chan struct{}
}

type heldTx struct {
	store.Tx
	h *held
}

func (h *held) Begin(ctx context.Context) (store.Tx, error) {
	t, err := h.Engine.Begin(ctx)
	return &heldTx{t, h}, err
}

func (t *heldTx) Commit(ctx context.Context) error {
	t.h.reached <- struct{}{}
	<-t.h.pass
	return t.Tx.Commit(ctx)
}

// TestClose: closing answers everybody; who was told yes is there.
func TestClose(t *testing.T) {
	onEngines(t, func(t *testing.T, where string, open func(context.Context, string) (store.Engine, error)) {
		db := reopen(t, where, open)
		must(t, db.Append(t.Context(), submission()))
		const callers = 50
		made := submissions(callers)
		answers := make([]error, callers)
		var wait sync.WaitGroup
		for i := range made {
			wait.Go(func() { answers[i] = db.Append(t.Context(), made[i]) })
		}
		must(t, db.Close())
		wait.Wait()
		must(t, db.Close())
		again := reopen(t, where, open)
		for i, err := range answers {
			if err != nil && !errors.Is(err, gehoor.ErrUnavailable) {
				t.Errorf("answer %v", err)
			}
			if there := allThere(t, again, made[i]); there != (err == nil) {
				t.Errorf("answer %v, there %v", err, there)
			}
		}
		audit(t, again)

		_, err := db.Load(t.Context(), veenhaven, gehoor.OrganisationStream, 0)
		for what, err := range map[string]error{
			"load":   err,
			"append": db.Append(t.Context(), submission()),
			"draft":  db.PutDraft(t.Context(), account.Draft{Org: veenhaven, Sealed: []byte{1}, SavedOn: time.Unix(0, 0)}),
		} {
			if !errors.Is(err, gehoor.ErrUnavailable) {
				t.Errorf("%s after closing: %v", what, err)
			}
		}
	})
}

// TestGuessedVersions: requests of one group that build on each other, as only
// somebody who guesses can make, are written one after the other; one that does
// not fit is a conflict.
func TestGuessedVersions(t *testing.T) {
	db, g := gate(t)
	first := make(chan error, 1)
	go func() { first <- db.Append(t.Context(), submission()) }()
	<-g.begun
	stream := gehoor.DossierStream(newID[gehoor.DossierID]())
	one := func(seq gehoor.Seq) ledger.Batch {
		return ledger.Batch{Org: veenhaven, Extensions: []ledger.Extension{{Stream: stream, After: seq - 1, Records: []ledger.Record{event(stream, seq)}}}}
	}
	var chain []chan error
	for _, seq := range []gehoor.Seq{1, 2, 3, 3, 4, 6, 5} {
		chain = append(chain, queue(t, db, t.Context(), one(seq)))
	}
	g.open()
	must(t, <-first)
	for i, answer := range chain {
		// The first round takes 1 and sends 3, 4 … away: they do not follow it.
		if err := <-answer; (i < 2) != (err == nil) || err != nil && !errors.Is(err, ledger.ErrConflict) {
			t.Errorf("append %d: %v", i, err)
		}
	}
	audit(t, db)
}
