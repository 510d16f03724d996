package web

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gehoor/gehoor/internal/web/page/layout"
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
			s.cfg.Log.Log(r.Context(), levelOf(r.Pattern, seen.status), "request", "method", methodOf(r), "route", r.Pattern,
				"status", seen.status, "ms", time.Since(began).Milliseconds())
		}()
		next.ServeHTTP(seen, r)
	})
}

// levelOf keeps what a reporter does out of an ordinary log: a line has the
// second, and nothing else that is kept says more than the day on which somebody
// came or read. So it does how often a confidential adviser notes something. Our failures and a flood are told all the same.
func levelOf(pattern string, status int) slog.Level {
	if (ofReporter(pattern) || ofAdviser(pattern)) && status < http.StatusInternalServerError && status != http.StatusTooManyRequests {
		return slog.LevelDebug
	}
	return slog.LevelInfo
}

// ofReporter says whether a route is one that only somebody who tells something
// comes to.
func ofReporter(pattern string) bool {
	_, path, _ := strings.Cut(pattern, " ")
	if strings.HasPrefix(path, "/api/") {
		return !strings.HasPrefix(path, "/api/desk/")
	}
	_, page := split(path)
	for _, own := range []string{layout.PathBegin, layout.PathDiary, layout.PathResume, layout.PathBox, layout.PathPlain, layout.PathNoMail} {
		if page == own || strings.HasPrefix(page, own+"/") {
			return true
		}
	}
	return false
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

// ReadFrom lets the kernel send a file by itself where it can: without it every
// byte of a part would go through this process twice.
func (w *watched) ReadFrom(from io.Reader) (int64, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return io.Copy(w.ResponseWriter, from)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }
