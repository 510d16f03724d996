package desk

import (
	"context"
	"encoding/hex"
	"errors"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// Desk is somebody who signed in, with their own key.
type Desk struct {
	*Trusted
	me  gehoor.PersonID
	own unseal.Identity
}

// String hides the key.
func (*Desk) String() string { return "desk(hidden)" }

// GoString hides the key.
func (*Desk) GoString() string { return "desk(hidden)" }

// Errors of signing in.
var (
	// ErrWaiting: the passphrase is right, and the root has not signed the key yet.
	ErrWaiting = errors.New("desk: the key waits for the root's signature")
	// ErrKey: what the server keeps does not open with the passphrase.
	ErrKey = errors.New("desk: the own key does not open")
	// ErrPassphrase: it is too long to be one.
	ErrPassphrase = errors.New("desk: the passphrase is too long")
)

// SignIn signs somebody in with a passphrase and opens their own key. The passphrase does
// not leave this machine.
func (t *Trusted) SignIn(ctx context.Context, login, passphrase string) (*Desk, error) {
	if len(passphrase) > endpoint.MaxPassphraseBytes {
		return nil, ErrPassphrase
	}
	salt, err := t.salt(ctx, login)
	if err != nil {
		return nil, err
	}
	in, err := endpoint.Stretch(passphrase, salt, t.org)
	if err != nil {
		return nil, err
	}
	var got struct {
		Person  gehoor.PersonID `json:"person"`
		Wrapped []byte          `json:"wrapped"`
		Waiting bool            `json:"waiting"`
	}
	body := map[string]string{"login": login, "secret": in.Secret}
	if err := t.site.do(ctx, ask{http.MethodPost, "/api/desk/sign-in", body, patience, maxAnswer}, &got); err != nil {
		return nil, err
	}
	if got.Waiting {
		return nil, ErrWaiting
	}
	d := &Desk{Trusted: t, me: got.Person}
	if d.own, err = endpoint.UnwrapIdentity(in.Wrap, t.org, got.Wrapped); err != nil {
		return nil, errors.Join(ErrKey, d.SignOut(ctx))
	}
	return d, nil
}

func (t *Trusted) salt(ctx context.Context, login string) (salt [32]byte, err error) {
	var got struct {
		Salt string `json:"salt"`
	}
	if err := t.site.do(ctx, ask{http.MethodPost, "/api/desk/salt", map[string]string{"login": login}, patience, maxAnswer}, &got); err != nil {
		return salt, err
	}
	raw, err := hex.DecodeString(got.Salt)
	if err != nil || len(raw) != len(salt) {
		return salt, &Failure{Kind: Failed, Status: http.StatusOK, err: errors.New("no salt")}
	}
	return [32]byte(raw), nil
}

// SignOut ends the session.
func (d *Desk) SignOut(ctx context.Context) error {
	return d.site.do(ctx, ask{http.MethodPost, "/api/desk/sign-out", struct{}{}, patience, maxAnswer}, nil)
}
