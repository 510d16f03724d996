package protocol_test

import (
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// TestCardMixed: a card's lines are mixed the same way each time, none is lost, and what
// is not to be done does not all stand at the end; a card that only says what to do has
// nothing to mix. Another wording is another card.
func TestCardMixed(t *testing.T) {
	line := func(s string) gehoor.Text { return gehoor.Text{NL: s, EN: "in English " + s} }
	c := protocol.Card{Code: "one", Title: line("kaart")}
	for _, s := range []string{"a", "b", "c", "d", "e", "f"} {
		c.Do, c.Dont = append(c.Do, line("wel "+s)), append(c.Dont, line("niet "+s))
	}
	mixed := c.Mixed()
	again := c.Mixed()
	turns, do := 0, 0
	for i, l := range mixed {
		if l != again[i] {
			t.Fatal("it is mixed otherwise the second time")
		}
		if i > 0 && l.Do != mixed[i-1].Do {
			turns++
		}
		if l.Do {
			do++
		}
	}
	if len(mixed) != 12 || do != 6 || turns < 3 {
		t.Errorf("%d lines, %d of them to do, %d turns", len(mixed), do, turns)
	}
	other := c
	other.Dont = nil
	if other.Mixed() != nil {
		t.Error("there is nothing to choose from")
	}
	if other.Digest() == c.Digest() || len(c.Digest()) != 64 {
		t.Error("another card has the same digest")
	}
}
