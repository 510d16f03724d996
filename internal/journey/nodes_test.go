package journey_test

import (
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/gehoor/gehoor/internal/store/postgres/pgtest"
)

// TestTwoNodes: two nodes serve one PostgreSQL database while many send, and one
// of them is killed with -9 and comes back. Nobody who was told "received" is lost,
// whoever was told nothing is taken by the other node without a double, and both
// publish one log.
func TestTwoNodes(t *testing.T) {
	t.Parallel()
	dsn := pgtest.New(t).DSN()
	dir, logKey := restored(t, taken(t, copyTown(t)), "--database", dsn)
	second := t.TempDir()
	copyFolder(t, dir, second)
	nodes := []*site{
		frontOf(t, newServer(t, dir, "--database", dsn)),
		frontOf(t, newServer(t, second, "--database", dsn)),
	}
	before := nodes[0].open(t, "noor")
	all := nodes[0].sealSignals(t, 48)
	follow := newFollower(t, logKey)
	follow(nodes[0], nodes[1])

	// Each sender keeps to a node, and takes the other when that does not answer.
	work := make(chan sealedSignal, len(all))
	for _, s := range all {
		work <- s
	}
	close(work)
	var took [2]atomic.Int64
	half := make(chan struct{}) // closed when half of them were received
	var done atomic.Int64
	var sending sync.WaitGroup
	for i := range 6 {
		sending.Go(func() {
			for s := range work {
				for try := i; ; try++ {
					answer, body, err := nodes[try%2].post("/api/signal", "", s.body)
					if received(answer, body, err) {
						took[try%2].Add(1)
						break
					}
					if err == nil && answer.StatusCode < 500 {
						t.Errorf("refused: %d %s", answer.StatusCode, body)
						break
					}
				}
				if done.Add(1) == int64(len(all)/2) {
					close(half)
				}
			}
		})
	}
	<-half
	nodes[1].restart() // killed, and started again
	sending.Wait()
	t.Logf("the nodes took %d and %d of %d", took[0].Load(), took[1].Load(), len(all))
	if took[0].Load() == 0 || took[1].Load() == 0 {
		t.Error("one node took nothing: this tested one node")
	}

	for i, s := range all {
		nodes[i%2].mailbox(t, s)
		if answer, body, err := nodes[(i+1)%2].post("/api/signal", "", s.body); !received(answer, body, err) {
			t.Errorf("the same bytes again, at the other node: %s %v", body, err)
		}
	}
	for _, node := range nodes {
		if got := node.open(t, "noor"); got != before+len(all) {
			t.Errorf("there are %d dossiers, want %d and %d", got, before, len(all))
		}
	}
	follow(nodes[1], nodes[0])
	for _, node := range nodes {
		node.stop()
	}
	sound(t, dir, "--database", dsn)
}

// newFollower follows one log at several addresses: what one shows must go on from
// what another showed.
func newFollower(t *testing.T, logKey string) func(...*site) {
	state := filepath.Join(t.TempDir(), "state")
	return func(sites ...*site) {
		t.Helper()
		for _, s := range sites {
			out, code := run(t, built.verify, "log", s.url+"/log", "--log-key", logKey, "--earlier-key", built.town.logKey, "--state", state)
			if code != 0 {
				t.Errorf("the log is not what it was: %s", out)
			}
		}
	}
}
