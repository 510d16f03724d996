package web

import (
	"net/http"
	"strings"

	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/viewer"
)

// viewerPolicy is that of the page that shows an opened file (decision 10). The
// page has no origin, so no storage, no cookies and no way to the page around it;
// nothing can be fetched or sent; a picture can only be one that the page made
// itself. Its scripts may compile WebAssembly, in which pictures of scanners are
// unpacked, and print.
var viewerPolicy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"style-src 'self'",
	"img-src blob:",
	"connect-src 'none'",
	"form-action 'none'",
	"base-uri 'none'",
	"frame-ancestors 'self'",
	"sandbox allow-scripts allow-modals",
	"require-trusted-types-for 'script'",
	"trusted-types 'none'",
}, "; ")

// framingPolicy is that of a page that has the viewer in it.
var framingPolicy = policy + "; frame-src 'self'"

// viewerPage is the frame in which a file is shown. It knows nobody and holds
// nothing: the page around it gives it the file.
func (s *Site) viewerPage(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Content-Security-Policy", viewerPolicy)
	w.Header().Set("X-Frame-Options", "SAMEORIGIN")
	return s.show(w, r, http.StatusOK, viewer.Show(s.page(r, layout.ForAnyone, viewer.Title, layout.PathViewer, viewer.Files...)))
}

// framing lets the page that is being answered have the viewer in it.
func framing(w http.ResponseWriter) { w.Header().Set("Content-Security-Policy", framingPolicy) }
