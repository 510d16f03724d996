package journey_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/store/postgres/pgtest"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// named is the site under a name: passkeys are for names, and a browser trusts
// this one without TLS.
func named(s *site) *site {
	s.url = strings.Replace(s.url, "127.0.0.1", "localhost", 1)
	return s
}

// authenticator gives the tab's browser an authenticator, as a laptop has one.
func (b *tab) authenticator(prf bool) {
	b.t.Helper()
	b.do("add an authenticator", chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := cdp.Call(ctx, t, webauthn.Enable, webauthn.EnableParams{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{
			Options: &webauthn.VirtualAuthenticatorOptions{
				Protocol: webauthn.AuthenticatorProtocolCtap2, Ctap2version: webauthn.Ctap2versionCtap21,
				Transport: webauthn.AuthenticatorTransportInternal, HasResidentKey: true, HasUserVerification: true,
				HasPrf: prf, AutomaticPresenceSimulation: true, IsUserVerified: true,
			},
		})
		return err
	}))
}

// addsPasskey fills in the page and waits for what it says.
func (b *tab) addsPasskey(label, passphrase string) {
	b.t.Helper()
	b.until("the form", `document.querySelector("#go")?.disabled === false`)
	b.fill("#label", label)
	b.fill("#old", passphrase)
	b.press("passkey.go")
}

// troubled waits until the page says a sentence above the form.
func (b *tab) troubled(sentence string) {
	b.t.Helper()
	b.until("trouble", `!document.querySelector("#trouble").hidden`)
	b.reads(sentence)
}

// byPasskey signs in without a login and a passphrase.
func (b *tab) byPasskey() {
	b.t.Helper()
	b.open(layout.PathSignIn)
	b.until("the way by passkey", `document.querySelector("#passkey")?.hidden === false`)
	b.press("signin.passkey")
}

// question is what a page asks PRF, and gets from the authenticator.
const question = `(async org => {
	const first = new TextEncoder().encode("gehoor passkey v1\n" + org);
	const c = await navigator.credentials.get({publicKey: {challenge: new Uint8Array(32), rpId: "localhost", extensions: {prf: {eval: {first}}}}});
	return [...new Uint8Array(c.getClientExtensionResults().prf.results.first)].map(b => b.toString(16).padStart(2, "0")).join("");
})`

