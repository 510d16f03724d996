package account_test

import (
	"encoding/base64"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
)

// signedIn returns a door and the cookie of vera, who came at start.
func signedIn(t *testing.T) (*account.Door, *memory, string) {
	t.Helper()
	d, m := newDoor(t)
	e, err := d.SignIn(t.Context(), veenhaven, "vera", secretOf("vera passphrase"), account.From{}, start)
	if err != nil {
		t.Fatal(err)
	}
	return d, m, e.Cookie
}

func TestSessionIdles(t *testing.T) {
	d, _, cookie := signedIn(t)
	minute := start.Truncate(time.Minute)
	if _, _, err := d.Authenticate(t.Context(), veenhaven, cookie, minute.Add(account.IdleLimit-time.Second)); err != nil {
		t.Errorf("just before the limit: %v", err)
	}
	if _, _, err := d.Authenticate(t.Context(), veenhaven, cookie, minute.Add(account.IdleLimit)); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("at the limit: %v", err)
	}
}

func TestSessionRenews(t *testing.T) {
	d, m, cookie := signedIn(t)
	stored := len(m.sessions)
	now := start
	for now.Sub(start) < account.StaffLimit-time.Minute {
		_, renewed, err := d.Authenticate(t.Context(), veenhaven, cookie, now)
		if err != nil {
			t.Fatalf("after %v: %v", now.Sub(start), err)
		}
		if (renewed != "") != now.After(start) {
			t.Fatalf("after %v the cookie was renewed: %v", now.Sub(start), renewed != "")
		}
		if renewed != "" {
			cookie = renewed
		}
		now = now.Add(20 * time.Minute)
	}
	if _, _, err := d.Authenticate(t.Context(), veenhaven, cookie, start.Add(account.StaffLimit)); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("after %v of work: %v", account.StaffLimit, err)
	}
	for _, s := range m.sessions {
		if !s.SeenAt.Equal(start.Truncate(24 * time.Hour)) {
			t.Errorf("the store knows that the session was used at %v", s.SeenAt)
		}
	}
	if len(m.sessions) != stored {
		t.Error("renewing made a session")
	}
}

// Within the minute of its writing a cookie is not renewed, and reading a
// session never writes.
func TestAuthenticateOnlyReads(t *testing.T) {
	d, m, cookie := signedIn(t)
	m.calls = nil
	for _, after := range []time.Duration{0, 29 * time.Second, 10 * time.Minute} {
		_, renewed, err := d.Authenticate(t.Context(), veenhaven, cookie, start.Add(after))
		if err != nil || (renewed != "") != (after >= time.Minute) {
			t.Errorf("after %v: renewed %q, %v", after, renewed, err)
		}
	}
	for _, call := range m.calls {
		if call != "Session" {
			t.Errorf("Authenticate called %s", call)
		}
	}
}

func TestSessionElsewhere(t *testing.T) {
	d, _, cookie := signedIn(t)
	if _, _, err := d.Authenticate(t.Context(), "elsewhere", cookie, start); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("in another organisation: %v", err)
	}
	other := account.NewDoor(newMemory(), serverSecret(t, 8), counter())
	if _, _, err := other.Authenticate(t.Context(), veenhaven, cookie, start); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("under another key: %v", err)
	}
	if _, _, err := d.Authenticate(t.Context(), veenhaven, cookie, start.Add(-time.Hour)); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a cookie from the future: %v", err)
	}
}

