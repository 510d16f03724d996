package notify_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/notify"
)

// Delivery against the store that keeps the whole contract: what an act wrote is
// sent, tried again after a minute, or given up and visible.
func TestDeliverFromLedger(t *testing.T) {
	store, ctx := ledgertest.NewMemory(), t.Context()
	dossier := gehoor.DossierStream(gehoor.DossierID(strings.Repeat("a", 32)))
	act := ledger.Batch{Org: "veenhaven", Extensions: []ledger.Extension{ledgertest.Extend(dossier, 0, 1)}}
	for id, to := range map[string]string{"1": "vera", "2": "vera", "3": "busy", "4": "gone", "5": "without an address"} {
		act.Inserts = append(act.Inserts, message(id, to))
		if to != "without an address" {
			a := notify.Address{Org: "veenhaven", Person: gehoor.PersonID(to), Mail: to + "@veenhaven.invalid", Lang: gehoor.Dutch}
			if err := store.PutAddress(ctx, a); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := store.Append(ctx, act); err != nil {
		t.Fatal(err)
	}
	busy := true
	c := &channel{answer: func(_ context.Context, to gehoor.PersonID) error {
		switch {
		case to == "busy" && busy:
			return &notify.Fault{Reason: "busy", Code: 451}
		case to == "gone":
			return &notify.Fault{Reason: "unknown", Code: 550, Permanent: true}
		}
		return nil
	}}
	want := func(now time.Time, sent, failed, dead, dropped int) {
		t.Helper()
		r, err := notify.Courier{Store: store, Channel: c}.Deliver(ctx, "veenhaven", now, 10)
		if err != nil {
			t.Fatal(err)
		}
		if r.Sent != sent || r.Failed != failed || r.Dead != dead || r.Dropped != dropped {
			t.Errorf("%+v; want sent %d, failed %d, dead %d, dropped %d", r, sent, failed, dead, dropped)
		}
	}
	want(start, 2, 1, 1, 1)
	want(start.Add(59*time.Second), 0, 0, 0, 0)
	busy = false
	want(start.Add(time.Minute), 1, 0, 0, 0)
	if waiting, dead, err := store.Waiting(ctx, "veenhaven"); waiting != 0 || dead != 1 || err != nil {
		t.Errorf("%d waiting, %d dead, %v", waiting, dead, err)
	}
	if len(c.sent) != 2 {
		t.Errorf("%d mails, want one for vera and one for busy", len(c.sent))
	}
}

// One organisation's relay that hangs, and one that is gone, keep nobody else's
// mail waiting: each organisation has a queue and a channel of its own.
func TestDeadRelayHoldsUpNobodyElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, ctx := ledgertest.NewMemory(), t.Context()
		queue(t, store, "duinrade", 200)
		queue(t, store, "veenhaven", 10)
		hangs := &channel{answer: func(ctx context.Context, _ gehoor.PersonID) error { <-ctx.Done(); return ctx.Err() }}
		works := &channel{}
		began := time.Now()
		ended := make(chan notify.Result)
		go func() {
			r, err := notify.Courier{Store: store, Channel: hangs}.Deliver(ctx, "duinrade", start, notify.MaxBatch)
			if err != nil {
				t.Error(err)
			}
			ended <- r
		}()
		synctest.Wait() // the other organisation's batch hangs now
		r, err := notify.Courier{Store: store, Channel: works}.Deliver(ctx, "veenhaven", start, notify.MaxBatch)
		if err != nil || r.Sent != 10 || time.Since(began) != 0 {
			t.Errorf("%+v after %v, %v; want 10 sent at once", r, time.Since(began), err)
		}
		if r := <-ended; r.Failed != notify.MaxBatch {
			t.Errorf("the relay that hangs: %+v", r)
		}
	})
}

