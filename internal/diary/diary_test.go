package diary_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/diary"
	"github.com/gehoor/gehoor/internal/protocol"
)

const signal gehoor.SignalID = "11111111111111111111111111111111"

type stranger struct{}

func (stranger) Kind() gehoor.Kind { return "diary.unheard" }

type another struct{}

func (another) Kind() gehoor.Kind { return "signal.received" }

func event(f gehoor.Fact) gehoor.Event { return gehoor.Event{Kind: f.Kind()} }

// TestFold: a signal has one diary at most, a copy is independent, and what is not known
// is an error.
func TestFold(t *testing.T) {
	s := diary.New()
	if s.Of(signal).Content != "" {
		t.Error("a diary of nothing")
	}
	kept := diary.Kept{Signal: signal, Content: "c", Entries: []diary.Entry{{On: protocol.Date{Year: 2026, Month: 3, Day: 2}, Mark: diary.MarkOf([32]byte{1})}}}
	before := s.Clone()
	for _, f := range []gehoor.Fact{another{}, kept} {
		if err := s.Fold(event(f), f); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.Of(signal); got.Content != "c" || len(got.Entries) != 1 || got.Entries[0] != kept.Entries[0] {
		t.Errorf("kept: %+v", got)
	}
	if before.Of(signal).Content != "" {
		t.Error("a copy changed with it")
	}
	for _, f := range []gehoor.Fact{kept, stranger{}} {
		if err := s.Fold(event(f), f); err == nil {
			t.Errorf("%T: no error", f)
		}
	}
}

// TestParseMark: a mark has one spelling.
func TestParseMark(t *testing.T) {
	good := strings.Repeat("0a", 32)
	if b, err := diary.ParseMark(good); err != nil || string(diary.MarkOf(b)) != good {
		t.Errorf("%x %v", b, err)
	}
	for _, bad := range []string{"", "0a", good + "0a", good[1:], strings.ToUpper(good), strings.Repeat("x", 64)} {
		if _, err := diary.ParseMark(bad); !errors.Is(err, gehoor.Refuse(gehoor.CodeMalformed)) {
			t.Errorf("%.10q: %v", bad, err)
		}
	}
}
