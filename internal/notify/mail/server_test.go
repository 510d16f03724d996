package mail_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/notify/mail"
)

// arrived is a mail as the relay took it.
type arrived struct {
	helo, from, to, raw string
	encrypted           bool
	user                string
}

// relay is a real SMTP server on loopback. The fields that say what it refuses
// are set before it is used.
type relay struct {
	refuseFrom, refuseTo, refuseData *smtp.SMTPError
	user, password                   string // wanted, if not empty
	breakOff                         bool   // closes the connection in the middle of DATA

	addr  string
	roots *x509.CertPool

	mu       sync.Mutex
	mails    []arrived
	commands int
}

// newRelay starts a relay that is stopped with the test. It offers STARTTLS, or
// with tlsMode none nothing, or with implicit only TLS.
func newRelay(t *testing.T, tlsMode mail.TLS) *relay {
	t.Helper()
	web := httptest.NewTLSServer(nil) // for its certificate, valid for 127.0.0.1
	t.Cleanup(web.Close)
	r := &relay{roots: x509.NewCertPool()}
	r.roots.AddCert(web.Certificate())

	s := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &session{relay: r, conn: c}, nil }))
	s.Domain = "relay.veenhaven.invalid"
	s.ErrorLog = log.New(io.Discard, "", 0)
	s.ReadTimeout, s.WriteTimeout = time.Minute, time.Minute
	config := &tls.Config{Certificates: web.TLS.Certificates}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	switch tlsMode {
	case mail.TLSStart:
		s.TLSConfig = config
	case mail.TLSImplicit:
		l = tls.NewListener(l, config)
	}
	r.addr = l.Addr().String()
	done := make(chan struct{})
	go func() { defer close(done); _ = s.Serve(l) }()
	t.Cleanup(func() {
		_ = s.Close()
		_ = l.Close() // which s does not know yet if the test was quicker than Serve
		<-done
	})
	return r
}

// config is how to reach the relay.
func (r *relay) config(t *testing.T, tlsMode mail.TLS) mail.Config {
	t.Helper()
	host, port, err := net.SplitHostPort(r.addr)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	return mail.Config{Host: host, Port: n, TLS: tlsMode, Roots: r.roots, From: "noreply@veenhaven.invalid"}
}

// session is one connection to the relay.
type session struct {
	relay *relay
	conn  *smtp.Conn
	mail  arrived
}

func (s *session) count() {
	s.relay.mu.Lock()
	defer s.relay.mu.Unlock()
	s.relay.commands++
}

func (s *session) AuthMechanisms() []string {
	if s.relay.user == "" {
		return nil
	}
	return []string{sasl.Plain}
}

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != s.relay.user || password != s.relay.password {
			return smtp.ErrAuthFailed
		}
		s.mail.user = user
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.count()
	if s.relay.refuseFrom != nil {
		return s.relay.refuseFrom
	}
	_, s.mail.encrypted = s.conn.TLSConnectionState()
	s.mail.helo, s.mail.from = s.conn.Hostname(), from
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.count()
	if s.relay.refuseTo != nil {
		return s.relay.refuseTo
	}
	if s.mail.to != "" {
		return errors.New("one recipient is enough")
	}
	s.mail.to = to
	return nil
}

func (s *session) Data(body io.Reader) error {
	s.count()
	if s.relay.breakOff {
		return s.conn.Conn().Close()
	}
	raw, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	if s.relay.refuseData != nil {
		return s.relay.refuseData
	}
	s.mail.raw = string(raw)
	s.relay.mu.Lock()
	defer s.relay.mu.Unlock()
	s.relay.mails = append(s.relay.mails, s.mail)
	return nil
}

func (s *session) Reset()        { s.mail = arrived{user: s.mail.user} }
func (s *session) Logout() error { return nil }

// one returns the only mail that arrived.
func (r *relay) one(t *testing.T) arrived {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.mails) != 1 {
		t.Fatalf("%d mails arrived, want 1", len(r.mails))
	}
	return r.mails[0]
}

// now is in another zone than UTC, which a mail must not tell.
func now() time.Time {
	return time.Date(2026, 3, 2, 10, 0, 0, 0, time.FixedZone("Europe/Amsterdam", 3600))
}

// texts are the shipped ones, with an address that names organisation and mail.
func texts(_ context.Context, org gehoor.OrgID, name mail.Name, lang gehoor.Language) (mail.Template, mail.Places, error) {
	all, err := mail.ParseTemplates(nil)
	return all[name][lang], mail.Places{Site: "https://gehoor.invalid/" + string(org) + "/sign-in", Organisation: "Veenhaven"}, err
}

// channel is a channel to the relay.
func channel(t *testing.T, c mail.Config) *mail.Channel {
	t.Helper()
	ch, err := mail.New(c, texts, now)
	if err != nil {
		t.Fatal(err)
	}
	return ch
}

// vera is a recipient, and canary a message to her in which every word is one
// that must not leave.
var (
	vera   = notify.Address{Org: "veenhaven", Person: "canary-person-c0ffee", Mail: "vera.smit@veenhaven.invalid", Lang: gehoor.Dutch}
	canary = notify.Message{
		ID: "canary-id-00112233445566778899aabbccddeeff", Org: "veenhaven", To: "canary-person-c0ffee", Kind: "canary-kind-late",
		NotBefore: time.Date(2031, 7, 8, 0, 0, 0, 0, time.UTC), Attempts: 271828,
	}
)

// wantFault sends and checks what went wrong.
func wantFault(t *testing.T, ch *mail.Channel, to notify.Address, permanent bool, code int) {
	t.Helper()
	err := ch.Send(t.Context(), to, canary)
	var f *notify.Fault
	if !errors.As(err, &f) {
		t.Fatalf("got %v, want a fault", err)
	}
	if f.Permanent != permanent || f.Code != code {
		t.Errorf("got %v, permanent %v; want code %d, permanent %v", f, f.Permanent, code, permanent)
	}
	for _, secret := range []string{"vera", "smit", "@", "canary", "invalid", "127.0.0.1", "foreign"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("%q is in the error %q", secret, err)
		}
	}
}
