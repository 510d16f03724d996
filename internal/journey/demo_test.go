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
	"syscall"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestDemo: what a new user does first: start the demo, and sign in with what it
// printed. The passphrases that were printed are in the memory of no process that
// goes on, and in no file.
func TestDemo(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	cmd := exec.Command(built.gehoor, "demo", "--json", "--data", dir)
	var errs said
	cmd.Stderr = &errs
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the demo ended with %v: %s", err, errs.bytes())
		}
	})
	var ready struct {
		URL    string
		People []struct{ Name, Login, Passphrase string }
	}
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &ready)
	}
	if err != nil {
		t.Fatalf("%v: %s", err, errs.bytes())
	}

	b := newTab(t, &site{server: &server{t: t, dir: dir}, url: strings.TrimSuffix(ready.URL, "/")}, gehoor.English)
	b.open(layout.PathSignIn)
	b.enter(ready.People[0].Login, ready.People[0].Passphrase)
	b.at(layout.PathStaff)
	b.reads(ready.People[0].Name)

	for _, p := range ready.People {
		if p.Login == "meike" {
			b.elsewhere().informed(p.Login, p.Passphrase)
		}
	}

	var birds canaries
	for _, p := range ready.People {
		birds.words("the passphrase of "+p.Login, strings.Fields(p.Passphrase))
	}
	served := children(t, cmd.Process.Pid)
	if len(served) != 1 {
		t.Fatalf("the demo has the processes %d besides itself", served)
	}
	places := append(memory(t, served[0]), folder(t, dir)...)
	places = append(places, place{"log", errs.bytes()})
	birds.nowhere(t, places, map[string]string{"memory": "Raadhuisplein 1", "file": "Raadhuisplein 1"})
	birds.nowhere(t, memory(t, cmd.Process.Pid), map[string]string{"memory": "Gehoor is ready for"})
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
