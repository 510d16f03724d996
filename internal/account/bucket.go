package account

import "time"

// rate is how often something may be tried: burst times at once, and then once
// in every.
type rate struct {
	burst int
	every time.Duration
}

// span is how long an empty bucket takes to be full again.
func (r rate) span() time.Duration { return time.Duration(r.burst) * r.every }

// bucket holds the tries that are left, as one number: the moment at which it
// is full again, in milliseconds since 1970 (the generic cell rate algorithm).
// The zero bucket is full. One whose moment has passed is full too and can be
// forgotten without giving anybody a try more.
type bucket int64

// take spends a try and answers 0, or answers how long to wait for one.
func (b *bucket) take(r rate, now time.Time) time.Duration {
	at := now.UnixMilli()
	// A moment further off than an empty bucket's means that the clock went back;
	// nobody is kept out for that.
	full := min(max(int64(*b), at), at+r.span().Milliseconds())
	next := full + r.every.Milliseconds()
	if wait := next - at - r.span().Milliseconds(); wait > 0 {
		return time.Duration(wait) * time.Millisecond
	}
	*b = bucket(next)
	return 0
}

// giveBack returns a try that was taken.
func (b *bucket) giveBack(r rate) { *b -= bucket(r.every.Milliseconds()) }

// full says that nothing has to be remembered.
func (b bucket) full(now time.Time) bool { return int64(b) <= now.UnixMilli() }
