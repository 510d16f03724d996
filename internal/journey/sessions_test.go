package journey_test

import (
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/store/postgres/pgtest"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// TestSessions: somebody sees two browsers, ends the other from one of them, and that
// other one asks to sign in at its next click; on both databases.
func TestSessions(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func(*testing.T) *site{
		"sqlite": func(t *testing.T) *site { return newSite(t) },
		"postgres": func(t *testing.T) *site {
			dsn := pgtest.New(t).DSN()
			dir, _ := restored(t, taken(t, copyTown(t)), "--database", dsn)
			return frontOf(t, newServer(t, dir, "--database", dsn))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newTab(t, start(t), gehoor.Dutch)
			b.signIn("noor")
			other := b.elsewhere()
			other.signIn("noor")
			b.press("desk.passphrase")
			b.press("sessions.link")
			b.at(layout.PathSessions)
			b.reads("Chrome op Linux")
			b.reads(b.say("sessions.this"))
			b.look()
			b.click(".sessions .other button")
			b.reads(b.say("sessions.done-heading"))
			b.reads(b.say("sessions.no-others"))
			b.look()
			other.press("desk.passphrase")
			other.at(layout.PathSignIn)
			other.reads(other.say("signin.ended-heading"))

			for range 2 {
				third := b.elsewhere()
				third.signIn("noor")
			}
			b.open(layout.PathSessions)
			b.press("sessions.end-all")
			b.reads(b.say("sessions.no-others"))
			b.open(layout.PathStaff)
			b.at(layout.PathStaff)
		})
	}
}
