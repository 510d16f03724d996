package web

import (
	"fmt"
	"io"
	"net/http"
	"time"
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
