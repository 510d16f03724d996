package notify_test

import (
	"context"
	"strings"
	"testing"
	"time"

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
		r, err := notify.Deliver(ctx, store, c, now, 10)
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
	if waiting, dead, err := store.Waiting(ctx); waiting != 0 || dead != 1 || err != nil {
		t.Errorf("%d waiting, %d dead, %v", waiting, dead, err)
	}
	if len(c.sent) != 2 {
		t.Errorf("%d mails, want one for vera and one for busy", len(c.sent))
	}
}
