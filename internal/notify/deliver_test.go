package notify_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
)

var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// message waits for a person since start.
func message(id, to string) notify.Message {
	return notify.Message{ID: id, Org: "veenhaven", To: gehoor.PersonID(to), Kind: notify.KindSignal, NotBefore: start}
}

func deliver(t *testing.T, o *outbox, c notify.Channel, now time.Time) notify.Result {
	t.Helper()
	r, err := notify.Courier{Store: o, Channel: c}.Deliver(t.Context(), "veenhaven", now, 10)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestDeliver(t *testing.T) {
	o, c := newOutbox(message("1", "vera"), message("2", "omar"), message("3", "nadia")), &channel{}
	o.rows[2].NotBefore = start.Add(time.Hour)
	got := deliver(t, o, c, start)
	if diff := cmp.Diff(notify.Result{Sent: 2, Reasons: map[string]int{}}, got); diff != "" {
		t.Errorf("result (-want +got):\n%s", diff)
	}
	if len(o.rows) != 1 || o.rows[0].ID != "3" {
		t.Errorf("left in the outbox: %v", o.rows)
	}
	if got := deliver(t, o, c, start.Add(time.Hour)); got.Sent != 1 || len(o.rows) != 0 {
		t.Errorf("an hour later: %+v", got)
	}
}

// Several messages for one person go as one.
func TestDeliverPutsTogether(t *testing.T) {
	o, c := newOutbox(message("1", "vera"), message("2", "omar"), message("3", "vera")), &channel{}
	other := message("4", "vera")
	other.Org = "elsewhere"
	o.rows = append(o.rows, row{Message: other})
	got := deliver(t, o, c, start)
	if got.Sent != 3 || len(c.sent) != 2 || len(o.rows) != 1 {
		t.Errorf("%+v with %v sent; want 3 messages in 2 mails, and the other organisation's left", got, c.sent)
	}
}

func TestDeliverTriesAgain(t *testing.T) {
	o := newOutbox(message("1", "vera"))
	c := &channel{answer: func(context.Context, gehoor.PersonID) error { return &notify.Fault{Reason: "mailbox full", Code: 452} }}
	now := start
	for i, span := range notify.Backoff() {
		got := deliver(t, o, c, now)
		want := notify.Result{Failed: 1, Reasons: map[string]int{"mailbox full (452)": 1}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("failure %d (-want +got):\n%s", i+1, diff)
		}
		if early := deliver(t, o, c, now.Add(span-time.Second)); early.Failed != 0 {
			t.Errorf("after failure %d it went before %v had passed", i+1, span)
		}
		now = now.Add(span)
	}
	if got := deliver(t, o, c, now); got.Dead != 1 || got.Failed != 0 {
		t.Errorf("after %d failures: %+v, want it given up", len(notify.Backoff())+1, got)
	}
	waiting, dead, err := o.Waiting(t.Context(), "veenhaven")
	if waiting != 0 || dead != 1 || err != nil {
		t.Errorf("%d waiting, %d dead, %v", waiting, dead, err)
	}
	if !o.rows[0].DeadAt.Equal(now) {
		t.Errorf("given up at %v, want %v", o.rows[0].DeadAt, now)
	}
	if got := deliver(t, o, c, now.AddDate(1, 0, 0)); got.Dead+got.Failed+got.Sent != 0 {
		t.Errorf("a dead message went again: %+v", got)
	}
}

func TestDeliverGivesUpAtOnce(t *testing.T) {
	o := newOutbox(message("1", "vera"), message("2", "omar"))
	c := &channel{answer: func(_ context.Context, to gehoor.PersonID) error {
		if to == "vera" {
			return fmt.Errorf("smtp: %w", &notify.Fault{Reason: "recipient refused", Code: 550, Permanent: true})
		}
		return nil
	}}
	want := notify.Result{Sent: 1, Dead: 1, Reasons: map[string]int{"recipient refused (550)": 1}}
	if diff := cmp.Diff(want, deliver(t, o, c, start)); diff != "" {
		t.Errorf("result (-want +got):\n%s", diff)
	}
}

// Somebody without an address wants no messages.
func TestDeliverDrops(t *testing.T) {
	o, c := newOutbox(message("1", "vera")), &channel{}
	clear(o.addresses)
	if got := deliver(t, o, c, start); got.Dropped != 1 || len(o.rows) != 0 || len(c.sent) != 0 {
		t.Errorf("%+v, left %v, sent %v", got, o.rows, c.sent)
	}
}

// A recipient that hangs takes its own time and nobody else's.
func TestDeliverPastOneThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		messages := []notify.Message{message("0", "hangs")}
		for i := range 9 {
			messages = append(messages, message(fmt.Sprint(i+1), fmt.Sprintf("person-%d", i)))
		}
		o := newOutbox(messages...)
		var last time.Duration // when the last of the others had theirs
		began := time.Now()
		c := &channel{}
		c.answer = func(ctx context.Context, to gehoor.PersonID) error {
			if to == "hangs" {
				<-ctx.Done()
				return ctx.Err()
			}
			c.mu.Lock()
			defer c.mu.Unlock()
			last = max(last, time.Since(began))
			return nil
		}
		want := notify.Result{Sent: 9, Failed: 1, Reasons: map[string]int{"took too long": 1}}
		if diff := cmp.Diff(want, deliver(t, o, c, start)); diff != "" {
			t.Errorf("result (-want +got):\n%s", diff)
		}
		if last != 0 {
			t.Errorf("the others waited %v", last)
		}
		if all := time.Since(began); all != notify.SendTimeout {
			t.Errorf("the batch took %v, want %v", all, notify.SendTimeout)
		}
	})
}

