package webhook_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/notify/webhook"
)

const org gehoor.OrgID = "veenhaven"

var start = time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)

// newKey is a key as an operator makes it.
func newKey(t *testing.T) *webhook.Key {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	k, err := webhook.ParseKey(string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// receiver is a program that takes events. answer is what it does; nil takes them.
type receiver struct {
	*httptest.Server
	key    *webhook.Key
	answer http.HandlerFunc

	mu    sync.Mutex
	taken []taken
}

// taken is one request as it came.
type taken struct {
	target string
	header http.Header
	body   []byte
}

func newReceiver(t *testing.T, answer http.HandlerFunc) *receiver {
	t.Helper()
	r := &receiver{key: newKey(t), answer: answer}
	r.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, in *http.Request) {
		body, err := io.ReadAll(in.Body)
		if err != nil {
			t.Error(err)
		}
		r.mu.Lock()
		r.taken = append(r.taken, taken{in.Method + " https://" + in.Host + in.URL.RequestURI(), in.Header, body})
		r.mu.Unlock()
		if r.answer != nil {
			r.answer(w, in)
		}
	}))
	r.Config.ErrorLog = log.New(io.Discard, "", 0)
	r.StartTLS()
	t.Cleanup(r.Close)
	return r
}

// channel goes to the receiver at a path.
func (r *receiver) channel(t *testing.T, path string) *webhook.Channel {
	t.Helper()
	roots := x509.NewCertPool()
	roots.AddCert(r.Certificate())
	source, err := webhook.Source(org, "00000001823288444000")
	if err != nil {
		t.Fatal(err)
	}
	c, err := webhook.New(webhook.Config{URL: r.URL + path, Source: source, Site: "https://gehoor.invalid/", Key: r.key, Roots: roots},
		func() time.Time { return start.Add(7 * time.Second) })
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// message is for a webhook; every name in it is one that must not leave.
func message(digit string, kind notify.Kind) notify.Message {
	return notify.Message{ID: strings.Repeat(digit, 32), Org: org, Hook: "kanarie-piket", Kind: kind, NotBefore: start, Reason: "kanarie-reason"}
}

// TestEvent is one event as it arrives: all of it, and nothing else.
func TestEvent(t *testing.T) {
	r := newReceiver(t, nil)
	// The channel is given more than it may say.
	to := notify.Address{Org: org, Person: "kanarie-person", Mail: "kanarie@veenhaven.invalid", Code: "kanarie-code"}
	m := message("7", notify.KindSignal)
	m.NotBefore = start.Add(59 * time.Second)
	if err := r.channel(t, "/in?token=a%20b").Send(t.Context(), to, m); err != nil {
		t.Fatal(err)
	}
	got := r.taken[0]
	var e map[string]any
	if err := json.Unmarshal(got.body, &e); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"specversion": "1.0", "id": "77777777-7777-4777-b777-777777777777", "type": "nl.gehoor.notice.signal",
		"source": "urn:nld:oin:00000001823288444000:systeem:gehoor", "time": "2026-03-02T09:30:00Z",
		"dataschema": "https://gehoor.invalid/.well-known/gehoor/webhook-schema.json",
	}
	if diff := cmp.Diff(want, e); diff != "" {
		t.Errorf("the event (-want +got):\n%s", diff)
	}
	var headers []string
	for name := range got.header {
		headers = append(headers, name)
	}
	slices.Sort(headers)
	if diff := cmp.Diff([]string{"Connection", "Content-Digest", "Content-Length", "Content-Type", "Signature", "Signature-Input"}, headers); diff != "" {
		t.Errorf("headers (-want +got):\n%s", diff)
	}
	if all := fmt.Sprint(got.target, got.header, string(got.body)); strings.Contains(all, "kanarie") || strings.Contains(all, m.ID) {
		t.Errorf("more is said than there may be: %s", all)
	}
	if got.target != "POST "+r.URL+"/in?token=a%20b" {
		t.Errorf("it went to %s", got.target)
	}
	if !verify(t, r.key, got) {
		t.Error("the signature is not that of the published key")
	}
}

var inputPattern = regexp.MustCompile(`^gehoor=(\(([^)]*)\);created=([0-9]+);keyid="([^"]*)";alg="ed25519")$`)

