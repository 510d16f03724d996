package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/store/sqlite"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the tests run this program as the real one: under the name
// gehoor, the test binary is gehoor.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gehoor": main})
}

// program is gehoor with arguments, as a process of its own.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("gehoor") // testscript.Main put it there
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Stderr = &lines{t: t}
	return cmd
}

// lines writes what a process says to the test's log.
type lines struct{ t *testing.T }

func (l *lines) Write(b []byte) (int, error) {
	l.t.Logf("gehoor says: %s", bytes.TrimSpace(b))
	return len(b), nil
}

// announced is the line that --json prints.
type announced struct {
	URL    string `json:"url"`
	People []struct{ Name, Role, Login, Passphrase string }
}

// running is a demo that said that it is ready.
type running struct {
	announced
	cmd  *exec.Cmd
	temp string // the process's temporary folder
	rest *bufio.Reader
}

// startDemo starts a demo and reads its one line.
func startDemo(t *testing.T, args ...string) *running {
	t.Helper()
	cmd := program(t, append([]string{"demo", "--json"}, args...)...)
	r := &running{cmd: cmd, temp: t.TempDir()}
	// Settings of another installation are in the environment; the demo has its own.
	cmd.Env = append(os.Environ(), "TMPDIR="+r.temp, "GEHOOR_ORG=elsewhere", "GEHOOR_DATABASE=postgres://nowhere")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	r.rest = bufio.NewReader(out)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // no harm if it ended
		_ = cmd.Wait()
	})
	line, err := r.rest.ReadBytes('\n')
	if err != nil {
		t.Fatalf("no line: %v", err)
	}
	if err := json.Unmarshal(line, &r.announced); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return r
}

// end tells the demo to stop and waits until it has.
func (r *running) end(t *testing.T, with os.Signal) {
	t.Helper()
	if err := r.cmd.Process.Signal(with); err != nil {
		t.Fatal(err)
	}
	if more, err := io.ReadAll(r.rest); err != nil || len(more) > 0 {
		t.Errorf("printed more than a line: %q, %v", more, err)
	}
	if err := r.cmd.Wait(); err != nil {
		t.Errorf("ended with %v", err)
	}
}

// left are the demo folders in the process's temporary folder.
func (r *running) left(t *testing.T) []string {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(r.temp, "gehoor-demo-*"))
	if err != nil {
		t.Fatal(err)
	}
	return left
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

// TestDemoLeavesNothing: one line when ready, pages, a published log; and after
// the end no folder.
func TestDemoLeavesNothing(t *testing.T) {
	demo := startDemo(t)
	if len(demo.People) != len(veenhaven.People()) {
		t.Errorf("%d people", len(demo.People))
	}
	for _, p := range demo.People {
		if p.Name == "" || p.Role == "" || p.Login == "" || len(strings.Fields(p.Passphrase)) != 5 {
			t.Errorf("somebody cannot sign in: %+v", p)
		}
	}
	if status, page := get(t, demo.URL+"nl/"); status != http.StatusOK || !strings.Contains(page, veenhaven.Name) {
		t.Errorf("the page is %d", status)
	}
	if status, checkpoint := get(t, demo.URL+"log/checkpoint"); status != http.StatusOK || !strings.HasPrefix(checkpoint, veenhaven.Origin+"\n") {
		t.Errorf("the checkpoint is %d %q", status, checkpoint)
	}
	if left := demo.left(t); len(left) != 1 {
		t.Errorf("folders while it runs: %v", left)
	}
	demo.end(t, syscall.SIGTERM)
	if left := demo.left(t); left != nil {
		t.Errorf("left behind: %v", left)
	}
}

// TestDemoKilled: when the launcher is killed, the server stops by itself and
// removes the folder.
func TestDemoKilled(t *testing.T) {
	demo := startDemo(t)
	if err := demo.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	// Standard output and error are the server's too, so this waits for its end.
	_ = demo.cmd.Wait()
	if left := demo.left(t); left != nil {
		t.Errorf("left behind: %v", left)
	}
	if answer, err := http.Get(demo.URL); err == nil {
		answer.Body.Close()
		t.Error("the server still answers")
	}
}

