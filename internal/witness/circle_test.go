package witness_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/witness"
)

// states are the states of answers.
func states(answers []witness.Answer) string {
	var all []string
	for _, a := range answers {
		s := string(a.State)
		if a.Changed {
			s += "!"
		}
		all = append(all, s)
	}
	return strings.Join(all, " ")
}

// cosigned are the names under the checkpoint that is served, and its size.
func (w *world) cosigned(c *witness.Circle) (string, int64) {
	w.t.Helper()
	msg, err := register.Tile(w.t.Context(), w.store, org, register.CheckpointPath)
	if err != nil {
		w.t.Fatal(err)
	}
	have, err := register.Cosignatures(msg, c.Log, c.Policy.Keys()...)
	if err != nil {
		w.t.Fatal(err)
	}
	var names []string
	for _, h := range have {
		names = append(names, h.Witness.Name())
	}
	tree, err := register.ParseCheckpoint(msg, c.Log)
	if err != nil {
		w.t.Fatal(err)
	}
	return strings.Join(names, " "), tree.N
}

// switched is a handler that can be put away.
type switched struct {
	http.Handler
	away atomic.Bool
	mu   sync.Mutex
	got  []int // lengths of requests
}

func (s *switched) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.got = append(s.got, int(r.ContentLength))
	s.mu.Unlock()
	if s.away.Load() {
		panic(http.ErrAbortHandler)
	}
	s.Handler.ServeHTTP(w, r)
}

// TestAsksAndKeeps: two witnesses, of which one goes away and comes back.
func TestAsksAndKeeps(t *testing.T) {
	log := newWorld(t, "one")
	one := open(t, t.TempDir())
	two := &switched{Handler: open(t, t.TempDir()).Handler(quiet())}
	key := cosigner(t, "witness.duinrade.example").Witness()
	c := log.circle("all", served(t, "one", one.Handler(quiet()), key))
	if got := states(log.ask(c)); got != "cosigned" {
		t.Fatal(got)
	}
	if names, size := log.cosigned(c); names != key.Name() || size != quantum {
		t.Errorf("%q under %d", names, size)
	}

	c = log.circle("all", served(t, "two", two, key))
	for i, step := range []struct {
		away bool
		want string
		size int64 // that is served
	}{
		{false, "cosigned", 2}, {true, "away!", 2}, {true, "away", 4}, {false, "cosigned!", 5}, {false, "cosigned", 6},
	} {
		two.away.Store(step.away)
		if got := states(log.ask(c)); got != step.want {
			t.Errorf("step %d: %s, want %s", i, got, step.want)
		}
		if _, size := log.cosigned(c); size != step.size*quantum {
			t.Errorf("step %d: %d leaves are served, want %d", i, size, step.size*quantum)
		}
	}
}

// TestAskingTellsNothing: what a witness is sent has the same length whether
// leaves were written in between or not, and comes once for each checkpoint.
func TestAskingTellsNothing(t *testing.T) {
	lengths := func(busy bool) []int {
		log := newWorld(t, "one")
		seen := &switched{Handler: open(t, t.TempDir()).Handler(quiet())}
		c := log.circle("all", served(t, "one", seen, cosigner(t, "witness.duinrade.example").Witness()))
		for range 6 {
			if busy {
				if err := log.store.AppendReceived(org, "dossier/0123456789abcdef0123456789abcdef", 5); err != nil {
					t.Fatal(err)
				}
			}
			log.ask(c)
		}
		return seen.got
	}
	calm, busy := lengths(false), lengths(true)
	if len(calm) != 6 || len(busy) != 6 {
		t.Fatalf("%d and %d requests for 6 checkpoints", len(calm), len(busy))
	}
	for i := range calm {
		if calm[i] != busy[i] {
			t.Errorf("request %d has %d bytes when nothing was written, else %d", i, calm[i], busy[i])
		}
	}
}

// TestWitnessThatKnowsBetter: a circle that begins anew learns where the witness
// stands, and one whose log is not what the witness saw is told so.
func TestWitnessThatKnowsBetter(t *testing.T) {
	log := newWorld(t, "one")
	key := cosigner(t, "witness.duinrade.example").Witness()
	m := served(t, "one", open(t, t.TempDir()).Handler(quiet()), key)
	c := log.circle("1", m)
	log.ask(c)
	fork := log.branch("another")
	log.ask(c)
	log.ask(c)
	if got := states(log.ask(log.circle("1", m))); got != "cosigned" {
		t.Errorf("after a restart: %s", got)
	}
	other := fork.circle("1", m)
	for i, want := range []string{"ahead!", "ahead", "other-history!", "other-history"} {
		got := fork.ask(other)
		if states(got) != want || !got[0].State.Trouble() || got[0].Err == nil {
			t.Errorf("step %d: %s (%v), want %s", i, states(got), got[0].Err, want)
		}
	}
	if names, size := fork.cosigned(other); names != "" || size != 5*quantum {
		t.Errorf("%q under %d of the other history", names, size)
	}
	// Another node published later, and asked sooner.
	older := log.publish()
	log.ask(c)
	answers, err := c.Ask(t.Context(), older, time.Minute)
	if err != nil || states(answers) != "overtaken!" || answers[0].State.Trouble() {
		t.Errorf("a checkpoint that was overtaken: %s, %v", states(answers), err)
	}
}

