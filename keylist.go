package gehoor

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
)

// KeyList is what the log says of the keys to which the browsers of reporters seal:
// whose they are, and that there are no others. It is a fact of the organisation's
// stream at every change, and anybody may have the last one. It holds hashes, so that
// the log does not say for ever who once worked where.
type KeyList struct {
	// Edition counts the lists from 1: a later one takes the place of all before.
	Edition int64 `json:"edition"`
	// Root is the verifier key of the root that signed the keys.
	Root string `json:"root"`
	// Threshold is how many custodians together recover a compartment.
	Threshold int `json:"threshold"`
	// People are sorted by their ID, each once.
	People []KeyEntry `json:"people"`
}

// KeyEntry is one person in a KeyList.
type KeyEntry struct {
	Person PersonID `json:"person"`
	// Entry is the digest of what is published of the person ([DigestKey]).
	Entry Digest `json:"entry"`
}

// PublishedKey is what is published of one person of a KeyList. It is no more than
// what a page for reporters shows, and gives to their browsers.
type PublishedKey struct {
	Person   PersonID `json:"person"`
	Function Text     `json:"function"`
	// Name is empty unless the organisation publishes it.
	Name string `json:"name,omitempty"`
	// Offices are those about which the person receives signals, in the order of
	// [Offices], and the external desk last.
	Offices   []Office `json:"offices,omitempty"`
	Custodian bool     `json:"custodian,omitempty"`
	// Note is the root's signed note over the key.
	Note string `json:"note"`
}

// KindKeysStated is the fact that states a KeyList. Its body is the JSON of one.
const KindKeysStated Kind = "organisation.keys-stated"

// MaxKeys bounds a KeyList: what an event holds.
const MaxKeys = 400

// DigestKey is the digest of a [PublishedKey], by its JSON as it is published.
func DigestKey(published []byte) Digest {
	h := sha256.New()
	h.Write([]byte("gehoor key entry v1\n"))
	h.Write(published)
	return Digest("sha256-" + hex.EncodeToString(h.Sum(nil)))
}

// Entry is what a list says of the person.
func (p PublishedKey) Entry() (KeyEntry, error) {
	data, err := json.Marshal(p)
	return KeyEntry{Person: p.Person, Entry: DigestKey(data)}, err
}

// Valid says whether the list is whole: an edition, a root, and people with digests,
// each once, in order.
func (l KeyList) Valid() bool {
	if l.Edition < 1 || l.Root == "" || l.Threshold < 2 || len(l.People) > MaxKeys {
		return false
	}
	for i, p := range l.People {
		_, err := ParsePersonID(string(p.Person))
		hash, ok := strings.CutPrefix(string(p.Entry), "sha256-")
		if err != nil || !ok || !isHex(hash, hashDigits) || i > 0 && l.People[i-1].Person >= p.Person {
			return false
		}
	}
	return true
}

// Same says whether two lists say the same, whatever their editions.
func (l KeyList) Same(m KeyList) bool {
	return l.Root == m.Root && l.Threshold == m.Threshold && slices.Equal(l.People, m.People)
}
