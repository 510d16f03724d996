package account

import (
	"bytes"
	"context"
	"crypto/hmac"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/gehoor/gehoor"
)

// Passkey is a further way in for one person (WebAuthn): a key pair of which the
// secret half never leaves an authenticator. The authenticator also gives the
// browser, and it alone, a secret of its own (the extension PRF), which opens
// Wrapped. So a passkey opens what a passphrase opens, and the server can do as
// little with it.
type Passkey struct {
	Org        gehoor.OrgID
	Credential []byte // its name, made by the authenticator
	Person     gehoor.PersonID
	Label      string // what its owner calls it
	// PublicKey is the public half, as COSE writes it.
	PublicKey []byte
	// Count is how often it signed, if it counts; one that goes back was copied.
	Count uint32
	// Synced: its owner's other devices may have it too. It never changes.
	Synced bool
	// Wrapped is the person's age identity, sealed under the wrapping key that this
	// passkey gives. It is given out only after the passkey signed.
	Wrapped []byte
	AddedOn time.Time // a day
	// UsedAt is the second of the last challenge that it answered; that of its making
	// is the first.
	UsedAt time.Time
}

// Passkeys is not stored: deleted in an append, it removes every passkey of a
// member of staff, and the [Link] to an account elsewhere.
type Passkeys struct {
	Org    gehoor.OrgID
	Person gehoor.PersonID
}

// Codes of refusals about passkeys.
const (
	// CodePasskey: this passkey lets nobody in, or it took too long. Which of the
	// two, and whether anybody ever had such a passkey, is not said.
	CodePasskey gehoor.Code = "passkey.refused"
	// CodePasskeyUnfit: this passkey can sign, and cannot keep a key.
	CodePasskeyUnfit gehoor.Code = "passkey.unfit"
	// CodePasskeysFull: a person has as many as they can have; args: limit.
	CodePasskeysFull gehoor.Code = "passkey.too-many"
)

const (
	// MaxPasskeys is how many one person may have: two devices and a stick, twice.
	MaxPasskeys = 6
	// maxLabel is in characters: a line on a telephone.
	maxLabel = 40
	// challengeLife is how long somebody may look for their stick.
	challengeLife = 10 * time.Minute
)

// A challenge is what an authenticator signs:
//
//	nonce, 16 random bytes ‖ second, 8 bytes, big-endian ‖ MAC, 32 bytes
//
// The second is when it was given, counted from 1970. The MAC, under the server's
// key, covers both and whom it is for, so that nothing has to be written down for
// somebody who only opened a page.
const (
	challengeBody  = 16 + 8
	challengeBytes = challengeBody + 32
)

// challenge makes one; whom is "" for whoever comes to sign in, else the person who
// adds a passkey.
func (d *Door) challenge(org gehoor.OrgID, whom gehoor.PersonID, now time.Time) []byte {
	c := make([]byte, 16, challengeBytes)
	d.random(c)
	c = binary.BigEndian.AppendUint64(c, uint64(now.Unix()))
	sum := d.passkeys(string(org), "/", string(whom), "/", string(c))
	return append(c, sum[:]...)
}

// answered says when a challenge was given, if it is one of ours for this person
// and not too old.
func (d *Door) answered(org gehoor.OrgID, whom gehoor.PersonID, c []byte, now time.Time) (given time.Time, ok bool) {
	if len(c) != challengeBytes {
		return given, false
	}
	want := d.passkeys(string(org), "/", string(whom), "/", string(c[:challengeBody]))
	if !hmac.Equal(want[:], c[challengeBody:]) {
		return given, false
	}
	given = time.Unix(int64(binary.BigEndian.Uint64(c[16:challengeBody])), 0).UTC()
	age := now.Sub(given)
	return given, age < challengeLife && age > -clockSkew
}

// PasskeyChallenge is what the passkey of somebody who comes to sign in must sign.
// It is for nobody in particular: who has which passkey is not asked and not told.
func (d *Door) PasskeyChallenge(org gehoor.OrgID, now time.Time) []byte {
	return d.challenge(org, "", now)
}

// Answer is what a passkey signed.
type Answer struct {
	Credential, Challenge []byte
	// Verify checks the signature with a passkey's public half, and returns the
	// passkey's count.
	Verify func(Passkey) (count uint32, err error)
}

// SignInByPasskey lets somebody of staff in who has a passkey. Each challenge is
// answered once. What is wrong is one refusal, [CodePasskey]; there is nothing to
// guess, so right answers are never throttled, and wrong ones are counted for all
// together. See [Door.SignIn].
func (d *Door) SignInByPasskey(ctx context.Context, org gehoor.OrgID, a Answer, from From, now time.Time) (Entry, error) {
	leave, err := d.throttle.enter(ctx, org)
	if err != nil {
		return Entry{}, err
	}
	defer leave()
	p, err := d.signedBy(ctx, org, a, now)
	if errors.Is(err, errPasskey) {
		if err := d.throttle.wrongPasskey(org, now); err != nil {
			return Entry{}, err
		}
		return Entry{}, gehoor.Refuse(CodePasskey)
	}
	if err != nil {
		return Entry{}, err
	}
	l, err := d.store.LoginOf(ctx, org, p.Person)
	if errors.Is(err, gehoor.ErrNotFound) {
		return Entry{}, gehoor.Refuse(CodePasskey)
	}
	if err != nil {
		return Entry{}, fmt.Errorf("account: find a login: %w", err)
	}
	l.Wrapped = p.Wrapped
	return d.admit(ctx, l, d.deviceOf(org, l.Name, from.Device), from, now)
}

