package account_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
)

// newDoor makes a door with two logins, vera and omar.
func newDoor(t *testing.T) (*account.Door, *memory) {
	t.Helper()
	m, s := newMemory(), serverSecret(t, 7)
	addLogin(t, m, s, "vera")
	addLogin(t, m, s, "omar")
	m.calls = nil
	return account.NewDoor(m, s, counter()), m
}

func TestSignIn(t *testing.T) {
	d, m := newDoor(t)
	e, err := d.SignIn(t.Context(), veenhaven, " Vera ", secretOf("vera passphrase"), account.From{}, start)
	if err != nil {
		t.Fatal(err)
	}
	want := account.Session{
		Token: e.Session.Token, Org: veenhaven, Person: m.logins[loginKey{veenhaven, "vera"}].Person,
		CreatedAt: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
		SeenAt:    time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC),
	}
	if diff := cmp.Diff(want, e.Session); diff != "" {
		t.Errorf("session (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, m.sessions[e.Session.Token]); diff != "" {
		t.Errorf("stored session (-want +got):\n%s", diff)
	}
	if string(e.Wrapped) != "wrapped vera" {
		t.Errorf("wrapped identity is %q", e.Wrapped)
	}
	if e.Device == "" {
		t.Error("no device cookie after a first sign-in")
	}
	got, _, err := d.Authenticate(t.Context(), veenhaven, e.Cookie, start)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("authenticated session (-want +got):\n%s", diff)
	}
}

func TestSignInRefuses(t *testing.T) {
	for _, c := range []struct {
		name, login, secret string
		code                gehoor.Code
	}{
		{"wrong secret", "vera", secretOf("wrong"), gehoor.CodeSignIn},
		{"another's secret", "vera", secretOf("omar passphrase"), gehoor.CodeSignIn},
		{"unknown login", "nadia", secretOf("vera passphrase"), gehoor.CodeSignIn},
		{"no login", "", secretOf("vera passphrase"), gehoor.CodeSignIn},
		{"login with a space", "vera b", secretOf("vera passphrase"), gehoor.CodeSignIn},
		{"secret too short", "vera", secretOf("vera passphrase")[:62], gehoor.CodeMalformed},
		{"secret in capitals", "vera", strings.ToUpper(secretOf("vera passphrase")), gehoor.CodeMalformed},
		{"no secret", "vera", "", gehoor.CodeMalformed},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, m := newDoor(t)
			e, err := d.SignIn(t.Context(), veenhaven, c.login, c.secret, account.From{}, start)
			wantRefusal(t, err, c.code)
			if diff := cmp.Diff(account.Entry{}, e); diff != "" {
				t.Errorf("something came with the refusal:\n%s", diff)
			}
			if len(m.sessions) != 0 {
				t.Error("a session was made")
			}
		})
	}
}

// An organisation's login is nothing in another.
func TestSignInElsewhere(t *testing.T) {
	d, _ := newDoor(t)
	_, err := d.SignIn(t.Context(), "elsewhere", "vera", secretOf("vera passphrase"), account.From{}, start)
	wantRefusal(t, err, gehoor.CodeSignIn)
}

// careless is a store that fills in a row beside its error.
type careless struct{ *memory }

func (c careless) Login(ctx context.Context, org gehoor.OrgID, name string) (account.Login, error) {
	l, _ := c.memory.Login(ctx, org, name)
	return l, gehoor.ErrNotFound
}

// A login that is not there lets nobody in, whatever came with the answer.
func TestUnknownLoginHasNoSecret(t *testing.T) {
	_, m := newDoor(t)
	d := account.NewDoor(careless{m}, serverSecret(t, 7), counter())
	_, err := d.SignIn(t.Context(), veenhaven, "vera", secretOf("vera passphrase"), account.From{}, start)
	wantRefusal(t, err, gehoor.CodeSignIn)
}

func TestSaltFor(t *testing.T) {
	d, m := newDoor(t)
	stored := m.logins[loginKey{veenhaven, "vera"}]
	stored.Salt[0] ^= 1 // a salt of its own, from before
	m.logins[loginKey{veenhaven, "vera"}] = stored
	known, err := d.SaltFor(t.Context(), veenhaven, "VERA")
	if err != nil || known != stored.Salt {
		t.Errorf("salt of a known login: %x, %v; want %x", known, err, stored.Salt)
	}
	first, err := d.SaltFor(t.Context(), veenhaven, "nadia")
	if err != nil {
		t.Fatal(err)
	}
	again, _ := d.SaltFor(t.Context(), veenhaven, "nadia")
	other, _ := d.SaltFor(t.Context(), veenhaven, "nadia2")
	elsewhere, _ := d.SaltFor(t.Context(), "elsewhere", "nadia")
	if first != again {
		t.Error("the salt of an unknown login changes")
	}
	if first == other || first == elsewhere || first == ([32]byte{}) {
		t.Error("the salts of unknown logins are alike")
	}
	addLogin(t, m, serverSecret(t, 7), "nadia")
	if founded, _ := d.SaltFor(t.Context(), veenhaven, "nadia"); founded != first {
		t.Error("founding a login changed its salt, which tells that it was founded")
	}
}

// The vector is doc/formats.md §4, computed apart from this code with
// printf 'veenhaven/vera' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0707…
func TestSaltVector(t *testing.T) {
	got := fmt.Sprintf("%x", serverSecret(t, 7).Salt(veenhaven, "vera"))
	if want := "1e7f3997ff8302a6588fe7c0410089d6d777e0ac23acbcf81896622a43777da9"; got != want {
		t.Errorf("salt is %s, want %s", got, want)
	}
}

