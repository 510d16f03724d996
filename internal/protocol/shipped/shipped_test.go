package shipped_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/protocols"
)

// TestAll: every shipped protocol is in order, and an organisation can follow all of
// them at once: a step and a guard are named once.
func TestAll(t *testing.T) {
	all := shipped.All(casework.Vocabulary())
	steps, guards := map[protocol.StepCode]string{}, map[string]string{}
	for i, name := range protocols.Shipped() {
		d := all[i]
		if d.Code != name {
			t.Errorf("%s.yaml holds the protocol %q", name, d.Code)
		}
		for _, s := range d.Steps {
			if other := steps[s.Code]; other != "" {
				t.Errorf("%s and %s both have a step %q", other, name, s.Code)
			}
			steps[s.Code] = name
		}
		for _, g := range d.Guards {
			if other := guards[g.Code]; other != "" {
				t.Errorf("%s and %s both have a guard %q", other, name, g.Code)
			}
			guards[g.Code] = name
		}
	}
}

// TestStricterExample: the edition for stories is a later one of receive, and reads the
// same but for its guard.
func TestStricterExample(t *testing.T) {
	file, _ := protocols.Example("receive-stricter")
	d, err := language.Parse(file, casework.Vocabulary(), shipped.Law())
	if err != nil {
		t.Fatal(err)
	}
	base := shipped.Receive(casework.Vocabulary())
	if held, unfit := base.AtOnce(d); len(held) != 1 || len(unfit) != 0 {
		t.Errorf("at once: %v, unfit: %v", held, unfit)
	}
	if d.Version, d.Guards = base.Version, nil; d.Digest() != base.Digest() {
		t.Error("it differs in more than its guard")
	}
}

// TestExample: the warning is a protocol that can be rehearsed against, says that it is
// a warning, and is not among those to adopt.
func TestExample(t *testing.T) {
	file, ok := protocols.Example("formal-only")
	if !ok {
		t.Fatal("there is no example")
	}
	d, err := language.Parse(file, casework.Vocabulary(), shipped.Law())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(d.Code, "example-") || !strings.Contains(d.Title.NL, "WAARSCHUWING") || !strings.Contains(d.Title.EN, "WARNING") {
		t.Errorf("%s (%s) is no warning", d.Code, d.Title.EN)
	}
	if _, shippedToo := protocols.Protocol("formal-only"); shippedToo {
		t.Error("the warning is among those to adopt")
	}
}

// TestGaps: a profile fits all that it names, but for a number that its organisation
// still sets; and says what receive alone lacks.
func TestGaps(t *testing.T) {
	v := casework.Vocabulary()
	small, all := shipped.Profile("small", v), protocol.NewSet(shipped.All(v)...)
	g := small.Gaps(all, shipped.Veenhaven())
	if len(g.Protocols)+len(g.Alone) != 0 || len(g.Numbers) != 1 || g.Numbers[0].Value != 2 || g.Numbers[0].Now != 3 {
		t.Errorf("all of them: %+v", g)
	}
	set := shipped.Veenhaven()
	set.Parameters = map[string]map[string]int{"common": {"signals": 2}}
	if g = small.Gaps(all, set); !g.IsZero() {
		t.Errorf("with its number: %+v", g)
	}
	if g = small.Gaps(shipped.Protocols(v), set); len(g.Protocols) != len(small.Protocols)-1 || len(g.Numbers) != 0 {
		t.Errorf("receive alone: %+v", g)
	}
	nobody := small
	nobody.People = small.People[3:4] // the external desk
	if g = nobody.Gaps(all, set); len(g.Alone) < 5 {
		t.Errorf("without people: %+v", g.Alone)
	}
}
