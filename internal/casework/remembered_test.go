package casework_test

import (
	"context"
	"sync/atomic"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
)

// counting counts questions about streams.
type counting struct {
	ledger.Store
	loads atomic.Int64
}

func (c *counting) Load(ctx context.Context, org gehoor.OrgID, s gehoor.StreamID, after gehoor.Seq) ([]ledger.Record, error) {
	c.loads.Add(1)
	return c.Store.Load(ctx, org, s, after)
}

// A second node over the same store, and what it asks.
func (w *world) node() (*casework.Casework, *counting) {
	w.t.Helper()
	store := &counting{Store: w.store}
	deps := w.deps()
	deps.Events = store
	return casework.New(deps), store
}

// Who receives a signal is remembered: the append proves that it still holds.
func TestReceiveAsksNothingThatAppendProves(t *testing.T) {
	w := newWorld(t)
	node, store := w.node()
	for i, code := range []string{"R1", "R2"} {
		before := store.loads.Load()
		_, err := node.Receive(t.Context(), veenhaven, submission(code, gehoor.OfficeAlderman, noor, bram))
		w.must(err)
		if n := store.loads.Load() - before; i > 0 && n != 0 {
			t.Errorf("signal %d: the store was asked %d times", i+1, n)
		}
	}
}

// What a node remembers is old when another node changed it. Nothing is decided
// by it: not that a signal is taken in, and not that it is refused.
func TestReceiveOnOldMemory(t *testing.T) {
	w := newWorld(t)
	node, _ := w.node()
	warm := func() {
		_, err := node.Receive(t.Context(), veenhaven, submission("warm", gehoor.OfficeAlderman, noor, bram))
		w.must(err)
	}
	warm()
	w.must(w.Leave(t.Context(), veenhaven, gehoor.System, bram)) // the other node
	_, err := node.Receive(t.Context(), veenhaven, submission("R1", gehoor.OfficeAlderman, noor, bram))
	w.refused(err, dossier.CodeHolders)

	w = newWorld(t)
	node, _ = w.node()
	warm()
	w.must(w.Leave(t.Context(), veenhaven, gehoor.System, bram))
	if _, err := node.Receive(t.Context(), veenhaven, submission("R1", gehoor.OfficeAlderman, noor, saar, milan)); err != nil {
		t.Errorf("the desk stands in for bram: %v", err)
	}
}

// Sent again, a signal is the one that is there, whatever became of the holders.
func TestSentAgainAfterHoldersChanged(t *testing.T) {
	w := newWorld(t)
	first := w.send("R1")
	w.must(w.Leave(t.Context(), veenhaven, gehoor.System, bram))
	if again := w.send("R1"); again != first {
		t.Errorf("sent again: %+v, first %+v", again, first)
	}
}

func TestStolenContentIsReplayed(t *testing.T) {
	w := newWorld(t)
	w.send("R1")
	stolen := submission("R2", gehoor.OfficeAlderman, noor, bram)
	stolen.Account = words("account of R1")
	_, err := w.Receive(t.Context(), veenhaven, stolen)
	w.refused(err, gehoor.CodeReplayed)
}
