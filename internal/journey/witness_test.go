package journey_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/register"
)

// watcher is gehoor witness over a folder. It can be killed and started again at
// the same address.
type watcher struct {
	t      testing.TB
	dir    string
	listen string
	url    string
	key    string
	cmd    *exec.Cmd
	stdin  io.Closer
	said   said
}

// newWatcher starts a witness that knows these logs.
func newWatcher(t testing.TB, name string, logs ...string) *watcher {
	t.Helper()
	w := &watcher{t: t, dir: t.TempDir(), listen: "127.0.0.1:0"}
	if err := os.WriteFile(filepath.Join(w.dir, "logs"), []byte("# town\n"+strings.Join(logs, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		w.kill()
		if t.Failed() {
			t.Logf("the witness said:\n%s", tail(w.said.bytes(), 4000))
		}
	})
	w.start("--name", name)
	return w
}

func (w *watcher) start(args ...string) {
	w.t.Helper()
	w.cmd = exec.Command(built.gehoor, append([]string{"witness", "--child", "--data", w.dir, "--listen", w.listen}, args...)...)
	w.cmd.Stderr = &w.said
	var err error
	if w.stdin, err = w.cmd.StdinPipe(); err != nil {
		w.t.Fatal(err)
	}
	out, err := w.cmd.StdoutPipe()
	if err == nil {
		err = w.cmd.Start()
	}
	if err != nil {
		w.t.Fatal(err)
	}
	var ready struct{ URL, Key string }
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &ready)
	}
	if err != nil {
		w.t.Fatalf("the witness did not start: %v\n%s", err, w.said.bytes())
	}
	w.url, w.key = ready.URL, ready.Key
	w.listen = strings.Trim(strings.TrimPrefix(ready.URL, "http://"), "/")
}

// kill ends the process as a power cut does.
func (w *watcher) kill() {
	if w.cmd == nil {
		return
	}
	_ = w.cmd.Process.Signal(syscall.SIGKILL) // no harm if it ended
	_ = w.cmd.Wait()
	_ = w.stdin.Close()
	w.cmd = nil
}

// last is the checkpoint of the town that the witness cosigned last.
func (w *watcher) last() string {
	w.t.Helper()
	origin, _, _ := strings.Cut(built.town.logKey, "+")
	resp, err := http.Get(fmt.Sprintf("%s%x/checkpoint", w.url, sha256.Sum256([]byte(origin))))
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		w.t.Fatalf("the witness answers %d, %v: %s", resp.StatusCode, err, body)
	}
	return string(body)
}

