package plain

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"net/http"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/endpoint"
)

// cookieName tells nothing, as those of package web.
const cookieName = "__Host-f"

// lastWord is how long after its last page a cookie can still save what somebody
// had typed. It opens nothing any more by then.
const lastWord = 12 * time.Hour

// purse is what the cookie holds: the keys that a code gives.
type purse struct {
	keys endpoint.Keys
	// code is there until the reporter has shown that it is written down.
	code *endpoint.PlainCode
	// next is another code that the reporter asked for, until it takes the place of
	// the old one. There is never one of each.
	next *endpoint.PlainCode
	// session is the session in the mailbox, as package account spells it; "" as
	// long as nothing was sent.
	session string
	// told is what the files of the newest form told, for the page that follows.
	told []told
	// minute is when the cookie was written.
	minute time.Time
}

// A cookie is base64url of nonce, 12 bytes ‖ AES-256-GCM of
//
//	version 2 ‖ minute, 4 bytes ‖ seed, 32 ‖ look-up secret, 32 ‖ 1 and the code, 2 and the next, or 0 ‖ how
//	many files were sent, 1 ‖ 4 bytes for each ‖ session
//
// with the organisation as additional data.
const (
	purseVersion = 2
	purseFixed   = 1 + 4 + 64 + 1
	purseTold    = 4
	// maxSession bounds a session's spelling, which is 91 characters.
	maxSession = 128
	maxCookie  = 512
	// What a code in the cookie is.
	purseNone, purseCode, purseNext = 0, 1, 2
)

var errPurse = errors.New("plain: no such cookie")

var cookieText = base64.RawURLEncoding.Strict()

// safe seals purses under the server's key.
type safe struct {
	aead   cipher.AEAD
	org    []byte
	random func([]byte)
}

func newSafe(key [32]byte, org gehoor.OrgID, random func([]byte)) (safe, error) {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return safe{}, err
	}
	aead, err := cipher.NewGCM(block)
	return safe{aead: aead, org: []byte(org), random: random}, err
}

// close seals a purse, as of a moment.
func (s safe) close(p purse, now time.Time) string {
	plain := make([]byte, 0, purseFixed+endpoint.PlainCodeBytes+1+purseTold*len(p.told)+len(p.session))
	plain = append(plain, purseVersion)
	plain = binary.BigEndian.AppendUint32(plain, uint32(now.Unix()/60))
	plain = append(append(plain, p.keys.Seed[:]...), p.keys.LookUp[:]...)
	switch {
	case p.code != nil:
		plain = append(append(plain, purseCode), p.code[:]...)
	case p.next != nil:
		plain = append(append(plain, purseNext), p.next[:]...)
	default:
		plain = append(plain, purseNone)
	}
	plain = append(plain, byte(len(p.told)))
	for _, t := range p.told {
		plain = binary.BigEndian.AppendUint32(plain, uint32(t))
	}
	plain = append(plain, p.session...)
	defer clear(plain)
	nonce := make([]byte, s.aead.NonceSize())
	s.random(nonce)
	return cookieText.EncodeToString(s.aead.Seal(nonce, nonce, plain, s.org))
}

// open reads a cookie. Anything but what close wrote under the same key is an
// error that says nothing about why.
func (s safe) open(text string) (purse, error) {
	if len(text) > maxCookie {
		return purse{}, errPurse
	}
	sealed, err := cookieText.DecodeString(text)
	if err != nil || len(sealed) < s.aead.NonceSize() {
		return purse{}, errPurse
	}
	nonce, sealed := sealed[:s.aead.NonceSize()], sealed[s.aead.NonceSize():]
	plain, err := s.aead.Open(nil, nonce, sealed, s.org)
	if err != nil {
		return purse{}, errPurse
	}
	defer clear(plain)
	return readPurse(plain)
}

func readPurse(plain []byte) (purse, error) {
	if len(plain) < purseFixed || plain[0] != purseVersion {
		return purse{}, errPurse
	}
	p := purse{minute: time.Unix(int64(binary.BigEndian.Uint32(plain[1:]))*60, 0).UTC()}
	copy(p.keys.Seed[:], plain[5:37])
	copy(p.keys.LookUp[:], plain[37:69])
	rest := plain[purseFixed:]
	if holds := plain[purseFixed-1]; holds != purseNone {
		if len(rest) < endpoint.PlainCodeBytes || holds > purseNext {
			return purse{}, errPurse
		}
		code := endpoint.PlainCode(rest[:endpoint.PlainCodeBytes])
		rest = rest[endpoint.PlainCodeBytes:]
		if holds == purseCode {
			p.code = &code
		} else {
			p.next = &code
		}
	}
	if len(rest) == 0 || int(rest[0]) > maxFiles || len(rest) < 1+purseTold*int(rest[0]) {
		return purse{}, errPurse
	}
	files, rest := int(rest[0]), rest[1:]
	for range files {
		p.told = append(p.told, told(binary.BigEndian.Uint32(rest)))
		rest = rest[purseTold:]
	}
	if len(rest) > maxSession {
		return purse{}, errPurse
	}
	p.session = string(rest)
	return p, nil
}

// age is how long ago the cookie was written; clocks of nodes may differ a little.
func (p purse) age(now time.Time) time.Duration { return now.UTC().Sub(p.minute) }

// fresh says whether the cookie may still be used.
func (p purse) fresh(now time.Time) bool { return p.age(now) < account.IdleLimit }

// visitor is whoever holds a cookie.
type visitor struct {
	purse
	own endpoint.Reporter
}

// standing is how somebody comes in.
type standing int

const (
	// outside: without a cookie, or with one that is too old for anything.
	outside standing = iota
	// away: with a cookie that only saves.
	away
	// inside: with a cookie that opens.
	inside
)

// visitor reads the cookie of a request.
func (p *Plain) visitor(r *http.Request) (visitor, standing) {
	c, err := r.Cookie(cookieName)
	if err != nil {
		return visitor{}, outside
	}
	kept, err := p.safe.open(c.Value)
	if err != nil || kept.age(p.cfg.Now()) >= lastWord {
		return visitor{}, outside
	}
	own, err := kept.keys.Reporter()
	if err != nil {
		return visitor{}, outside
	}
	if !kept.fresh(p.cfg.Now()) {
		return visitor{kept, own}, away
	}
	return visitor{kept, own}, inside
}

// keep gives the browser the cookie, as of now. It ends with the browser.
func (p *Plain) keep(w http.ResponseWriter, kept purse) {
	setCookie(w, p.safe.close(kept, p.cfg.Now()), 0)
}

// drop takes the cookie from the browser.
func (p *Plain) drop(w http.ResponseWriter) { setCookie(w, "", -1) }

func setCookie(w http.ResponseWriter, value string, age int) {
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: value, Path: "/", MaxAge: age,
		Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
}
