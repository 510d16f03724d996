package ledger_test

import (
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
)

// TestClockGoesBack: whatever the machine's clock does, moments do not run backwards
// within a stream; unless the last one was itself wrong by days.
func TestClockGoesBack(t *testing.T) {
	begin := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	now := begin
	store := ledgertest.NewMemory()
	b := book(store)
	b.Source.Now = func() time.Time { return now }
	year := 365 * 24 * time.Hour
	for _, c := range []struct {
		clock, want time.Duration
	}{
		{0, 0}, {time.Hour, time.Hour},
		{0, time.Hour}, {-23 * time.Hour, time.Hour}, // an hour back, and a day
		{2 * time.Hour, 2 * time.Hour},
		{year, year}, {3 * time.Hour, 3 * time.Hour}, // ahead, and back
		{2 * time.Hour, 3 * time.Hour},
	} {
		now = begin.Add(c.clock)
		snap, err := b.Update(t.Context(), org, stream, add(1))
		if err != nil {
			t.Fatal(err)
		}
		if want := begin.Add(c.want); !snap.At.Equal(want) || !last(t, store).Equal(want) {
			t.Errorf("at %v the moment is %v and the event says %v, want %v", now, snap.At, last(t, store), want)
		}
	}
	if got := load(t, book(store)); !got.At.Equal(begin.Add(3 * time.Hour)) {
		t.Errorf("another node reads %v", got.At)
	}
}

// last is the moment of a stream's last event, as it is kept.
func last(t *testing.T, s ledger.Store) time.Time {
	t.Helper()
	records, err := s.Load(t.Context(), org, stream, 0)
	if err != nil {
		t.Fatal(err)
	}
	e, err := gehoor.DecodeEvent(records[len(records)-1].Data)
	if err != nil {
		t.Fatal(err)
	}
	return e.At
}
