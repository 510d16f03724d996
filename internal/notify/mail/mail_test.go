package mail_test

import (
	"context"
	"crypto/x509"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-smtp"
	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/notify/mail"
)

// read parses a mail as a recipient's program does.
func read(t *testing.T, raw string) (header netmail.Header, subject, body string) {
	t.Helper()
	m, err := netmail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Header.Get("Content-Transfer-Encoding"); got != "quoted-printable" {
		t.Fatalf("encoded as %q", got)
	}
	text, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		t.Fatal(err)
	}
	return m.Header, subject, strings.ReplaceAll(string(text), "\r\n", "\n")
}

func TestSend(t *testing.T) {
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		t.Run(string(lang), func(t *testing.T) {
			r := newRelay(t, mail.TLSStart)
			to := vera
			to.Lang = lang
			if err := channel(t, r.config(t, mail.TLSStart)).Send(t.Context(), to, canary); err != nil {
				t.Fatal(err)
			}
			got := r.one(t)
			if !got.encrypted || got.from != "noreply@veenhaven.invalid" || got.to != vera.Mail || got.helo != "veenhaven.invalid" {
				t.Errorf("envelope: %+v", got)
			}
			header, subject, body := read(t, got.raw)
			template, places, err := texts(t.Context(), "veenhaven", mail.ForStaff, lang)
			if err != nil {
				t.Fatal(err)
			}
			want := template.Fill(places)
			if diff := cmp.Diff(want, mail.Text{Subject: subject, Body: body}); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			if !strings.Contains(body, "https://gehoor.invalid/veenhaven/sign-in") {
				t.Error("no word of where to sign in")
			}
			if got := header.Get("Date"); got != "Mon, 02 Mar 2026 09:00:00 +0000" {
				t.Errorf("date is %q", got)
			}
		})
	}
}

// Nothing leaves but what is listed here: no field of the message, no name of
// this machine or of the program, no header that was not thought about.
func TestSendTellsNothing(t *testing.T) {
	r := newRelay(t, mail.TLSStart)
	if err := channel(t, r.config(t, mail.TLSStart)).Send(t.Context(), vera, canary); err != nil {
		t.Fatal(err)
	}
	got := r.one(t)
	header, subject, body := read(t, got.raw)
	all := strings.ToLower(fmt.Sprint(got.raw, got.helo, got.from, subject, body))
	secrets := []string{"canary", "c0ffee", "00112233", "271828", "2031", "late", "go-mail", "golang", "dossier", "signaal", "melder"}
	if host, err := os.Hostname(); err == nil && len(host) > 3 {
		secrets = append(secrets, strings.ToLower(host))
	}
	for _, secret := range secrets {
		if strings.Contains(all, secret) {
			t.Errorf("%q left with the mail:\n%s", secret, got.raw)
		}
	}
	var names []string
	for name := range header {
		names = append(names, name)
	}
	slices.Sort(names)
	want := []string{
		"Auto-Submitted", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "Message-Id",
		"Mime-Version", "Subject", "To", "X-Auto-Response-Suppress",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("headers (-want +got):\n%s", diff)
	}
	if header.Get("To") != "<"+vera.Mail+">" || header.Get("From") != "<noreply@veenhaven.invalid>" {
		t.Errorf("to %q, from %q", header.Get("To"), header.Get("From"))
	}
}

// Two kinds of message are the same mail, but for the Message-ID.
func TestKindsLookAlike(t *testing.T) {
	r := newRelay(t, mail.TLSStart)
	ch := channel(t, r.config(t, mail.TLSStart))
	for _, kind := range []notify.Kind{notify.KindSignal, notify.KindMessage, notify.KindLate} {
		if err := ch.Send(t.Context(), vera, notify.Message{ID: "same", Org: "veenhaven", Kind: kind}); err != nil {
			t.Fatal(err)
		}
	}
	if r.mails[0].raw != r.mails[1].raw || r.mails[0].raw != r.mails[2].raw {
		t.Errorf("kinds differ:\n%s", cmp.Diff(r.mails[0].raw, r.mails[2].raw))
	}
}

