package ledger_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
)

const org gehoor.OrgID = "veenhaven"

var stream = gehoor.DossierStream(gehoor.DossierID(strings.Repeat("a", 32)))

// added is the one fact of these tests: a sum goes up.
type added struct{ N int }

func (added) Kind() gehoor.Kind { return "sum.added" }

// sum is the state. It has never been negative, so a fold that would make it so
// is a mistake.
type sum struct{ total, events int }

func (s *sum) Clone() *sum { c := *s; return &c }

func (s *sum) Fold(_ gehoor.Event, f gehoor.Fact) error {
	if s.total+f.(added).N < 0 {
		return errors.New("negative")
	}
	s.total += f.(added).N
	s.events++
	return nil
}

func decode(k gehoor.Kind, body json.RawMessage) (gehoor.Fact, error) {
	if k != (added{}).Kind() {
		return nil, errors.New("unknown kind")
	}
	var f added
	return f, json.Unmarshal(body, &f)
}

// book is a node's own: it remembers nothing of another's.
func book(s ledger.Store) *ledger.Book[*sum] {
	at := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	return &ledger.Book[*sum]{
		Store: s, New: func() *sum { return &sum{} }, Decode: decode,
		Source: ledger.Source{Now: func() time.Time { return at }, Random: func([]byte) {}},
	}
}

// add decides to add n, whatever the sum is.
func add(n ...int) func(ledger.Snapshot[*sum]) (ledger.Decision, error) {
	return func(ledger.Snapshot[*sum]) (ledger.Decision, error) {
		d := ledger.Decision{Actor: gehoor.System}
		for _, n := range n {
			d.Facts = append(d.Facts, added{n})
		}
		return d, nil
	}
}

