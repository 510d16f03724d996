package journey_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/provider/providertest"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/chart"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestDeskImport: the program on an administrator's own machine brings a file in, a browser reads
// what it sealed and brings in another, and the program reads that; a server that is killed
// in the middle gets it when it is back. Of the names the server learns none.
func TestDeskImport(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	d := newDesk(t, site)
	surname := mark()
	var birds canaries
	birds.add("a name", surname)
	birds.add("a passphrase", built.town.passphrases["floor"])
	_, sample := chart.Sample(gehoor.Dutch)
	file := strings.Replace(string(sample), "Zegge", surname, 1)

	code, out, errs := d.runs(file, "--dry-run", "--list")
	if code != 0 || !strings.Contains(out, "15 nieuw") || !strings.Contains(out, "Tess van der "+surname) || site.sentTo("/chart/import") != 1 {
		t.Fatalf("a look ended with %d after %d requests:\n%s%s", code, site.sentTo("/chart/import"), out, errs)
	}
	if code, out, errs = d.runs(file); code != 0 || strings.Contains(out, surname) {
		t.Fatalf("it ended with %d:\n%s%s", code, out, errs)
	}
	if _, _, errs = d.runs(strings.Replace(file, "1022;Tess;van der", "1021;Tess;van der", 1)); !strings.Contains(errs, "Regel 9. ") || strings.Contains(errs, "1021") {
		t.Errorf("a fault is told as:\n%s", errs)
	}

	b := newTab(t, site, gehoor.Dutch)
	b.open(layout.PathSignIn)
	b.enter("floor", built.town.passphrases["floor"])
	b.at(layout.PathAdmin)
	b.press("chart.heading")
	b.reads("Mensen 15")
	b.brings(file)
	b.press("chart.look")
	b.reads(b.say("chart.nothing"))
	b.look()
	b.brings(strings.Replace(file, surname, surname+"-Vos", 1))
	b.press("chart.look")
	b.reads(b.say("chart.kind-renamed", text.Count("n", 1)))
	b.press("chart.import")
	b.reads(b.say("chart.done"))

	// What the browser sealed is what the program reads.
	code, out, errs = d.runs(file, "--dry-run", "--list")
	if code != 0 || !strings.Contains(out, b.say("chart.kind-renamed", text.Count("n", 1))) || !strings.Contains(out, "Heette Tess van der "+surname+"-Vos") {
		t.Errorf("it ended with %d:\n%s%s", code, out, errs)
	}

	// Killed after it gave the names, back while the program waits.
	var once sync.Once
	back := make(chan struct{})
	site.lies(func(path, answer string) string {
		if path == "/api/desk/chart" {
			once.Do(func() {
				site.kill()
				go func() {
					defer close(back)
					time.Sleep(time.Second)
					site.start()
				}()
			})
		}
		return answer
	})
	code, out, errs = d.runs(file)
	<-back
	site.lies(nil)
	if code != 0 || !strings.Contains(out, "Het organigram is ingelezen") {
		t.Errorf("it ended with %d:\n%s%s", code, out, errs)
	}
	if code, out, _ = d.runs(file); code != 0 || !strings.Contains(out, "Er verandert niets") {
		t.Errorf("afterwards it ended with %d:\n%s", code, out)
	}

	places := append(memory(t, site.cmd.Process.Pid), folder(t, site.dir)...)
	places = append(places, site.wire()...)
	places = append(places, place{"log", site.said.bytes()})
	birds.nowhere(t, places, map[string]string{"file": "Gemeente Veenhaven", "log": `"msg":"request"`, "body to": `"standIn":"`})
}

// TestDeskRequired: where everybody must sign in at the provider too, the program says that
// it cannot, and imports nothing.
func TestDeskRequired(t *testing.T) {
	t.Parallel()
	op := providertest.New(t, nil, "f.vlierbes")
	site := newSite(t, "--oidc-issuer", op.Issuer, "--oidc-client", providertest.Client, "--oidc-secret", providertest.Secret,
		"--oidc-name", "Gemeente Veenhaven", "--oidc-required")
	_, sample := chart.Sample(gehoor.Dutch)
	code, out, errs := newDesk(t, site).runs(string(sample))
	say := text.For(gehoor.Dutch).Say
	if code != 2 || out != "" || !strings.Contains(errs, say("tool.sign-in.browser")) || !strings.Contains(errs, say("tool.sign-in.browser-next")) {
		t.Errorf("it ended with %d:\n%s%s", code, out, errs)
	}
}

// ownMachine is the program with a passphrase in a file, as floor.
type ownMachine struct {
	t    *testing.T
	site *site
	dir  string
	root string
}

func newDesk(t *testing.T, s *site) *ownMachine {
	t.Helper()
	d := &ownMachine{t: t, site: s, dir: t.TempDir()}
	_, body, err := s.get("/.well-known/gehoor/roots.json", "")
	var roots struct{ Number string }
	if err == nil {
		err = json.Unmarshal(body, &roots)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(d.dir, "passphrase"), []byte(built.town.passphrases["floor"]+"\n"), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	d.root = roots.Number
	return d
}

// runs brings a file in, by itself, and says how it ended.
func (d *ownMachine) runs(csv string, flags ...string) (code int, out, errs string) {
	d.t.Helper()
	path := filepath.Join(d.dir, "people.csv")
	if err := os.WriteFile(path, []byte(csv), 0o600); err != nil {
		d.t.Fatal(err)
	}
	args := append([]string{
		"--lang", "nl", "import", d.site.url, path, "--login", "floor", "--root", d.root, "--passphrase-file", filepath.Join(d.dir, "passphrase"),
		"--state", filepath.Join(d.dir, "known.json"), "--yes",
	}, flags...)
	cmd := exec.CommandContext(d.t.Context(), built.desk, args...)
	var said, complained bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &complained
	var ended *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &ended) {
		d.t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), said.String(), complained.String()
}
