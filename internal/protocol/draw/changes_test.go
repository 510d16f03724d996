package draw_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/draw"
)

// TestChanges: what is new, gone or another is marked, in a word too, and nothing else.
func TestChanges(t *testing.T) {
	before := long(t)
	after := long(t)
	after.Steps = after.Steps[:len(after.Steps)-1] // retain is gone
	term := *after.Steps[0].Default
	term.Length = protocol.Span{Hours: 12}
	after.Steps[0].Default = &term
	added := after.Steps[1]
	added.Code, added.Stop, added.Needs = "screen-again", []gehoor.Kind{"record.screen-again"}, nil
	after.Steps = append(after.Steps, added)
	p := look(t, draw.Changes(before, after, options(gehoor.Dutch)))
	p.clear(t)
	for class, want := range map[string]int{"pp-box--added": 1, "pp-box--removed": 1, "pp-box--changed": 1, "pp-mark": 3, "pp-box--waiting": 0} {
		if p.class[class] != want {
			t.Errorf("%d of %s, want %d", p.class[class], class, want)
		}
	}
	for _, word := range []string{"nieuw", "vervallen", "gewijzigd"} {
		if strings.Count(p.texts, "\n"+word) != 1 {
			t.Errorf("%q does not stand in one box", word)
		}
	}
	if p := look(t, draw.Changes(before, before, options(gehoor.Dutch))); p.class["pp-mark"] != 0 {
		t.Error("there is a mark where nothing changed")
	}
}