// verify is what a receiver does, by RFC 9421 and with the published key alone.
func verify(t *testing.T, key *webhook.Key, got taken) bool {
	t.Helper()
	documents, err := key.Documents("https://gehoor.invalid")
	if err != nil {
		t.Fatal(err)
	}
	var published jose.JSONWebKeySet
	if err := json.Unmarshal(documents.Keys, &published); err != nil {
		t.Fatal(err)
	}
	input := inputPattern.FindStringSubmatch(got.header.Get("Signature-Input"))
	if input == nil {
		t.Fatalf("Signature-Input: %s", got.header.Get("Signature-Input"))
	}
	keys := published.Key(input[4])
	if len(keys) != 1 || !keys[0].IsPublic() || len(published.Keys) != 1 {
		t.Fatalf("%d keys are published, %d with this name", len(published.Keys), len(keys))
	}
	sum := sha256.Sum256(got.body)
	if got.header.Get("Content-Digest") != "sha-256=:"+base64.StdEncoding.EncodeToString(sum[:])+":" {
		return false
	}
	method, target, _ := strings.Cut(got.target, " ")
	var base bytes.Buffer
	for _, name := range strings.Split(input[2], " ") {
		name = strings.Trim(name, `"`)
		value := map[string]string{"@method": method, "@target-uri": target}[name]
		if value == "" {
			value = got.header.Get(name)
		}
		fmt.Fprintf(&base, "%q: %s\n", name, value)
	}
	fmt.Fprintf(&base, `"@signature-params": %s`, input[1])
	text := strings.TrimSuffix(strings.TrimPrefix(got.header.Get("Signature"), "gehoor=:"), ":")
	signature, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, needed := range []string{`"@method"`, `"@target-uri"`, `"content-type"`, `"content-digest"`} {
		if !strings.Contains(input[2], needed) {
			t.Errorf("%s is not signed", needed)
		}
	}
	return ed25519.Verify(keys[0].Key.(ed25519.PublicKey), base.Bytes(), signature)
}

// What somebody on the way changes is found.
func TestEventChanged(t *testing.T) {
	r := newReceiver(t, nil)
	if err := r.channel(t, "/").Send(t.Context(), notify.Address{}, message("7", notify.KindLate)); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*taken){
		"target":  func(x *taken) { x.target += "elsewhere" },
		"method":  func(x *taken) { x.target = "PUT" + strings.TrimPrefix(x.target, "POST") },
		"content": func(x *taken) { x.body = bytes.Replace(x.body, []byte("late"), []byte("root"), 1) },
		"digest": func(x *taken) {
			x.body = []byte("{}")
			sum := sha256.Sum256(x.body)
			x.header.Set("Content-Digest", "sha-256=:"+base64.StdEncoding.EncodeToString(sum[:])+":")
		},
		"type": func(x *taken) { x.header.Set("Content-Type", "text/plain") },
		"time": func(x *taken) {
			x.header.Set("Signature-Input", strings.Replace(x.header.Get("Signature-Input"), "created=1", "created=2", 1))
		},
	} {
		one := r.taken[0]
		one.header = one.header.Clone()
		if !verify(t, r.key, one) {
			t.Fatal("it is not right before anything is changed")
		}
		if change(&one); verify(t, r.key, one) {
			t.Errorf("another %s is not found", name)
		}
	}
}

// What a webhook may not hear of does not leave, even if somebody puts it there.
func TestNotForWebhooks(t *testing.T) {
	r := newReceiver(t, nil)
	c := r.channel(t, "/")
	quiet, person, reporter, badID := message("1", notify.KindSignal), message("2", notify.KindSignal), message("3", notify.KindSignal), message("4", notify.KindSignal)
	quiet.Quiet, person.To, reporter.Reporter, badID.ID = true, "vera", "link", "dossier"
	for _, m := range []notify.Message{
		quiet, person, reporter, badID,
		message("5", notify.KindNews), message("6", notify.KindNewsLast), message("7", notify.KindMoved), message("8", notify.KindConfirm), message("9", notify.KindDemand),
	} {
		var f *notify.Fault
		if err := c.Send(t.Context(), notify.Address{}, m); !errors.As(err, &f) || !f.Permanent {
			t.Errorf("%+v: %v", m, err)
		}
	}
	if len(r.taken) != 0 {
		t.Errorf("%d left", len(r.taken))
	}
}

