package witness_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/witness"
)

// agreed checks that an answer is the cosignature of that checkpoint.
func agreed(t *testing.T, w *world, size int64, line []byte, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%d leaves: %v", size, err)
	}
	have, err := register.Cosignatures(append(w.note(size), line...), w.publisher.Signer.Verifier(), cosigner(t, "witness.duinrade.example").Witness())
	if err != nil || len(have) != 1 || !have[0].At.Equal(now) {
		t.Errorf("%d leaves: %+v, %v", size, have, err)
	}
}

// stands checks that a witness refuses because it has seen another size.
func stands(t *testing.T, err error, size int64) {
	t.Helper()
	var elsewhere *witness.StandsElsewhere
	if !errors.As(err, &elsewhere) || elsewhere.Size != size {
		t.Errorf("got %v, want a witness that stands at %d", err, size)
	}
}

func TestCosignsWhatGrows(t *testing.T) {
	log := newWorld(t, "one")
	log.publishTo(5 * quantum)
	w := open(t, t.TempDir())
	old := int64(0)
	for _, size := range []int64{quantum, 2 * quantum, 5 * quantum} {
		line, err := w.Add(log.request(old, size))
		agreed(t, log, size, line, err)
		// The same request again is a replay; the same tree again is not.
		_, err = w.Add(log.request(old, size))
		stands(t, err, size)
		line, err = w.Add(log.request(size, size))
		agreed(t, log, size, line, err)
		old = size
	}
	_, err := w.Add(log.request(2*quantum, 3*quantum))
	stands(t, err, 5*quantum)
	if _, err := w.Add(log.request(5*quantum, 3*quantum)); !errors.Is(err, witness.ErrMalformed) {
		t.Errorf("a smaller tree: %v", err)
	}
}

