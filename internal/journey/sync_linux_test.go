package journey_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// spoiled is a place where the server makes something durable, and which of the
// calls there fails.
type spoiled struct {
	name string
	path string // in the data folder; "" is any file
	when int    // counted for each thread
}

// TestSyncFails: the disk refuses to make something durable (EIO), at every kind
// of file that the server syncs, and then the power goes. What was told "received"
// is there afterwards, what was not is taken once more without a double, the log
// still is what others saw of it, and nothing needs mending by hand.
func TestSyncFails(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil {
		t.Fatal("this test needs strace (Debian: apt-get install strace)")
	}
	t.Parallel()
	site := newSite(t)
	before := site.open(t, "noor")
	state := filepath.Join(t.TempDir(), "state")
	places := []spoiled{
		{"the write-ahead log, at once", database + "-wal", 1},
		{"the write-ahead log, later", database + "-wal", 3},
		{"the database", database, 1},
		{"the folder", ".", 1},
		{"any file", "", 1},
		{"any file, later", "", 4},
	}
	const perPlace = 8
	all := site.sealSignals(t, perPlace*len(places))
	for i, place := range places {
		sent := all[i*perPlace : (i+1)*perPlace]
		told := spoil(t, site, place, sent)
		if site.cmd != nil {
			site.kill()
		}
		sound(t, site.dir)
		site.start()
		for j, s := range sent {
			if told[j] {
				site.mailbox(t, s)
			}
			if answer, body, err := site.post("/api/signal", "", s.body); !received(answer, body, err) {
				t.Errorf("%s: the same bytes again: %s %v", place.name, body, err)
			}
		}
		if out, code := run(t, built.verify, "log", site.url+"/log", "--log-key", built.town.logKey, "--state", state); code != 0 {
			t.Errorf("%s: the log is not what it was: %s", place.name, out)
		}
	}
	if got := site.open(t, "noor"); got != before+len(all) {
		t.Errorf("there are %d dossiers, want %d and %d", got, before, len(all))
	}
	site.stop()
	sound(t, site.dir)
}

// spoil sends signals while calls that sync a place fail, until one has failed, and
// says which signals were told "received". Everything may be refused; nothing may
// hang. The file of the database is made durable when its log was copied to it whole,
// which is sure to happen only at the end: there the server is told to end.
func spoil(t *testing.T, s *site, place spoiled, signals []sealedSignal) []bool {
	t.Helper()
	struck := filepath.Join(t.TempDir(), "struck")
	args := []string{"-f", "-qq", "-o", struck, "-p", fmt.Sprint(s.cmd.Process.Pid), "-e", "trace=fsync,fdatasync"}
	if place.path != "" {
		args = append(args, "-P", filepath.Join(s.dir, place.path))
	}
	tracer := exec.Command("strace", append(args, "-e", fmt.Sprintf("inject=fsync,fdatasync:error=EIO:when=%d", place.when))...)
	var said said
	tracer.Stderr = &said
	if err := tracer.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = tracer.Process.Signal(os.Interrupt)
		_ = tracer.Wait() // ends with the signal, or with what it traced
	}()
	told := make([]bool, len(signals))
	for patience := time.Now().Add(time.Minute); ; {
		for i, signal := range signals {
			answer, body, err := s.post("/api/signal", "", signal.body)
			told[i] = told[i] || received(answer, body, err)
			if err == nil && answer.StatusCode < 500 && !told[i] {
				t.Errorf("%s: %d %s", place.name, answer.StatusCode, body)
			}
		}
		if place.path == database && s.cmd != nil && traced(t, s.cmd.Process.Pid) {
			_ = s.stdin.Close()
			<-s.ended // however it ends
			s.cmd = nil
		}
		if got, _ := os.ReadFile(struck); strings.Contains(string(got), "(INJECTED)") {
			return told
		}
		if time.Now().After(patience) {
			t.Fatalf("%s: no call failed: %s", place.name, said.bytes())
		}
	}
}

// traced says whether every thread of a process is watched.
func traced(t *testing.T, pid int) bool {
	t.Helper()
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range threads {
		status, err := os.ReadFile(one)
		if err == nil && strings.Contains(string(status), "TracerPid:\t0\n") {
			return false
		}
	}
	return len(threads) > 0
}
