package journey_test

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// taken takes a backup of a folder and returns its file.
func taken(t testing.TB, dir string, args ...string) string {
	t.Helper()
	to := t.TempDir()
	if out, code := run(t, built.gehoor, append([]string{"backup", "--data", dir, "--to", to}, args...)...); code != 0 {
		t.Fatalf("backup ended with %d: %s", code, out)
	}
	files, err := filepath.Glob(filepath.Join(to, "gehoor-*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	return files[0]
}

var newKeyLine = regexp.MustCompile(`(?m)^    new  (\S+)$`)

// restored puts a backup back into a new folder, and returns it with the key of
// the new log.
func restored(t testing.TB, file string, args ...string) (dir, key string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "data")
	out, code := run(t, built.gehoor, append([]string{"restore", "--from", file, "--data", dir, "--quantum", "16"}, args...)...)
	m := newKeyLine.FindStringSubmatch(out)
	if code != 0 || m == nil {
		t.Fatalf("restore ended with %d: %s", code, out)
	}
	return dir, m[1]
}

// TestRestore: a backup is taken while reporters send, the old server goes on for
// a while, and the backup is put back elsewhere. Whoever was told "received"
// before the backup is found; the log goes on under a new key, says what is
// missing, and those who followed the old one can follow it; receipts and
// promises of the old one stay what they were.
func TestRestore(t *testing.T) {
	t.Parallel()
	old := newSite(t)
	all := old.sealSignals(t, 12)
	before, after := all[:6], all[6:]
	send := func(list []sealedSignal) {
		t.Helper()
		for _, s := range list {
			if answer, body, err := old.post("/api/signal", "", s.body); !received(answer, body, err) {
				t.Fatalf("%s %v", body, err)
			}
		}
	}
	send(before)
	receipt, promise := proofOf(t, old, before[0])
	late := filepath.Join(t.TempDir(), "late")
	follow(t, old, late)
	early := filepath.Join(t.TempDir(), "early")
	copyFile(t, late, early)

	sending := make(chan bool)
	go func() {
		defer close(sending)
		send(after)
	}()
	key, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	identity := filepath.Join(t.TempDir(), "identity")
	if err := os.WriteFile(identity, []byte(key.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := taken(t, old.dir, "--recipient", key.Recipient().String())
	<-sending
	send(old.sealSignals(t, 1))
	time.Sleep(2500 * time.Millisecond) // the old log publishes beyond what the backup holds
	follow(t, old, late)

	if out, code := run(t, built.gehoor, "restore", "--from", file, "--identity", identity, "--data", old.dir); code != 2 || !strings.Contains(out, "already") {
		t.Errorf("into the folder of a server that runs: %d %s", code, out)
	}
	dir, newKey := restored(t, file, "--identity", identity, "--highest", filepath.Join(old.dir, "highest"))
	sound(t, dir)
	site := frontOf(t, newServer(t, dir))
	for _, s := range before {
		site.mailbox(t, s)
	}
	if answer, body, err := site.post("/api/signal", "", site.sealSignals(t, 1)[0].body); !received(answer, body, err) {
		t.Errorf("the restored server takes no signal: %s %v", body, err)
	}

	args := func(state string) []string {
		return []string{"log", site.url + "/log", "--log-key", newKey, "--earlier-key", built.town.logKey, "--state", state}
	}
	if out, code := run(t, built.verify, args(early)...); code != 0 || !strings.Contains(out, "goes on for the log") {
		t.Errorf("who followed up to before the backup: %d %s", code, out)
	}
	if out, code := run(t, built.verify, args(late)...); code != 1 || !strings.Contains(out, "are lost") {
		t.Errorf("who followed beyond it: %d %s", code, out)
	}
	for _, state := range []string{early, late} {
		if out, code := run(t, built.verify, args(state)[:4]...); code != 0 {
			t.Errorf("alone: %d %s", code, out)
		}
		if out, code := run(t, built.verify, append(args(state)[:4], "--state", state)...); code != 0 || !strings.Contains(out, "holds all that it held before") {
			t.Errorf("the next time: %d %s", code, out)
		}
	}
	if out, code := run(t, built.verify, "receipt", receipt, "--promise", promise, "--log-key", built.town.logKey); code != 0 {
		t.Errorf("a receipt of the old log: %d %s", code, out)
	}

	// The old folder still is what it was: nobody restored over it.
	old.stop()
	sound(t, old.dir)
}

func follow(t testing.TB, s *site, state string) {
	t.Helper()
	if out, code := run(t, built.verify, "log", s.url+"/log", "--log-key", built.town.logKey, "--state", state); code != 0 {
		t.Fatalf("the log: %s", out)
	}
}

// proofOf fetches the receipt of a signal once it is there, and its promise.
func proofOf(t testing.TB, s *site, one sealedSignal) (receipt, promise string) {
	t.Helper()
	answer, body, err := s.post("/api/back", "", map[string]any{"lookup": one.lookup})
	if !received(answer, body, err) {
		t.Fatalf("%s %v", body, err)
	}
	cookie := sessionOf(answer)
	fetch := func(name string) string {
		for range 50 {
			answer, body, err := s.get("/nl/vervolg/"+name, cookie)
			if err != nil {
				t.Fatal(err)
			}
			if answer.StatusCode == 200 {
				path := filepath.Join(t.TempDir(), name)
				if err := os.WriteFile(path, body, 0o600); err != nil {
					t.Fatal(err)
				}
				return path
			}
			time.Sleep(200 * time.Millisecond) // the schedule's, not ours
		}
		t.Fatalf("no %s", name)
		return ""
	}
	return fetch("receipt"), fetch("promise")
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestBackupKilled: kill -9 in the middle of a backup or a restore leaves nothing
// that passes for one, and the next try works.
func TestBackupKilled(t *testing.T) {
	t.Parallel()
	dir := copyTown(t)
	to := t.TempDir()
	halves := 0
	for round := range 12 {
		cmd := exec.Command(built.gehoor, "backup", "--data", dir, "--to", filepath.Join(to, "one.tar"))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(round*12) * time.Millisecond) // moves the kill to another step
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if _, err := os.Stat(filepath.Join(to, "one.tar.partial")); err == nil {
			halves++
			if out, code := run(t, built.gehoor, "restore", "--check", "--data", "x", "--from", filepath.Join(to, "one.tar.partial")); code == 0 && !strings.Contains(out, "whole") {
				t.Errorf("a half is taken: %s", out)
			}
		}
		if _, err := os.Stat(filepath.Join(to, "one.tar")); err == nil {
			if out, code := run(t, built.gehoor, "restore", "--check", "--data", "x", "--from", filepath.Join(to, "one.tar")); code != 0 {
				t.Errorf("what has the name is not whole: %s", out)
			}
			if err := os.Remove(filepath.Join(to, "one.tar")); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("%d halves", halves)

	file := taken(t, dir)
	into := filepath.Join(t.TempDir(), "data")
	for round := range 8 {
		cmd := exec.Command(built.gehoor, "restore", "--from", file, "--data", into)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(40+round*40) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if _, err := os.Stat(filepath.Join(into, "keys.json")); err == nil {
			sound(t, into) // it was quicker than the kill
			break
		}
		if out, code := run(t, built.gehoor, "serve", "--data", into, "--listen", "127.0.0.1:0", "--org", string(veenhaven.Org)); code != 2 {
			t.Errorf("a half restore is served: %s", out)
		}
	}
	whole, _ := restored(t, file)
	sound(t, whole)
}

// TestBackupDiskFull: on a disk that is full a backup says so, leaves nothing, and
// does no harm to the server beside it.
func TestBackupDiskFull(t *testing.T) {
	t.Parallel()
	small := smallDisk(t)
	filler := bytes.Repeat([]byte{1}, 3<<20+1<<19)
	if err := os.WriteFile(filepath.Join(small, "filler"), filler, 0o600); err != nil {
		t.Fatal(err)
	}
	site := newSite(t)
	out, code := run(t, built.gehoor, "backup", "--data", site.dir, "--to", small)
	if code != 2 || !strings.Contains(out, "no backup was made") || !strings.Contains(out, "no space left") {
		t.Errorf("ended with %d: %s", code, out)
	}
	if left, err := os.ReadDir(small); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if answer, body, err := site.post("/api/signal", "", site.sealSignals(t, 1)[0].body); !received(answer, body, err) {
		t.Errorf("the server: %s %v", body, err)
	}
	file := taken(t, site.dir)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, code = run(t, built.gehoor, "restore", "--from", file, "--data", filepath.Join(t.TempDir(), "data"))
	if code != 2 || !strings.Contains(out, "damaged or cut off at") || !strings.Contains(out, "rows/") {
		t.Errorf("damaged: %d %s", code, out)
	}
}

// TestOldBackup: a backup whose time is over is restored only by who says so.
func TestOldBackup(t *testing.T) {
	t.Parallel()
	file := taken(t, copyTown(t), "--life-days", "1")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	// The only thing that is not sealed says when; an older program wrote it.
	aged := older(t, data)
	if err := os.WriteFile(file, aged, 0o600); err != nil {
		t.Fatal(err)
	}
	out, code := run(t, built.gehoor, "restore", "--from", file, "--data", filepath.Join(t.TempDir(), "data"))
	if code != 2 || !strings.Contains(out, "--force-old") {
		t.Errorf("ended with %d: %s", code, out)
	}
	dir, _ := restored(t, file, "--force-old")
	sound(t, dir)
}

// older moves the end of a backup's time into the past, and makes the sums again.
func older(t testing.TB, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	from, to := tar.NewReader(bytes.NewReader(data)), tar.NewWriter(&out)
	var old, aged string
	for h, err := from.Next(); err == nil; h, err = from.Next() {
		b, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		switch h.Name {
		case "manifest.json":
			old = fmt.Sprintf("%x", sha256.Sum256(b))
			b = regexp.MustCompile(`"until": "20\d\d`).ReplaceAll(b, []byte(`"until": "2020`))
			aged = fmt.Sprintf("%x", sha256.Sum256(b))
		case "SHA256SUMS":
			b = bytes.Replace(b, []byte(old), []byte(aged), 1)
		}
		h.Size = int64(len(b))
		if err := to.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil || old == aged {
		t.Fatal("it is not older", err)
	}
	return out.Bytes()
}