// A webhook that hangs, however much waits for it, keeps neither mail waiting nor
// another webhook nor another organisation's of the same name.
func TestDeadWebhookHoldsUpNobodyElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, ctx := ledgertest.NewMemory(), t.Context()
		queue(t, store, "veenhaven", 10)
		for i := range 300 {
			hook, org := notify.Hook("dead"), gehoor.OrgID("veenhaven")
			switch {
			case i >= 290:
				hook = "works"
			case i >= 280:
				org = "duinrade"
			}
			m := notify.Message{ID: fmt.Sprint("event", i), Org: org, Hook: hook, Kind: notify.KindSignal, NotBefore: start.Add(-time.Hour)}
			if err := store.Enqueue(ctx, m); err != nil {
				t.Fatal(err)
			}
		}
		hangs := &channel{answer: func(ctx context.Context, _ gehoor.PersonID) error { <-ctx.Done(); return ctx.Err() }}
		began := time.Now()
		ended := make(chan notify.Result)
		go func() {
			r, err := notify.Courier{Store: store, Channel: hangs, Hook: "dead"}.Deliver(ctx, "veenhaven", start, notify.MaxBatch)
			if err != nil {
				t.Error(err)
			}
			ended <- r
		}()
		synctest.Wait() // it hangs now
		for name, c := range map[string]struct {
			org  gehoor.OrgID
			hook notify.Hook
			sent int
		}{
			"mail": {"veenhaven", "", 10}, "another webhook": {"veenhaven", "works", 1}, "another organisation": {"duinrade", "dead", 1},
		} {
			works := &channel{}
			r, err := notify.Courier{Store: store, Channel: works, Hook: c.hook}.Deliver(ctx, c.org, start, notify.MaxBatch)
			if err != nil || r.Sent != 10 || len(works.sent) != c.sent || time.Since(began) != 0 {
				t.Errorf("%s: %+v in %d after %v, %v; want 10 at once in %d", name, r, len(works.sent), time.Since(began), err, c.sent)
			}
		}
		if r := <-ended; r.Failed != notify.MaxBatch || time.Since(began) != notify.SendTimeout {
			t.Errorf("the webhook that hangs: %+v after %v", r, time.Since(began))
		}
	})
}

// queue puts n messages to n people into an organisation's outbox.
func queue(t *testing.T, store *ledgertest.Memory, org gehoor.OrgID, n int) {
	t.Helper()
	act := ledger.Batch{Org: org, Extensions: []ledger.Extension{ledgertest.Extend(gehoor.DossierStream(gehoor.DossierID(strings.Repeat("b", 32))), 0, 1)}}
	for i := range n {
		m := message(fmt.Sprint(org, i), fmt.Sprint("person-", i))
		m.Org = org
		act.Inserts = append(act.Inserts, m)
		if err := store.PutAddress(t.Context(), notify.Address{Org: org, Person: m.To, Mail: "a@veenhaven.invalid", Lang: gehoor.Dutch}); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Append(t.Context(), act); err != nil {
		t.Fatal(err)
	}
}

// The relay is away for a day and a night: after half an hour somebody can see
// it, nothing is lost, and the alarm ends when all is delivered.
func TestMailAwayForADay(t *testing.T) {
	store, ctx := ledgertest.NewMemory(), t.Context()
	queue(t, store, "veenhaven", 10)
	away := true
	c := &channel{answer: func(context.Context, gehoor.PersonID) error {
		if away {
			return &notify.Fault{Reason: "the relay cannot be reached"}
		}
		return nil
	}}
	trouble := func(want notify.Trouble) {
		t.Helper()
		got, err := store.Trouble(ctx, "veenhaven", "", notify.ScopeOpen)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("trouble (-want +got):\n%s", diff)
		}
	}
	sent := 0
	for now := start; now.Before(start.AddDate(0, 0, 4)); now = now.Add(time.Minute) {
		r, err := notify.Courier{Store: store, Channel: c}.Deliver(ctx, "veenhaven", now, 10)
		if err != nil || r.Dead > 0 {
			t.Fatalf("at %v: %+v, %v", now, r, err)
		}
		sent += r.Sent
		switch now.Sub(start) {
		case 30 * time.Minute:
			trouble(notify.Trouble{})
		case time.Hour:
			trouble(notify.Trouble{Messages: 10, Since: start})
		case 25 * time.Hour:
			away = false
		}
	}
	trouble(notify.Trouble{})
	if sent != 10 || len(c.sent) != 10 {
		t.Errorf("%d of 10 arrived", sent)
	}
}
