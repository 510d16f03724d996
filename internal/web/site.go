package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/flood"
	"github.com/gehoor/gehoor/internal/notify/webhook"
	"github.com/gehoor/gehoor/internal/provider"
	"github.com/gehoor/gehoor/internal/rehearsal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/asset"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Config is everything that a site is made of.
type Config struct {
	// Org is the organisation's name in streams.
	Org gehoor.OrgID
	// Owner, SecurityContact and OwnDomains are what pages say of the organisation
	// until it describes itself (owner.go), but Owner.Trial, which counts always.
	Owner layout.Organisation
	// Address is where people find the site, "https://…", for links that are handed
	// out; "" takes the name under which it is asked.
	Address string
	// Hosts are the names under which the site is reached; a request for another one
	// is refused. None is any.
	Hosts []string
	// SecurityContact is where weaknesses are reported, a mailto: or https: URI,
	// for security.txt.
	SecurityContact string
	// OwnDomains are those of the organisation's own mail: a reporter who gives an
	// address there is warned.
	OwnDomains []string
	// Assets are the scripts and styles.
	Assets *asset.Set
	// Installed is this program as the log holds it; the zero Installation if it
	// does not, and then nothing is said of it.
	Installed directory.Installation
	// Door lets people in.
	Door *account.Door
	// Provider is the organisation's own provider of identities; nil without one.
	Provider *provider.Provider
	// Guard asks for work when more comes than is usual; nil asks nothing.
	Guard *flood.Guard
	// Cases are the use cases.
	Cases *casework.Casework
	// Rehearsals plays stories for administrators; nil where nobody rehearses.
	Rehearsals rehearsal.Player
	// Plain is the way for browsers without scripts (web/plain), for as long as the
	// organisation wants it; nil if there is none whatever it wants.
	Plain Way
	// Webhook is what receivers of events need; empty where there are none.
	Webhook webhook.Documents
	// Log takes the request lines; it must not add anything about the request.
	Log *slog.Logger
	// Now is the present moment.
	Now func() time.Time
}

// Site answers for one organisation. Its methods are the handlers.
type Site struct {
	cfg   Config
	mux   *http.ServeMux // the routes, without what stands around them
	door  *account.Door
	cases *casework.Casework
	now   func() time.Time
	last  atomic.Pointer[said] // what the organisation last said of itself
}

// New makes the handler of a site. An error names what the configuration lacks.
func New(cfg Config) (http.Handler, error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	text.For(gehoor.Dutch) // a catalogue that cannot be read is found now, not at the first page
	s := newSite(cfg)
	return s.handler(append(s.routes(), s.further()...)), nil
}

func newSite(cfg Config) *Site {
	cfg.Owner.ID = cfg.Org
	return &Site{cfg: cfg, door: cfg.Door, cases: cfg.Cases, now: cfg.Now}
}

// handler serves a table of routes with everything that stands around it.
func (s *Site) handler(routes []route) http.Handler {
	mux := http.NewServeMux()
	s.mux = mux
	for _, r := range routes {
		s.mount(mux, r)
	}
	mux.Handle("GET "+asset.Prefix+"{file}", s.assets())
	mux.HandleFunc("/", s.astray(mux))
	return s.observe(secure(s.named(s.sameOrigin(bounded(mux)))))
}

func (c Config) check() error {
	for _, part := range []struct {
		name string
		ok   bool
	}{
		{"organisation", c.Org != ""},
		{"organisation's name", c.Owner.Name != ""},
		{"telephone number", c.Owner.Dial() != ""},
		{"security contact", c.SecurityContact != ""},
		{"assets", c.Assets != nil},
		{"door", c.Door != nil},
		{"use cases", c.Cases != nil},
		{"way without scripts", c.Plain != nil || !c.Owner.Plain.There()},
		{"log", c.Log != nil},
		{"present moment", c.Now != nil},
	} {
		if !part.ok {
			return fmt.Errorf("web: the configuration lacks the %s", part.name)
		}
	}
	return nil
}

// page makes the frame for a page. files are the logical names of scripts and
// styles that it needs besides those that every page has; one that the build
// does not have is a mistake of ours, and panics.
func (s *Site) page(r *http.Request, to layout.For, title text.Key, path string, files ...string) layout.Page {
	return s.pageOf(r, s.says(r.Context()).owner, to, title, path, files...)
}

// pageOf is page for what the organisation is known to say of itself.
func (s *Site) pageOf(r *http.Request, owner layout.Organisation, to layout.For, title text.Key, path string, files ...string) layout.Page {
	p := layout.Page{
		Words: wordsOf(r), Org: owner, For: to, Title: title, Path: path,
		Icon:   s.link("style/icon.svg"),
		Styles: []asset.Link{s.link("style/site.css")},
	}
	p.RootNext = to == layout.ForStaff && s.rootNotice(r.Context())
	if to == layout.ForReporter {
		files = append([]string{"layout/leave.js"}, files...)
	}
	s.dress(&p, files)
	return p
}
