package story_test

import (
	"path/filepath"
	"testing"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	value "github.com/gehoor/gehoor/internal/rehearsal"
	"github.com/gehoor/gehoor/internal/story"
)

// TestEveryGuardActsInTheSet: under all protocols together, as is recommended, of every
// guard there is a line at which that very guard refuses, or a step that it forces, in
// the story that shows it. A guard of which that is not so does nothing: another protocol
// refuses the same before it, or its condition is never met.
func TestEveryGuardActsInTheSet(t *testing.T) {
	names := shipped.Profile("large", casework.Vocabulary()).Protocols
	set, err := shipped.Named(casework.Vocabulary(), names...)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range actsInTheSet(t, set, names) {
		t.Error(s)
	}
}

// actsInTheSet are the guards that do nothing, each with the story that should show it.
func actsInTheSet(t *testing.T, set protocol.Set, names []string) []string {
	var idle []string
	acted := map[string]map[string]bool{} // by story, and then guard
	for _, d := range set {
		for _, g := range d.Guards {
			if acted[g.Stopped] == nil {
				s := parse(t, filepath.Join(storyDir, g.Stopped+".story"))
				tl, err := story.Rehearse(t.Context(), rehearsal(t, ledgertest.NewMemory(), names...), today, s, true)
				if err != nil {
					t.Fatal(err)
				}
				acted[g.Stopped] = acting(tl)
			}
			if !acted[g.Stopped][g.Code] {
				idle = append(idle, d.Code+": "+g.Code+" does nothing in "+g.Stopped)
			}
		}
	}
	return idle
}

// acting are the guards that refused or forced something.
func acting(tl value.Timeline) map[string]bool {
	all := map[string]bool{}
	for _, e := range tl.Entries {
		if e.Code == protocol.CodeGuard {
			all[e.Args["guard"]] = true
		}
	}
	for _, c := range tl.Clocks {
		all[c.Guard] = true
	}
	return all
}
