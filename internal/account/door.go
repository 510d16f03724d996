package account

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
)

// Door lets people in. Its methods take the present moment, and an organisation
// of which the caller knows that it exists. They are safe for concurrent use.
type Door struct {
	store    Store
	random   func([]byte)
	secret   ServerSecret
	sessions macKey   // of session cookies
	devices  macKey   // of device cookies
	passkeys macKey   // of challenges for passkeys
	provider macKey   // of what goes to the organisation's provider and comes back
	nobody   [32]byte // what an unknown login's secret is compared with
	throttle *throttle
}

// NewDoor makes the door of a node. random fills its argument with random bytes
// and never fails; crypto/rand does.
func NewDoor(store Store, secret ServerSecret, random func([]byte)) *Door {
	return &Door{
		store:    store,
		random:   random,
		secret:   secret,
		sessions: secret.derive("session"),
		devices:  secret.derive("device"),
		passkeys: secret.derive("passkey"),
		provider: secret.derive("provider"),
		nobody:   secret.derive("nobody")(),
		throttle: newThrottle(secret.derive("throttle")),
	}
}

// Entry is what somebody gets who was let in.
type Entry struct {
	// Cookie is the session's cookie. It ends with the browser; its name, its path
	// and its flags are the caller's.
	Cookie string
	// Device is the device cookie to set, for staff only: the one that came, or a
	// new one.
	Device  string
	Session Session
	// Wrapped is the person's own identity, sealed (Login.Wrapped); for staff only.
	Wrapped []byte
}

// SaltFor returns the salt with which the browser stretches the passphrase of
// this login. It gives one for any login, always the same.
func (d *Door) SaltFor(ctx context.Context, org gehoor.OrgID, login string) ([32]byte, error) {
	name, err := ParseLogin(login)
	if err != nil {
		return [32]byte{}, err
	}
	leave, err := d.throttle.enter(ctx, org)
	if err != nil {
		return [32]byte{}, err
	}
	defer leave()
	l, _, err := d.login(ctx, org, name)
	return l.Salt, err
}

// SignIn lets somebody of staff in with the secret that the browser derived, as
// 64 hexadecimal digits.
//
// It refuses with [gehoor.CodeSignIn] (login or secret is wrong, or the login
// does not exist), [gehoor.CodeThrottled] or [gehoor.CodeMalformed]. A crash
// after it leaves at most a session that nobody has the cookie of.
func (d *Door) SignIn(ctx context.Context, org gehoor.OrgID, login, secretHex string, from From, now time.Time) (Entry, error) {
	name, err := ParseLogin(login)
	if err != nil {
		return Entry{}, err
	}
	secret, err := ParseSecret(secretHex)
	if err != nil {
		return Entry{}, err
	}
	leave, err := d.throttle.enter(ctx, org)
	if err != nil {
		return Entry{}, err
	}
	defer leave()

	own := d.deviceOf(org, name, from.Device)
	giveBack, err := d.throttle.try(org, name, own, now)
	if err != nil {
		return Entry{}, err
	}
	l, exists, err := d.login(ctx, org, name)
	if err != nil {
		giveBack()
		return Entry{}, err
	}
	if subtle.ConstantTimeCompare(l.Secret[:], secret[:])&exists != 1 {
		return Entry{}, gehoor.Refuse(gehoor.CodeSignIn)
	}
	giveBack()
	return d.admit(ctx, l, own, from, now)
}

// admit starts the session of a login whose secret was right.
func (d *Door) admit(ctx context.Context, l Login, own *device, from From, now time.Time) (Entry, error) {
	s := Session{Org: l.Org, Person: l.Person, CreatedAt: minuteOf(now), SeenAt: dayOf(now), Browser: from.Browser, Bare: from.bare}
	if from.proven == l.Person {
		s.ProvenAt = from.provenAt
	}
	e, err := d.start(ctx, s, now)
	if err != nil {
		return Entry{}, err
	}
	if own == nil {
		own = new(device)
		d.random(own[:])
	}
	e.Device = own.encode(d.devices, l.Org, l.Name)
	e.Wrapped = l.Wrapped
	return e, nil
}

// start stores a session under a fresh token.
func (d *Door) start(ctx context.Context, s Session, now time.Time) (Entry, error) {
	e := d.entry(s, now)
	if err := d.store.PutSession(ctx, e.Session); err != nil {
		return Entry{}, fmt.Errorf("account: start a session: %w", err)
	}
	return e, nil
}

// entry gives a session a fresh token.
func (d *Door) entry(s Session, now time.Time) Entry {
	t := token{minute: minuteOf(now)}
	d.random(t.secret[:])
	s.Token = t.hash()
	return Entry{Cookie: t.encode(d.sessions), Session: s}
}

// login finds a login. For one that does not exist it returns one with the salt
// that it would have and a secret that nobody has, and exists is 0; both are
// computed either way, so that the steps are the same.
func (d *Door) login(ctx context.Context, org gehoor.OrgID, name string) (l Login, exists int, err error) {
	unknown := Login{Org: org, Name: name, Salt: d.secret.Salt(org, name), Secret: d.nobody}
	l, err = d.store.Login(ctx, org, name)
	switch {
	case err == nil:
		return l, 1, nil
	case errors.Is(err, gehoor.ErrNotFound):
		return unknown, 0, nil
	}
	return Login{}, 0, fmt.Errorf("account: find a login: %w", err)
}
