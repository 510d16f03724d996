package asset

import (
	"errors"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
)

// file is one file in all its forms; br and gz are nil where they would not be
// smaller.
type file struct {
	mime, tag       string
	plain, br, gzip []byte
}

func readFile(from fs.FS, e Entry) (file, error) {
	f := file{mime: e.Type, tag: `"` + e.File + `"`}
	var err error
	if f.plain, err = fs.ReadFile(from, "dist/"+e.File); err != nil {
		return f, err
	}
	for _, form := range []struct {
		ending string
		into   *[]byte
	}{{".br", &f.br}, {".gz", &f.gzip}} {
		data, err := fs.ReadFile(from, "dist/"+e.File+form.ending)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return f, err
		}
		*form.into = data
	}
	return f, nil
}

// ServeHTTP answers GET and HEAD of Prefix and a file's name; it answers 404
// without a page for any other.
func (s *Set) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := s.files[strings.TrimPrefix(r.URL.Path, Prefix)]
	if !ok {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	h := w.Header()
	// The name changes with the content: a browser never has to ask again.
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	// The viewer has no origin, so that even these files are another's to it. They
	// are the same for everybody and published.
	h.Set("Access-Control-Allow-Origin", "*")
	encoding, body := f.choose(r.Header.Get("Accept-Encoding"))
	tag := f.tag
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
		tag = strings.TrimSuffix(tag, `"`) + "." + encoding + `"`
	}
	h.Set("ETag", tag)
	if match := r.Header.Get("If-None-Match"); match != "" && strings.Contains(match, tag) {
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", f.mime)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

// choose takes the smallest form that the browser accepts.
func (f file) choose(accept string) (encoding string, body []byte) {
	switch {
	case f.br != nil && Accepts(accept, "br"):
		return "br", f.br
	case f.gzip != nil && Accepts(accept, "gzip"):
		return "gzip", f.gzip
	}
	return "", f.plain
}

// Accepts reads an Accept-Encoding header: a coding is accepted if it is named
// with a weight above zero. "*" is not taken up on, as no browser sends it.
func Accepts(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(part, ";")
		if !strings.EqualFold(strings.TrimSpace(name), coding) {
			continue
		}
		q, found := strings.CutPrefix(strings.ReplaceAll(weight, " ", ""), "q=")
		if !found {
			return true
		}
		value, err := strconv.ParseFloat(q, 64)
		return err == nil && value > 0
	}
	return false
}