// Signing out ends the session for all its cookies, also the one in another tab.
func TestSignOut(t *testing.T) {
	d, m, cookie := signedIn(t)
	_, newer, err := d.Authenticate(t.Context(), veenhaven, cookie, start.Add(5*time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.SignOut(t.Context(), cookie); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Authenticate(t.Context(), veenhaven, newer, start.Add(5*time.Minute)); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("after signing out: %v", err)
	}
	if len(m.sessions) != 0 {
		t.Error("the session is still stored")
	}
	for _, again := range []string{cookie, newer, "", "nonsense"} {
		if err := d.SignOut(t.Context(), again); err != nil {
			t.Errorf("signing out with %q: %v", again, err)
		}
	}
}

// TestSessions: somebody sees their own sessions that have not reached their end, and
// ends what is theirs and nobody else's, from the next request on.
func TestSessions(t *testing.T) {
	d, _ := newDoor(t)
	enter := func(login string, browser account.Browser, at time.Time) account.Entry {
		t.Helper()
		e, err := d.SignIn(t.Context(), veenhaven, login, secretOf(login+" passphrase"), account.From{Browser: browser}, at)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	later := start.Add(time.Hour)
	old, second, own := enter("vera", "edge/windows", start), enter("vera", "safari/ios", later), enter("vera", "/", later.Add(time.Minute))
	omar := enter("omar", "firefox/linux", later)
	list := func(now time.Time) (browsers []account.Browser) {
		t.Helper()
		all, err := d.Sessions(t.Context(), own.Session, now)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range all {
			browsers = append(browsers, one.Browser)
		}
		return browsers
	}
	in := func(e account.Entry) bool {
		_, _, err := d.Authenticate(t.Context(), veenhaven, e.Cookie, later.Add(time.Minute))
		return err == nil
	}
	if diff := cmp.Diff([]account.Browser{"/", "safari/ios", "edge/windows"}, list(later)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]account.Browser{"/", "safari/ios"}, list(old.Session.EndsAt())); diff != "" {
		t.Errorf("after the first one's end:\n%s", diff)
	}
	for _, token := range [][32]byte{omar.Session.Token, {}, second.Session.Token, second.Session.Token} {
		if err := d.EndSession(t.Context(), own.Session, token); err != nil {
			t.Fatal(err)
		}
	}
	if !in(omar) || in(second) || !in(own) {
		t.Errorf("omar is in: %t; the session that ended: %t; this one: %t", in(omar), in(second), in(own))
	}
	if err := d.EndOtherSessions(t.Context(), own.Session); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]account.Browser{"/"}, list(later)); diff != "" || !in(omar) {
		t.Errorf("omar is in: %t\n%s", in(omar), diff)
	}
}

func TestSweep(t *testing.T) {
	d, m, _ := signedIn(t)
	addMailbox(t, m, "code")
	evening := time.Date(2026, 3, 2, 23, 50, 0, 0, time.UTC)
	night, err := d.OpenMailbox(t.Context(), veenhaven, secretOf("code"), evening)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.SaveDraft(t.Context(), veenhaven, secretOf("draft"), []byte("sealed"), evening); err != nil {
		t.Fatal(err)
	}
	if n, _, err := d.Sweep(t.Context(), evening.Add(20*time.Minute)); n != 0 || err != nil {
		t.Errorf("swept %d sessions that could still be used, %v", n, err)
	}
	if _, _, err := d.Authenticate(t.Context(), veenhaven, night.Cookie, evening.Add(20*time.Minute)); err != nil {
		t.Errorf("midnight interrupts a reporter: %v", err)
	}
	sessions, drafts, err := d.Sweep(t.Context(), evening.AddDate(0, 0, 2))
	if err != nil || sessions != 2 || drafts != 0 || len(m.sessions) != 0 {
		t.Errorf("swept %d sessions and %d drafts, %v; want both sessions", sessions, drafts, err)
	}
	if _, drafts, _ = d.Sweep(t.Context(), evening.AddDate(0, 0, account.DraftDays)); drafts != 0 {
		t.Error("a draft was swept on its last day")
	}
	if _, drafts, _ = d.Sweep(t.Context(), evening.AddDate(0, 0, account.DraftDays+1)); drafts != 1 {
		t.Errorf("%d drafts were swept, want 1", drafts)
	}
}

// A cookie with any bit changed is none.
func TestCookieIsWhole(t *testing.T) {
	d, _, cookie := signedIn(t)
	raw, err := base64.RawURLEncoding.DecodeString(cookie)
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(raw) * 8 {
		raw[i/8] ^= 1 << (i % 8)
		changed := base64.RawURLEncoding.EncodeToString(raw)
		if _, _, err := d.Authenticate(t.Context(), veenhaven, changed, start); !errors.Is(err, gehoor.ErrNotFound) {
			t.Fatalf("bit %d changed: %v", i, err)
		}
		raw[i/8] ^= 1 << (i % 8)
	}
	if _, _, err := d.Authenticate(t.Context(), veenhaven, cookie, start); err != nil {
		t.Fatalf("the cookie itself: %v", err)
	}
}

// A session lives exactly while requests come within the idle limit and the
// working day lasts, whatever the rhythm.
func TestSessionLife(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d, _, cookie := signedIn(t)
		now, written := start, start
		for range 40 {
			now = now.Add(time.Duration(rapid.IntRange(0, 2400).Draw(rt, "gap, s")) * time.Second)
			idle := now.Truncate(time.Minute).Sub(written.Truncate(time.Minute))
			alive := idle < account.IdleLimit && now.Sub(start.Truncate(time.Minute)) < account.StaffLimit
			_, renewed, err := d.Authenticate(t.Context(), veenhaven, cookie, now)
			if (err == nil) != alive {
				rt.Fatalf("%v after sign-in, %v idle: %v", now.Sub(start), idle, err)
			}
			if err != nil {
				return
			}
			if renewed != "" {
				cookie, written = renewed, now
			}
		}
	})
}
