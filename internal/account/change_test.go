package account_test

import (
	"context"
	"errors"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
)

// changing is somebody who is signed in twice, and what they change to.
type changing struct {
	memory      *memory
	door        *account.Door
	login       account.Login
	here, there account.Session
	change      account.Change
}

func newChanging(t *testing.T) *changing {
	t.Helper()
	c := &changing{memory: newMemory()}
	secret := serverSecret(t, 1)
	c.door = account.NewDoor(c.memory, secret, counter())
	c.login = addLogin(t, c.memory, secret, "noor")
	c.here, c.there = c.signIn(t, "noor passphrase"), c.signIn(t, "noor passphrase")
	c.change = account.Change{Old: secretOf("noor passphrase"), New: secretOf("another"), Wrapped: []byte("wrapped anew")}
	return c
}

func (c *changing) signIn(t *testing.T, passphrase string) account.Session {
	t.Helper()
	e, err := c.door.SignIn(t.Context(), veenhaven, "noor", secretOf(passphrase), account.From{}, start)
	if err != nil {
		t.Fatal(err)
	}
	return e.Session
}

func (c *changing) do(t *testing.T) error {
	t.Helper()
	return c.door.ChangePassphrase(t.Context(), c.here, c.change, "", start)
}

func (c *changing) works(t *testing.T, passphrase string) bool {
	t.Helper()
	_, err := c.door.SignIn(t.Context(), veenhaven, "noor", secretOf(passphrase), account.From{}, start)
	return err == nil
}

// TestChangePassphrase: the new one works and the old one does not, the key is
// wrapped anew, the salt stays, and other sessions end. Sent again it is no error.
func TestChangePassphrase(t *testing.T) {
	c := newChanging(t)
	wrapped, err := c.door.Reopen(t.Context(), c.here, c.change.Old, "", start)
	if err != nil || string(wrapped) != "wrapped noor" {
		t.Fatalf("reopen: %q %v", wrapped, err)
	}
	for range 2 {
		if err := c.do(t); err != nil {
			t.Fatal(err)
		}
	}
	if c.works(t, "noor passphrase") || !c.works(t, "another") {
		t.Error("the old passphrase works, or the new one does not")
	}
	now, err := c.memory.LoginOf(t.Context(), veenhaven, c.login.Person)
	if err != nil || string(now.Wrapped) != "wrapped anew" || now.Salt != c.login.Salt || now.Name != "noor" {
		t.Errorf("the login is %+v", now)
	}
	if _, err := c.memory.Session(t.Context(), c.there.Token); !errors.Is(err, gehoor.ErrNotFound) {
		t.Error("another session goes on")
	}
	if _, err := c.memory.Session(t.Context(), c.here.Token); err != nil {
		t.Error("this session ended too")
	}
}

// TestChangeRefused: without the old passphrase nothing changes, and guessing it
// from an open session is throttled as anywhere.
func TestChangeRefused(t *testing.T) {
	c := newChanging(t)
	right := c.change.Old
	c.change.Old = secretOf("a guess")
	for range account.StrangerTries {
		if err := c.do(t); !errors.Is(err, &gehoor.Refusal{Code: gehoor.CodeSignIn}) {
			t.Fatal(err)
		}
	}
	if err := c.do(t); !errors.Is(err, &gehoor.Refusal{Code: gehoor.CodeThrottled}) {
		t.Errorf("one try more: %v", err)
	}
	if _, err := c.door.Reopen(t.Context(), c.here, right, "", start); !errors.Is(err, &gehoor.Refusal{Code: gehoor.CodeThrottled}) {
		t.Errorf("reopen: %v", err)
	}
	if l, err := c.memory.LoginOf(t.Context(), veenhaven, c.login.Person); err != nil || l.Secret != c.login.Secret || string(l.Wrapped) != "wrapped noor" {
		t.Errorf("a wrong passphrase changed something: %+v", l)
	}
	for name, change := range map[string]account.Change{
		"no secret":   {Old: right, New: "x", Wrapped: []byte("w")},
		"no old one":  {Old: "x", New: secretOf("another"), Wrapped: []byte("w")},
		"both absent": {},
	} {
		c.change = change
		if err := c.do(t); !errors.Is(err, &gehoor.Refusal{Code: gehoor.CodeMalformed}) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// raced lets somebody else change the login before the change is written.
type raced struct{ *memory }

func (r raced) ChangeLogin(ctx context.Context, l account.Login, old [32]byte) (bool, error) {
	theirs := l
	theirs.Secret = [32]byte{9}
	if _, err := r.memory.ChangeLogin(ctx, theirs, old); err != nil {
		return false, err
	}
	return r.memory.ChangeLogin(ctx, l, old)
}

// TestChangeBeaten: of two changes at once one counts, and the other is told so.
func TestChangeBeaten(t *testing.T) {
	c := newChanging(t)
	c.door = account.NewDoor(raced{c.memory}, serverSecret(t, 1), counter())
	if err := c.do(t); !errors.Is(err, &gehoor.Refusal{Code: gehoor.CodeSignIn}) {
		t.Errorf("got %v", err)
	}
	if _, err := c.memory.Session(t.Context(), c.there.Token); err != nil {
		t.Error("a change that did not happen ended a session")
	}
}

// TestChangeBroken: when the database fails before the change, the old passphrase
// works; when it fails after, the new one does. There is never none.
func TestChangeBroken(t *testing.T) {
	for _, c := range []struct{ broken, works string }{{"ChangeLogin", "noor passphrase"}, {"DeleteSessionsOf", "another"}} {
		w := newChanging(t)
		w.door = account.NewDoor(breaking{w.memory, c.broken}, serverSecret(t, 1), counter())
		if err := w.do(t); !errors.Is(err, gehoor.ErrUnavailable) {
			t.Errorf("%s: %v", c.broken, err)
		}
		if !w.works(t, c.works) {
			t.Errorf("after a fault in %s %q does not work", c.broken, c.works)
		}
		w.door = account.NewDoor(w.memory, serverSecret(t, 1), counter())
		if err := w.do(t); err != nil {
			t.Errorf("again after a fault in %s: %v", c.broken, err)
		}
	}
}

// breaking fails in one method.
type breaking struct {
	*memory
	at string
}

func (b breaking) ChangeLogin(ctx context.Context, l account.Login, old [32]byte) (bool, error) {
	if b.at == "ChangeLogin" {
		return false, gehoor.ErrUnavailable
	}
	return b.memory.ChangeLogin(ctx, l, old)
}

func (b breaking) DeleteSessionsOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID, kept [32]byte) (int, error) {
	if b.at == "DeleteSessionsOf" {
		return 0, gehoor.ErrUnavailable
	}
	return b.memory.DeleteSessionsOf(ctx, org, person, kept)
}