// What is asked of the store tells nobody whether a login exists.
func TestSameCallsForUnknownLogin(t *testing.T) {
	steps := func(login string) []string {
		d, m := newDoor(t)
		if _, err := d.SaltFor(t.Context(), veenhaven, login); err != nil {
			t.Fatal(err)
		}
		_, err := d.SignIn(t.Context(), veenhaven, login, secretOf("wrong"), account.From{}, start)
		wantRefusal(t, err, gehoor.CodeSignIn)
		return m.calls
	}
	if diff := cmp.Diff(steps("vera"), steps("nadia")); diff != "" {
		t.Errorf("known and unknown login differ:\n%s", diff)
	}
}

func TestStoreTrouble(t *testing.T) {
	d, m := newDoor(t)
	e, err := d.SignIn(t.Context(), veenhaven, "vera", secretOf("vera passphrase"), account.From{}, start)
	if err != nil {
		t.Fatal(err)
	}
	m.fail = gehoor.ErrUnavailable
	for name, do := range map[string]func() error{
		"salt": func() error { _, err := d.SaltFor(t.Context(), veenhaven, "vera"); return err },
		"sign in": func() error {
			_, err := d.SignIn(t.Context(), veenhaven, "vera", secretOf("x"), account.From{}, start)
			return err
		},
		"authenticate": func() error { _, _, err := d.Authenticate(t.Context(), veenhaven, e.Cookie, start); return err },
		"sign out":     func() error { return d.SignOut(t.Context(), e.Cookie) },
		"mailbox":      func() error { _, err := d.OpenMailbox(t.Context(), veenhaven, secretOf("x"), start); return err },
		"draft":        func() error { _, _, err := d.ComeBack(t.Context(), veenhaven, secretOf("x"), start); return err },
		"save draft":   func() error { return d.SaveDraft(t.Context(), veenhaven, secretOf("x"), []byte("s"), start) },
		"drop draft":   func() error { return d.DropDraft(t.Context(), veenhaven, secretOf("x")) },
		"sweep":        func() error { _, _, err := d.Sweep(t.Context(), start); return err },
	} {
		err := do()
		if !errors.Is(err, gehoor.ErrUnavailable) {
			t.Errorf("%s: got %v, want unavailable", name, err)
		}
		if errors.Is(err, gehoor.ErrNotFound) || strings.Contains(fmt.Sprint(err), "vera") {
			t.Errorf("%s: %v says too much", name, err)
		}
	}
}

// Tries that failed because the store was gone are not held against anybody.
func TestStoreTroubleCostsNoTry(t *testing.T) {
	d, m := newDoor(t)
	m.fail = gehoor.ErrUnavailable
	for range 3 * account.StrangerTries {
		_, err := d.SignIn(t.Context(), veenhaven, "vera", secretOf("vera passphrase"), account.From{}, start)
		if !errors.Is(err, gehoor.ErrUnavailable) {
			t.Fatal(err)
		}
	}
	m.fail = nil
	if _, err := d.SignIn(t.Context(), veenhaven, "vera", secretOf("vera passphrase"), account.From{}, start); err != nil {
		t.Fatal(err)
	}
}

func TestServerSecretHides(t *testing.T) {
	s := serverSecret(t, 'K')
	d := account.NewDoor(newMemory(), s, counter())
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d", "%q"} {
		for _, v := range []any{s, &s, struct{ S account.ServerSecret }{s}, struct{ s account.ServerSecret }{s}, d} {
			got := fmt.Sprintf(verb, v)
			for _, shown := range []string{"KK", "4b4b", "75 75", "0x4b, 0x4b"} {
				if strings.Contains(got, shown) {
					t.Errorf("%s of %T shows the secret", verb, v)
				}
			}
		}
	}
}

func TestNewServerSecretRefuses(t *testing.T) {
	for _, b := range [][]byte{nil, []byte(strings.Repeat("x", 31)), make([]byte, 32), []byte(strings.Repeat("x", 33))} {
		if _, err := account.NewServerSecret(b); err == nil {
			t.Errorf("a secret of %d bytes was taken: %q", len(b), b)
		}
	}
}

// blocking is a store that holds every look-up until it is let go.
type blocking struct {
	*memory
	inside chan struct{}
	let    chan struct{}
}

func (b *blocking) Mailbox(ctx context.Context, org gehoor.OrgID, lookup [32]byte) (account.Mailbox, error) {
	b.inside <- struct{}{}
	<-b.let
	return b.memory.Mailbox(ctx, org, lookup)
}

// A flood at one organisation waits in line; it is not refused, and another
// organisation does not wait with it.
func TestFloodWaitsInLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &blocking{newMemory(), make(chan struct{}, 1000), make(chan struct{})}
		d := account.NewDoor(b, serverSecret(t, 7), counter())
		const flood = account.MaxAtOnce + 20
		answers := make(chan error, flood+1)
		look := func(org gehoor.OrgID) {
			_, err := d.OpenMailbox(context.Background(), org, secretOf("x"), start)
			answers <- err
		}
		for range flood {
			go look(veenhaven)
		}
		synctest.Wait()
		if got := len(b.inside); got != account.MaxAtOnce {
			t.Errorf("%d look-ups at once, want %d", got, account.MaxAtOnce)
		}
		go look("elsewhere")
		synctest.Wait()
		if got := len(b.inside); got != account.MaxAtOnce+1 {
			t.Errorf("another organisation waits: %d look-ups", got)
		}

		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := d.OpenMailbox(ctx, veenhaven, secretOf("x"), start); !errors.Is(err, gehoor.ErrUnavailable) {
			t.Errorf("a caller who leaves the line gets %v", err)
		}

		close(b.let)
		for range flood + 1 {
			wantRefusal(t, <-answers, gehoor.CodeNoMailbox)
		}
	})
}