// A reporter's mail has the code while the address is asked, and never again; its
// header is that of any other mail.
func TestReporterMail(t *testing.T) {
	r := newRelay(t, mail.TLSStart)
	ch := channel(t, r.config(t, mail.TLSStart))
	to := notify.Address{Org: "veenhaven", Mail: "iemand@thuis.invalid", Lang: gehoor.Dutch, Code: "7HK2M-Q9WPT"}
	var subjects, headers []string
	for i, kind := range []notify.Kind{notify.KindConfirm, notify.KindNews, notify.KindSignal} {
		if err := ch.Send(t.Context(), to, notify.Message{ID: string(kind), Org: "veenhaven", Kind: kind}); err != nil {
			t.Fatal(err)
		}
		header, subject, body := read(t, r.mails[i].raw)
		if strings.Contains(body, to.Code) != (kind == notify.KindConfirm) || strings.Contains(subject, to.Code) {
			t.Errorf("%s: the code is in %q", kind, body)
		}
		header["Subject"], header["Message-Id"] = nil, nil
		subjects, headers = append(subjects, subject), append(headers, fmt.Sprint(header))
	}
	if headers[0] != headers[1] || headers[0] != headers[2] || subjects[1] != subjects[2] {
		t.Errorf("the mails can be told apart: %q %q", subjects, headers)
	}
}

// A message that goes twice can be recognised as one, and two messages not.
func TestMessageID(t *testing.T) {
	r := newRelay(t, mail.TLSStart)
	ch := channel(t, r.config(t, mail.TLSStart))
	var ids []string
	for i, id := range []string{"a", "a", "b"} {
		if err := ch.Send(t.Context(), vera, notify.Message{ID: id, Org: "veenhaven"}); err != nil {
			t.Fatal(err)
		}
		header, _, _ := read(t, r.mails[i].raw)
		ids = append(ids, header.Get("Message-Id"))
	}
	if ids[0] != ids[1] || ids[0] == ids[2] || !strings.HasSuffix(ids[0], "@veenhaven.invalid>") {
		t.Errorf("Message-IDs: %v", ids)
	}
}

func TestSendFaults(t *testing.T) {
	refusal := func(code int, enhanced ...int) *smtp.SMTPError {
		e := &smtp.SMTPError{Code: code, Message: "foreign words about vera.smit@veenhaven.invalid", EnhancedCode: smtp.NoEnhancedCode}
		if len(enhanced) == 3 {
			e.EnhancedCode = smtp.EnhancedCode{enhanced[0], enhanced[1], enhanced[2]}
		}
		return e
	}
	for _, c := range []struct {
		name      string
		set       func(*relay)
		code      int
		permanent bool
	}{
		{"recipient unknown", func(r *relay) { r.refuseTo = refusal(550, 5, 1, 1) }, 550, true},
		{"recipient unknown, no enhanced code", func(r *relay) { r.refuseTo = refusal(550) }, 550, true},
		{"mailbox full", func(r *relay) { r.refuseTo = refusal(452, 4, 2, 2) }, 452, false},
		{"greylisted", func(r *relay) { r.refuseTo = refusal(451, 4, 7, 1) }, 451, false},
		{"relaying denied", func(r *relay) { r.refuseTo = refusal(554, 5, 7, 1) }, 554, false},
		{"sender refused", func(r *relay) { r.refuseFrom = refusal(550, 5, 1, 8) }, 550, false},
		{"mail refused", func(r *relay) { r.refuseData = refusal(554, 5, 6, 0) }, 554, true},
		{"mail refused for now", func(r *relay) { r.refuseData = refusal(451, 4, 3, 0) }, 451, false},
		{"connection breaks", func(r *relay) { r.breakOff = true }, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRelay(t, mail.TLSStart)
			c.set(r)
			wantFault(t, channel(t, r.config(t, mail.TLSStart)), vera, c.permanent, c.code)
			if len(r.mails) != 0 {
				t.Error("a mail arrived")
			}
		})
	}
}

func TestRelayGone(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &relay{addr: l.Addr().String()}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	wantFault(t, channel(t, r.config(t, mail.TLSStart)), vera, false, 0)
}

func TestStopped(t *testing.T) {
	r := newRelay(t, mail.TLSStart)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := channel(t, r.config(t, mail.TLSStart)).Send(ctx, vera, canary); err == nil || len(r.mails) != 0 {
		t.Errorf("sent although told to stop: %v", err)
	}
}

// Nothing that is not one plain address reaches the relay.
func TestAddressInjection(t *testing.T) {
	r := newRelay(t, mail.TLSStart)
	ch := channel(t, r.config(t, mail.TLSStart))
	for _, bad := range []string{
		"", "vera", "vera@veenhaven.invalid\r\nRCPT TO:<eve@elsewhere.invalid>", "vera@veenhaven.invalid\nBcc: eve@elsewhere.invalid",
		"vera@veenhaven.invalid, eve@elsewhere.invalid", "Vera <vera@veenhaven.invalid>", "vera@veenhaven.invalid> SIZE=1",
	} {
		to := vera
		to.Mail = bad
		wantFault(t, ch, to, true, 0)
	}
	if r.commands != 0 {
		t.Errorf("the relay heard %d commands", r.commands)
	}
}

