package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
)

// keyState is what a check of the keys remembers for the next one: which list was the
// newest, where in the log it lies, whose key was which, and which keys were replaced.
type keyState struct {
	V       int                             `json:"v"`
	Origin  register.Origin                 `json:"origin"`
	Org     gehoor.OrgID                    `json:"org"`
	Edition int64                           `json:"edition"`
	Seq     gehoor.Seq                      `json:"seq"`
	Index   int64                           `json:"index"`
	Leaf    string                          `json:"leaf"`
	People  map[gehoor.PersonID]rememberKey `json:"people"`
	// Replaced are keys that were somebody's and are it no more, sorted.
	Replaced []string `json:"replaced,omitempty"`
	// Proof is the proof of that list, as evidence.
	Proof string `json:"proof"`
}

// rememberKey is the key that somebody had: its SHA-256, and the day on which the root
// signed it.
type rememberKey struct {
	Key string `json:"key"`
	On  string `json:"on"`
}

// readKeyState reads what the last check wrote; nil if there was none.
func readKeyState(name string) (*keyState, error) {
	if name == "" {
		return nil, nil
	}
	data, err := readFile(name, maxKeysBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var s keyState
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, err
	}
	if s.V != 1 || s.Edition < 1 || s.Origin == "" {
		return nil, errors.New("not what a check of keys writes")
	}
	return &s, nil
}

// stateOf is what there is to remember of a list that is right.
func stateOf(proof []byte, stated register.Stated, people []keyed) keyState {
	leaf := stated.Leaf()
	s := keyState{
		V: 1, Origin: stated.Checkpoint.Origin, Org: stated.Event.Org, Edition: stated.Keys.Edition, Seq: stated.Event.Seq,
		Index: stated.Proof.Index, Leaf: hex.EncodeToString(leaf[:]), Proof: string(proof), People: map[gehoor.PersonID]rememberKey{},
	}
	for _, p := range people {
		sum := sha256.Sum256([]byte(p.key.Recipient))
		s.People[p.Person] = rememberKey{Key: hex.EncodeToString(sum[:]), On: p.key.On.Format(time.DateOnly)}
	}
	return s
}

// against says what is wrong with the next list, [keysKept] if nothing is; then next
// remembers what was replaced, and who is not listed now.
func (s *keyState) against(next *keyState) code {
	later := next.Edition > s.Edition
	switch {
	case next.Origin != s.Origin || next.Org != s.Org:
		return keysOtherLog
	case next.Edition < s.Edition:
		return keysOlder
	case !later && (next.Leaf != s.Leaf || next.Index != s.Index), later && (next.Index <= s.Index || next.Seq <= s.Seq):
		return keysForked
	}
	next.Replaced = slices.Clone(s.Replaced)
	for person, was := range s.People {
		is, listed := next.People[person]
		switch {
		case !listed:
			next.People[person] = was // they may be listed again, with this key or a later one
		case is.Key != was.Key && is.On < was.On:
			return keysReturned
		case is.Key != was.Key:
			next.Replaced = append(next.Replaced, was.Key)
		}
	}
	slices.Sort(next.Replaced)
	next.Replaced = slices.Compact(next.Replaced)
	for _, is := range next.People {
		if _, again := slices.BinarySearch(next.Replaced, is.Key); again {
			return keysReturned
		}
	}
	return keysKept
}

func (s keyState) write(name string) error {
	data, err := json.MarshalIndent(s, "", "\t")
	if err != nil {
		return err
	}
	return register.ReplaceFile(name, append(data, '\n'))
}