// TestNeverTwoHistories: a log that branched is cosigned on one side alone, from
// wherever it is tried, and the witness that was stopped in between remembers.
func TestNeverTwoHistories(t *testing.T) {
	log := newWorld(t, "one")
	log.publishTo(3 * quantum)
	fork := log.branch("another")
	log.publishTo(6 * quantum)
	fork.publishTo(9 * quantum)
	dir := t.TempDir()
	w := open(t, dir)
	line, err := w.Add(log.request(0, 5*quantum))
	agreed(t, log, 5*quantum, line, err)
	for round := range 2 {
		_, err = w.Add(fork.request(0, 5*quantum))
		stands(t, err, 5*quantum)
		_, err = w.Add(fork.request(3*quantum, 9*quantum))
		stands(t, err, 5*quantum)
		for _, size := range []int64{5 * quantum, 6 * quantum, 9 * quantum} {
			if _, err := w.Add(fork.request(5*quantum, size)); !errors.Is(err, witness.ErrInconsistent) {
				t.Errorf("round %d: the other history at %d: %v", round, size, err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		w = open(t, dir)
	}
	line, err = w.Add(log.request(5*quantum, 6*quantum))
	agreed(t, log, 6*quantum, line, err)

	// The log signed two trees of one size: that is kept, and proves itself.
	name := filepath.Join(dir, hash(string(origin)))
	evidence, err := os.ReadFile(name + ".fork")
	if err != nil || !bytes.Equal(evidence, fork.note(5*quantum)) {
		t.Errorf("the evidence is %q, %v", evidence, err)
	}
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func TestProofsThatProveNothing(t *testing.T) {
	log := newWorld(t, "one")
	log.publishTo(4 * quantum)
	w := open(t, t.TempDir())
	first := register.AddCheckpoint{Checkpoint: log.note(quantum)}
	first.Proof = append(first.Proof, tlog.Hash{})
	if _, err := w.Add(first.Format()); !errors.Is(err, witness.ErrInconsistent) {
		t.Errorf("a proof where none is needed: %v", err)
	}
	line, err := w.Add(log.request(0, quantum))
	agreed(t, log, quantum, line, err)
	good, err := register.ParseAddCheckpoint(log.request(quantum, 3*quantum))
	if err != nil {
		t.Fatal(err)
	}
	for i := range good.Proof {
		bad := good
		bad.Proof = append(good.Proof[:0:0], good.Proof...)
		bad.Proof[i][0] ^= 1
		if _, err := w.Add(bad.Format()); !errors.Is(err, witness.ErrInconsistent) {
			t.Errorf("hash %d changed: %v", i, err)
		}
		bad.Proof = good.Proof[:i]
		if _, err := w.Add(bad.Format()); !errors.Is(err, witness.ErrInconsistent) {
			t.Errorf("only %d hashes: %v", i, err)
		}
	}
	line, err = w.Add(good.Format())
	agreed(t, log, 3*quantum, line, err)
}

func TestStrangersAndOtherKeys(t *testing.T) {
	log := newWorld(t, "one")
	log.publishTo(quantum)
	w := open(t, t.TempDir())
	sign := func(s *register.Signer, as string) []byte {
		tree, err := register.PeekCheckpoint(log.note(quantum))
		if err != nil {
			t.Fatal(err)
		}
		msg, err := register.SignCheckpoint(s, tree.Tree)
		if err != nil {
			t.Fatal(err)
		}
		return register.AddCheckpoint{Checkpoint: bytes.ReplaceAll(msg, []byte(s.Name()), []byte(as))}.Format()
	}
	for name, test := range map[string]struct {
		request []byte
		want    error
	}{
		"an unknown log":       {sign(signer(t, "gehoor.elders.example/log"), "gehoor.elders.example/log"), witness.ErrUnknownLog},
		"another key":          {sign(signer(t, "gehoor.elders.example/log"), string(origin)), witness.ErrSignature},
		"a changed root":       {bytes.Replace(log.request(0, quantum), []byte("\n8\n"), []byte("\n9\n"), 1), witness.ErrSignature},
		"nothing":              {nil, witness.ErrMalformed},
		"something else":       {[]byte("GET / HTTP/1.1\n\n"), witness.ErrMalformed},
		"a note, no tree":      {[]byte("old 0\n\nhello\n\n— a Uw2QOkn8srV1\n"), witness.ErrMalformed},
		"old above new":        {bytes.Replace(log.request(0, quantum), []byte("old 0\n"), []byte("old 9\n"), 1), witness.ErrMalformed},
		"an old size not seen": {bytes.Replace(log.request(0, quantum), []byte("old 0\n"), []byte("old 7\n"), 1), &witness.StandsElsewhere{}},
	} {
		_, err := w.Add(test.request)
		if _, elsewhere := test.want.(*witness.StandsElsewhere); elsewhere {
			stands(t, err, 0)
		} else if !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
}

// TestFolder: what a witness finds in its folder, and who else is in it.
func TestFolder(t *testing.T) {
	log := newWorld(t, "one")
	log.publishTo(2 * quantum)
	dir := t.TempDir()
	logs := []note.Verifier{signer(t, origin).Verifier()}
	key := cosigner(t, "witness.duinrade.example")
	w := open(t, dir)
	if _, err := witness.Open(dir, key, logs, time.Now); err == nil {
		t.Error("two witnesses share a folder")
	}
	line, err := w.Add(log.request(0, quantum))
	agreed(t, log, quantum, line, err)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := witness.Open(dir, cosigner(t, "witness.lageland.example"), logs, time.Now); err == nil {
		t.Error("another key goes on in the folder")
	}
	if _, err := witness.Open(dir, key, append(logs, logs...), time.Now); err == nil {
		t.Error("a log is there twice")
	}
	name := filepath.Join(dir, hash(string(origin)))
	kept, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for what, data := range map[string][]byte{
		"empty": nil, "cut off": kept[:len(kept)/2], "the log's word alone": log.note(quantum), "another tree": log.note(2 * quantum),
	} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := witness.Open(dir, key, logs, time.Now); err == nil {
			t.Errorf("goes on from a file that is %s", what)
		}
	}
	if err := os.WriteFile(name, kept, 0o600); err != nil {
		t.Fatal(err)
	}
	w = open(t, dir)
	line, err = w.Add(log.request(quantum, 2*quantum))
	agreed(t, log, 2*quantum, line, err)
}

// TestNotKeptNotCosigned: a folder that cannot be written gives no cosignature.
func TestNotKeptNotCosigned(t *testing.T) {
	log := newWorld(t, "one")
	log.publishTo(quantum)
	dir := filepath.Join(t.TempDir(), "seen")
	w := open(t, dir)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if line, err := w.Add(log.request(0, quantum)); err == nil || line != nil {
		t.Errorf("cosigned what is not kept: %q", line)
	}
}

// TestAtOnce: of many requests at once for two histories, one side wins.
func TestAtOnce(t *testing.T) {
	log := newWorld(t, "one")
	log.publishTo(quantum)
	fork := log.branch("another")
	log.publishTo(3 * quantum)
	fork.publishTo(3 * quantum)
	w := open(t, t.TempDir())
	line, err := w.Add(log.request(0, quantum))
	agreed(t, log, quantum, line, err)
	requests := [][]byte{log.request(quantum, 2*quantum), fork.request(quantum, 2*quantum), log.request(quantum, 3*quantum), fork.request(quantum, 3*quantum)}
	var wait sync.WaitGroup
	var mu sync.Mutex
	won := 0
	for _, r := range requests {
		for range 4 {
			wait.Go(func() {
				if _, err := w.Add(r); err == nil {
					mu.Lock()
					defer mu.Unlock()
					won++
				}
			})
		}
	}
	wait.Wait()
	if won != 1 {
		t.Errorf("%d requests from one size were cosigned", won)
	}
}

// TestHandler: the statuses and bodies that C2SP tlog-witness prescribes.
func TestHandler(t *testing.T) {
	log := newWorld(t, "one")
	log.publishTo(quantum)
	fork := log.branch("another")
	log.publishTo(2 * quantum)
	fork.publishTo(2 * quantum)
	s := httptest.NewServer(open(t, t.TempDir()).Handler(quiet()))
	defer s.Close()
	do := func(method, path string, body []byte) (*http.Response, string) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		got, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp, string(got)
	}
	last := "/" + hash(string(origin)) + "/checkpoint"
	for _, step := range []struct {
		what, method, path string
		body               []byte
		status             int
		has                string
	}{
		{"nothing yet", "GET", last, nil, 404, ""},
		{"cosigned", "POST", "/add-checkpoint", log.request(0, quantum), 200, "— witness.duinrade.example "},
		{"replayed", "POST", "/add-checkpoint", log.request(0, quantum), 409, "8\n"},
		{"grown", "POST", "/add-checkpoint", log.request(quantum, 2*quantum), 200, "— witness.duinrade.example "},
		{"forked", "POST", "/add-checkpoint", fork.request(2*quantum, 2*quantum), 422, ""},
		{"smaller", "POST", "/add-checkpoint", log.request(2*quantum, quantum), 400, ""},
		{"malformed", "POST", "/add-checkpoint", []byte("old"), 400, ""},
		{"too long", "POST", "/add-checkpoint", make([]byte, register.MaxAddBytes+1), 400, ""},
		{"unknown", "POST", "/add-checkpoint", bytes.ReplaceAll(log.request(0, quantum), []byte("veenhaven"), []byte("duinrade")), 404, ""},
		{"other key", "POST", "/add-checkpoint", bytes.Replace(log.request(0, quantum), []byte("\n8\n"), []byte("\n7\n"), 1), 403, ""},
		{"read", "GET", "/add-checkpoint", nil, 405, ""},
		{"last", "GET", last, nil, 200, "— witness.duinrade.example "},
		{"another log's last", "GET", "/" + hash("elsewhere") + "/checkpoint", nil, 404, ""},
		{"a path", "GET", "/..%2f..%2fwitness.json/checkpoint", nil, 404, ""},
		{"anything else", "GET", "/", nil, 404, ""},
	} {
		resp, got := do(step.method, step.path, step.body)
		if resp.StatusCode != step.status || !strings.HasPrefix(got, step.has) && !strings.Contains(got, step.has) {
			t.Errorf("%s: %d %q", step.what, resp.StatusCode, got)
		}
		if step.status == http.StatusConflict && resp.Header.Get("Content-Type") != "text/x.tlog.size" {
			t.Errorf("%s: the size has type %q", step.what, resp.Header.Get("Content-Type"))
		}
		if step.what == "last" {
			c, err := register.ParseCheckpoint([]byte(got), log.publisher.Signer.Verifier())
			if err != nil || c.N != 2*quantum {
				t.Errorf("the last checkpoint is %+v, %v", c, err)
			}
		}
	}
}

// FuzzAdd: no request that the fuzzer makes is cosigned, and none changes what the
// witness remembers.
func FuzzAdd(f *testing.F) {
	log := newWorld(f, "one")
	c := log.publish()
	msg := log.note(c.N)
	good := log.request(0, c.N)
	w := open(f, f.TempDir())
	if _, err := w.Add(good); err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(bytes.Replace(good, []byte("old 0"), []byte("old 8"), 1))
	f.Add([]byte("old 8\n\nx\n8\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		line, err := w.Add(data)
		if err == nil && !bytes.Contains(data, msg[:bytes.Index(msg, []byte("\n\n"))]) {
			t.Errorf("cosigned %q with %q", data, line)
		}
		last, err := w.Last(hash(string(origin)))
		if err != nil {
			t.Fatal(err)
		}
		if seen, err := register.PeekCheckpoint(last); err != nil || seen.Tree != c.Tree {
			t.Errorf("the witness now remembers %+v, %v", seen, err)
		}
	})
}
