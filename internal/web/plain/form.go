package plain

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web"
)

// maxFields bounds a form: the longest page, a group of twelve questions twenty
// times, has 240; a check has one for each of forty people.
const maxFields = 512

// formType is the kind of body that is read whole. A form with files is another,
// and is read a piece at a time (files.go): net/http's own reader puts what is
// large into temporary files.
const formType = "application/x-www-form-urlencoded"

// readForm reads the body of a POST, which package web bounds, and zeroes what it
// was read into. The address's query is not looked at: nothing that somebody
// typed is ever there.
func readForm(r *http.Request) (url.Values, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != formType {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	body, err := readBody(r)
	defer clear(body)
	if err != nil {
		return nil, err
	}
	return parseForm(body)
}

// readBody reads a body into one piece of memory, so that zeroing it leaves no
// copy of ours behind. Every browser says how long a form is.
func readBody(r *http.Request) ([]byte, error) {
	switch {
	case r.ContentLength < 0:
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	case r.ContentLength > web.MaxRequestBytes:
		return nil, &http.MaxBytesError{Limit: web.MaxRequestBytes}
	}
	body := make([]byte, r.ContentLength)
	_, err := io.ReadFull(r.Body, body)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return body, large
	case err != nil:
		return body, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return body, nil
}

// parseForm reads a body as a browser writes it.
func parseForm(body []byte) (url.Values, error) {
	if bytes.Count(body, []byte("&")) >= maxFields {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return form, nil
}
