// Package rate counts how often something is done, in one number and without a
// name of who did it: against guessing, against mailing somebody into a flood, and
// to see that more comes than is usual.
package rate

import "time"

// Rate is how often something may be done: Burst times at once, and then once in
// every Every.
type Rate struct {
	Burst int
	Every time.Duration
}

// Span is how long an empty bucket takes to be full again.
func (r Rate) Span() time.Duration { return time.Duration(r.Burst) * r.Every }

// Bucket holds the tries that are left, as one number: the moment at which it
// is full again, in milliseconds since 1970 (the generic cell rate algorithm).
// The zero bucket is full. One whose moment has passed is full too and can be
// forgotten without giving anybody a try more.
type Bucket int64

// Take spends a try and answers 0, or answers how long to wait for one.
func (b *Bucket) Take(r Rate, now time.Time) time.Duration {
	at := now.UnixMilli()
	// A moment further off than an empty bucket's means that the clock went back;
	// nobody is kept out for that.
	full := min(max(int64(*b), at), at+r.Span().Milliseconds())
	next := full + r.Every.Milliseconds()
	if wait := next - at - r.Span().Milliseconds(); wait > 0 {
		return time.Duration(wait) * time.Millisecond
	}
	*b = Bucket(next)
	return 0
}

// GiveBack returns a try that was taken.
func (b *Bucket) GiveBack(r Rate) { *b -= Bucket(r.Every.Milliseconds()) }

// Full says that nothing has to be remembered.
func (b Bucket) Full(now time.Time) bool { return int64(b) <= now.UnixMilli() }
