package account_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
)

// keyed is vera, signed in, with a passkey.
type keyed struct {
	*account.Door
	memory  *memory
	login   account.Login
	session account.Session
	passkey account.Passkey
}

var errSignature = errors.New("another signature")

func newKeyed(t *testing.T) *keyed {
	t.Helper()
	d, m := newDoor(t)
	k := &keyed{Door: d, memory: m, login: m.logins[loginKey{veenhaven, "vera"}]}
	e, err := d.SignIn(t.Context(), veenhaven, "vera", secretOf("vera passphrase"), account.From{}, start)
	if err != nil {
		t.Fatal(err)
	}
	k.session = e.Session
	k.passkey = k.add(t, "laptop", start)
	return k
}

// add adds a passkey as the page does.
func (k *keyed) add(t *testing.T, name string, now time.Time) account.Passkey {
	t.Helper()
	o, err := k.OfferPasskey(t.Context(), k.session, secretOf("vera passphrase"), "", now)
	if err != nil {
		t.Fatal(err)
	}
	p := account.Passkey{Credential: []byte(name), Label: name, PublicKey: []byte("public"), Count: 1, Wrapped: []byte("for " + name)}
	for range 2 { // sent again, it is no error
		if err := k.AddPasskey(t.Context(), k.session, secretOf("vera passphrase"), p, o.Challenge, "", now); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := k.memory.Passkey(t.Context(), veenhaven, p.Credential)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

// signed is what an authenticator answers.
func (k *keyed) signed(challenge []byte) account.Answer {
	return account.Answer{Credential: k.passkey.Credential, Challenge: challenge, Verify: func(p account.Passkey) (uint32, error) {
		return p.Count + 1, nil
	}}
}

func TestSignInByPasskey(t *testing.T) {
	k := newKeyed(t)
	now := start.Add(time.Hour)
	a := k.signed(k.PasskeyChallenge(veenhaven, now))
	e, err := k.SignInByPasskey(t.Context(), veenhaven, a, account.From{}, now)
	if err != nil || e.Session.Person != k.login.Person || string(e.Wrapped) != "for laptop" || e.Device == "" {
		t.Fatalf("%+v, %v", e, err)
	}
	if _, _, err := k.Authenticate(t.Context(), veenhaven, e.Cookie, now); err != nil {
		t.Error(err)
	}
	if kept := k.memory.passkeys[0]; kept.Count != 2 || !kept.UsedAt.Equal(now.Truncate(time.Second)) {
		t.Errorf("kept %+v", kept)
	}
	_, err = k.SignInByPasskey(t.Context(), veenhaven, a, account.From{}, now)
	wantRefusal(t, err, account.CodePasskey) // a challenge is answered once
	earlier := k.signed(k.PasskeyChallenge(veenhaven, now.Add(-time.Minute)))
	_, err = k.SignInByPasskey(t.Context(), veenhaven, earlier, account.From{}, now)
	wantRefusal(t, err, account.CodePasskey)
}

// TestPasskeyRefused: whatever is wrong, the answer is the same, and nothing comes
// with it.
func TestPasskeyRefused(t *testing.T) {
	k := newKeyed(t)
	now := start.Add(time.Hour)
	fresh := func() []byte { return k.PasskeyChallenge(veenhaven, now) }
	adding := func() []byte {
		o, err := k.OfferPasskey(t.Context(), k.session, secretOf("vera passphrase"), "", now)
		if err != nil {
			t.Fatal(err)
		}
		return o.Challenge
	}
	flip := func(b []byte, at int) []byte { b[at] ^= 1; return b }
	for name, c := range map[string]struct {
		org gehoor.OrgID
		a   account.Answer
		now time.Time
	}{
		"no challenge":        {a: k.signed(nil)},
		"another's challenge": {a: k.signed(flip(fresh(), 55))},
		"an altered second":   {a: k.signed(flip(fresh(), 20))},
		"one for adding":      {a: k.signed(adding())},
		"one of elsewhere":    {a: k.signed(k.PasskeyChallenge("elsewhere", now))},
		"elsewhere":           {org: "elsewhere", a: k.signed(k.PasskeyChallenge("elsewhere", now))},
		"too late":            {a: k.signed(fresh()), now: now.Add(11 * time.Minute)},
		"of another day":      {a: k.signed(k.PasskeyChallenge(veenhaven, now.AddDate(0, 0, 1)))},
		"no such passkey":     {a: account.Answer{Credential: []byte("x"), Challenge: fresh(), Verify: k.signed(nil).Verify}},
		"not signed by it":    {a: account.Answer{Credential: k.passkey.Credential, Challenge: fresh(), Verify: func(account.Passkey) (uint32, error) { return 0, errSignature }}},
	} {
		org, at := veenhaven, now
		if c.org != "" {
			org = c.org
		}
		if !c.now.IsZero() {
			at = c.now
		}
		k.Door = account.NewDoor(k.memory, serverSecret(t, 7), counter()) // with no wrong ones before
		e, err := k.SignInByPasskey(t.Context(), org, c.a, account.From{}, at)
		if !errors.Is(err, gehoor.Refuse(account.CodePasskey)) || e.Cookie != "" || e.Wrapped != nil {
			t.Errorf("%s: %+v, %v", name, e, err)
		}
	}
	delete(k.memory.logins, loginKey{veenhaven, "vera"})
	_, err := k.SignInByPasskey(t.Context(), veenhaven, k.signed(fresh()), account.From{}, now)
	wantRefusal(t, err, account.CodePasskey)
}

// TestWrongPasskeysAreThrottled, and right ones never.
func TestWrongPasskeysAreThrottled(t *testing.T) {
	k := newKeyed(t)
	now := start.Add(time.Hour)
	wrong := account.Answer{Credential: []byte("x"), Challenge: k.PasskeyChallenge(veenhaven, now), Verify: k.signed(nil).Verify}
	for range account.WrongCodes {
		_, err := k.SignInByPasskey(t.Context(), veenhaven, wrong, account.From{}, now)
		wantRefusal(t, err, account.CodePasskey)
	}
	_, err := k.SignInByPasskey(t.Context(), veenhaven, wrong, account.From{}, now)
	wantRefusal(t, err, gehoor.CodeThrottled)
	if _, err := k.SignInByPasskey(t.Context(), veenhaven, k.signed(k.PasskeyChallenge(veenhaven, now)), account.From{}, now); err != nil {
		t.Errorf("a right one: %v", err)
	}
}

// TestAddingPasskeys takes the passphrase both times, one's own challenge, and an
// end.
func TestAddingPasskeys(t *testing.T) {
	k := newKeyed(t)
	ctx := t.Context()
	_, err := k.OfferPasskey(ctx, k.session, secretOf("a guess"), "", start)
	wantRefusal(t, err, gehoor.CodeSignIn)
	o, err := k.OfferPasskey(ctx, k.session, secretOf("vera passphrase"), "", start)
	if err != nil || o.Name != "vera" || string(o.Wrapped) != "wrapped vera" {
		t.Fatalf("%+v, %v", o, err)
	}
	if d := cmp.Diff([][]byte{[]byte("laptop")}, o.Have); d != "" {
		t.Error(d)
	}
	p := account.Passkey{Credential: []byte("stick"), Wrapped: []byte("w")}
	refused := func(s account.Session, secret string, p account.Passkey, challenge []byte, now time.Time, code gehoor.Code) {
		t.Helper()
		wantRefusal(t, k.AddPasskey(ctx, s, secretOf(secret), p, challenge, "", now), code)
	}
	refused(k.session, "a guess", p, o.Challenge, start, gehoor.CodeSignIn)
	refused(k.session, "vera passphrase", p, k.PasskeyChallenge(veenhaven, start), start, account.CodePasskey)
	omar, err := k.SignIn(ctx, veenhaven, "omar", secretOf("omar passphrase"), account.From{}, start)
	if err != nil {
		t.Fatal(err)
	}
	refused(omar.Session, "omar passphrase", p, o.Challenge, start, account.CodePasskey)
	taken := p
	taken.Credential = k.passkey.Credential
	refused(k.session, "vera passphrase", taken, o.Challenge, start, account.CodePasskey)

	for i := range account.MaxPasskeys - 1 {
		k.add(t, fmt.Sprint("stick ", i), start)
	}
	_, err = k.OfferPasskey(ctx, k.session, secretOf("vera passphrase"), "", start)
	wantRefusal(t, err, account.CodePasskeysFull)
	refused(k.session, "vera passphrase", p, o.Challenge, start, account.CodePasskeysFull)
	refused(k.session, "vera passphrase", p, o.Challenge, start.Add(11*time.Minute), account.CodePasskey)
}

// TestLabel: what cannot be shown in a line is no part of a label.
func TestLabel(t *testing.T) {
	k := newKeyed(t)
	for typed, want := range map[string]string{
		"  mijn \n laptop\x00 ": "mijn laptop", strings.Repeat("é", 60): strings.Repeat("é", 40), "\u202egnu": "gnu", "": "", "a\xffb": "ab",
	} {
		k.memory.passkeys = nil
		o, err := k.OfferPasskey(t.Context(), k.session, secretOf("vera passphrase"), "", start)
		if err != nil {
			t.Fatal(err)
		}
		p := account.Passkey{Credential: []byte("x"), Label: typed}
		if err := k.AddPasskey(t.Context(), k.session, secretOf("vera passphrase"), p, o.Challenge, "", start); err != nil {
			t.Fatal(err)
		}
		if got := k.memory.passkeys[0].Label; got != want {
			t.Errorf("%q is kept as %q, want %q", typed, got, want)
		}
	}
}

// TestRemovePasskey ends the other sessions, and is one's own affair.
func TestRemovePasskey(t *testing.T) {
	k := newKeyed(t)
	ctx := t.Context()
	other, err := k.SignIn(ctx, veenhaven, "vera", secretOf("vera passphrase"), account.From{}, start)
	if err != nil {
		t.Fatal(err)
	}
	omar, err := k.SignIn(ctx, veenhaven, "omar", secretOf("omar passphrase"), account.From{}, start)
	if err != nil {
		t.Fatal(err)
	}
	if err := k.RemovePasskey(ctx, omar.Session, k.passkey.Credential); err != nil || len(k.memory.passkeys) != 1 {
		t.Fatalf("another removed it: %v", err)
	}
	for range 2 {
		if err := k.RemovePasskey(ctx, k.session, k.passkey.Credential); err != nil {
			t.Fatal(err)
		}
	}
	if len(k.memory.passkeys) != 0 {
		t.Error("it is there still")
	}
	if _, err := k.memory.Session(ctx, other.Session.Token); !errors.Is(err, gehoor.ErrNotFound) {
		t.Error("another session goes on")
	}
	if _, err := k.memory.Session(ctx, k.session.Token); err != nil {
		t.Error("this session ended too")
	}
}

// TestPassphraseKeepsPasskeys: they wrap the same key by themselves.
func TestPassphraseKeepsPasskeys(t *testing.T) {
	k := newKeyed(t)
	c := account.Change{Old: secretOf("vera passphrase"), New: secretOf("another"), Wrapped: []byte("wrapped anew")}
	if err := k.ChangePassphrase(t.Context(), k.session, c, "", start); err != nil {
		t.Fatal(err)
	}
	now := start.Add(time.Minute)
	e, err := k.SignInByPasskey(t.Context(), veenhaven, k.signed(k.PasskeyChallenge(veenhaven, now)), account.From{}, now)
	if err != nil || !bytes.Equal(e.Wrapped, k.passkey.Wrapped) {
		t.Errorf("%q, %v", e.Wrapped, err)
	}
}
