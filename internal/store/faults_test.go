package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/store"
	"golang.org/x/mod/sumdb/tlog"
)

func readFile(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	must(t, err)
	return string(b)
}

// errInjected is what a faulty engine answers; it stands for a database that is
// gone.
var errInjected = fmt.Errorf("injected: %w", gehoor.ErrUnavailable)

// faulty breaks one step of the engine below it: the n-th statement, counted
// over all transactions, or a commit; before it is done, or after.
type faulty struct {
	store.Engine
	steps atomic.Int64 // how many were taken
	at    int64        // which one fails; 0 is none
	after bool
}

// step runs one step and breaks it if it is its turn.
func (f *faulty) step(run func() error) error {
	broken := f.steps.Add(1) == f.at
	if broken && !f.after {
		return errInjected
	}
	if err := run(); err != nil {
		return err
	}
	if broken {
		return errInjected
	}
	return nil
}

func (f *faulty) Begin(ctx context.Context) (store.Tx, error) {
	var t store.Tx
	if err := f.step(func() (err error) { t, err = f.Engine.Begin(ctx); return err }); err != nil {
		if t != nil {
			t.Rollback(ctx)
		}
		return nil, err
	}
	return &faultyTx{t, f}, nil
}

func (f *faulty) Migrate(ctx context.Context, use func(*sql.DB) error) error {
	return f.Engine.Migrate(ctx, use)
}

type faultyTx struct {
	store.Tx
	f *faulty
}

func (t *faultyTx) Run(ctx context.Context, statements []store.Statement) error {
	for _, s := range statements {
		if err := t.f.step(func() error { return t.Tx.Run(ctx, []store.Statement{s}) }); err != nil {
			return err
		}
	}
	return nil
}

func (t *faultyTx) Commit(ctx context.Context) error {
	done := false
	err := t.f.step(func() error { done = true; return t.Tx.Commit(ctx) })
	if done && errors.Is(err, errInjected) {
		return fmt.Errorf("%w: the connection broke", ledger.ErrUncertain)
	}
	return err
}

// TestFaultAtEveryStep breaks an append at every single step, before and after
// it, on both engines; then opens the database again and looks that all of the
// append is there or nothing, that the answer said which, and that the log
// follows from its leaves.
func TestFaultAtEveryStep(t *testing.T) {
	onEngines(t, func(t *testing.T, where string, open func(context.Context, string) (store.Engine, error)) {
		must(t, reopen(t, where, open).Append(t.Context(), submission(desk...)))
		broken := 0
		for _, after := range []bool{false, true} {
			for at := int64(1); breakAt(t, where, open, at, after); at++ {
				broken++
			}
		}
		t.Logf("broke %d steps", broken)
		if broken < 20 {
			t.Fatalf("an append has more steps than %d", broken)
		}
	})
}

// breakAt appends once with a fault and says whether the fault came.
func breakAt(t *testing.T, where string, open func(context.Context, string) (store.Engine, error), at int64, after bool) bool {
	t.Helper()
	engine, err := open(t.Context(), where)
	must(t, err)
	f := &faulty{Engine: engine, at: at, after: after}
	db := store.New(f)
	// A stream that exists, with rows to replace, and a new one.
	first := submission(desk...)
	stream := first.Extensions[0].Stream
	f.at = 0
	must(t, db.Append(t.Context(), first))
	f.steps.Store(0)
	f.at = at
	second := submission(desk...)
	second.Extensions = append(second.Extensions, ledger.Extension{Stream: stream, After: 5,
		Records: []ledger.Record{event(stream, 6)}, Rows: first.Extensions[0].Rows[:1]})
	answer := db.Append(t.Context(), second)
	reached := f.steps.Load() >= at

	// The same node goes on once the fault is over.
	f.at = 0
	must(t, db.Append(t.Context(), submission(desk...)))
	must(t, db.Close())
	again := reopen(t, where, open)
	there := allThere(t, again, second)
	switch {
	case errors.Is(answer, ledger.ErrUncertain):
	case answer == nil && !there, answer != nil && there:
		t.Fatalf("step %d, after %v: answer %v, there %v", at, after, answer, there)
	case answer != nil && !errors.Is(answer, gehoor.ErrUnavailable):
		t.Fatalf("step %d, after %v: answer %v says nothing about storage", at, after, answer)
	}
	audit(t, again)
	// Asking again ends well, or says that it was done.
	err = again.Append(t.Context(), second)
	if replayed := errors.Is(err, gehoor.Refuse(gehoor.CodeReplayed)); replayed != there || !replayed && err != nil {
		t.Fatalf("step %d, after %v: asked again: %v, there %v", at, after, err, there)
	}
	must(t, again.Close())
	return reached
}

// allThere looks that everything of a batch is there, or nothing.
func allThere(t *testing.T, db *store.DB, b ledger.Batch) bool {
	t.Helper()
	ctx := t.Context()
	yes, no := 0, 0
	see := func(there bool) {
		if there {
			yes++
		} else {
			no++
		}
	}
	for _, e := range b.Extensions {
		records, err := db.Load(ctx, b.Org, e.Stream, e.After)
		must(t, err)
		see(len(records) == len(e.Records))
		if n := len(records); n != 0 && n != len(e.Records) {
			t.Fatalf("%d of %d records", n, len(e.Records))
		}
		rows, err := db.Rows(ctx, b.Org, e.Stream)
		must(t, err)
		see(len(rows) == len(e.Rows))
		for _, r := range e.Records {
			_, err := db.Place(ctx, b.Org, e.Stream, r.Seq)
			see(err == nil)
		}
	}
	for _, c := range b.Contents {
		_, _, err := db.Content(ctx, b.Org, c.ID)
		see(err == nil)
	}
	if yes > 0 && no > 0 {
		t.Fatalf("half of a batch: %d parts are there, %d are not", yes, no)
	}
	return yes > 0
}

// TestFaultInPublish does the same to publishing.
func TestFaultInPublish(t *testing.T) {
	onEngines(t, func(t *testing.T, where string, open func(context.Context, string) (store.Engine, error)) {
		must(t, reopen(t, where, open).Append(t.Context(), submission(desk...)))
		for _, after := range []bool{false, true} {
			for at := int64(1); publishAt(t, where, open, at, after); at++ {
			}
		}
	})
}

func publishAt(t *testing.T, where string, open func(context.Context, string) (store.Engine, error), at int64, after bool) bool {
	t.Helper()
	engine, err := open(t.Context(), where)
	must(t, err)
	f := &faulty{Engine: engine, at: at, after: after}
	db := store.New(f)
	before, err := db.Head(t.Context(), veenhaven)
	must(t, err)
	_, answer := db.Publish(t.Context(), veenhaven, 40, func() register.Leaf { return register.Leaf{2} },
		func(tree tlog.Tree) ([]byte, error) { return fmt.Appendf(nil, "%d %s", tree.N, tree.Hash), nil })
	reached := f.steps.Load() >= at
	must(t, db.Close())
	again := reopen(t, where, open)
	now, err := again.Head(t.Context(), veenhaven)
	must(t, err)
	published := now.Published == before.Published+40
	if !published && (now.Published != before.Published || now.Size != before.Size) {
		t.Fatalf("step %d, after %v: from %+v to %+v", at, after, before, now)
	}
	if answer == nil && !published || answer != nil && published && !errors.Is(answer, ledger.ErrUncertain) {
		t.Fatalf("step %d, after %v: answer %v, published %v", at, after, answer, published)
	}
	audit(t, again)
	must(t, again.Close())
	return reached
}
