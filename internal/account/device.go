package account

import (
	"crypto/hmac"
	"errors"

	"github.com/gehoor/gehoor"
)

// A device cookie says that this browser once signed in as this login, and
// nothing else (the idea is OWASP's). It is base64url, without padding, of
//
//	nonce, 16 random bytes ‖ MAC over organisation, login and nonce, 32 bytes
//
// It opens nothing. It is for staff only: a reporter's browser is given none,
// because it would tell whoever looks at that browser that somebody was here.
const deviceBytes = 16 + 32

var errDevice = errors.New("account: no device of this login")

// device is the nonce of a device cookie.
type device [16]byte

// encode writes the cookie for one login.
func (d device) encode(key macKey, org gehoor.OrgID, login string) string {
	sum := d.sum(key, org, login)
	return cookieText.EncodeToString(append(d[:], sum[:]...))
}

func (d device) sum(key macKey, org gehoor.OrgID, login string) [32]byte {
	return key(string(org), "/", login, "/", string(d[:]))
}

// decodeDevice reads a device cookie of this login; that of another login, an
// altered one or none at all is the same error.
func decodeDevice(key macKey, org gehoor.OrgID, login, s string) (device, error) {
	var d device
	if len(s) != cookieText.EncodedLen(deviceBytes) {
		return d, errDevice
	}
	b, err := cookieText.DecodeString(s)
	if err != nil || len(b) != deviceBytes {
		return d, errDevice
	}
	got := device(b[:len(d)])
	if want := got.sum(key, org, login); !hmac.Equal(want[:], b[len(d):]) {
		return d, errDevice
	}
	return got, nil
}

// deviceOf is the browser, if it signed in as this login before; else nil.
func (d *Door) deviceOf(org gehoor.OrgID, login, cookie string) *device {
	known, err := decodeDevice(d.devices, org, login, cookie)
	if err != nil {
		return nil
	}
	return &known
}
