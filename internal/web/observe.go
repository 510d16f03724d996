package web

import (
	"fmt"
	"net/http"
	"runtime"
	"runtime/debug"
	"time"
)

// observe writes the log line of a request, and turns a panic into a failure
// page. The time is measured with the monotonic clock, not with Config.Now.
func (s *Site) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		seen := &watched{ResponseWriter: w}
		defer func() {
			if p := recover(); p != nil {
				s.recovered(seen, r, p)
			}
			s.cfg.Log.Info("request", "method", methodOf(r), "route", r.Pattern,
				"status", seen.status, "ms", time.Since(began).Milliseconds())
		}()
		next.ServeHTTP(seen, r)
	})
}

// methodOf is the method if it is one of the known ones: the log holds no word
// that somebody chose.
func methodOf(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions:
		return r.Method
	}
	return "other"
}

// recovered logs a panic: the kind of value and where, never the value, which
// may hold what somebody sent. An answer that has begun is cut off.
func (s *Site) recovered(w *watched, r *http.Request, p any) {
	if p == http.ErrAbortHandler {
		panic(p)
	}
	reference := newReference()
	what := fmt.Sprintf("%T", p)
	if e, ok := p.(runtime.Error); ok {
		what = e.Error() // an index, a nil: of the program, not of the request
	}
	s.cfg.Log.Error("panic", "route", r.Pattern, "reference", reference, "what", what, "stack", string(debug.Stack()))
	if w.status != 0 {
		panic(http.ErrAbortHandler)
	}
	s.tellFailure(w, r, failed(wordsOf(r), reference))
}

// watched remembers the status of an answer.
type watched struct {
	http.ResponseWriter
	status int
}

func (w *watched) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }
