package veenhaven_test

import (
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/rehearsal"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// TestPlaysTheAdoptedSet: all protocols of the set that is given hold together.
func TestPlaysTheAdoptedSet(t *testing.T) {
	p, err := veenhaven.NewPlayer(func() time.Time { return time.Date(2026, 11, 18, 14, 30, 0, 0, time.UTC) })
	if err != nil {
		t.Fatal(err)
	}
	set, err := shipped.Named(casework.Vocabulary(), "receive", "common", "manager")
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.Play(t.Context(), rehearsal.Request{
		Story:    rehearsal.Given{Name: "late-acknowledgement-wbk-art-2.story"},
		Protocol: rehearsal.Given{Name: "receive"}, Against: rehearsal.Given{Name: rehearsal.Adopted}, Adopted: set,
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || len(got[0].Protocols) != 1 || len(got[1].Protocols) != 3 {
		t.Fatalf("%d timelines, of %v", len(got), got)
	}
	if len(got[1].Clocks) <= len(got[0].Clocks) {
		t.Errorf("under three protocols %d terms ran, under one %d", len(got[1].Clocks), len(got[0].Clocks))
	}
}
