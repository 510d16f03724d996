package dossier_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/diary"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestDiary: what was written down before stands with its signal, sealed, with the days
// and marks beside it and what a day rests on; of a signal without one nothing is said.
func TestDiary(t *testing.T) {
	c := fresh()
	wants(t, get(t, gehoor.Dutch, c), nil, "Eerder opgeschreven")
	id := c.Dossier.Signals[0].ID
	c.Dossier.Diary = func(of gehoor.SignalID) diary.Kept {
		if of != id {
			return diary.Kept{}
		}
		return diary.Kept{Signal: id, Content: content(9), Entries: []diary.Entry{
			{On: protocol.Date{Year: 2026, Month: 5, Day: 4}, Mark: diary.MarkOf([32]byte{1})},
			{On: protocol.Date{Year: 2026, Month: 5, Day: 30}, Mark: diary.MarkOf([32]byte{2})},
		}}
	}
	p := get(t, gehoor.Dutch, c)
	wants(t, p, []string{"Eerder opgeschreven", "2 aantekeningen", "Waar berust de dag op?"})
	found := 0
	for _, n := range p.All("sealed-text") {
		if webtest.Attr(n, "data-type") != "diary" {
			continue
		}
		found++
		if webtest.Attr(n, "data-content") != string(content(9)) || webtest.Attr(n, "data-box") != "conversation" {
			t.Errorf("another content")
		}
		kept := webtest.Attr(n.Parent, "data-kept")
		if !strings.HasPrefix(kept, `[{"on":"2026-05-04","mark":"01000`) || !strings.Contains(kept, `"on":"2026-05-30"`) {
			t.Errorf("days %s", kept)
		}
	}
	if found != 1 {
		t.Errorf("%d places", found)
	}
}
