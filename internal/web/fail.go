package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"

	"github.com/a-h/templ"
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/flood"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/failure"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// failing is what a failure looks like to the one who asked.
type failing struct {
	status int
	// code is for scripts: a refusal's code, or one of the words below.
	code    gehoor.Code
	message string
	page    func(layout.Page) templ.Component
}

// problem is the JSON of a failure.
type problem struct {
	Code    gehoor.Code `json:"code"`
	Message string      `json:"message"`
}

// fail is the only place that answers with an error.
//
//   - A refusal is told in the person's own language.
//   - ErrNotFound is one page for "not there" and "not yours".
//   - Storage that cannot be reached, or that kept moving, is "try again; nothing
//     is lost". An append of unknown outcome is "send it again".
//   - Everything else is our mistake: it goes to the log under a reference, and
//     the page shows the reference and nothing more.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // whoever asked has left
	}
	s.tellFailure(w, r, s.failureOf(r, err))
}

// tellFailure writes a failure for a script or for a person.
func (s *Site) tellFailure(w http.ResponseWriter, r *http.Request, f failing) {
	if f.status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", retryAfter)
	}
	if wantsJSON(r) {
		_ = showJSON(w, f.status, problem{f.code, f.message})
		return
	}
	if err := s.show(w, r, f.status, f.page(s.failurePage(r))); err != nil {
		s.cfg.Log.Error("no failure page", "route", r.Pattern, "error", err)
		w.WriteHeader(http.StatusInternalServerError)
	}
}

// retryAfter is in seconds: a server that restarts is back within a minute, and
// a phone in a drawer need not hurry.
const retryAfter = "60"

// failurePage is the frame of a failure: always the same for the same part of
// the site, so that its bytes tell nothing of what was asked for.
func (s *Site) failurePage(r *http.Request) layout.Page {
	to := layout.ForReporter
	if ofStaff(r) {
		to = layout.ForStaff
	}
	p := s.pageOf(r, s.said().owner, to, "failure.title", "")
	p.Unscripted = ofPlain(r)
	return p
}

// ofPlain says whether a path is in the part of the site for browsers without
// scripts.
func ofPlain(r *http.Request) bool {
	_, path := split(r.URL.Path)
	return path == layout.PathPlain || strings.HasPrefix(path, layout.PathPlain+"/")
}

// ofStaff says whether a path is in a part of the site that is for staff.
func ofStaff(r *http.Request) bool {
	_, path := split(r.URL.Path)
	for _, own := range []string{layout.PathStaff, layout.PathAdmin} {
		if path == own || strings.HasPrefix(path, own+"/") {
			return true
		}
	}
	return false
}

func (s *Site) failureOf(r *http.Request, err error) failing {
	words := wordsOf(r)
	var refusal *gehoor.Refusal
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &refusal):
		return refused(words, refusal)
	case errors.As(err, &tooLarge):
		return refused(words, gehoor.Refuse(gehoor.CodeTooLarge))
	case errors.Is(err, gehoor.ErrNotFound):
		return failing{http.StatusNotFound, "not-found", words.Say("missing.heading"), failure.Missing}
	case errors.Is(err, ledger.ErrUncertain):
		return failing{http.StatusServiceUnavailable, "uncertain", words.Say("unsure.text"), failure.Unsure}
	case errors.Is(err, gehoor.ErrUnavailable), errors.Is(err, ledger.ErrConflict), errors.Is(err, context.DeadlineExceeded):
		s.cfg.Log.Error("unavailable", "route", r.Pattern, "error", err)
		return failing{http.StatusServiceUnavailable, "unavailable", words.Say("closed.text"), failure.Closed}
	}
	reference := newReference()
	s.cfg.Log.Error("failed", "route", r.Pattern, "reference", reference, "error", err)
	return failed(words, reference)
}

func refused(words *text.Words, r *gehoor.Refusal) failing {
	sentence := words.Refusal(r)
	return failing{statusOf(r.Code), r.Code, sentence, func(p layout.Page) templ.Component {
		if r.Code == account.CodeProvider || r.Code == account.CodeProviderDown {
			return failure.NotIn(p, sentence, r.Code)
		}
		return failure.Refused(p, sentence, r.Code)
	}}
}

func failed(words *text.Words, reference string) failing {
	message := words.Say("failed.text") + " " + words.Say("failed.code") + " " + reference
	return failing{http.StatusInternalServerError, "failed", message, func(p layout.Page) templ.Component {
		return failure.Failed(p, reference)
	}}
}

// statusOf is the HTTP status of a refusal. What no line names is a conflict
// with how things stand.
func statusOf(code gehoor.Code) int {
	switch code {
	case gehoor.CodeTooLarge:
		return http.StatusRequestEntityTooLarge
	case gehoor.CodeMalformed, gehoor.CodeWronglySealed:
		return http.StatusBadRequest
	case gehoor.CodeThrottled, notify.CodeNewsOften, flood.CodeProof, flood.CodeBusy, draft.CodeOften:
		return http.StatusTooManyRequests
	case gehoor.CodeSignIn, gehoor.CodeForeign, account.CodePasskey, account.CodeProvider, account.CodeProviderNeeded:
		return http.StatusForbidden
	case gehoor.CodeFileTooLarge:
		return http.StatusRequestEntityTooLarge
	case gehoor.CodeFileRoom:
		return http.StatusInsufficientStorage
	case gehoor.CodeFileBusy, account.CodeProviderDown:
		return http.StatusServiceUnavailable
	case codeEnded:
		return http.StatusUnauthorized
	case gehoor.CodeNoMailbox, account.CodeNoInvitation:
		return http.StatusNotFound
	case flood.CodeFull, draft.CodeFull:
		return http.StatusInsufficientStorage
	}
	return http.StatusConflict
}

// wantsJSON says whether a script asks, not a person.
func wantsJSON(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/") || strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}

// newReference ties what somebody tells on the telephone to a line in the log.
func newReference() string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails
	return strings.ToUpper(hex.EncodeToString(b[:]))
}
