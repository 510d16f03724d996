package protocol

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/gehoor/gehoor"
)

// Digest names what a card says, in both languages: 64 hexadecimal digits. Another
// wording is another card, to be read anew.
func (c Card) Digest() string {
	data, err := json.Marshal(c)
	if err != nil {
		panic(err) // of texts alone
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Line is a line of a card, and whether it says what to do.
type Line struct {
	gehoor.Text
	Do bool
}

// Mixed are the lines of a card in an order that says nothing of which is which; the same
// each time. Nil if the card says nothing that one does not do.
func (c Card) Mixed() []Line {
	if len(c.Dont) == 0 {
		return nil
	}
	type keyed struct {
		Line
		by [sha256.Size]byte
	}
	var all []keyed
	for _, lines := range []struct {
		of []gehoor.Text
		do bool
	}{{c.Do, true}, {c.Dont, false}} {
		for _, t := range lines.of {
			all = append(all, keyed{Line{t, lines.do}, sha256.Sum256([]byte(c.Digest() + t.NL))})
		}
	}
	slices.SortFunc(all, func(a, b keyed) int { return bytes.Compare(a.by[:], b.by[:]) })
	mixed := make([]Line, len(all))
	for i, one := range all {
		mixed[i] = one.Line
	}
	return mixed
}

// Cards are the cards of all protocols of a set, each once, in the protocols' order: those
// that hold for every signal first.
func (s Set) Cards() []Card {
	var all []Card
	for _, d := range s {
		for _, c := range d.Cards {
			if !slices.ContainsFunc(all, func(o Card) bool { return o.Title == c.Title }) {
				all = append(all, c)
			}
		}
	}
	return all
}