// formerRows gives one stream of the demo other rows than its events have, as an earlier
// program would have.
func formerRows(t *testing.T, dir string) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), folder(dir).database(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var last ledger.Version
	err = db.Streams(t.Context(), veenhaven.Org, func(v ledger.Version) error {
		if _, ok := v.Stream.Person(); ok {
			last = v
		}
		return nil
	})
	if err == nil {
		err = db.Rewrite(t.Context(), veenhaven.Org, last, nil)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestKeptDemo keeps the data, looks at it, and spoils it.
func TestKeptDemo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	first := startDemo(t, "--data", dir)
	passphrase := first.People[0].Passphrase
	first.end(t, os.Interrupt)

	again := startDemo(t, "--data", dir)
	if again.People[0].Login != "noor" || again.People[0].Passphrase != "" {
		t.Errorf("the second time: %+v", again.People[0])
	}
	again.end(t, syscall.SIGTERM)
	expect(t, 0, "check", "--data", dir)
	expect(t, 0, "replay", "--data", dir)
	formerRows(t, dir)
	if out := expect(t, 1, "check", "--data", dir); !strings.Contains(out, "the lists of 1 streams differ from their events: gehoor replay --mend") {
		t.Errorf("check says %s", out)
	}
	expect(t, 1, "replay", "--data", dir)
	if out := expect(t, 0, "replay", "--mend", "--data", dir); !strings.Contains(out, " 1 differed and are written anew") {
		t.Errorf("mending says %s", out)
	}
	expect(t, 0, "check", "--data", dir)
	expect(t, 2, "check", "--data", dir, "--org", "nowhere")
	expect(t, 2, "check", "--data", t.TempDir())

	mailChores(t, dir)

	whole := readAll(t, dir)
	if bytes.Contains(whole, []byte(passphrase)) || bytes.Contains(whole, []byte("huilend weg")) {
		t.Error("a passphrase or words are in the data folder")
	}
	if err := os.Chmod(folder(dir).keys(), 0o644); err != nil {
		t.Fatal(err)
	}
	if out := expect(t, 1, "check", "--data", dir); !strings.Contains(out, "chmod 600") {
		t.Errorf("keys that others can read: %s", out)
	}
	expect(t, 2, "serve", "--data", dir, "--listen", "127.0.0.1:0")
	if err := os.Chmod(folder(dir).keys(), ownerOnly); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string][2]string{
		"an event": {`"kind":"signal.received"`, `"kind":"signal.recieved"`},
		"a leaf":   {`"kind":"signal.acknowledged"`, `"kind":"signal.acknowledgeD"`},
		"content":  {"age-encryption.org/v1\n-> mlkem768x25519 ", "age-encryption.org/v1\n-> mlkem768x25518 "},
	} {
		spoiled := copyWith(t, dir, spoil[0], spoil[1])
		if out := expect(t, 1, "check", "--data", spoiled); !strings.Contains(out, "✗") {
			t.Errorf("%s was changed: %s", name, out)
		}
	}
	behind(t, dir)
}

// behind puts back an older database: nobody may sign on from it.
func behind(t *testing.T, dir string) {
	t.Helper()
	high := folder(dir).highest()
	text, err := os.ReadFile(high)
	if err != nil {
		t.Fatal(err)
	}
	fields := strings.Fields(string(text))
	size := fields[len(fields)-2]
	raised := strings.Replace(string(text), " "+size+" ", " 9"+size+" ", 1)
	if err := os.WriteFile(high, []byte(raised), ownerOnly); err != nil {
		t.Fatal(err)
	}
	expect(t, 1, "check", "--data", dir)
	expect(t, 2, "serve", "--data", dir, "--listen", "127.0.0.1:0")
}

// expect runs gehoor and compares how it ends; it returns what it printed.
func expect(t *testing.T, code int, args ...string) string {
	t.Helper()
	cmd := program(t, args...)
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if got := cmd.ProcessState.ExitCode(); got != code {
		t.Errorf("gehoor %s ended with %d, want %d:\n%s", strings.Join(args, " "), got, code, out)
	}
	return string(out)
}

func readAll(t *testing.T, dir string) []byte {
	t.Helper()
	var all []byte
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		all = append(all, data...)
		return err
	})
	if err != nil || len(all) < 100<<10 {
		t.Fatalf("%d bytes in %s: %v", len(all), dir, err)
	}
	return all
}

// copyWith copies a data folder and replaces a text in its database by another
// of the same length, everywhere.
func copyWith(t *testing.T, dir, old, changed string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder(to).keys(), ownerOnly); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(folder(to).database())
	if err != nil {
		t.Fatal(err)
	}
	spoiled := bytes.ReplaceAll(data, []byte(old), []byte(changed))
	if len(old) != len(changed) || bytes.Equal(data, spoiled) {
		t.Fatalf("%q is not in the database", old)
	}
	if err := os.WriteFile(folder(to).database(), spoiled, ownerOnly); err != nil {
		t.Fatal(err)
	}
	return to
}

func TestUsage(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
	}{
		{[]string{"--help"}, 0}, {[]string{"serve", "--help"}, 0}, {[]string{"version"}, 0},
		{nil, 2}, {[]string{"bogus"}, 2}, {[]string{"serve"}, 2},
		{[]string{"serve", "--data", "x", "--publish-every", "1ms"}, 2},
		{[]string{"serve", "--data", "x", "--log", "loud"}, 2},
	} {
		var out, errs bytes.Buffer
		if got := run(t.Context(), c.args, &out, &errs); got != c.code {
			t.Errorf("%v ended with %d, want %d: %s", c.args, got, c.code, errs.String())
		}
		if c.code == 0 && out.Len() == 0 || c.code != 0 && errs.Len() == 0 {
			t.Errorf("%v said nothing", c.args)
		}
	}
}

// TestRepeat: work is done at whole multiples of the period, whatever the moment
// at which the node started, and ends with the context.
func TestRepeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		time.Sleep(1234 * time.Millisecond)
		var seen []time.Time
		ended := make(chan bool)
		go func() {
			repeat(ctx, 5*time.Second, func(_ context.Context, at time.Time) {
				if seen = append(seen, at); len(seen) == 2 {
					time.Sleep(12 * time.Second) // longer than two periods
				}
			})
			close(ended)
		}()
		time.Sleep(31 * time.Second)
		stop()
		<-ended
		want := []int{5, 10, 25, 30}
		if len(seen) != len(want) {
			t.Fatalf("worked at %v", seen)
		}
		began := seen[0].Add(-5 * time.Second)
		for i, at := range seen {
			if got := int(at.Sub(began).Seconds()); got != want[i] {
				t.Errorf("round %d at %d s, want %d", i, got, want[i])
			}
		}
	})
}