// TestWitnessThatMisbehaves: whatever a witness answers, the log goes on, the time
// is bounded, and nothing but its own cosignature is kept.
func TestWitnessThatMisbehaves(t *testing.T) {
	key := cosigner(t, "witness.lageland.example").Witness()
	honest := open(t, t.TempDir())
	for name, test := range map[string]struct {
		handle http.HandlerFunc
		want   witness.State
	}{
		"says nothing":          {func(http.ResponseWriter, *http.Request) {}, witness.Away},
		"speaks of the weather": {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("sunny\n")) }, witness.Away},
		"never ends": {func(w http.ResponseWriter, _ *http.Request) {
			for {
				if _, err := w.Write(make([]byte, 1<<12)); err != nil {
					return
				}
			}
		}, witness.Away},
		"never answers": {func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body) // only then the server sees that nobody waits
			<-r.Context().Done()
		}, witness.Away},
		"leads elsewhere": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusTemporaryRedirect)
		}, witness.Away},
		"knows nobody":           {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) }, witness.Unacquainted},
		"forbids":                {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }, witness.Unacquainted},
		"fails":                  {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, witness.Away},
		"always stands at zero":  {conflict("0\n"), witness.Away},
		"stands at a word":       {conflict("many\n"), witness.Away},
		"stands below zero":      {conflict("-1\n"), witness.Away},
		"stands without end":     {conflict("8"), witness.Away},
		"stands far away":        {conflict("9223372036854775807\n"), witness.Ahead},
		"signs with another key": {func(w http.ResponseWriter, r *http.Request) { honest.Handler(quiet()).ServeHTTP(w, r) }, witness.Away},
	} {
		t.Run(name, func(t *testing.T) {
			log := newWorld(t, "one")
			s := httptest.NewServer(test.handle)
			c := log.circle("1", member{"one", key.VerifierKey(), s.URL})
			answers, err := c.Ask(t.Context(), log.publish(), 300*time.Millisecond)
			if err != nil || len(answers) != 1 || answers[0].State != test.want || answers[0].Err == nil {
				t.Errorf("%+v, %v; want %s", answers, err, test.want)
			}
			if names, size := log.cosigned(c); names != "" || size != quantum {
				t.Errorf("%q under %d", names, size)
			}
			s.CloseClientConnections()
			s.Close()
		})
	}
}

func conflict(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusConflict)
		_, _ = w.Write([]byte(body))
	}
}

// TestOneOfTwo: what one witness says is kept while the other is away, and is
// enough only if the policy says so.
func TestOneOfTwo(t *testing.T) {
	for quorum, want := range map[string]bool{"any": true, "all": false} {
		log := newWorld(t, "one")
		here := served(t, "here", open(t, t.TempDir()).Handler(quiet()), cosigner(t, "witness.duinrade.example").Witness())
		away := member{"away", cosigner(t, "witness.lageland.example").Witness().VerifierKey(), "http://127.0.0.1:1"}
		c := log.circle(quorum, away, here)
		if got := states(log.ask(c)); got != "away! cosigned" {
			t.Errorf("%s: %s", quorum, got)
		}
		newest, err := log.store.Newest(t.Context(), org, 1)
		if err != nil || newest[0].Enough != want {
			t.Errorf("%s: enough is %t, %v", quorum, newest[0].Enough, err)
		}
		if names, _ := log.cosigned(c); names != "witness.duinrade.example" {
			t.Errorf("%s: under the checkpoint is %q", quorum, names)
		}
	}
}

// TestWithoutAddress: a witness that the policy gives no address is not asked.
func TestWithoutAddress(t *testing.T) {
	log := newWorld(t, "one")
	c := log.circle("1", member{"one", cosigner(t, "witness.lageland.example").Witness().VerifierKey(), ""})
	if got := log.ask(c); len(got) != 0 {
		t.Errorf("asked %s", states(got))
	}
}
