package web_test

import (
	"net/http"
	"testing"

	"github.com/gehoor/gehoor/internal/notify/webhook"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestWebhookDocuments: who receives events finds the key and what they are, and without
// webhooks there is nothing.
func TestWebhookDocuments(t *testing.T) {
	cfg := webtest.Config(t)
	cfg.Webhook = webhook.Documents{Keys: []byte(`{"keys":[]}`), Schema: []byte(`{}`)}
	h, err := web.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]struct{ mime, body string }{
		webhook.PathKeys: {"application/jwk-set+json", `{"keys":[]}`}, webhook.PathSchema: {"application/schema+json", `{}`},
	} {
		got := webtest.Get(t, h, path)
		if got.Status != http.StatusOK || got.Header.Get("Content-Type") != want.mime || string(got.Body) != want.body {
			t.Errorf("%s: %d %s %s", path, got.Status, got.Header.Get("Content-Type"), got.Body)
		}
		if got := webtest.Get(t, webtest.Shell(t), path); got.Status != http.StatusNotFound {
			t.Errorf("%s without webhooks: %d", path, got.Status)
		}
	}
}
