package web

import (
	"net/http"

	"github.com/gehoor/gehoor/internal/account"
)

// Serve is a site whose table has one more route, so that a test can have a
// handler fail, panic or need a session.
func Serve(cfg Config, pattern string, handle func(http.ResponseWriter, *http.Request) error) http.Handler {
	s := newSite(cfg)
	return s.handler(append(s.routes(), route{pattern, handle}))
}

// ServeOnly is a site with one route, which may be one of the table's.
func ServeOnly(cfg Config, pattern string, handle func(http.ResponseWriter, *http.Request) error) http.Handler {
	return newSite(cfg).handler([]route{{pattern, handle}})
}

// ServeStaff is the same as Serve with a route for whoever signed in.
func ServeStaff(cfg Config, pattern string, handle func(http.ResponseWriter, *http.Request, account.Session) error) http.Handler {
	s := newSite(cfg)
	return s.handler(append(s.routes(), route{pattern, s.signedIn(handle)}))
}

// ServeReporter is the same with a route for the holder of a code.
func ServeReporter(cfg Config, pattern string, handle func(http.ResponseWriter, *http.Request, account.Mailbox) error) http.Handler {
	s := newSite(cfg)
	return s.handler(append(s.routes(), route{pattern, s.reporter(handle)}))
}

// Patterns are the patterns of the table.
func Patterns(cfg Config) []string {
	var all []string
	for _, r := range newSite(cfg).routes() {
		all = append(all, r.pattern)
	}
	return all
}

// Framing lets an answer of a test have the viewer in it.
func Framing(w http.ResponseWriter) { framing(w) }

// LetterStyle is the style that a letter may have.
const LetterStyle = letterStyle
