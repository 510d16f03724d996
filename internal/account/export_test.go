package account

import (
	"time"

	"github.com/gehoor/gehoor"
)

// DecodeDevice reads a device cookie under the door's key.
func (d *Door) DecodeDevice(org gehoor.OrgID, login, cookie string) error {
	_, err := decodeDevice(d.devices, org, login, cookie)
	return err
}

// EncodeDevice writes a device cookie under the door's key.
func (d *Door) EncodeDevice(org gehoor.OrgID, login string, nonce [16]byte) string {
	return device(nonce).encode(d.devices, org, login)
}

// ReencodeToken reads a session's cookie under the door's key and writes it again.
func (d *Door) ReencodeToken(cookie string) (string, error) {
	t, err := decodeToken(d.sessions, cookie)
	if err != nil {
		return "", err
	}
	return t.encode(d.sessions), nil
}

// Remembered counts the browsers and the organisations that the throttle holds.
func (d *Door) Remembered() (devices, orgs, gates int) {
	d.throttle.mu.Lock()
	defer d.throttle.mu.Unlock()
	for _, own := range d.throttle.devices {
		devices += len(own)
	}
	return devices, len(d.throttle.codes) + len(d.throttle.drafts), len(d.throttle.gates)
}

// MaxDevices and PruneAbove bound what the throttle remembers.
const (
	MaxDevices = maxDevices
	PruneAbove = pruneAbove
)

// Bucket is a bucket with its rate.
type Bucket struct {
	b bucket
	r rate
}

// NewBucket makes a full one.
func NewBucket(burst int, every time.Duration) *Bucket { return &Bucket{r: rate{burst, every}} }

// Take spends a try.
func (b *Bucket) Take(now time.Time) time.Duration { return b.b.take(b.r, now) }

// GiveBack returns a try.
func (b *Bucket) GiveBack() { b.b.giveBack(b.r) }

// Full says that it can be forgotten.
func (b *Bucket) Full(now time.Time) bool { return b.b.full(now) }