var errPasskey = errors.New("account: no such passkey, or not signed by it")

// signedBy is the passkey that signed, after it was noted that it did.
func (d *Door) signedBy(ctx context.Context, org gehoor.OrgID, a Answer, now time.Time) (Passkey, error) {
	given, ok := d.answered(org, "", a.Challenge, now)
	if !ok {
		return Passkey{}, errPasskey
	}
	p, err := d.store.Passkey(ctx, org, a.Credential)
	if errors.Is(err, gehoor.ErrNotFound) {
		return Passkey{}, errPasskey
	}
	if err != nil {
		return Passkey{}, fmt.Errorf("account: find a passkey: %w", err)
	}
	if p.Count, err = a.Verify(p); err != nil {
		return Passkey{}, errPasskey
	}
	used, err := d.store.UsePasskey(ctx, org, p.Credential, p.Count, given)
	if err != nil {
		return Passkey{}, fmt.Errorf("account: use a passkey: %w", err)
	}
	if !used { // the challenge was answered before, or a later one
		return Passkey{}, errPasskey
	}
	return p, nil
}

// Offer is what a browser needs to make a passkey for somebody.
type Offer struct {
	// Name is their login, for the authenticator to show.
	Name      string
	Challenge []byte
	// Have are the passkeys that they have: an authenticator makes no second one.
	Have [][]byte
	// Wrapped is their own identity, for the passphrase's wrapping key.
	Wrapped []byte
}

// OfferPasskey begins a passkey for somebody who is signed in and knows the
// passphrase too: an open session is no licence to come back for ever. It refuses
// as [Door.Reopen], and with [CodePasskeysFull].
func (d *Door) OfferPasskey(ctx context.Context, s Session, secretHex, deviceCookie string, now time.Time) (Offer, error) {
	l, err := d.proven(ctx, s, secretHex, deviceCookie, now)
	if err != nil {
		return Offer{}, err
	}
	all, err := d.Passkeys(ctx, s)
	if err != nil {
		return Offer{}, err
	}
	if len(all) >= MaxPasskeys {
		return Offer{}, passkeysFull()
	}
	o := Offer{Name: l.Name, Challenge: d.challenge(s.Org, s.Person, now), Wrapped: l.Wrapped}
	for _, p := range all {
		o.Have = append(o.Have, p.Credential)
	}
	return o, nil
}

// AddPasskey keeps a passkey that somebody's browser made of an offer, with
// challenge what it signed. The caller has looked at the signature and the sealing.
// Sent again, because the answer was lost, it is no error. It refuses as
// [Door.OfferPasskey], and with [CodePasskey] if it took too long.
func (d *Door) AddPasskey(ctx context.Context, s Session, secretHex string, p Passkey, challenge []byte, deviceCookie string, now time.Time) error {
	l, err := d.proven(ctx, s, secretHex, deviceCookie, now)
	if err != nil {
		return err
	}
	given, ok := d.answered(s.Org, s.Person, challenge, now)
	if !ok {
		return gehoor.Refuse(CodePasskey)
	}
	p.Org, p.Person, p.Label, p.AddedOn, p.UsedAt = s.Org, s.Person, labelOf(p.Label), dayOf(now), given
	all, err := d.Passkeys(ctx, s)
	if err != nil {
		return err
	}
	for _, have := range all {
		if bytes.Equal(have.Credential, p.Credential) {
			if bytes.Equal(have.Wrapped, p.Wrapped) {
				return nil
			}
			return gehoor.Refuse(CodePasskey)
		}
	}
	if len(all) >= MaxPasskeys {
		return passkeysFull()
	}
	added, err := d.store.PutPasskey(ctx, p, l.Secret)
	if err != nil {
		return fmt.Errorf("account: keep a passkey: %w", err)
	}
	if !added { // somebody else's, or the passphrase has just become another
		return gehoor.Refuse(CodePasskey)
	}
	return nil
}

func passkeysFull() error {
	return gehoor.Refuse(CodePasskeysFull, "limit", fmt.Sprint(MaxPasskeys))
}

// labelOf is what somebody called a passkey, without what cannot be shown in a
// line.
func labelOf(s string) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	for utf8.RuneCountInString(s) > maxLabel {
		_, last := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-last]
	}
	return strings.TrimSpace(s)
}

// Passkeys lists those of somebody who is signed in, in the order in which they
// were added.
func (d *Door) Passkeys(ctx context.Context, s Session) ([]Passkey, error) {
	all, err := d.store.PasskeysOf(ctx, s.Org, s.Person)
	if err != nil {
		return nil, fmt.Errorf("account: list passkeys: %w", err)
	}
	return all, nil
}

// RemovePasskey has one of somebody's passkeys let nobody in any more, and ends
// every session of the person but this one: whoever removes a passkey may have lost
// the device. One that is gone is no error.
func (d *Door) RemovePasskey(ctx context.Context, s Session, credential []byte) error {
	if err := d.store.DeletePasskey(ctx, s.Org, s.Person, credential); err != nil {
		return fmt.Errorf("account: remove a passkey: %w", err)
	}
	return d.EndOtherSessions(ctx, s)
}
