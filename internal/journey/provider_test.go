package journey_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/provider/providertest"
	"github.com/gehoor/gehoor/internal/store/postgres/pgtest"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// atProvider signs somebody in on the provider's own page.
func (b *tab) atProvider(op *providertest.OP, name string) {
	b.t.Helper()
	b.until("the provider's page", `location.href.startsWith(`+quote(op.Issuer)+`) && document.querySelector("#username") !== null`)
	b.fill("#username", name)
	b.fill("#password", providertest.Password)
	b.click("button")
}

// TestProvider: somebody links their account of the organisation on the provider's own
// page, signs in with it, opens the key with the passphrase and reads; on both
// databases. Our pages load nothing from the provider: one goes there and comes back.
func TestProvider(t *testing.T) {
	t.Parallel()
	flags := func(op *providertest.OP) []string {
		return []string{"--oidc-issuer", op.Issuer, "--oidc-client", providertest.Client, "--oidc-secret", providertest.Secret, "--oidc-name", "Gemeente Veenhaven"}
	}
	for name, start := range map[string]func(*testing.T, *providertest.OP) *site{
		"sqlite": func(t *testing.T, op *providertest.OP) *site { return newSite(t, flags(op)...) },
		"postgres": func(t *testing.T, op *providertest.OP) *site {
			dsn := pgtest.New(t).DSN()
			dir, _ := restored(t, taken(t, copyTown(t)), "--database", dsn)
			return frontOf(t, newServer(t, dir, append(flags(op), "--database", dsn)...))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			op := providertest.New(t, nil, "n.zilverberk")
			site := named(start(t, op))
			op.LeadBack(site.url + "/nl" + layout.PathProviderBack)
			called := text.With("name", "Gemeente Veenhaven")
			b := newTab(t, site, gehoor.Dutch)
			b.signIn("noor")
			b.press("desk.passphrase")
			b.press("provider.page")
			b.at(layout.PathProvider)
			b.look()
			b.press("provider.link", called)
			b.atProvider(op, "n.zilverberk")
			b.at(layout.PathProvider)
			b.reads(b.say("provider.offered", called))
			b.look()
			b.press("provider.link-this")
			b.reads(b.say("provider.done-link"))
			b.look()

			b.press("desk.sign-out")
			b.at(layout.PathSignIn)
			b.look()
			b.press("provider.sign-in", called)
			b.atProvider(op, "n.zilverberk")
			b.at(layout.PathSignIn)
			b.reads(b.say("provider.key-heading"))
			b.look()
			if got := b.value("#login"); got != "noor" {
				t.Errorf("the login is %q", got)
			}
			if b.unlocked("staff") {
				t.Error("the provider opened a key")
			}
			b.enter("noor", built.town.passphrases["noor"])
			b.at(layout.PathStaff)
			b.click(".work-row .reference")
			b.opened()

			b.open(layout.PathProvider)
			b.press("provider.undo")
			b.reads(b.say("provider.done-undo"))
			b.press("desk.sign-out")
			b.at(layout.PathSignIn)
			b.press("provider.sign-in", called)
			b.atProvider(op, "n.zilverberk")
			b.at(layout.PathProviderBack)
			b.reads(b.say("refusal.provider.refused"))
			b.look()
			b.press("signin.enter")
			b.at(layout.PathSignIn)
			visited := slices.DeleteFunc(b.asked(), func(url string) bool { return !strings.HasPrefix(url, op.Issuer) })
			for _, url := range visited {
				if path := strings.TrimPrefix(url, op.Issuer); !strings.HasPrefix(path, "/auth?") && !strings.HasPrefix(path, "/auth/callback?") && !strings.HasPrefix(path, "/login/username") && path != "/favicon.ico" {
					t.Errorf("a browser fetched %s", path)
				}
			}
			if len(visited) == 0 {
				t.Error("nobody was at the provider")
			}
		})
	}
}
