package signal_test

import (
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/signal"
)

// TestWatched: a year to the day, and two after a formal report.
func TestWatched(t *testing.T) {
	s := signal.Signal{ReceivedAt: time.Date(2026, 1, 5, 22, 0, 0, 0, time.UTC)}
	for _, c := range []struct {
		formal bool
		at     time.Time
		want   bool
	}{
		{false, s.ReceivedAt, true},
		{false, time.Date(2027, 1, 5, 22, 59, 0, 0, time.UTC), true},
		{false, time.Date(2027, 1, 5, 23, 0, 0, 0, time.UTC), false}, // the next day in Amsterdam
		{true, time.Date(2028, 1, 5, 12, 0, 0, 0, time.UTC), true},
		{true, time.Date(2028, 1, 6, 12, 0, 0, 0, time.UTC), false},
	} {
		s.Formal = c.formal
		if got := s.Watched(c.at); got != c.want {
			t.Errorf("formal %v at %v: %v", c.formal, c.at, got)
		}
	}
}
