package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/flood"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/sqlite"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/terminal"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/asset"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

func random(b []byte) { _, _ = rand.Read(b) } // never fails

// founded is Veenhaven with its people, made once: every passphrase is stretched.
var founded = sync.OnceValues(func() (*veenhaven.Town, error) {
	secret, err := account.NewServerSecret(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		return nil, err
	}
	return veenhaven.Found(random, secret, time.Now())
})

// place is a server of its own for one test: the whole site over SQLite and TLS.
type place struct {
	t    *testing.T
	dir  string
	db   *store.DB
	work *casework.Casework
	town *veenhaven.Town
	root string
	tls  *httptest.Server

	mu    sync.Mutex
	asked []string
	// lie changes an answer of the server, or breaks the connection with nil.
	lie func(path string, answer []byte) []byte
}

func newPlace(t *testing.T) *place {
	t.Helper()
	town, err := founded()
	p := &place{t: t, dir: t.TempDir(), town: town}
	p.must(err)
	p.db, err = sqlite.Open(t.Context(), filepath.Join(p.dir, "gehoor.db"), sqlite.Options{})
	p.must(err)
	t.Cleanup(func() { p.must(p.db.Close()) })
	p.work = casework.New(casework.Deps{
		Events: p.db, Lists: p.db, Accounts: p.db, Log: p.db, Source: ledger.Source{Now: time.Now, Random: random},
		Trial: true, Protocols: shipped.Protocols(casework.Vocabulary()), Setting: shipped.Veenhaven(),
	})
	p.must(town.Settle(t.Context(), p.work, p.db))
	o, err := p.work.Organisation(t.Context(), veenhaven.Org)
	p.must(err)
	p.root = o.Root
	p.tls = httptest.NewTLSServer(p.front(p.site()))
	t.Cleanup(p.tls.Close)
	return p
}

func (p *place) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *place) site() http.Handler {
	assets, err := asset.Load()
	p.must(err)
	secret, err := account.NewServerSecret(bytes.Repeat([]byte{7}, 32))
	p.must(err)
	h, err := web.New(web.Config{
		Org: veenhaven.Org, Owner: layout.Organisation{Name: veenhaven.Name, Phone: veenhaven.Phone}, SecurityContact: "mailto:security@veenhaven.example",
		Assets: assets, Door: account.NewDoor(p.db, secret, random), Cases: p.work,
		Guard: flood.NewGuard([32]byte{1}, flood.NewBudget(100, 100), nil), Log: slog.New(slog.DiscardHandler), Now: time.Now,
	})
	p.must(err)
	return h
}

// front remembers what was asked, and has the server lie.
func (p *place) front(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.asked = append(p.asked, r.Method+" "+r.URL.Path)
		lie := p.lie
		p.mu.Unlock()
		if lie == nil {
			next.ServeHTTP(w, r)
			return
		}
		kept := httptest.NewRecorder()
		next.ServeHTTP(kept, r)
		answer := lie(r.Method+" "+r.URL.Path, kept.Body.Bytes())
		if answer == nil {
			panic(http.ErrAbortHandler)
		}
		for name, values := range kept.Header() {
			w.Header()[name] = values
		}
		w.Header().Del("Content-Length")
		w.WriteHeader(kept.Code)
		_, _ = w.Write(answer)
	})
}

func (p *place) lies(lie func(path string, answer []byte) []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lie = lie
}

// sent is how often something was asked.
func (p *place) sent(what string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, one := range p.asked {
		if one == what {
			n++
		}
	}
	return n
}

func (p *place) passphrase(login string) string {
	for _, one := range p.town.People {
		if one.Login == login {
			return one.Passphrase
		}
	}
	p.t.Fatalf("there is no %s", login)
	return ""
}

// writes writes a file for its owner alone.
func (p *place) writes(name, text string) string {
	path := filepath.Join(p.dir, name)
	p.must(os.WriteFile(path, []byte(text), 0o600))
	return path
}

// seq is the last event of the chart.
func (p *place) seq() int {
	c, err := p.work.Chart(p.t.Context(), veenhaven.Org, p.town.Cast["floor"])
	p.must(err)
	return int(c.Seq)
}

// keyboard is somebody who answers: with these lines, and then no more.
type keyboard struct {
	secret string
	lines  []string
	heard  []string
}

func (k *keyboard) Line(question string) (string, error) {
	k.heard = append(k.heard, question)
	if len(k.lines) == 0 {
		return "", terminal.ErrBrokenOff
	}
	line := k.lines[0]
	k.lines = k.lines[1:]
	return line, nil
}

func (k *keyboard) Secret(question string) (string, error) {
	k.heard = append(k.heard, question)
	if k.secret == "" {
		return "", terminal.ErrBrokenOff
	}
	return k.secret, nil
}

// ended is how a run ended and what it said.
type ended struct {
	exit      int
	out, errs string
	asked     []string
}

// runs runs the program as floor, the administrator; who answers by the keyboard if given.
func (p *place) runs(k *keyboard, args ...string) ended {
	p.t.Helper()
	return p.runsAs(k, append([]string{"--login", "floor", "--root", p.root}, args...)...)
}

func (p *place) runsAs(k *keyboard, args ...string) ended {
	p.t.Helper()
	if k == nil {
		k = &keyboard{}
	}
	var out, errs bytes.Buffer
	ctx, cancel := context.WithTimeout(p.t.Context(), 2*time.Minute)
	defer cancel()
	a := around{out: &out, errs: &errs, ask: k, now: time.Now, transport: p.tls.Client().Transport, pauses: []time.Duration{time.Millisecond}}
	code := run(ctx, append([]string{"import", p.tls.URL}, args...), a)
	return ended{code, out.String(), errs.String(), k.heard}
}

// unattended are the flags of a run by itself, whose passphrase is in a file.
func (p *place) unattended(more ...string) []string {
	return append([]string{"--passphrase-file", p.writes("passphrase", p.passphrase("floor")+"\n"), "--yes"}, more...)
}

// wants holds a run to how it ends and what it says.
func (e ended) wants(t *testing.T, exit int, words ...string) {
	t.Helper()
	if e.exit != exit {
		t.Errorf("it ended with %d, not %d:\n%s%s", e.exit, exit, e.out, e.errs)
	}
	for _, one := range words {
		if !strings.Contains(e.out+e.errs, one) {
			t.Errorf("it does not say %q:\n%s%s", one, e.out, e.errs)
		}
	}
}

// said reads an answer in JSON.
func (e ended) said(t *testing.T) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal([]byte(e.out), &v); err != nil || strings.Count(e.out, "\n") != 1 {
		t.Fatalf("not one line of JSON: %v\n%s", err, e.out)
	}
	return v
}

// number is that of the root.
func (p *place) number() string { return seal.RootNumber(veenhaven.Org, p.root) }
