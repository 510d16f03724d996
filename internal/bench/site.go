package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/flood"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/asset"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// site is the server, whole, on a loopback address.
type site struct {
	db     *store.DB
	cases  *casework.Casework
	secret account.ServerSecret
	server *http.Server
	url    string
	ended  chan error
}

// serve opens the database and the address. The first time in a database it
// founds the municipality.
func (m *municipality) serve(ctx context.Context, e engine, where string) (*site, error) {
	db, err := e.open(ctx, where, 0)
	if err != nil {
		return nil, err
	}
	s := &site{db: db, ended: make(chan error, 1)}
	if err := s.start(ctx, m); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

func (s *site) start(ctx context.Context, m *municipality) error {
	s.cases = m.cases(s.db, time.Now)
	if _, err := s.cases.Organisation(ctx, veenhaven.Org); err != nil {
		if err := m.found(ctx, s.cases); err != nil {
			return fmt.Errorf("bench: found: %w", err)
		}
	}
	handler, err := s.handler()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("bench: listen: %w", err)
	}
	s.url = "http://" + listener.Addr().String()
	s.server = web.Server(handler)
	go func() { s.ended <- s.server.Serve(listener) }()
	return nil
}

// handler is the whole site. Its log is written as a server writes it, and goes
// nowhere.
func (s *site) handler() (http.Handler, error) {
	assets, err := asset.Load()
	if err != nil {
		return nil, err
	}
	var key [32]byte
	random(key[:])
	if s.secret, err = account.NewServerSecret(key[:]); err != nil {
		return nil, err
	}
	return web.New(web.Config{
		Org: veenhaven.Org, Owner: layout.Organisation{Name: veenhaven.Name, Phone: veenhaven.Phone},
		SecurityContact: securityContact, Assets: assets,
		Door: account.NewDoor(s.db, s.secret, random), Cases: s.cases,
		Guard: flood.NewGuard(key, flood.NewBudget(endless, endless), nil),
		Log:   slog.New(slog.NewJSONHandler(io.Discard, nil)), Now: time.Now,
	})
}

func (s *site) close() error {
	err := s.server.Close()
	<-s.ended
	return errors.Join(err, s.db.Close())
}

// endless is a budget that is never used up: what is measured is taking in, not
// holding off.
const endless = 1 << 30

// securityContact is what security.txt says.
const securityContact = "mailto:security@veenhaven.example"

// The addresses that a reporter's browser uses (web/routes.go).
const (
	pathSignal = "/api/signal"
	pathBack   = "/api/back"
)

// patience is a browser's: internal/web/browser/lib/api.ts.
const patience = 90 * time.Second

// newClient is a browser as far as the server sees one; it keeps its connection.
func newClient(connections int) *http.Client {
	return &http.Client{
		Timeout:   patience,
		Transport: &http.Transport{MaxIdleConnsPerHost: connections, MaxConnsPerHost: connections, DisableCompression: true},
	}
}

// maxAnswer bounds what is read of an answer.
const maxAnswer = 64 << 10

// post sends JSON as our scripts do, and returns the status and what came.
func (s *site) post(ctx context.Context, client *http.Client, path string, body []byte) (int, []byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+path, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json")
	r.Header.Set("X-Language", "nl")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	answer, err := client.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer))
	return answer.StatusCode, text, err
}

// opened says whether an answer lets a reporter into the mailbox of a signal.
func opened(status int, text []byte) bool {
	var back struct {
		State string `json:"state"`
	}
	return status == http.StatusOK && json.Unmarshal(text, &back) == nil && back.State == "signal"
}
