package signal

import (
	"time"

	"github.com/gehoor/gehoor/internal/protocol"
)

// How long a reporter is watched over against worse treatment (protocols.md §1.8,
// G-BENADELING): counted from the day on which the signal came.
const (
	watchMonths       = 12
	watchMonthsFormal = 24
)

// WatchedFrom and WatchedUntil are the first and the last day of that time.
func (s Signal) WatchedFrom() protocol.Date { return protocol.DateOf(s.ReceivedAt) }

// WatchedUntil is as [Signal.WatchedFrom].
func (s Signal) WatchedUntil() protocol.Date {
	if s.Formal {
		return s.WatchedFrom().AddMonths(watchMonthsFormal)
	}
	return s.WatchedFrom().AddMonths(watchMonths)
}

// Watched says whether that time lasts.
func (s Signal) Watched(now time.Time) bool {
	return !s.WatchedUntil().Before(protocol.DateOf(now))
}
