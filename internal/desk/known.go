package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
)

// Known is whose key was which, so that an older one is noticed: the root signed that one
// too (doc/decisions/0053). A browser remembers the same (browser/lib/knownkeys.ts).
type Known struct {
	V      int                          `json:"v"`
	Org    gehoor.OrgID                 `json:"org"`
	People map[gehoor.PersonID]KnownKey `json:"people"`
}

// KnownKey is what is remembered of somebody; keys are SHA-256.
type KnownKey struct {
	Key string `json:"key"`
	// On is the day on which the root signed it.
	On string `json:"on"`
	// Former are the keys before.
	Former []string `json:"former,omitempty"`
}

// MaxKnown bounds what is read of a file of them.
const MaxKnown = 4 << 20

var errKnown = errors.New("desk: this is no list of known keys of this organisation")

// Known reads what an earlier run remembered; nil is a first run.
func (d *Desk) Known(data []byte) (*Known, error) {
	k := &Known{V: 1, Org: d.org, People: map[gehoor.PersonID]KnownKey{}}
	if data == nil {
		return k, nil
	}
	if err := json.Unmarshal(data, k); err != nil || k.V != 1 || k.Org != d.org || k.People == nil {
		return nil, errKnown
	}
	return k, nil
}

// Older are those readers whose key is an older one than was known. Of the others the key
// is known from now on. Readers must be vouched for.
func (d *Desk) Older(k *Known, readers []Reader) (wrong []Reader) {
	for _, r := range readers {
		note, err := seal.VerifyStaffKey(r.Note, d.root, d.org)
		if err != nil {
			wrong = append(wrong, r)
			continue
		}
		sum := sha256.Sum256([]byte(note.Recipient))
		now := KnownKey{Key: hex.EncodeToString(sum[:]), On: note.On.UTC().Format(time.DateOnly)}
		was, known := k.People[r.ID]
		switch {
		case known && was.Key == now.Key:
		case known && (slices.Contains(was.Former, now.Key) || now.On < was.On):
			wrong = append(wrong, r)
		default:
			if known {
				now.Former = append(slices.Clone(was.Former), was.Key)
			}
			k.People[r.ID] = now
		}
	}
	return wrong
}
