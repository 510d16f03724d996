package main

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/notify/webhook"
	"github.com/gehoor/gehoor/internal/store/sqlite"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// TestWebhook is a server with two webhooks, of which one is away: the other gets its
// event, signed with the key that the site publishes, and an operator sees which is away.
func TestWebhook(t *testing.T) {
	dir := seeded(t)
	arrived := make(chan *http.Request, 10)
	piket := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { arrived <- r }))
	defer piket.Close()
	away := httptest.NewServer(http.NotFoundHandler())
	away.Close()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	secrets := t.TempDir() // as the service manager hands them over
	key := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
	if err := os.WriteFile(filepath.Join(secrets, "gehoor_webhook-key"), key, ownerOnly); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CREDENTIALS_DIRECTORY", secrets)
	flags := []string{"--data", dir, "--webhook-to", "piket=" + piket.URL + "/in", "--webhook-to", "zaken=" + away.URL, "--mail-site", "https://gehoor.invalid"}
	hookWaits(t, dir, "piket", "zaken")

	s := serve(t, nil, flags...)
	var event *http.Request
	select {
	case event = <-arrived:
	case <-time.After(30 * time.Second):
		t.Fatal("no event came")
	}
	published := expect(t, 0, "webhook", "key")
	if _, keys := ask(t, http.DefaultClient, s.url+webhook.PathKeys[1:]); keys != published {
		t.Errorf("the site publishes %s, and the program prints %s", keys, published)
	}
	_, id, _ := strings.Cut(event.Header.Get("Signature-Input"), `keyid="`)
	id, _, _ = strings.Cut(id, `"`)
	if id == "" || !strings.Contains(published, id) {
		t.Errorf("%q is not the published key: %s", id, published)
	}
	if status, schema := ask(t, http.DefaultClient, s.url+webhook.PathSchema[1:]); status != http.StatusOK || !strings.Contains(schema, "nl.gehoor.notice.signal") {
		t.Errorf("the schema is %d %s", status, schema)
	}
	if _, metrics := ask(t, http.DefaultClient, s.admin+"/metrics"); !strings.Contains(metrics, "gehoor_webhook_undelivered 0\n") {
		t.Errorf("metrics: %s", metrics)
	}

	expect(t, 0, append([]string{"webhook", "test", "piket"}, flags...)...)
	if test := <-arrived; test.Method != http.MethodPost || test.URL.Path != "/in" {
		t.Errorf("the test is %s %s", test.Method, test.URL)
	}
	expect(t, 2, append([]string{"webhook", "test", "zaken"}, flags...)...)
	expect(t, 2, append([]string{"webhook", "test", "nobody"}, flags...)...)
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Wait(); err != nil {
		t.Error(err)
	}
	failHooks(t, dir, "zaken")
	if listed := expect(t, 0, "mail", "list", "--data", dir); !strings.Contains(listed, "webhook zaken") || strings.Contains(listed, "piket") || strings.Contains(listed, away.URL) {
		t.Errorf("listed is\n%s", listed)
	}
	if checked := expect(t, 1, "check", "--data", dir); !strings.Contains(checked, "1 messages could not be delivered, 1 of them to webhooks") {
		t.Errorf("the check says\n%s", checked)
	}
	// What goes together, and what does not.
	for _, wrong := range [][]string{
		{"--webhook-to", "piket=http://piket.invalid/"}, {"--webhook-to", "piket"}, {"--webhook-to", "=https://x/"}, {"--webhook-oin", "1"},
		{"--webhook-to", "a=https://x/", "--webhook-to", "a=https://y/"}, {"--webhook-to", "a=https://x/", "--webhook-key", "none"},
		{"--webhook-to", "a=https://x/", "--webhook-oin", "123"},
	} {
		expect(t, 2, append([]string{"serve", "--data", dir, "--listen", "127.0.0.1:0", "--mail-site", "https://gehoor.invalid"}, wrong...)...)
	}
}

// hookWaits puts an event into the queue of each webhook.
func hookWaits(t *testing.T, dir string, hooks ...notify.Hook) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), folder(dir).database(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for i, hook := range hooks {
		m := notify.Message{ID: strings.Repeat(string(rune('a'+i)), 32), Org: veenhaven.Org, Hook: hook, Kind: notify.KindSignal, NotBefore: time.Now()}
		if err := db.Enqueue(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
}

// failHooks lets what waits for a webhook fail until somebody must look.
func failHooks(t *testing.T, dir string, hook notify.Hook) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), folder(dir).database(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	messages, err := db.ClaimHook(t.Context(), veenhaven.Org, hook, time.Now().AddDate(0, 0, 1), time.Minute, 10)
	if err != nil || len(messages) != 1 {
		t.Fatalf("%d wait, %v", len(messages), err)
	}
	if messages[0].Attempts == 0 || messages[0].Reason != "the receiver cannot be reached" {
		t.Errorf("what waits for one that is away: %+v", messages[0])
	}
	if err := db.Failed(t.Context(), messages[0].ID, time.Now(), true, messages[0].Reason); err != nil {
		t.Fatal(err)
	}
}