// Every kind of event has a meaning in the schema.
func TestSchema(t *testing.T) {
	documents, err := newKey(t).Documents("https://gehoor.invalid/")
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		ID   string `json:"$id"`
		Defs map[string]struct{ Description string }
	}
	if err := json.Unmarshal(bytes.Replace(documents.Schema, []byte("$defs"), []byte("defs"), 1), &schema); err != nil {
		t.Fatal(err)
	}
	if schema.ID != "https://gehoor.invalid"+webhook.PathSchema {
		t.Errorf("it is called %s", schema.ID)
	}
	hooked := 0
	for _, k := range []notify.Kind{
		notify.KindSignal, notify.KindMessage, notify.KindHandling, notify.KindDemand, notify.KindRecovery, notify.KindRoot, notify.KindLate,
		notify.KindNotice, notify.KindNews, notify.KindNewsLast, notify.KindMoved, notify.KindConfirm,
	} {
		if there := schema.Defs["nl.gehoor.notice."+string(k)].Description != ""; there != k.Hooked() {
			t.Errorf("%s: in the schema %v, sent %v", k, there, k.Hooked())
		}
		if k.Hooked() {
			hooked++
		}
	}
	if hooked != 7 || len(schema.Defs) != 8 { // and the test
		t.Errorf("%d kinds are sent, %d are explained", hooked, len(schema.Defs))
	}
}

func TestConfig(t *testing.T) {
	key := newKey(t)
	for address, ok := range map[string]bool{
		"https://piket.veenhaven.invalid/in": true, "https://piket.veenhaven.invalid": true, "http://127.0.0.1:9/x": true, "http://[::1]:9/": true, "http://localhost/": true,
		"http://piket.veenhaven.invalid/": false, "https://": false, "": false, "piket": false, "ftp://x/": false, "https://a:b@x/": false,
		"https://x/#y": false, "https://é.invalid/": false, "https://x/?é": false, "file:///etc/passwd": false, "http://127.0.0.1.veenhaven.invalid/": false, "https:x": false,
	} {
		_, err := webhook.New(webhook.Config{URL: address, Site: "https://gehoor.invalid", Key: key}, time.Now)
		if ok != (err == nil) {
			t.Errorf("%q: %v", address, err)
		}
		if err != nil && address != "" && strings.Contains(err.Error(), address) && len(address) > 8 {
			t.Errorf("%q is repeated: %v", address, err)
		}
	}
	if _, err := webhook.New(webhook.Config{URL: "https://x/", Key: key}, time.Now); err == nil {
		t.Error("without an address of the site nobody finds the key")
	}
	for _, oin := range []string{"1", strings.Repeat("1", 21), strings.Repeat("a", 20)} {
		if _, err := webhook.Source(org, oin); err == nil {
			t.Errorf("%q is an OIN", oin)
		}
	}
	if s, err := webhook.Source(org, ""); err != nil || s != "urn:nld:veenhaven.gehoor" {
		t.Errorf("%s, %v", s, err)
	}
	if said := fmt.Sprintf("%v %+v %#v", key, key, key); len(said) > 1000 {
		t.Errorf("the key is printed: %s", said)
	}
	for _, text := range []string{"", "x", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"} {
		if _, err := webhook.ParseKey(text); err == nil {
			t.Errorf("%q is a key", text)
		}
	}
}

// What receivers do, and what becomes of the event; the reason never has the address.
func TestReceivers(t *testing.T) {
	elsewhere := newReceiver(t, nil)
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
	}
	for name, c := range map[string]struct {
		answer    http.HandlerFunc
		reason    string
		permanent bool
	}{
		"takes it": {nil, "", false},
		"accepts":  {status(202), "", false},
		"nothing":  {status(204), "", false},
		"fails":    {status(500), "the receiver refused it (500)", false},
		"refuses":  {status(403), "the receiver refused it (403)", false},
		"busy":     {status(429), "the receiver refused it (429)", false},
		"gone":     {status(410), "the receiver is gone for good (410)", true},
		"moved": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.URL, http.StatusPermanentRedirect)
		}, "the receiver leads elsewhere (308)", false},
		"hangs up": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, "the receiver gave no answer of HTTP", false},
		"shouts": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X", strings.Repeat("x", 64<<10))
		}, "the receiver gave no answer of HTTP", false},
		"talks on": {func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				_, _ = w.Write(make([]byte, 1<<16))
			}
		}, "", false},
	} {
		r := newReceiver(t, c.answer)
		err := r.channel(t, "/secret").Send(t.Context(), notify.Address{}, message("1", notify.KindSignal))
		var f *notify.Fault
		switch {
		case c.reason == "" && err != nil, c.reason != "" && (!errors.As(err, &f) || f.Error() != c.reason || f.Permanent != c.permanent):
			t.Errorf("one that %s: %v", name, err)
		case len(r.taken) != 1:
			t.Errorf("one that %s was asked %d times", name, len(r.taken))
		}
	}
	if len(elsewhere.taken) != 0 {
		t.Error("an event went where a receiver led it")
	}
}

func send(t *testing.T, c *webhook.Channel) string {
	t.Helper()
	var f *notify.Fault
	if err := c.Send(t.Context(), notify.Address{}, message("1", notify.KindSignal)); !errors.As(err, &f) || f.Permanent {
		t.Fatalf("%v", err)
	}
	return f.Reason
}

// One that is not there, one that another certificate is for, and one that hangs.
func TestNoReceiver(t *testing.T) {
	away := newReceiver(t, nil)
	c := away.channel(t, "/")
	away.Close()
	if got := send(t, c); got != "the receiver cannot be reached" {
		t.Error(got)
	}
	strange := newReceiver(t, nil)
	c, err := webhook.New(webhook.Config{URL: strange.URL, Site: "https://gehoor.invalid", Key: strange.key, Roots: x509.NewCertPool()}, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if got := send(t, c); got != "the receiver's certificate is not trusted" {
		t.Error(got)
	}
	if len(strange.taken) != 0 {
		t.Error("an event went to whom nobody vouches for")
	}
	release := make(chan struct{})
	hangs := newReceiver(t, func(http.ResponseWriter, *http.Request) { <-release })
	defer close(release)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	err = hangs.channel(t, "/").Send(ctx, notify.Address{}, message("1", notify.KindSignal))
	var f *notify.Fault
	if !errors.As(err, &f) || f.Reason != "the receiver took too long" {
		t.Errorf("%v", err)
	}
}

// forgetful is an outbox whose node dies after events were sent, and before it noted so
// of the first left messages.
type forgetful struct {
	*ledgertest.Memory
	left int
}

func (f *forgetful) Sent(ctx context.Context, id string) error {
	if f.left--; f.left < 0 {
		return gehoor.ErrUnavailable
	}
	return f.Memory.Sent(ctx, id)
}

// An event that goes again after a crash is the same one, so that a receiver knows it;
// none is lost. Events of one kind go as one.
func TestAgain(t *testing.T) {
	for noted := range 3 {
		r := newReceiver(t, nil)
		store := &forgetful{Memory: ledgertest.NewMemory(), left: noted}
		for _, digit := range []string{"1", "2", "3"} {
			if err := store.Enqueue(t.Context(), message(digit, notify.KindMessage)); err != nil {
				t.Fatal(err)
			}
		}
		courier := notify.Courier{Store: store, Channel: r.channel(t, "/"), Hook: "kanarie-piket"}
		if _, err := courier.Deliver(t.Context(), org, start, 10); err == nil {
			t.Fatal("the node did not die")
		}
		store.left = 10
		if got, err := courier.Deliver(t.Context(), org, start.Add(time.Hour), 10); err != nil || got.Sent != 3-noted {
			t.Errorf("after %d: %+v, %v", noted, got, err)
		}
		if len(r.taken) != 2 || !bytes.Equal(r.taken[0].body, r.taken[1].body) {
			t.Errorf("after %d: %d events, of which one is another", noted, len(r.taken))
		}
		if waiting, dead, err := store.Waiting(t.Context(), org); waiting+dead != 0 || err != nil {
			t.Errorf("%d wait, %d are dead, %v", waiting, dead, err)
		}
	}
}

// A receiver that comes back gets what waited; what waits for others went meanwhile. One
// that stays away is given up, where operators see it.
func TestAway(t *testing.T) {
	store, ctx := ledgertest.NewMemory(), t.Context()
	down := newReceiver(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	if err := store.Enqueue(ctx, message("1", notify.KindRoot)); err != nil {
		t.Fatal(err)
	}
	courier := notify.Courier{Store: store, Channel: down.channel(t, "/"), Hook: "kanarie-piket"}
	now, dead := start, 0
	for range len(notify.Backoff()) + 1 {
		got, err := courier.Deliver(ctx, org, now, 10)
		if err != nil || got.Sent != 0 {
			t.Fatalf("%+v, %v", got, err)
		}
		dead += got.Dead
		now = now.Add(notify.MaxWait)
	}
	trouble, err := store.Trouble(ctx, org, "", notify.ScopeHooks)
	if err != nil || dead != 1 || trouble.Dead != 1 {
		t.Errorf("%d given up, %+v, %v", dead, trouble, err)
	}
	if n, err := store.Retry(ctx, org, "", now); n != 1 || err != nil {
		t.Fatalf("%d, %v", n, err)
	}
	down.answer = nil
	if got, err := courier.Deliver(ctx, org, now, 10); err != nil || got.Sent != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	first, last := down.taken[0], down.taken[len(down.taken)-1]
	if !bytes.Equal(first.body, last.body) || len(down.taken) != len(notify.Backoff())+2 {
		t.Errorf("%d times, the last is %s", len(down.taken), last.body)
	}
}
