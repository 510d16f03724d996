package web

import (
	"net"
	"net/http"
	"slices"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// policy is the Content-Security-Policy of every answer, also of scripts that
// run as workers. Nothing is allowed that is not from this site, nothing inline,
// no evaluation; a string becomes a script's address only through the one
// Trusted Types policy in browser/worker.ts.
var policy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self'",
	"connect-src 'self'",
	"worker-src 'self'",
	"manifest-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types gehoor",
}, "; ")

// headers are set on every answer before its handler runs.
var headers = [][2]string{
	{"Content-Security-Policy", policy},
	{"Strict-Transport-Security", "max-age=63072000; includeSubDomains"},
	{"Referrer-Policy", "no-referrer"},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
	{"X-Robots-Tag", "noindex, nofollow"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Cross-Origin-Embedder-Policy", "require-corp"},
	{"Permissions-Policy", noMicrophone + rights},
	// Pages are never kept, not by a proxy and not for the back button of the
	// next one at the device; files with a hash in their name say otherwise.
	{"Cache-Control", "no-store"},
}

// What pages may use of a device: nothing but writing to the clipboard. The page
// on which somebody may speak an answer has the microphone, and asks for it.
const (
	noMicrophone  = "microphone=(), "
	ownMicrophone = "microphone=(self), "
	rights        = "camera=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=(), clipboard-read=(), clipboard-write=(self)"
)

// recording lets the page that is being answered record what somebody says.
func recording(w http.ResponseWriter) { w.Header().Set("Permissions-Policy", ownMicrophone+rights) }

func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		for _, line := range headers {
			h.Set(line[0], line[1])
		}
		next.ServeHTTP(w, r)
	})
}

// named answers under the site's own names alone. Whoever leads another name to
// this address, as in DNS rebinding, is not answered in that name. The name is what
// the browser asked for: no forwarded header is read, here or anywhere.
func (s *Site) named(next http.Handler) http.Handler {
	if len(s.cfg.Hosts) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		if !slices.ContainsFunc(s.cfg.Hosts, func(own string) bool { return strings.EqualFold(own, host) }) {
			f := s.failureOf(r, gehoor.ErrNotFound)
			f.status = http.StatusMisdirectedRequest
			s.tellFailure(w, r, f)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// sameOrigin refuses what another site's page sends in a visitor's name.
func (s *Site) sameOrigin(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, gehoor.Refuse(gehoor.CodeForeign))
	}))
	return guard.Handler(next)
}

// MaxRequestBytes bounds what a request may carry; a handler that expects less
// says so. The largest is a signal: an account of 256 KiB as sealed, who the
// reporter is, and the keys and shares of two compartments for some forty people
// at 3 KiB each, all in base64.
const MaxRequestBytes = 2 << 20

// MaxPutBytes bounds what is put: a part of a file, and nothing else is put here.
const MaxPutBytes = seal.MaxPartBytes

// MaxFilesBytes bounds a form with files of the way without scripts: one file of
// the largest size, and what stands around it.
const MaxFilesBytes = gehoor.MaxParts*seal.MaxPartBody + MaxRequestBytes

// bounded stops reading a body that is too large; the handler's reader then
// answers a *http.MaxBytesError.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limit := int64(MaxRequestBytes)
		if _, path := split(r.URL.Path); r.Method == http.MethodPost && path == layout.PathPlainFiles {
			limit = MaxFilesBytes
		}
		if r.Method == http.MethodPost && (r.URL.Path == pathChart || r.URL.Path == pathMend) {
			limit = MaxChartBytes
		}
		if r.Method == http.MethodPut {
			limit = MaxPutBytes
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		next.ServeHTTP(w, r)
	})
}
