package web

import (
	"net/http"

	"github.com/gehoor/gehoor/internal/web/page/about"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// hours is where the quick exit leads. Coming from this site, it also forgets,
// so that the exit works without scripts: the session ends, and the browser is
// asked to clear this site's storage (not its cookies: that would clear those of
// the whole domain). Another site that links here cannot make anybody lose
// anything.
func (s *Site) hours(w http.ResponseWriter, r *http.Request) error {
	if site := r.Header.Get("Sec-Fetch-Site"); site == "" || site == "same-origin" {
		w.Header().Set("Clear-Site-Data", `"storage"`)
		s.forget(w, r)
	}
	return s.show(w, r, http.StatusOK, about.Hours(s.page(r, layout.ForAnyone, "hours.title", layout.PathHours)))
}

// forget ends a reporter's session. The page is shown even if that fails: the
// way out is never closed, and the session's cookie is gone from the browser.
func (s *Site) forget(w http.ResponseWriter, r *http.Request) {
	if s.cfg.Plain != nil {
		if err := s.cfg.Plain.Forget(w, r); err != nil {
			s.cfg.Log.Error("session not ended", "route", r.Pattern, "error", err)
		}
	}
	if s.cookie(r, cookieReporter) == "" {
		return
	}
	if err := s.signOutOf(w, r, cookieReporter); err != nil {
		s.cfg.Log.Error("session not ended", "route", r.Pattern, "error", err)
	}
}
