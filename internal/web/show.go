package web

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/a-h/templ"
	"github.com/gehoor/gehoor/internal/web/asset"
)

// show writes a page. It is made whole first, so that a template that fails is a
// failure page and never half a page.
func (s *Site) show(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	var body bytes.Buffer
	if err := page.Render(r.Context(), &body); err != nil {
		return fmt.Errorf("web: make the page: %w", err)
	}
	// A page of web/plain holds words; the buffer's copy of them ends here.
	defer clear(body.Bytes())
	w.Header().Set("Content-Language", string(languageOf(r)))
	return send(w, status, "text/html; charset=utf-8", compressed(w, r, body.Bytes()))
}

// compressed is a page as it crosses. A reporter's pages must come over a bad
// line, and hold nothing that somebody else chose. Pages of staff are not
// compressed: a page that holds a secret beside what somebody chose, such as a
// filter in the address, tells the secret by its length.
func compressed(w http.ResponseWriter, r *http.Request, page []byte) []byte {
	if ofStaff(r) {
		return page
	}
	w.Header().Add("Vary", "Accept-Encoding")
	if !asset.Accepts(r.Header.Get("Accept-Encoding"), "gzip") {
		return page
	}
	var body bytes.Buffer
	to := gzip.NewWriter(&body)
	_, _ = to.Write(page) // to memory: cannot fail
	_ = to.Close()
	w.Header().Set("Content-Encoding", "gzip")
	return body.Bytes()
}

// showJSON answers a script.
func showJSON(w http.ResponseWriter, status int, value any) error {
	return showAs(w, status, "application/json", value)
}

// showAs is showJSON under the name of one form of JSON.
func showAs(w http.ResponseWriter, status int, mime string, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("web: make the answer: %w", err)
	}
	return send(w, status, mime, body)
}

// send writes a whole answer. What goes wrong from here on is the connection,
// and there is nobody left to tell.
func send(w http.ResponseWriter, status int, mime string, body []byte) error {
	w.Header().Set("Content-Type", mime)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
	return nil
}
