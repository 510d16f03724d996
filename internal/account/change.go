package account

import (
	"bytes"
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
)

// NameOf is what a member of staff signs in with.
func (d *Door) NameOf(ctx context.Context, org gehoor.OrgID, person gehoor.PersonID) (string, error) {
	l, err := d.store.LoginOf(ctx, org, person)
	if err != nil {
		return "", fmt.Errorf("account: find a login: %w", err)
	}
	return l.Name, nil
}

// Reopen gives somebody who is signed in their own identity, wrapped, for the
// passphrase's secret. It refuses and throttles as [Door.SignIn] does: an open
// session is no licence to guess.
func (d *Door) Reopen(ctx context.Context, s Session, secretHex, deviceCookie string, now time.Time) (wrapped []byte, err error) {
	l, err := d.proven(ctx, s, secretHex, deviceCookie, now)
	return l.Wrapped, err
}

// Change is a passphrase that takes the place of another, as the browser made it
// of both.
type Change struct {
	// Old and New are sign-in secrets, 64 hexadecimal digits.
	Old, New string
	// Wrapped is the same identity as before, under the new wrapping key. The
	// caller has looked at the sealing.
	Wrapped []byte
}

// ChangePassphrase lets the new passphrase in and the old one no more, and ends
// every session of the person but this one. Secret and identity are replaced in one
// step: whatever crashes, one of the two passphrases opens what is there. Sent
// again, because the answer was lost, it is no error. It refuses as [Door.Reopen].
//
// The salt stays (see [Login]): it is the new passphrase that makes another key.
func (d *Door) ChangePassphrase(ctx context.Context, s Session, c Change, deviceCookie string, now time.Time) error {
	fresh, err := ParseSecret(c.New)
	if err != nil {
		return err
	}
	was, err := d.store.LoginOf(ctx, s.Org, s.Person)
	if err != nil {
		return fmt.Errorf("account: find a login: %w", err)
	}
	again := subtle.ConstantTimeCompare(was.Secret[:], fresh[:]) == 1 && bytes.Equal(was.Wrapped, c.Wrapped)
	if !again {
		if was, err = d.proven(ctx, s, c.Old, deviceCookie, now); err != nil {
			return err
		}
		changed := was
		changed.Secret, changed.Wrapped = fresh, c.Wrapped
		ok, err := d.store.ChangeLogin(ctx, changed, was.Secret)
		if err != nil {
			return fmt.Errorf("account: change a passphrase: %w", err)
		}
		if !ok { // another change was first
			return gehoor.Refuse(gehoor.CodeSignIn)
		}
	}
	// A crash before this leaves the other sessions, for ten hours at most.
	return d.EndOtherSessions(ctx, s)
}

// proven is the login of somebody who is signed in and knows the passphrase too.
func (d *Door) proven(ctx context.Context, s Session, secretHex, deviceCookie string, now time.Time) (Login, error) {
	secret, err := ParseSecret(secretHex)
	if err != nil {
		return Login{}, err
	}
	l, err := d.store.LoginOf(ctx, s.Org, s.Person)
	if errors.Is(err, gehoor.ErrNotFound) {
		return Login{}, gehoor.Refuse(gehoor.CodeSignIn)
	}
	if err != nil {
		return Login{}, fmt.Errorf("account: find a login: %w", err)
	}
	giveBack, err := d.throttle.try(s.Org, l.Name, d.deviceOf(s.Org, l.Name, deviceCookie), now)
	if err != nil {
		return Login{}, err
	}
	if subtle.ConstantTimeCompare(l.Secret[:], secret[:]) != 1 {
		return Login{}, gehoor.Refuse(gehoor.CodeSignIn)
	}
	giveBack()
	return l, nil
}
