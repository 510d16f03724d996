package journey_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/gehoor/gehoor"

	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// demo is gehoor demo, and what it printed.
type demo struct {
	dir  string
	cmd  *exec.Cmd
	errs said
	once sync.Once

	URL    string
	People []struct{ Name, Login, Passphrase string }
}

// startDemo starts it as a new user does; it ends with the test.
func startDemo(t *testing.T) *demo {
	t.Helper()
	d := &demo{dir: filepath.Join(t.TempDir(), "data")}
	d.cmd = exec.Command(built.gehoor, "demo", "--json", "--data", d.dir)
	d.cmd.Stderr = &d.errs
	out, err := d.cmd.StdoutPipe()
	if err == nil {
		err = d.cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.stop(t) })
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, d)
	}
	if err != nil {
		t.Fatalf("%v: %s", err, d.errs.bytes())
	}
	return d
}

// stop ends it.
func (d *demo) stop(t *testing.T) {
	d.once.Do(func() {
		_ = d.cmd.Process.Signal(syscall.SIGTERM)
		if err := d.cmd.Wait(); err != nil {
			t.Errorf("the demo ended with %v: %s", err, d.errs.bytes())
		}
	})
}

// site is the demo as a tab goes to it.
func (d *demo) site(t *testing.T) *site {
	return &site{server: &server{t: t, dir: d.dir}, url: strings.TrimSuffix(d.URL, "/")}
}

// in signs somebody of the demo in, in a tab.
func (d *demo) in(b *tab, login string) {
	b.t.Helper()
	for _, p := range d.People {
		if p.Login == login {
			b.open(layout.PathSignIn)
			b.enter(p.Login, p.Passphrase)
			b.until("that "+login+" is signed in", `!location.pathname.endsWith("/aanmelden") && document.readyState === "complete"`)
			return
		}
	}
	b.t.Fatalf("the demo has no %s", login)
}

// TestDemo: what a new user does first: start the demo, and sign in with what it
// printed. The passphrases that were printed are in the memory of no process that
// goes on, and in no file.
func TestDemo(t *testing.T) {
	t.Parallel()
	d := startDemo(t)
	b := newTab(t, d.site(t), gehoor.English)
	b.open(layout.PathSignIn)
	b.enter(d.People[0].Login, d.People[0].Passphrase)
	b.at(layout.PathStaff)
	b.reads(d.People[0].Name)
	b.weighedTogether()

	for _, p := range d.People {
		if p.Login == "meike" {
			b.elsewhere().informed(p.Login, p.Passphrase)
		}
	}

	var birds canaries
	for _, p := range d.People {
		birds.words("the passphrase of "+p.Login, strings.Fields(p.Passphrase))
	}
	served := children(t, d.cmd.Process.Pid)
	if len(served) != 1 {
		t.Fatalf("the demo has the processes %d besides itself", served)
	}
	places := append(memory(t, served[0]), folder(t, d.dir)...)
	places = append(places, place{"log", d.errs.bytes()})
	birds.nowhere(t, places, map[string]string{"memory": "Raadhuisplein 1", "file": "Raadhuisplein 1"})
	birds.nowhere(t, memory(t, d.cmd.Process.Pid), map[string]string{"memory": "Gehoor is ready for"})
}

// weighedTogether looks at what a panel of the demo weighs together, which is shown for one
// dossier of the list alone.
func (b *tab) weighedTogether() {
	b.t.Helper()
	b.until("what is weighed together", `(window.together ??= [...document.querySelectorAll(".work-row .reference")].map(a => a.pathname + "/samen"))
  .length > 0 && (window.answers ??= window.together.map(p => (fetch(p).then(r => { if (r.ok) (window.found ??= []).push(p); window.asked = (window.asked ?? 0) + 1; }), p)))
  && window.asked === window.together.length`)
	if n := eval[int](b, `window.found?.length ?? 0`); n != 1 {
		b.t.Fatalf("%d dossiers show what is weighed together", n)
	}
	b.do("open it", chromedp.Navigate(b.site.url+eval[string](b, `window.found[0]`)))
	b.reads(b.say("pattern.heading"))
	if n := eval[int](b, `document.querySelectorAll("#pattern tbody tr").length`); n != 3 {
		b.t.Errorf("%d signals are weighed together", n)
	}
	b.look()
	b.open(layout.PathStaff)
}

// informed signs the mayor in, who reads of which signals the program told, and confirms
// one.
func (b *tab) informed(login, passphrase string) {
	b.t.Helper()
	b.open(layout.PathSignIn)
	b.enter(login, passphrase)
	b.at(layout.PathNotices)
	b.reads(b.say("notices.lead"))
	b.look()
	const waiting = `document.querySelectorAll(".notices form").length`
	b.until("a signal that waits", waiting+` > 0 && (window.name = String(`+waiting+`))`)
	b.click(".notices form button")
	b.until("that it is confirmed", waiting+` === Number(window.name) - 1`)
	b.look()
	b.press("notices.knew-before")
	b.until("the page for it", `document.querySelector("#field-since") !== null`)
	b.look()
	b.press("earlier.send")
	b.reads(b.say("earlier.since-missing"))
	b.look()
}

// children are the processes that a process started and that still run.
func children(t *testing.T, of int) []int {
	t.Helper()
	all, err := os.ReadDir("/proc")
	if err != nil {
		t.Fatalf("the demo's processes cannot be found here: %v", err)
	}
	var found []int
	for _, one := range all {
		pid, err := strconv.Atoi(one.Name())
		if err != nil {
			continue
		}
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if err == nil && strings.Contains(string(status), fmt.Sprintf("\nPPid:\t%d\n", of)) {
			found = append(found, pid)
		}
	}
	return found
}
