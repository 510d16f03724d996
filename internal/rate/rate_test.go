package rate_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/gehoor/gehoor/internal/rate"
)

// start is a Monday morning.
var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// bucket is a bucket with its rate.
type bucket struct {
	rate.Bucket
	r rate.Rate
}

func newBucket(burst int, every time.Duration) *bucket {
	return &bucket{r: rate.Rate{Burst: burst, Every: every}}
}

func (b *bucket) take(now time.Time) time.Duration { return b.Take(b.r, now) }

func TestBucket(t *testing.T) {
	b := newBucket(3, time.Minute)
	for i := range 3 {
		if wait := b.take(start); wait != 0 {
			t.Fatalf("try %d has to wait %v", i+1, wait)
		}
	}
	if wait := b.take(start); wait != time.Minute {
		t.Errorf("the fourth try waits %v, want 1m", wait)
	}
	if wait := b.take(start.Add(59 * time.Second)); wait != time.Second {
		t.Errorf("after 59 s the fourth try waits %v, want 1s", wait)
	}
	if wait := b.take(start.Add(time.Minute)); wait != 0 {
		t.Errorf("after a minute the fourth try waits %v", wait)
	}
	if b.Full(start.Add(3*time.Minute)) || !b.Full(start.Add(4*time.Minute)) {
		t.Error("four tries of a minute each are back after four minutes, no sooner")
	}
}

func TestBucketGivesBack(t *testing.T) {
	b := newBucket(1, time.Minute)
	for range 5 {
		if wait := b.take(start); wait != 0 {
			t.Fatalf("has to wait %v", wait)
		}
		b.GiveBack(b.r)
	}
}

// A clock that was wrong and is put right keeps nobody out for longer than an
// empty bucket does.
func TestBucketClockGoesBack(t *testing.T) {
	b := newBucket(2, time.Minute)
	b.take(start.AddDate(1, 0, 0))
	if wait := b.take(start); wait > time.Minute {
		t.Errorf("waits %v", wait)
	}
}

// In any stretch of time no more tries get through than the burst and what came
// back meanwhile; who waits as long as told gets through; a full bucket behaves
// as a new one.
func TestBucketProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		burst := rapid.IntRange(1, 12).Draw(t, "burst")
		every := time.Duration(rapid.IntRange(1, 120_000).Draw(t, "every, ms")) * time.Millisecond
		b := newBucket(burst, every)
		now := start
		var through []time.Time
		for range rapid.IntRange(1, 60).Draw(t, "tries") {
			now = now.Add(time.Duration(rapid.IntRange(0, 90_000).Draw(t, "gap, ms")) * time.Millisecond)
			full := b.Full(now)
			wait := b.take(now)
			if full && wait != 0 {
				t.Fatalf("a full bucket has a wait of %v", wait)
			}
			if wait > every {
				t.Fatalf("a wait of %v, longer than %v", wait, every)
			}
			if wait != 0 {
				now = now.Add(wait)
				if again := b.take(now); again != 0 {
					t.Fatalf("told to wait %v, then %v", wait, again)
				}
			}
			through = append(through, now)
		}
		for i := range through {
			for j := i; j < len(through); j++ {
				most := burst + int(through[j].Sub(through[i])/every)
				if j-i+1 > most {
					t.Fatalf("%d tries in %v, at most %d may", j-i+1, through[j].Sub(through[i]), most)
				}
			}
		}
	})
}