// watched is a copy of the town that asks these witnesses, all of whom must sign.
func watched(t testing.TB, policy string) string {
	t.Helper()
	dir := copyTown(t)
	if err := os.WriteFile(filepath.Join(dir, "witnesses"), []byte(policy), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func policyOf(key, url string) string {
	return "witness duinrade " + key + " " + url + "\nquorum duinrade\n"
}

// eventually asks again until it is so. What it waits for comes with a checkpoint,
// once a second, or not at all.
func eventually(t testing.TB, what string, so func() bool) {
	t.Helper()
	patience := time.After(time.Minute)
	again := time.NewTicker(100 * time.Millisecond)
	defer again.Stop()
	for !so() {
		select {
		case <-again.C:
		case <-patience:
			t.Fatalf("waited for a minute: %s", what)
		}
	}
}

// follow checks the whole log from outside.
func (f *site) follow(args ...string) (string, int) {
	f.t.Helper()
	return run(f.t, built.verify, append([]string{"log", f.url + "/log", "--log-key", built.town.logKey}, args...)...)
}

// size is how many leaves the checkpoint that is served covers.
func (f *site) size() int64 {
	f.t.Helper()
	_, body, err := f.get("/log/"+register.CheckpointPath, "")
	if err != nil {
		return 0
	}
	c, err := register.PeekCheckpoint(body)
	if err != nil {
		f.t.Fatalf("%v: %s", err, body)
	}
	return c.N
}

// receipt fetches the proof of a signal to a file, as its reporter does.
func (f *site) receipt(s sealedSignal) string {
	f.t.Helper()
	answer, body, err := f.post("/api/back", "", map[string]any{"lookup": s.lookup})
	if !received(answer, body, err) {
		f.t.Fatalf("the mailbox does not open: %s %v", body, err)
	}
	cookie := sessionOf(answer)
	var file []byte
	eventually(f.t, "the proof", func() bool {
		answer, file, err = f.get("/nl/vervolg/receipt", cookie)
		return err == nil && answer.StatusCode == http.StatusOK
	})
	path := filepath.Join(f.t.TempDir(), "receipt")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		f.t.Fatal(err)
	}
	return path
}

// TestWitness: another Gehoor watches over the town's log, is killed and comes
// back. Publishing goes on all the time; who demands the witness is told when its
// word is missing, and a receipt that was fetched without it can be fetched again.
func TestWitness(t *testing.T) {
	t.Parallel()
	w := newWatcher(t, "witness.duinrade.example/gehoor", built.town.logKey)
	f := frontOf(t, newServer(t, watched(t, policyOf(w.key, w.url))))
	state := filepath.Join(t.TempDir(), "state")
	demand := []string{"--witness", w.key, "--state", state}
	eventually(t, "a cosigned log", func() bool { _, code := f.follow(demand...); return code == 0 })
	for range 3 { // also while the next checkpoint is with the witness
		if out, code := f.follow(demand...); code != 0 {
			t.Errorf("the log is not cosigned: %s", out)
		}
	}

	// The witness is away.
	w.kill()
	signal := f.sealSignals(t, 1)[0]
	if answer, body, err := f.post("/api/signal", "", signal.body); !received(answer, body, err) {
		t.Fatalf("not received: %s %v", body, err)
	}
	before := f.size()
	eventually(t, "checkpoints go on", func() bool { return f.size() > before+3*16 })
	if out, code := f.follow(demand...); code != 1 || !strings.Contains(out, "1 witnesses that you gave 0 cosigned") {
		t.Errorf("without the witness it ends with %d: %s", code, out)
	}
	if out, code := f.follow("--state", state); code != 0 {
		t.Errorf("the log is not what it was: %s", out)
	}
	alone := f.receipt(signal)
	check := []string{"receipt", alone, "--log-key", built.town.logKey}
	if out, code := run(t, built.verify, check...); code != 0 {
		t.Errorf("the receipt does not hold: %s", out)
	}
	if out, code := run(t, built.verify, append(check, "--witness", w.key)...); code != 1 || !strings.Contains(out, "again later") {
		t.Errorf("the receipt without a witness ends with %d: %s", code, out)
	}
	if said := string(f.said.bytes()); strings.Count(said, "a witness does not cosign") != 1 {
		t.Error("the log does not say once that the witness is away")
	}

	// It is back, and so is its word, under the same receipt too.
	w.start()
	eventually(t, "the witness is back", func() bool { _, code := f.follow(demand...); return code == 0 })
	if out, code := run(t, built.verify, "receipt", f.receipt(signal), "--log-key", built.town.logKey, "--witness", w.key); code != 0 {
		t.Errorf("the receipt, fetched again: %s", out)
	}
	replayed(t, w)
	f.stop()
	if out, code := run(t, built.gehoor, "check", "--data", f.dir); code != 0 || !strings.Contains(out, "✓ 1 of 1 witnesses cosigned") {
		t.Errorf("check ends with %d:\n%s", code, out)
	}
	sound(t, f.dir)
}

// replayed sends the witness what it cosigned last once more, as somebody could
// who listened: nothing is cosigned, and what it remembers stays.
func replayed(t *testing.T, w *watcher) {
	t.Helper()
	last := w.last()
	request := register.AddCheckpoint{Checkpoint: []byte(last)}.Format()
	resp, err := http.Post(w.url+"add-checkpoint", register.CheckpointType, strings.NewReader(string(request)))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusConflict {
		t.Errorf("a replay is answered %d", resp.StatusCode)
	}
}

// TestWitnessSeesFork: the town's log goes on twice from one backup. The witness
// has seen one of them; the other is published and never cosigned, and both its
// own log and an outsider are told.
func TestWitnessSeesFork(t *testing.T) {
	t.Parallel()
	w := newWatcher(t, "witness.duinrade.example/gehoor", built.town.logKey)
	one := watched(t, policyOf(w.key, w.url))
	two := t.TempDir()
	copyFolder(t, one, two)
	f := frontOf(t, newServer(t, one))
	eventually(t, "a cosigned log", func() bool { _, code := f.follow("--witness", w.key); return code == 0 })
	reached := f.size()
	f.stop()
	cosigned := w.last()

	fork := frontOf(t, newServer(t, two))
	eventually(t, "the other log says that it is another", func() bool {
		return strings.Contains(string(fork.said.bytes()), `"state":"other-history"`)
	})
	eventually(t, "the other log is longer", func() bool { return fork.size() > reached })
	if out, code := fork.follow("--witness", w.key); code != 1 || !strings.Contains(out, "0 cosigned") {
		t.Errorf("the other log ends with %d: %s", code, out)
	}
	if out, code := fork.follow(); code != 0 {
		t.Errorf("the other log is not even sound: %s", out)
	}
	w.kill()
	w.start()
	if again := w.last(); again != cosigned {
		t.Errorf("the witness remembers\n%s\nand cosigned\n%s", again, cosigned)
	}
	if !strings.Contains(string(w.said.bytes()), "another history than was cosigned") {
		t.Error("the witness does not say what it was shown")
	}
}

// TestWitnessStrangers: a witness that does not know the log, and one whose key is
// another than the policy says. Neither counts, and the log goes on.
func TestWitnessStrangers(t *testing.T) {
	t.Parallel()
	_, otherLog, err := register.MakeKey("gehoor.elders.example/log", [32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	stranger := newWatcher(t, "witness.elders.example", otherLog)
	knows := newWatcher(t, "witness.duinrade.example", built.town.logKey)
	other, err := register.NewCosigner("witness.duinrade.example", [32]byte{2})
	if err != nil {
		t.Fatal(err)
	}
	otherKey := other.Witness().VerifierKey()
	f := frontOf(t, newServer(t, watched(t, "witness stranger "+stranger.key+" "+stranger.url+"\n"+
		"witness other "+otherKey+" "+knows.url+"\ngroup both any stranger other\nquorum both\n")))
	before := f.size()
	eventually(t, "checkpoints go on", func() bool { return f.size() > before+2*16 })
	said := string(f.said.bytes())
	if !strings.Contains(said, `"state":"unacquainted"`) || !strings.Contains(said, `"state":"away"`) {
		t.Error("the log does not say what is wrong with the witnesses")
	}
	for _, key := range []string{stranger.key, otherKey, knows.key} {
		if out, code := f.follow("--witness", key); code != 1 {
			t.Errorf("with %s it ends with %d: %s", key, code, out)
		}
	}
	if out, code := f.follow(); code != 0 {
		t.Errorf("the log: %s", out)
	}
}

// TestRestoreWatched: a backup of a watched log is put back. Its witness does not
// know the new log and says nothing of it; the log goes on meanwhile. Once the
// witness was given the new key it cosigns again, and who demands it can follow
// from the old log to the new one.
func TestRestoreWatched(t *testing.T) {
	t.Parallel()
	w := newWatcher(t, "witness.duinrade.example/gehoor", built.town.logKey)
	old := frontOf(t, newServer(t, watched(t, policyOf(w.key, w.url))))
	state := filepath.Join(t.TempDir(), "state")
	eventually(t, "a cosigned log", func() bool { _, code := old.follow("--witness", w.key, "--state", state); return code == 0 })
	file := taken(t, old.dir)
	old.stop()

	dir, key := restored(t, file, "--highest", filepath.Join(old.dir, "highest"))
	f := frontOf(t, newServer(t, dir)) // "witnesses" is in the backup
	demand := []string{"log", f.url + "/log", "--log-key", key, "--earlier-key", built.town.logKey, "--witness", w.key}
	eventually(t, "the witness says that it does not know the log", func() bool {
		return strings.Contains(string(f.said.bytes()), `"state":"unacquainted"`)
	})
	if out, code := run(t, built.verify, demand...); code != 1 || !strings.Contains(out, "0 cosigned") {
		t.Errorf("not yet cosigned, it ends with %d: %s", code, out)
	}

	w.kill()
	logs := "# town\n" + built.town.logKey + "\n" + key + "\n"
	if err := os.WriteFile(filepath.Join(w.dir, "logs"), []byte(logs), 0o600); err != nil {
		t.Fatal(err)
	}
	w.start()
	eventually(t, "the new log is cosigned", func() bool { _, code := run(t, built.verify, demand...); return code == 0 })
	out, _ := run(t, built.verify, append(demand, "--state", state)...)
	if !strings.Contains(out, "goes on for the log") && !strings.Contains(out, "are lost") {
		t.Errorf("who followed the old log: %s", out)
	}
	if out, code := run(t, built.verify, append(demand, "--state", state)...); code != 0 {
		t.Errorf("and the next time: %d %s", code, out)
	}
	f.stop()
	sound(t, dir)
}