// A text that would reach into the header, or is missing, is not sent, and the
// message waits until the text is put right.
func TestTextInjection(t *testing.T) {
	r := newRelay(t, mail.TLSStart)
	for name, text := range map[string]mail.Text{
		"line break": {Subject: "Hello\r\nBcc: eve@elsewhere.invalid", Body: "x"},
		"no subject": {Body: "x"},
		"no body":    {Subject: "x"},
		"too long":   {Subject: strings.Repeat("x", 71), Body: "x"},
	} {
		ch, err := mail.New(r.config(t, mail.TLSStart), func(context.Context, gehoor.OrgID, mail.Name, gehoor.Language) (mail.Template, mail.Places, error) {
			return mail.Template(text), mail.Places{}, nil
		}, now)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) { wantFault(t, ch, vera, false, 0) })
	}
	if r.commands != 0 {
		t.Errorf("the relay heard %d commands", r.commands)
	}
}

func TestEncryption(t *testing.T) {
	for _, c := range []struct {
		name            string
		offered, wanted mail.TLS
		foreign         bool // the certificate is signed by nobody whom we know
		sent            bool
	}{
		{"STARTTLS", mail.TLSStart, mail.TLSStart, false, true},
		{"implicit", mail.TLSImplicit, mail.TLSImplicit, false, true},
		{"none, on this machine", mail.TLSNone, mail.TLSNone, false, true},
		{"STARTTLS stripped", mail.TLSNone, mail.TLSStart, false, false},
		{"STARTTLS, foreign certificate", mail.TLSStart, mail.TLSStart, true, false},
		{"implicit, foreign certificate", mail.TLSImplicit, mail.TLSImplicit, true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRelay(t, c.offered)
			config := r.config(t, c.wanted)
			if c.foreign {
				config.Roots = x509.NewCertPool()
			}
			ch := channel(t, config)
			if !c.sent {
				wantFault(t, ch, vera, false, 0)
				if r.commands != 0 {
					t.Errorf("the relay heard %d commands", r.commands)
				}
				return
			}
			if err := ch.Send(t.Context(), vera, canary); err != nil {
				t.Fatal(err)
			}
			if got := r.one(t); got.encrypted != (c.wanted != mail.TLSNone) {
				t.Errorf("encrypted: %v", got.encrypted)
			}
		})
	}
}

func TestRelaySignIn(t *testing.T) {
	r := newRelay(t, mail.TLSStart)
	r.user, r.password = "gehoor", "canary-relay-password"
	c := r.config(t, mail.TLSStart)
	c.User, c.Password = r.user, r.password
	if err := channel(t, c).Send(t.Context(), vera, canary); err != nil {
		t.Fatal(err)
	}
	if got := r.one(t); got.user != "gehoor" {
		t.Errorf("signed in as %q", got.user)
	}
	c.Password = "canary-wrong-password"
	wantFault(t, channel(t, c), vera, false, 535)
	for _, v := range []any{c, &c, channel(t, c), struct{ c *mail.Channel }{channel(t, c)}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
			if got := fmt.Sprintf(verb, v); strings.Contains(got, "canary") {
				t.Errorf("%s of %T shows the password: %s", verb, v, got)
			}
		}
	}
}

func TestNewRefuses(t *testing.T) {
	good := mail.Config{Host: "127.0.0.1", Port: 25, TLS: mail.TLSNone, From: "noreply@veenhaven.invalid"}
	if _, err := mail.New(good, texts, now); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*mail.Config){
		"no host":                    func(c *mail.Config) { c.Host = "" },
		"host with a line break":     func(c *mail.Config) { c.Host = "relay\r\nx" },
		"no port":                    func(c *mail.Config) { c.Port = 0 },
		"port too high":              func(c *mail.Config) { c.Port = 65536 },
		"clear to another machine":   func(c *mail.Config) { c.Host = "relay.veenhaven.invalid" },
		"clear to another address":   func(c *mail.Config) { c.Host = "192.0.2.1" },
		"unknown TLS":                func(c *mail.Config) { c.TLS = "opportunistic" },
		"no TLS":                     func(c *mail.Config) { c.TLS = "" },
		"no sender":                  func(c *mail.Config) { c.From = "" },
		"sender with a name":         func(c *mail.Config) { c.From = "Veenhaven <noreply@veenhaven.invalid>" },
		"sender with a second line ": func(c *mail.Config) { c.From = "noreply@veenhaven.invalid\r\nBcc: x@y" },
	} {
		c := good
		spoil(&c)
		if _, err := mail.New(c, texts, now); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
