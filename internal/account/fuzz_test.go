package account_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/account"
)

// The seeds of each fuzz target. TestSeeds keeps both halves from going empty:
// a target without a seed that is accepted explores only refusals.
var (
	goodLogins = []string{"vera", " Vera ", "vera\n", "v.de-vries@veenhaven.invalid", "a", strings.Repeat("x", account.MaxLoginLength)}
	badLogins  = []string{"", " ", ".vera", "vera b", "ve\nra", "vera\x00", "vĕra", "\u212Aim", "vera/../omar", strings.Repeat("x", account.MaxLoginLength+1), strings.Repeat(" ", 10_000)}

	goodSecrets = []string{secretOf("vera"), strings.Repeat("0", 64), strings.Repeat("f", 64)}
	badSecrets  = []string{"", "0", strings.Repeat("0", 63), strings.Repeat("0", 65), strings.Repeat("F", 64), strings.Repeat("g", 64), strings.Repeat("é", 32), "0x" + strings.Repeat("0", 62)}
)

func fuzzDoor(t interface {
	Helper()
	Fatal(...any)
}) *account.Door {
	t.Helper()
	return account.NewDoor(newMemory(), serverSecret(t, 7), counter())
}

func goodDevices(d *account.Door) []string {
	return []string{d.EncodeDevice(veenhaven, "vera", [16]byte{}), d.EncodeDevice(veenhaven, "vera", [16]byte{1, 2, 3})}
}

func badCookies(good string) []string {
	return []string{"", "A", good[1:], good + "A", good + "=", "\n" + good, strings.ToLower(good), strings.Repeat("A", len(good)), strings.Repeat("A", 1<<16)}
}

// goodToken is a cookie of a session as another run of the door wrote it.
func goodToken(t *testing.T) (*account.Door, string) {
	t.Helper()
	d, _, cookie := signedIn(t)
	return d, cookie
}

func TestSeeds(t *testing.T) {
	d, token := goodToken(t)
	for name, c := range map[string]struct {
		good, bad []string
		parse     func(string) error
	}{
		"login":  {goodLogins, badLogins, func(s string) error { _, err := account.ParseLogin(s); return err }},
		"secret": {goodSecrets, badSecrets, func(s string) error { _, err := account.ParseSecret(s); return err }},
		"device": {goodDevices(d), badCookies(goodDevices(d)[0]), func(s string) error { return d.DecodeDevice(veenhaven, "vera", s) }},
		"token":  {[]string{token}, badCookies(token), func(s string) error { _, err := d.ReencodeToken(s); return err }},
	} {
		if len(c.good) == 0 || len(c.bad) == 0 {
			t.Errorf("%s: %d good and %d bad seeds", name, len(c.good), len(c.bad))
		}
		for _, s := range c.good {
			if err := c.parse(s); err != nil {
				t.Errorf("%s: %q: %v", name, s, err)
			}
		}
		for _, s := range c.bad {
			if c.parse(s) == nil {
				t.Errorf("%s: %.80q was taken", name, s)
			}
		}
	}
}

func add(f *testing.F, seeds ...[]string) {
	f.Helper()
	for _, some := range seeds {
		for _, s := range some {
			f.Add(s)
		}
	}
}

// A login that was read reads the same again, and has nothing but what a login
// may have.
func FuzzParseLogin(f *testing.F) {
	add(f, goodLogins, badLogins)
	f.Fuzz(func(t *testing.T, s string) {
		name, err := account.ParseLogin(s)
		if err != nil {
			return
		}
		again, err := account.ParseLogin(name)
		if err != nil || again != name {
			t.Errorf("%q reads as %q and that as %q, %v", s, name, again, err)
		}
		if name == "" || len(name) > account.MaxLoginLength || strings.ContainsAny(name, "/\\ \t\r\n<>\"'") || name != strings.ToLower(name) {
			t.Errorf("%q is a login", name)
		}
	})
}

// Two texts never stand for one secret.
func FuzzParseSecret(f *testing.F) {
	add(f, goodSecrets, badSecrets)
	f.Fuzz(func(t *testing.T, s string) {
		hash, err := account.ParseSecret(s)
		if err != nil {
			return
		}
		if len(s) != 64 || strings.Trim(s, "0123456789abcdef") != "" {
			t.Errorf("%q was taken", s)
		}
		if hash == ([32]byte{}) {
			t.Errorf("%q has no hash", s)
		}
	})
}

// Nobody makes a device cookie but the server.
func FuzzDevice(f *testing.F) {
	d := fuzzDoor(f)
	good := goodDevices(d)
	add(f, good, badCookies(good[0]))
	f.Fuzz(func(t *testing.T, s string) {
		if d.DecodeDevice(veenhaven, "vera", s) == nil && s != good[0] && s != good[1] {
			t.Errorf("%q was taken", s)
		}
	})
}

// A cookie that is taken is spelled as the server spelled it.
func FuzzToken(f *testing.F) {
	m, s := newMemory(), serverSecret(f, 7)
	d := account.NewDoor(m, s, counter())
	hash, err := account.ParseSecret(secretOf("code"))
	if err != nil {
		f.Fatal(err)
	}
	m.mailboxes[lookupKey{veenhaven, hash}] = account.Mailbox{Org: veenhaven, Lookup: hash}
	e, err := d.OpenMailbox(f.Context(), veenhaven, secretOf("code"), start)
	if err != nil {
		f.Fatal(err)
	}
	add(f, []string{e.Cookie}, badCookies(e.Cookie))
	f.Fuzz(func(t *testing.T, s string) {
		again, err := d.ReencodeToken(s)
		if err == nil && again != s {
			t.Errorf("%q is written %q", s, again)
		}
		_, _, err = d.Authenticate(t.Context(), veenhaven, s, start)
		if (err == nil) != (s == e.Cookie) {
			t.Errorf("%q: %v", s, err)
		}
	})
}