func load(t *testing.T, b *ledger.Book[*sum]) ledger.Snapshot[*sum] {
	t.Helper()
	snap, err := b.Load(t.Context(), org, stream)
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

func TestUpdate(t *testing.T) {
	store := ledgertest.NewMemory()
	b := book(store)
	before, err := b.Update(t.Context(), org, stream, add(1, 2))
	if err != nil || before.Seq != 2 || before.State.total != 3 {
		t.Fatalf("after the first update: %+v, %v", before, err)
	}
	after, err := b.Update(t.Context(), org, stream, add(4))
	if err != nil || after.Seq != 3 || after.State.total != 7 {
		t.Fatalf("after the second update: %+v, %v", after, err)
	}
	if before.State.total != 3 {
		t.Error("a snapshot changed after it was given out")
	}
	if got := load(t, book(store)); *got.State != *after.State {
		t.Errorf("another node reads %+v, want %+v", got.State, after.State)
	}
	same, err := b.Update(t.Context(), org, stream, add())
	if err != nil || same.Seq != 3 {
		t.Errorf("with nothing to do: at %d, %v", same.Seq, err)
	}
}

// TestUpdateAgain: what was decided on a stream that moved is decided again, on
// what is there now.
func TestUpdateAgain(t *testing.T) {
	store := ledgertest.NewMemory()
	b, other := book(store), book(store)
	var seen []int
	snap, err := b.Update(t.Context(), org, stream, func(s ledger.Snapshot[*sum]) (ledger.Decision, error) {
		seen = append(seen, s.State.total)
		if len(seen) == 1 {
			if _, err := other.Update(t.Context(), org, stream, add(10)); err != nil {
				return ledger.Decision{}, err
			}
		}
		return add(s.State.total + 1)(s)
	})
	if err != nil || snap.State.total != 21 || fmt.Sprint(seen) != "[0 10]" {
		t.Errorf("total %d after decisions on %v, %v; want 21 after 0 and 10", snap.State.total, seen, err)
	}
}

func TestManyAtOnce(t *testing.T) {
	store := ledgertest.NewMemory()
	const writers, each = 4, 5
	var all sync.WaitGroup
	for range writers {
		all.Go(func() {
			b := book(store)
			for range each {
				if _, err := b.Update(t.Context(), org, stream, add(1)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if got := load(t, book(store)); got.State.total != writers*each || got.Seq != writers*each {
		t.Errorf("total %d at %d, want %d", got.State.total, got.Seq, writers*each)
	}
}

// TestGivesUp: a stream that moves each time ends the loop with a conflict.
func TestGivesUp(t *testing.T) {
	store := ledgertest.NewMemory()
	other := book(store)
	tries := 0
	_, err := book(store).Update(t.Context(), org, stream, func(s ledger.Snapshot[*sum]) (ledger.Decision, error) {
		tries++
		if _, err := other.Update(t.Context(), org, stream, add(1)); err != nil {
			return ledger.Decision{}, err
		}
		return add(1)(s)
	})
	if !errors.Is(err, ledger.ErrConflict) || tries < 2 || tries > 100 {
		t.Errorf("after %d tries: %v", tries, err)
	}
}

// TestNothingWithoutFold: facts that fold refuses are never appended, nor what a
// decision refuses.
func TestNothingWithoutFold(t *testing.T) {
	store := ledgertest.NewMemory()
	b := book(store)
	if _, err := b.Update(t.Context(), org, stream, add(1, -2)); err == nil {
		t.Error("decided what fold refuses")
	}
	no := gehoor.Refuse(gehoor.CodeMalformed)
	refuse := func(ledger.Snapshot[*sum]) (ledger.Decision, error) {
		return ledger.Decision{Actor: gehoor.System, Facts: []gehoor.Fact{added{1}}}, no
	}
	if _, err := b.Update(t.Context(), org, stream, refuse); !errors.Is(err, no) {
		t.Errorf("a refusal came back as %v", err)
	}
	if got := load(t, b); got.Seq != 0 {
		t.Errorf("the stream is at %d, want 0", got.Seq)
	}
}

// TestCreate: a stream that somebody has begun is not begun again.
func TestCreate(t *testing.T) {
	store := ledgertest.NewMemory()
	var seen []gehoor.Seq
	note := func(s ledger.Snapshot[*sum]) (ledger.Decision, error) {
		seen = append(seen, s.Seq)
		return add(1)(s)
	}
	for range 2 {
		if _, err := book(store).Create(t.Context(), org, stream, note); err != nil {
			t.Fatal(err)
		}
	}
	if fmt.Sprint(seen) != "[0 0 1]" {
		t.Errorf("decided at %v, want at 0, and then at 0 and 1", seen)
	}
}

// TestRemembered: what a node remembers may be old, and only then.
func TestRemembered(t *testing.T) {
	store := ledgertest.NewMemory()
	b := book(store)
	ctx := ledger.Remembered(t.Context())
	at := func(ctx context.Context) gehoor.Seq {
		snap, err := b.Load(ctx, org, stream)
		if err != nil {
			t.Fatal(err)
		}
		return snap.Seq
	}
	move := func() {
		if _, err := book(store).Update(t.Context(), org, stream, add(1)); err != nil {
			t.Fatal(err)
		}
	}
	move()
	if got := at(ctx); got != 1 {
		t.Errorf("with nothing remembered it is at %d, want 1", got)
	}
	if empty, err := book(store).Load(ctx, "duinrade", stream); err != nil || empty.Seq != 0 {
		t.Errorf("an empty stream: %+v, %v", empty, err)
	}
	move()
	if old, now := at(ctx), at(t.Context()); old != 1 || now != 2 {
		t.Errorf("remembered %d, there is %d; want 1 and 2", old, now)
	}
}

// TestLongStream: a stream that is decoded on all cores folds as a short one, in
// order, and says where it is broken.
func TestLongStream(t *testing.T) {
	store := ledgertest.NewMemory()
	b := book(store)
	want := 0
	for n := 0; n < 12; n++ {
		var part []int
		for i := range 250 {
			part = append(part, n*250+i)
			want += n*250 + i
		}
		if _, err := b.Update(t.Context(), org, stream, add(part...)); err != nil {
			t.Fatal(err)
		}
	}
	got := load(t, book(store))
	if got.Seq != 3000 || got.State.events != 3000 || got.State.total != want {
		t.Errorf("at %d, %d events, total %d; want 3000, 3000, %d", got.Seq, got.State.events, got.State.total, want)
	}
	broken := book(store)
	broken.Decode = func(k gehoor.Kind, body json.RawMessage) (gehoor.Fact, error) {
		f, err := decode(k, body)
		if err == nil && (f.(added).N == 1233 || f.(added).N == 2800) {
			err = errors.New("torn")
		}
		return f, err
	}
	if _, err := broken.Load(t.Context(), org, stream); err == nil || err.Error() != "dossier at 1234: torn" {
		t.Errorf("broken at 1234 and 2801: %v", err)
	}
}

// moved is a store whose records say that they belong elsewhere.
type moved struct{ ledger.Store }

func (m moved) Load(ctx context.Context, o gehoor.OrgID, s gehoor.StreamID, after gehoor.Seq) ([]ledger.Record, error) {
	return m.Store.Load(ctx, o, stream, after)
}

// TestOutOfPlace: an event is read only in the stream that it names.
func TestOutOfPlace(t *testing.T) {
	store := ledgertest.NewMemory()
	if _, err := book(store).Update(t.Context(), org, stream, add(1)); err != nil {
		t.Fatal(err)
	}
	elsewhere := gehoor.DossierStream(gehoor.DossierID(strings.Repeat("b", 32)))
	if _, err := book(moved{store}).Load(t.Context(), org, elsewhere); err == nil || strings.Contains(err.Error(), strings.Repeat("b", 32)) {
		t.Errorf("an event of another stream: %v; want an error that names no dossier", err)
	}
}

func TestReplay(t *testing.T) {
	store := ledgertest.NewMemory()
	b := book(store)
	b.Rows = func(_ context.Context, _ gehoor.OrgID, s ledger.Snapshot[*sum]) ([]ledger.Row, error) {
		return []ledger.Row{s.State.total}, nil
	}
	if _, err := book(store).Update(t.Context(), org, stream, add(2, 3)); err != nil {
		t.Fatal(err)
	}
	snap, rows, err := b.Replay(t.Context(), org, stream)
	if err != nil || snap.Seq != 2 || len(rows) != 1 || rows[0] != 5 {
		t.Errorf("replay: at %d, rows %v, %v", snap.Seq, rows, err)
	}
}
