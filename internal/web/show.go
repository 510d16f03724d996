package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/a-h/templ"
)

// show writes a page. It is made whole first, so that a template that fails is a
// failure page and never half a page. Pages are not compressed: they are small,
// and a compressed page that holds a secret beside what somebody chose tells its
// length.
func (s *Site) show(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	var body bytes.Buffer
	if err := page.Render(r.Context(), &body); err != nil {
		return fmt.Errorf("web: make the page: %w", err)
	}
	w.Header().Set("Content-Language", string(languageOf(r)))
	return send(w, status, "text/html; charset=utf-8", body.Bytes())
}

// showJSON answers a script.
func showJSON(w http.ResponseWriter, status int, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("web: make the answer: %w", err)
	}
	return send(w, status, "application/json", body)
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
