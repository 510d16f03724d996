package journey_test

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"golang.org/x/sys/unix"

	"github.com/gehoor/gehoor"
)

// fault is something that happens to storage while the server runs.
type fault struct {
	name       string
	begin, end func(t testing.TB, s *site)
}

// full: no file of the server may grow, as on a full disk. It needs no root.
var full = fault{"a disk that takes no more", limit(4096), limit(unix.RLIM_INFINITY)}

func limit(bytes uint64) func(testing.TB, *site) {
	return func(t testing.TB, s *site) {
		t.Helper()
		pid := s.cmd.Process.Pid
		var now unix.Rlimit
		if err := unix.Prlimit(pid, unix.RLIMIT_FSIZE, nil, &now); err != nil {
			t.Fatal(err)
		}
		now.Cur = min(bytes, now.Max)
		if err := unix.Prlimit(pid, unix.RLIMIT_FSIZE, &now, nil); err != nil {
			t.Fatal(err)
		}
	}
}

// gone: the database's file is moved away, and put back.
var gone = fault{"a database that is gone", moved(database, database+".away"), moved(database+".away", database)}

const database = "gehoor.db"

func moved(from, to string) func(testing.TB, *site) {
	return func(t testing.TB, s *site) {
		t.Helper()
		if err := os.Rename(filepath.Join(s.dir, from), filepath.Join(s.dir, to)); err != nil {
			t.Fatal(err)
		}
	}
}

// away: the whole folder is moved, as when a disk is taken off, and put back.
var away = fault{
	"a folder that is gone",
	func(t testing.TB, s *site) { rename(t, s.dir, s.dir+"-away") },
	func(t testing.TB, s *site) { rename(t, s.dir+"-away", s.dir) },
}

func rename(t testing.TB, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// TestFaults: while storage fails whoever sends is told so with a stable code,
// pages that tell are there, nothing is half done; when it is mended the same
// bytes are taken, without a new start.
func TestFaults(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	before := site.open(t, "noor")
	all := site.sealSignals(t, 6)
	for i, f := range []fault{full, gone, away} {
		ok := all[2*i]
		if answer, body, err := site.post("/api/signal", "", ok.body); !received(answer, body, err) {
			t.Fatalf("before %s: %s %v", f.name, body, err)
		}
		f.begin(t, site)
		refused(t, site, f, all[2*i+1])
		f.end(t, site)
		for _, s := range all[2*i : 2*i+2] {
			if answer, body, err := site.post("/api/signal", "", s.body); !received(answer, body, err) {
				t.Errorf("after %s: %d %s %v", f.name, answer.StatusCode, body, err)
			}
			site.mailbox(t, s)
		}
	}
	if got := site.open(t, "noor"); got != before+len(all) {
		t.Errorf("there are %d dossiers, want %d and %d", got, before, len(all))
	}
	site.stop()
	sound(t, site.dir)
}

// refused holds the site to what it says while storage fails.
func refused(t *testing.T, s *site, f fault, signal sealedSignal) {
	t.Helper()
	for range 3 {
		answer, body, err := s.post("/api/signal", "", signal.body)
		if err != nil || answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" {
			t.Errorf("%s: %d %s %v", f.name, answer.StatusCode, body, err)
		}
	}
	for _, path := range []string{"/nl/", "/en/begin", "/nl/praten"} {
		if answer, _, err := s.get(path, ""); err != nil || answer.StatusCode != http.StatusOK {
			t.Errorf("%s: %s is %d, %v", f.name, path, answer.StatusCode, err)
		}
	}
}

// TestDiskFull: the same on a disk that really is full, for which root makes a
// small one.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	dir := smallDisk(t)
	copyFolder(t, built.town.dir, dir)
	served := frontOf(t, newServer(t, dir))
	signals := served.sealSignals(t, 2)
	if answer, body, err := served.post("/api/signal", "", signals[0].body); !received(answer, body, err) {
		t.Fatalf("before: %s %v", body, err)
	}
	filler := filepath.Join(dir, "filler")
	f := fault{
		"a full disk",
		func(t testing.TB, _ *site) {
			file, err := os.Create(filler)
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			for err == nil {
				_, err = file.Write(make([]byte, 4096))
			}
			if !errors.Is(err, unix.ENOSPC) {
				t.Fatal(err)
			}
		},
		func(t testing.TB, _ *site) {
			if err := os.Remove(filler); err != nil {
				t.Fatal(err)
			}
		},
	}
	f.begin(t, served)
	refused(t, served, f, signals[1])
	f.end(t, served)
	for _, s := range signals {
		if answer, body, err := served.post("/api/signal", "", s.body); !received(answer, body, err) {
			t.Errorf("afterwards: %s %v", body, err)
		}
		served.mailbox(t, s)
	}
	served.stop()
	sound(t, dir)
}

