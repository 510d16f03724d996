package webtest

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Page is an answer with its parsed document.
type Page struct {
	Path   string
	Status int
	Header http.Header
	Body   []byte
	Root   *html.Node
}

// Get asks a handler for a path, as a browser that accepts everything.
func Get(t testing.TB, h http.Handler, path string) *Page {
	t.Helper()
	return Do(t, h, httptest.NewRequest(http.MethodGet, path, nil))
}

// Do gives a handler any request.
func Do(t testing.TB, h http.Handler, r *http.Request) *Page {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	p := &Page{Path: r.URL.Path, Status: w.Code, Header: w.Result().Header, Body: w.Body.Bytes()}
	root, err := html.Parse(bytes.NewReader(p.Body))
	if err != nil {
		t.Fatalf("%s: %v", p.Path, err)
	}
	p.Root = root
	return p
}

// All returns the elements with one of the tags, in order.
func (p *Page) All(tags ...string) []*html.Node {
	var found []*html.Node
	for n := range p.Root.Descendants() {
		for _, tag := range tags {
			if n.Type == html.ElementNode && n.Data == tag {
				found = append(found, n)
			}
		}
	}
	return found
}

// ByID returns the element with the id, or nil.
func (p *Page) ByID(id string) *html.Node {
	for n := range p.Root.Descendants() {
		if n.Type == html.ElementNode && Attr(n, "id") == id {
			return n
		}
	}
	return nil
}

// Attr returns an attribute, "" without it.
func Attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// Has says whether an element has the attribute at all.
func Has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// Text returns the words in an element, with single spaces.
func Text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
