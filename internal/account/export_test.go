package account

import "github.com/gehoor/gehoor"

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