// smallDisk mounts one of 4 MiB. Who may not mount is told so.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	err := unix.Mount("none", dir, "tmpfs", 0, "size=4m")
	if errors.Is(err, unix.EPERM) {
		t.Skip("NOT TESTED: a disk that is full needs root, to make a small one (TestFaults has a limit on files instead)")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// TestReadOnly: a server that could not keep anything says so and does not start.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if os.Geteuid() == 0 {
		dir = smallDisk(t) // modes bind everybody but root
	}
	copyFolder(t, built.town.dir, dir)
	if os.Geteuid() == 0 {
		if err := unix.Mount("none", dir, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
			t.Fatal(err)
		}
	} else if err := os.Chmod(filepath.Join(dir, database), 0o400); err != nil {
		t.Fatal(err)
	}
	out, code := run(t, built.gehoor, "serve", "--data", dir, "--org", "veenhaven", "--listen", "127.0.0.1:0")
	if code != 2 || !strings.Contains(out, database) {
		t.Errorf("ended with %d: %s", code, out)
	}
}

// TestFaultsInBrowser: what people see while storage fails, and that nothing they
// typed is lost: a draft is saved by itself when it can be again, a message and a
// signal are sent once more by the person, and arrive once.
func TestFaultsInBrowser(t *testing.T) {
	t.Parallel()
	b := newTab(t, newSite(t), gehoor.English)
	desk := b.elsewhere()
	desk.signIn("noor")
	desk.click(".work-row .reference")
	desk.opened()

	b.makeCode()
	b.answer("happened", func(id string) string { return "words in " + id })
	b.next("about")
	b.saved()
	full.begin(t, b.site)
	b.click(`[name="office"][value="employee"]`)
	b.fill("#field-who", "somebody")
	b.reads(b.say("begin.save-again"))
	asked := unsentMessage(desk)
	full.end(t, b.site)
	b.saved()
	desk.press("dossier.again")
	desk.until("that it was sent", `document.getElementById("sent")?.textContent === `+quote(desk.say("dossier.sent")))
	desk.opened()
	if n := eval[int](desk, `[...document.querySelectorAll("sealed-text")].filter(e => e.textContent.includes(`+quote(asked)+`)).length`); n != 1 {
		t.Errorf("the message is there %d times", n)
	}

	for _, step := range append(steps[2:], "check") {
		b.press("begin.next")
		b.atStep(step)
	}
	b.until("that it can be sent", `document.querySelector("#send")?.disabled === false`)
	gone.begin(t, b.site)
	b.press("begin.send")
	b.until("what went wrong", `document.getElementById("send-told").textContent !== ""`)
	b.reads("words in field-what")
	b.look()
	desk.do("load the list", chromedp.Navigate(b.site.url+"/en/medewerker"))
	desk.reads("Noor Zilverberk") // reading goes on
	desk.click(".work-row:nth-of-type(2) .reference")
	desk.reads(desk.say("closed.text")) // not so words: that they were opened must be kept first
	desk.look()
	gone.end(t, b.site)
	for eval[bool](desk, `document.querySelector('sealed-text[data-state="failed"]') !== null`) {
		desk.press("sealed.again")
		desk.until("an answer", `document.querySelector('sealed-text[data-state="waiting"]') === null`)
	}
	desk.opened()
	b.click("#send")
	b.atStep("sent")
	sound(t, b.site.dir)
}

// unsentMessage writes to a reporter while nothing can be stored.
func unsentMessage(b *tab) string {
	b.t.Helper()
	const asked = "Did anybody else see this?"
	b.unfold("message")
	b.fill(form("message")+" textarea", asked)
	b.click(form("message") + " [type=submit]")
	b.reads(b.say("dossier.again"))
	if kept := b.value(form("message") + " textarea"); kept != asked {
		b.t.Errorf("the field holds %q", kept)
	}
	b.look()
	return asked
}
