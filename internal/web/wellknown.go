package web

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/gehoor/gehoor"
)

// securityTextLife is how far ahead security.txt expires: RFC 9116 advises less
// than a year. It is counted from the moment of asking, so it never is too old
// while somebody runs the site.
const securityTextLife = 180 * 24 * time.Hour

// securityText says where weaknesses are reported (RFC 9116).
func (s *Site) securityText(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	expires := s.now().UTC().Add(securityTextLife).Truncate(24 * time.Hour)
	_, err := fmt.Fprintf(w, "Contact: %s\nExpires: %s\nPreferred-Languages: nl, en\n",
		s.says(r.Context()).security, expires.Format(time.RFC3339))
	return err
}

// robots keeps the site out of search engines; every page says so too.
func (s *Site) robots(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err := io.WriteString(w, "User-agent: *\nDisallow: /\n")
	return err
}

// webhookKeys are those with which events to webhooks are signed.
func (s *Site) webhookKeys(w http.ResponseWriter, _ *http.Request) error {
	return published(w, "application/jwk-set+json", s.cfg.Webhook.Keys)
}

// webhookSchema says what such events are.
func (s *Site) webhookSchema(w http.ResponseWriter, _ *http.Request) error {
	return published(w, "application/schema+json", s.cfg.Webhook.Schema)
}

func published(w http.ResponseWriter, contentType string, document []byte) error {
	if document == nil {
		return gehoor.ErrNotFound
	}
	public(w)
	return send(w, http.StatusOK, contentType, document)
}