// The lease outlasts a batch in which everybody hangs, so that no message is on
// its way twice.
func TestLeaseOutlastsBatch(t *testing.T) {
	for _, limit := range []int{1, notify.Workers, notify.Workers + 1, notify.MaxBatch, 10 * notify.MaxBatch} {
		synctest.Test(t, func(t *testing.T) {
			var messages []notify.Message
			for i := range limit {
				messages = append(messages, message(fmt.Sprint(i), fmt.Sprintf("person-%d", i)))
			}
			o := newOutbox(messages...)
			began := time.Now()
			c := &channel{answer: func(ctx context.Context, _ gehoor.PersonID) error { <-ctx.Done(); return ctx.Err() }}
			o.fail = "Failed" // what was claimed stays hidden
			r, err := notify.Courier{Store: o, Channel: c}.Deliver(t.Context(), "veenhaven", start, limit)
			if !errors.Is(err, gehoor.ErrUnavailable) || r.Failed != 0 {
				t.Fatalf("%+v, %v", r, err)
			}
			claimed := 0
			for _, row := range o.rows {
				if row.hidden.IsZero() {
					continue
				}
				claimed++
				if row.hidden.Sub(start) <= time.Since(began) {
					t.Fatalf("limit %d: a lease of %v, a batch of %v", limit, row.hidden.Sub(start), time.Since(began))
				}
			}
			if claimed != min(limit, notify.MaxBatch) {
				t.Errorf("limit %d: %d claimed", limit, claimed)
			}
		})
	}
}

// When the program is told to stop, what was sent is recorded, and what was not
// is left without an attempt.
func TestDeliverStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var messages []notify.Message
		for i := range 10 {
			messages = append(messages, message(fmt.Sprint(i), fmt.Sprintf("person-%d", i)))
		}
		o := newOutbox(messages...)
		ctx, cancel := context.WithCancel(t.Context())
		c := &channel{answer: func(ctx context.Context, to gehoor.PersonID) error {
			if to == "person-0" {
				cancel() // and yet it was sent
				return nil
			}
			<-ctx.Done()
			return ctx.Err()
		}}
		r, err := notify.Courier{Store: o, Channel: c}.Deliver(ctx, "veenhaven", start, 10)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(notify.Result{Sent: 1, Reasons: map[string]int{}}, r); diff != "" {
			t.Errorf("result (-want +got):\n%s", diff)
		}
		for _, row := range o.rows {
			if row.Attempts != 0 || row.ID == "0" {
				t.Errorf("left: %+v", row)
			}
		}
	})
}

