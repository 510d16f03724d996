package journey_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	// killed is how often the server is killed.
	killed = 6
	// between is how many requests at most begin between two kills.
	between = 12
	// senders send at once; signals is more than they can finish in the rounds.
	senders = 6
	signals = 60
)

// TestKill: the server is killed with -9 at random moments while many send. Who
// was told "received" finds it, also after a kill; who was told nothing sends the
// same bytes again and makes no double; the log only ever grows.
func TestKill(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	before := site.open(t, "noor")
	all := site.sealSignals(t, signals)
	state := filepath.Join(t.TempDir(), "state")
	follow := func() {
		t.Helper()
		if out, code := run(t, built.verify, "log", site.url+"/log", "--log-key", built.town.logKey, "--state", state); code != 0 {
			t.Errorf("the log is not what it was: %s", out)
		}
	}
	follow()

	k := &killing{site: site, up: make(chan struct{}), begun: make(chan struct{}, 1<<16), done: make(chan struct{})}
	close(k.up)
	work := make(chan sealedSignal, len(all))
	for _, s := range all {
		work <- s
	}
	close(work)
	var sending sync.WaitGroup
	for range senders {
		sending.Go(func() {
			for s := range work {
				k.send(t, s)
			}
		})
	}
	go func() {
		sending.Wait()
		close(k.done)
	}()
	for range killed {
		k.kill(follow)
	}
	<-k.done
	t.Logf("%d signals, %d kills, %d sent again", len(all), killed, k.again)

	for _, s := range all {
		answer, body, err := site.post("/api/signal", "", s.body)
		if !received(answer, body, err) {
			t.Errorf("the same bytes again: %s %v", body, err)
		}
		if promise := site.mailbox(t, s); !strings.Contains(promise, string(s.account)) {
			t.Errorf("the promise does not name what was sent: %q", promise)
		}
	}
	if got := site.open(t, "noor"); got != before+len(all) {
		t.Errorf("there are %d dossiers, want %d and %d", got, before, len(all))
	}
	follow()
	site.stop()
	sound(t, site.dir)
	if left, err := os.ReadDir(site.dir); err != nil || len(left) > 7 {
		t.Errorf("%d files in the folder: %v", len(left), err)
	}
}

// killing is a server that dies again and again.
type killing struct {
	*site
	begun chan struct{} // a token for each request
	done  chan struct{} // closed when all was sent

	mu    sync.Mutex    // guards what follows
	up    chan struct{} // closed while the server is up
	again int
}

func (k *killing) whenUp() <-chan struct{} {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.up
}

// send sends until it is told "received", as a person would press again.
func (k *killing) send(t *testing.T, s sealedSignal) {
	for {
		<-k.whenUp()
		k.begun <- struct{}{}
		answer, body, err := k.post("/api/signal", "", s.body)
		if received(answer, body, err) {
			return
		}
		if err == nil && answer.StatusCode < 500 {
			t.Errorf("refused: %d %s", answer.StatusCode, body)
			return
		}
		k.mu.Lock()
		k.again++
		k.mu.Unlock()
	}
}

// kill waits for some requests to begin, kills the server while they are under
// way, and starts it again; nobody sends until it was looked at.
func (k *killing) kill(look func()) {
	for range 1 + rand.IntN(between) {
		select {
		case <-k.begun:
		case <-k.done:
		}
	}
	// Not a wait for anything: it moves the kill to another step of the request.
	time.Sleep(time.Duration(rand.IntN(8000)) * time.Microsecond)
	k.mu.Lock()
	k.up = make(chan struct{})
	up := k.up
	k.mu.Unlock()
	k.restart()
	look()
	close(up)
}
