package web

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"

	"github.com/a-h/templ"
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/box"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Way is a further way in, whose package may do what this one may not: link what
// opens sealed content (never_test.go). It is handed in by whoever puts a server
// together.
type Way interface {
	// Routes are added to the table. Their patterns begin with a method and
	// /{lang}/, and with a path that layout.go names as the way's.
	Routes(Frame) []Route
	// Forget ends what the way keeps in a browser and in the store: the quick exit
	// leads past it.
	Forget(http.ResponseWriter, *http.Request) error
}

// Route is a path of a [Way]. A handler returns an error and never writes one.
type Route struct {
	Pattern string
	Handle  func(http.ResponseWriter, *http.Request) error
}

// Frame is what a site does for its ways.
type Frame struct{ site *Site }

// Page makes the frame of a reporter's page; files are styles that it needs.
func (f Frame) Page(r *http.Request, title text.Key, path string, files ...string) layout.Page {
	p := f.site.page(r, layout.ForReporter, title, path, files...)
	p.Unscripted = true
	return p
}

// Show writes a page.
func (f Frame) Show(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	return f.site.show(w, r, status, page)
}

// WhileOpen answers as long as signals are taken in; otherwise it says that they
// are not, and whom to call.
func (f Frame) WhileOpen(w http.ResponseWriter, r *http.Request, path string, page func(http.ResponseWriter, *http.Request) error) error {
	return f.site.whileOpen(w, r, path, page)
}

// Failure is what an error looks like to the one who asked: a status and a
// sentence. What is our mistake goes to the log.
func (f Frame) Failure(r *http.Request, err error) (status int, sentence string) {
	told := f.site.failureOf(r, err)
	return told.status, told.message
}

// Patient gives a request as long as a part of a file takes on a slow line, from
// now on.
func (f Frame) Patient(w http.ResponseWriter) error { return patient(w) }

// Attachment answers with a file.
func (f Frame) Attachment(w http.ResponseWriter, name string, text []byte) error {
	return attachment(w, name, text)
}

// Save answers with a page that is a file of the reporter's own. It is made whole
// first, and its buffer is cleared, as Show does.
func (f Frame) Save(w http.ResponseWriter, r *http.Request, name string, page templ.Component) error {
	var body bytes.Buffer
	if err := page.Render(r.Context(), &body); err != nil {
		return fmt.Errorf("web: make the file: %w", err)
	}
	defer clear(body.Bytes())
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	return send(w, http.StatusOK, "text/html; charset=utf-8", body.Bytes())
}

// News does what the mailbox's form about mail asks. A status that is not 0 is that
// of the form, to be shown once more.
func (f Frame) News(r *http.Request, mine account.Mailbox, form url.Values) (news box.News, status int, err error) {
	return f.site.changeNews(r, mine, form)
}

// Choice is whether the organisation wants the way without scripts now.
func (f Frame) Choice(r *http.Request) layout.Plain { return f.site.says(r.Context()).owner.Plain }

// further are the routes of the ways that the site has.
func (s *Site) further() []route {
	if s.cfg.Plain == nil {
		return nil
	}
	var all []route
	for _, r := range s.cfg.Plain.Routes(Frame{s}) {
		all = append(all, route{r.Pattern, s.whileWanted(r.Handle)})
	}
	return all
}

// whileWanted answers as long as the organisation wants the way at all.
func (s *Site) whileWanted(h handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if !s.says(r.Context()).owner.Plain.There() {
			return gehoor.ErrNotFound
		}
		return h(w, r)
	}
}