// A crash between sending and recording sends again, after the lease.
func TestDeliverAtLeastOnce(t *testing.T) {
	o, c := newOutbox(message("1", "vera")), &channel{}
	o.fail = "Sent"
	if _, err := (notify.Courier{Store: o, Channel: c}).Deliver(t.Context(), "veenhaven", start, 10); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Fatalf("got %v", err)
	}
	o.fail = ""
	if got := deliver(t, o, c, start.Add(time.Second)); got.Sent != 0 {
		t.Error("went again within the lease")
	}
	if got := deliver(t, o, c, start.Add(time.Hour)); got.Sent != 1 {
		t.Errorf("after the lease: %+v", got)
	}
	if diff := cmp.Diff([]string{"1", "1"}, c.sent); diff != "" {
		t.Errorf("sent:\n%s", diff)
	}
}

// Errors and results name no address, no person and no kind, whatever a channel
// answers.
func TestDeliverTellsNothing(t *testing.T) {
	leak := errors.New("550 <vera@veenhaven.invalid> signal: no such user vera")
	for _, method := range []string{"", "Claim", "Address", "Sent", "Failed"} {
		o := newOutbox(message("1", "vera"), message("2", "omar"))
		o.fail = method
		c := &channel{answer: func(_ context.Context, to gehoor.PersonID) error {
			if to == "vera" {
				return leak
			}
			return nil
		}}
		r, err := notify.Courier{Store: o, Channel: c}.Deliver(t.Context(), "veenhaven", start, 10)
		if (err != nil) != (method != "") {
			t.Errorf("%s fails: %v", method, err)
		}
		said := fmt.Sprintf("%v %+v", err, r)
		for _, secret := range []string{"vera", "omar", "@", "invalid", "signal", "550"} {
			if strings.Contains(said, secret) {
				t.Errorf("%s fails: %q is in %q", method, secret, said)
			}
		}
	}
}

func TestDeliverNothing(t *testing.T) {
	o := newOutbox(message("1", "vera"))
	for _, limit := range []int{0, -1} {
		r, err := notify.Courier{Store: o, Channel: &channel{}}.Deliver(t.Context(), "veenhaven", start, limit)
		if err != nil || r.Sent != 0 || !o.rows[0].hidden.IsZero() {
			t.Errorf("limit %d: %+v, %v", limit, r, err)
		}
	}
}

// Whatever fails and however often, each message ends up sent or visibly dead,
// none is lost, and none is sent twice as long as recording works.
func TestEveryMessageEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "messages")
		var messages []notify.Message
		for i := range n {
			messages = append(messages, message(fmt.Sprint(i), rapid.SampledFrom([]string{"vera", "omar", "nadia"}).Draw(t, "to")))
		}
		o := newOutbox(messages...)
		answers := rapid.SliceOfN(rapid.SampledFrom([]error{nil, errors.New("again"), &notify.Fault{Reason: "no", Permanent: true}}), 1, 40).Draw(t, "answers")
		c := &channel{}
		asked := 0
		c.answer = func(context.Context, gehoor.PersonID) error {
			c.mu.Lock()
			defer c.mu.Unlock()
			asked++
			return answers[asked%len(answers)]
		}
		now, sent, dead := start, 0, 0
		for range 1 + len(notify.Backoff()) {
			r, err := notify.Courier{Store: o, Channel: c}.Deliver(context.Background(), "veenhaven", now, 100)
			if err != nil {
				t.Fatal(err)
			}
			sent, dead = sent+r.Sent, dead+r.Dead
			now = now.AddDate(0, 0, 2) // longer than any span
		}
		waiting, stillDead, _ := o.Waiting(context.Background(), "veenhaven")
		if waiting != 0 || stillDead != dead || sent+dead != n {
			t.Fatalf("of %d messages %d were sent, %d died, %d wait, %d are visible", n, sent, dead, waiting, stillDead)
		}
	})
}
