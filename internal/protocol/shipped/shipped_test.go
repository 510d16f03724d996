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
