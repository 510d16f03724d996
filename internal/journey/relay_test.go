package journey_test

import (
	"io"
	"log"
	"net"
	"path/filepath"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/store/sqlite"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// relay takes mail on this machine and keeps it.
type relay struct {
	host, port string
	arrived    chan struct{} // has room for one: there is mail

	mu    sync.Mutex
	mails []byte
}

func newRelay(t testing.TB) *relay {
	t.Helper()
	r := &relay{arrived: make(chan struct{}, 1)}
	s := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return session{r}, nil }))
	s.Domain = "relay.veenhaven.example"
	s.ErrorLog = log.New(io.Discard, "", 0)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if r.host, r.port, err = net.SplitHostPort(l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() { defer close(done); _ = s.Serve(l) }()
	t.Cleanup(func() {
		_ = s.Close()
		_ = l.Close() // which s may not know yet
		<-done
	})
	return r
}

// session is one connection to the relay.
type session struct{ *relay }

func (s session) Mail(from string, _ *smtp.MailOptions) error { return s.keep([]byte(from + "\n")) }
func (s session) Rcpt(to string, _ *smtp.RcptOptions) error   { return s.keep([]byte(to + "\n")) }
func (session) Reset()                                        {}
func (session) Logout() error                                 { return nil }

func (s session) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	_ = s.keep(b)
	select {
	case s.arrived <- struct{}{}:
	default: // somebody knows already
	}
	return nil
}

func (r *relay) keep(b []byte) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.mails = append(r.mails, b...)
	return nil
}

func (r *relay) taken() []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]byte(nil), r.mails...)
}

// withMail gives everybody who receives signals about employees an address, as
// an administrator would, in a database that nobody serves yet.
func withMail(t testing.TB, dir string) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(dir, "gehoor.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	people, err := db.Triage(t.Context(), veenhaven.Org, gehoor.OfficeEmployee)
	if err != nil || len(people) == 0 {
		t.Fatalf("%d people: %v", len(people), err)
	}
	for _, p := range people {
		a := notify.Address{Org: veenhaven.Org, Person: p, Mail: string(p) + "@veenhaven.example", Lang: gehoor.Dutch}
		if err := db.PutAddress(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
}
