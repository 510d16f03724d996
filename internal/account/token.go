package account

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"time"
)

// A session's cookie is base64url, without padding, of
//
//	secret, 32 random bytes ‖ minute, 4 bytes, big-endian ‖ MAC, 32 bytes
//
// The secret names the session; the server keeps its SHA-256. The minute is when
// this cookie was written, counted from 1970, and the MAC covers both. Whoever
// comes within [IdleLimit] gets a cookie with a newer minute; an older cookie is
// no use, and nothing has to be written down for it.
const tokenBytes = 32 + 4 + 32

// IdleLimit is how long a session lives without a request. A minute counts as
// passed when it has begun, so it is between 29 and 30 minutes.
const IdleLimit = 30 * time.Minute

// clockSkew is how far the nodes' clocks may differ.
const clockSkew = 2 * time.Minute

var errToken = errors.New("account: no such session")

// cookieText is strict: one session has one spelling of its cookie.
var cookieText = base64.RawURLEncoding.Strict()

// token is a session's cookie, read and found genuine.
type token struct {
	secret [32]byte
	minute time.Time
}

func (t token) hash() [32]byte { return sha256.Sum256(t.secret[:]) }

// at is the same session's token, used now.
func (t token) at(now time.Time) token {
	t.minute = minuteOf(now)
	return t
}

// fresh says whether the cookie may still be used.
func (t token) fresh(now time.Time) bool {
	age := minuteOf(now).Sub(t.minute)
	return age < IdleLimit && age >= -clockSkew
}

// encode writes the cookie under the server's key.
func (t token) encode(key macKey) string {
	b := make([]byte, 0, tokenBytes)
	b = append(b, t.secret[:]...)
	b = binary.BigEndian.AppendUint32(b, uint32(t.minute.Unix()/60))
	sum := key(string(b))
	return cookieText.EncodeToString(append(b, sum[:]...))
}

// decodeToken reads a cookie. Anything but what encode wrote under the same key
// is an error that says nothing about why.
func decodeToken(key macKey, s string) (token, error) {
	if len(s) != cookieText.EncodedLen(tokenBytes) {
		return token{}, errToken
	}
	b, err := cookieText.DecodeString(s)
	if err != nil || len(b) != tokenBytes {
		return token{}, errToken
	}
	body, sum := b[:36], b[36:]
	if want := key(string(body)); !hmac.Equal(want[:], sum) {
		return token{}, errToken
	}
	minutes := int64(binary.BigEndian.Uint32(body[32:]))
	return token{secret: [32]byte(body[:32]), minute: time.Unix(minutes*60, 0).UTC()}, nil
}

func minuteOf(t time.Time) time.Time { return t.UTC().Truncate(time.Minute) }

// dayOf is the day, in UTC: 24 hours from midnight.
func dayOf(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }
