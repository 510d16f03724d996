package account

import (
	"context"
	"crypto/hmac"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Link says which account at the organisation's own provider is a person's. A person
// has one at most, and an account is of one person at most.
type Link struct {
	Org    gehoor.OrgID
	Person gehoor.PersonID
	// Subject is a MAC under the server's secret of the issuer and of who the issuer
	// says it is ([Door.SubjectOf]): enough to know it again, and to nobody else.
	Subject  [32]byte
	LinkedOn time.Time // a day
}

// Codes of refusals about accounts elsewhere.
const (
	// CodeProvider: this does not let anybody in. Whether the account is nobody's, or
	// somebody's who left, or the browser's question is another or too old, is not said.
	CodeProvider gehoor.Code = "provider.refused"
	// CodeProviderDown: the provider does not answer.
	CodeProviderDown gehoor.Code = "provider.down"
	// CodeProviderTaken: the account is another person's.
	CodeProviderTaken gehoor.Code = "provider.taken"
	// CodeProviderFresh: linking needs the passphrase or a passkey, just before.
	CodeProviderFresh gehoor.Code = "provider.fresh"
	// CodeProviderNeeded: the organisation wants everybody of staff to come in by its
	// own provider.
	CodeProviderNeeded gehoor.Code = "provider.needed"
)

const (
	// askingLife is how long somebody may be at the provider.
	askingLife = 10 * time.Minute
	// freshLife is how long after the passphrase or a passkey an account may be linked:
	// an open session is no licence to come back for ever.
	freshLife = 10 * time.Minute
)

// Fresh says whether the person proved just now that it is them.
func (s Session) Fresh(now time.Time) bool {
	return !s.Bare && now.Sub(s.CreatedAt) < freshLife
}

// Proven says whether the provider said within a working day that it is them.
func (s Session) Proven(now time.Time) bool {
	return !s.ProvenAt.IsZero() && now.Sub(s.ProvenAt) < StaffLimit
}

// SubjectOf is what is kept of whom an issuer says somebody is. An issuer is an
// address, so it holds no space.
func (d *Door) SubjectOf(org gehoor.OrgID, issuer, subject string) [32]byte {
	return d.provider(string(org), " subject ", issuer, " ", subject)
}

// Asking is what a browser remembers while its owner is at the provider.
//
//	state, nonce ‖ verifier, 16, 16 and 32 random bytes ‖ second, 8 bytes ‖ session, 32 bytes ‖ MAC, 32 bytes
//
// State, nonce and verifier are the same for one browser and one visit only. Session is
// that of who links an account, or zeros for who comes to sign in.
type Asking struct {
	State, Nonce [16]byte
	Verifier     [32]byte
	Session      [32]byte
	// Next is where somebody goes afterwards, as whoever asks means it; at most [maxNext]
	// bytes.
	Next string
}

// maxNext is longer than any address of a page.
const maxNext = 200

const askingBytes = 16 + 16 + 32 + 8 + 32

// Ask begins a visit to the provider; s is the zero Session for who comes to sign in, who
// goes to next afterwards.
// The cookie is for this browser alone.
func (d *Door) Ask(org gehoor.OrgID, s Session, next string, now time.Time) (a Asking, cookie string) {
	b := make([]byte, 64, askingBytes+32)
	d.random(b)
	a = Asking{State: [16]byte(b), Nonce: [16]byte(b[16:]), Verifier: [32]byte(b[32:]), Session: s.Token}
	if len(next) <= maxNext {
		a.Next = next
	}
	b = binary.BigEndian.AppendUint64(b, uint64(now.Unix()))
	return a, d.signed(org, " asking ", slices.Concat(b, a.Session[:], []byte(a.Next)))
}

// Asked reads the cookie of a visit. One that is missing, altered or too old is refused
// with [CodeProvider].
func (d *Door) Asked(org gehoor.OrgID, cookie string, now time.Time) (Asking, error) {
	b, ok := d.unsigned(org, " asking ", cookie, askingBytes, maxNext)
	if !ok || !recent(b[64:72], now, askingLife) {
		return Asking{}, gehoor.Refuse(CodeProvider)
	}
	return Asking{State: [16]byte(b), Nonce: [16]byte(b[16:]), Verifier: [32]byte(b[32:]), Session: [32]byte(b[72:]), Next: string(b[askingBytes:])}, nil
}

// Offered is a cookie that says which account somebody can link who came back from the
// provider, in the session in which they went.
func (d *Door) Offered(org gehoor.OrgID, a Asking, subject [32]byte, now time.Time) string {
	b := binary.BigEndian.AppendUint64(nil, uint64(now.Unix()))
	b = append(b, a.Session[:]...)
	return d.signed(org, " offered ", append(b, subject[:]...))
}

// Offer reads that cookie in its session; ok is false without one.
func (d *Door) Offer(s Session, cookie string, now time.Time) (subject [32]byte, ok bool) {
	b, ok := d.unsigned(s.Org, " offered ", cookie, 8+32+32, 0)
	if !ok || !recent(b[:8], now, askingLife) || [32]byte(b[8:40]) != s.Token {
		return subject, false
	}
	return [32]byte(b[40:]), true
}

func recent(second []byte, now time.Time, life time.Duration) bool {
	age := now.Sub(time.Unix(int64(binary.BigEndian.Uint64(second)), 0))
	return age < life && age > -clockSkew
}

func (d *Door) signed(org gehoor.OrgID, what string, b []byte) string {
	sum := d.provider(string(org), what, string(b))
	return cookieText.EncodeToString(append(b, sum[:]...))
}

// unsigned reads a cookie of at least so many bytes, and up to so many more.
func (d *Door) unsigned(org gehoor.OrgID, what, cookie string, least, more int) ([]byte, bool) {
	if len(cookie) > cookieText.EncodedLen(least+more+32) {
		return nil, false
	}
	b, err := cookieText.DecodeString(cookie)
	size := len(b) - 32
	if err != nil || size < least {
		return nil, false
	}
	want := d.provider(string(org), what, string(b[:size]))
	return b[:size], hmac.Equal(want[:], b[size:])
}

// WrongAnswer counts what came back from a provider and was none, as wrong passkeys are
// counted, and is the refusal.
func (d *Door) WrongAnswer(org gehoor.OrgID, now time.Time) error {
	if err := d.throttle.wrongPasskey(org, now); err != nil {
		return err
	}
	return gehoor.Refuse(CodeProvider)
}

// SignInByProvider lets in whose account it is, without what opens their key: the entry
// has no identity, and the session is bare.
func (d *Door) SignInByProvider(ctx context.Context, org gehoor.OrgID, subject [32]byte, from From, now time.Time) (Entry, error) {
	leave, err := d.throttle.enter(ctx, org)
	if err != nil {
		return Entry{}, err
	}
	defer leave()
	link, err := d.store.LinkBy(ctx, org, subject)
	if errors.Is(err, gehoor.ErrNotFound) {
		return Entry{}, d.WrongAnswer(org, now)
	}
	if err != nil {
		return Entry{}, fmt.Errorf("account: find an account elsewhere: %w", err)
	}
	l, err := d.store.LoginOf(ctx, org, link.Person)
	if errors.Is(err, gehoor.ErrNotFound) {
		return Entry{}, d.WrongAnswer(org, now)
	}
	if err != nil {
		return Entry{}, fmt.Errorf("account: find a login: %w", err)
	}
	l.Wrapped = nil
	from.proven, from.provenAt, from.bare = l.Person, minuteOf(now), true
	return d.admit(ctx, l, d.deviceOf(org, l.Name, from.Device), from, now)
}

// LinkOf is somebody's account elsewhere; [gehoor.ErrNotFound] for none.
func (d *Door) LinkOf(ctx context.Context, s Session) (Link, error) {
	l, err := d.store.LinkOf(ctx, s.Org, s.Person)
	if err != nil {
		return Link{}, fmt.Errorf("account: find somebody's account elsewhere: %w", err)
	}
	return l, nil
}

// Link ties somebody to an account, instead of the one before if there was one, and
// begins a session that the provider vouched for. It refuses with [CodeProviderFresh]
// and [CodeProviderTaken].
func (d *Door) Link(ctx context.Context, s Session, subject [32]byte, from From, now time.Time) (Entry, error) {
	if !s.Fresh(now) {
		return Entry{}, gehoor.Refuse(CodeProviderFresh)
	}
	l, err := d.store.LoginOf(ctx, s.Org, s.Person)
	if err != nil {
		return Entry{}, fmt.Errorf("account: find a login: %w", err)
	}
	put, err := d.store.PutLink(ctx, Link{Org: s.Org, Person: s.Person, Subject: subject, LinkedOn: dayOf(now)})
	if err != nil {
		return Entry{}, fmt.Errorf("account: link an account elsewhere: %w", err)
	}
	if !put {
		return Entry{}, gehoor.Refuse(CodeProviderTaken)
	}
	from.proven, from.provenAt = s.Person, minuteOf(now)
	return d.admit(ctx, l, d.deviceOf(s.Org, l.Name, from.Device), from, now)
}

// Unlink has somebody's account elsewhere let nobody in any more, and ends every other
// session of the person. Without one it is no error.
func (d *Door) Unlink(ctx context.Context, s Session) error {
	if err := d.store.DeleteLink(ctx, s.Org, s.Person); err != nil {
		return fmt.Errorf("account: unlink an account elsewhere: %w", err)
	}
	return d.EndOtherSessions(ctx, s)
}