// TestPasskey: somebody adds a passkey, signs in with it, and reads with it what
// the passphrase opens; on both databases. What the passkey gives the browser never
// crosses and is nowhere.
func TestPasskey(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func(*testing.T) *site{
		"sqlite": func(t *testing.T) *site { return named(newSite(t)) },
		"postgres": func(t *testing.T) *site {
			dsn := pgtest.New(t).DSN()
			dir, _ := restored(t, taken(t, copyTown(t)), "--database", dsn)
			return named(frontOf(t, newServer(t, dir, "--database", dsn)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newTab(t, start(t), gehoor.Dutch)
			passphrase := built.town.passphrases["noor"]
			b.signIn("noor")
			b.press("desk.passphrase")
			b.press("passphrase.passkeys")
			b.at(layout.PathPasskeys)
			b.reads(b.say("passkey.none"))
			b.look()

			b.authenticator(true)
			b.addsPasskey("", "")
			b.reads(b.say("passkey.label-missing"))
			b.reads(b.say("signin.passphrase-missing"))
			b.look()
			b.addsPasskey("laptop van het werk", "niet mijn wachtzin")
			b.troubled(b.words.Refusal(gehoor.Refuse(gehoor.CodeSignIn)))
			b.addsPasskey("laptop van het werk", passphrase)
			b.until("the passkey", `document.querySelector(".passkeys strong")?.textContent === "laptop van het werk"`)
			b.look()
			b.addsPasskey("nog een", passphrase)
			b.troubled(b.say("passkey.twice"))
			secret := eval[string](b, question+"("+quote(string(veenhaven.Org))+")")

			b.press("desk.sign-out")
			b.at(layout.PathSignIn)
			b.look()
			b.byPasskey()
			b.at(layout.PathStaff)
			if !b.unlocked("staff") {
				t.Fatal("signed in, and the key is not there")
			}
			b.click(".work-row .reference")
			b.opened()
			keptSecret(t, b.site, secret)
			signedOnce(t, b.site)

			other := b.elsewhere()
			other.open(layout.PathSignIn)
			other.enter("noor", passphrase)
			other.at(layout.PathStaff)
			b.open(layout.PathPasskeys)
			b.until("the passkey", `document.querySelector("button.remove")?.disabled === false`)
			b.click("button.remove")
			b.reads(b.say("passkey.none"))
			other.open(layout.PathStaff)
			other.at(layout.PathSignIn)
			b.press("desk.sign-out")
			b.at(layout.PathSignIn)
			b.byPasskey()
			b.troubled(b.words.Refusal(gehoor.Refuse(account.CodePasskey)))
			b.look()
		})
	}
}

// keptSecret: what the passkey gave is in no request, no file, no memory and no
// log, in no spelling.
func keptSecret(t *testing.T, s *site, secretHex string) {
	t.Helper()
	secret, err := hex.DecodeString(secretHex)
	if err != nil || len(secret) != 32 {
		t.Fatalf("PRF gave %q", secretHex)
	}
	places := append(folder(t, s.dir), s.wire()...)
	for _, form := range []string{
		string(secret), secretHex, base64.StdEncoding.EncodeToString(secret)[:42], base64.RawURLEncoding.EncodeToString(secret)[:42],
	} {
		for _, p := range places {
			if bytes.Contains(p.data, []byte(form)) {
				t.Errorf("what the passkey gave is in %s", p.name)
			}
		}
	}
	if len(places) < 10 {
		t.Errorf("only %d places were searched", len(places))
	}
}

// signedOnce: what was signed lets nobody in a second time, and no answer tells
// whether there is such a passkey.
func signedOnce(t *testing.T, s *site) {
	t.Helper()
	var signed []byte
	for _, r := range s.requests() {
		if strings.HasSuffix(r.path, "/passkey/sign-in") && r.status == http.StatusOK {
			signed = r.body
		}
	}
	if signed == nil {
		t.Fatal("nobody signed in with a passkey")
	}
	answers := map[string]string{}
	for name, body := range map[string][]byte{
		"a replay":       signed,
		"another's name": bytes.Replace(bytes.Replace(signed, []byte(`"id":"`), []byte(`"id":"AAAA`), 1), []byte(`"rawId":"`), []byte(`"rawId":"AAAA`), 1),
		"no signature":   bytes.Replace(signed, []byte(`"signature":"`), []byte(`"signature":"AAAA`), 1),
		"nothing":        []byte(`{"answer":{}}`),
	} {
		answer, err := http.Post(s.url+"/api/desk/passkey/sign-in", "application/json", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		_, _ = text.ReadFrom(answer.Body)
		_ = answer.Body.Close()
		if answer.StatusCode != http.StatusForbidden || len(answer.Cookies()) > 0 {
			t.Errorf("%s is answered with %d, %v", name, answer.StatusCode, answer.Cookies())
		}
		answers[text.String()] = name
	}
	if len(answers) != 1 {
		t.Errorf("the answers differ: %v", answers)
	}
}

// TestPasskeyUnfit: an authenticator that cannot keep a key is refused with words,
// before the server hears of it; so is a site that has no name.
func TestPasskeyUnfit(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	number := newTab(t, site, gehoor.English)
	number.signIn("noor")
	number.open(layout.PathPasskeys)
	number.reads(number.say("passkey.impossible"))
	number.look()

	b := newTab(t, named(site), gehoor.English)
	b.signIn("noor")
	b.authenticator(false)
	b.open(layout.PathPasskeys)
	b.addsPasskey("old stick", built.town.passphrases["noor"])
	b.troubled(b.say("passkey.unfit"))
	b.look()
	if n := site.sentTo("/passkey/add"); n != 0 {
		t.Errorf("%d passkeys that cannot keep a key were sent", n)
	}
}
