package protocol_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/language"
)

// doubted is the protocol weighing with one guard more, which comes last, and with a
// step weigh-pattern that begins again.
func doubted(guard string) string {
	again := strings.Replace(weighing, "record-if: fact.choice != ", "repeat: true\n    record-if: fact.choice != ", 1)
	guard = "  - id: G-MEER\n    why: {nl: Meer., en: More.}\n" + guard + "\n    applies: at-once\n    stories: {stopped: a, passed: b}\nexits:"
	return strings.Replace(again, "exits:", guard, 1)
}

// TestDoubts: what can hardly be meant is said with its line, and nothing is said of
// what may be meant.
func TestDoubts(t *testing.T) {
	if got := language.Doubts([]byte(weighing), words()); len(got) > 0 {
		t.Fatal(got)
	}
	line := strings.Count(strings.Split(doubted(""), "  - id: G-MEER")[0], "\n") + 1
	for name, test := range map[string]struct{ guard, want string }{
		"a loop": {"    on: [dossier.weighed]\n    if: fact.severity == \"serious\"\n    effect: force\n    step: weigh-pattern",
			`+3:9: the step "weigh-pattern" is done with dossier.weighed (severity = serious), and with that G-MEER forces it again: it is never done: leave out of its condition what does the step: and not (fact.choice != "nothing")`},
		"a loop on what there was": {"    on: [dossier.weighed]\n    if: has[\"dossier.talk-held\"]\n    effect: force\n    step: weigh-pattern",
			`+3:9: the step "weigh-pattern" is done with dossier.weighed, and with that G-MEER forces it again: it is never done: leave out of its condition what does the step: and not (fact.choice != "nothing")`},
		"a loop without a condition": {"    on: [signal.received, dossier.weighed]\n    effect: force\n    step: weigh-pattern",
			`+2:9: the step "weigh-pattern" is done with dossier.weighed, and with that G-MEER forces it again: it is never done: leave out of its condition what does the step: and not (fact.choice != "nothing")`},
		"no loop": {"    on: [dossier.weighed]\n    if: fact.severity == \"serious\" and not (fact.choice != \"nothing\")\n    effect: force\n    step: weigh-pattern", ""},
		"contradiction": {"    on: [dossier.weighed]\n    if: fact.choice == \"talk\" and not (fact.choice in [\"talk\", \"inquiry\"]) and severity >= serious\n    effect: refuse",
			`+2:10: the condition is never so of dossier.weighed, whatever it says: remove the kind, or mend the condition`},
		"contradiction of several": {"    on: [dossier.weighed]\n    if: '\"talk\" in fact.alternatives and not (\"talk\" in fact.alternatives or formal)'\n    effect: refuse",
			`+2:10: the condition is never so of dossier.weighed, whatever it says: remove the kind, or mend the condition`},
		"a kind without the field": {"    on: [dossier.talk-held, dossier.weighed]\n    if: fact.choice == \"talk\"\n    effect: force\n    step: inquire",
			`+2:10: the condition is never so of dossier.talk-held, whatever it says: remove the kind, or mend the condition`},
		"narrower than one before": {"    on: [dossier.weighed]\n    if: fact.choice == \"talk\" and has[\"dossier.talk-held\"] and formal\n    effect: refuse", ""},
		"it may be so":             {"    on: [dossier.weighed]\n    if: fact.choice == \"talk\" and (formal or let fact = last[\"dossier.triaged\"]; fact.severity == \"acute\")\n    effect: refuse", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range language.Doubts([]byte(doubted(test.guard)), words()) {
				got = append(got, fmt.Sprintf("+%d:%d: %s: %s", f.Line-line, f.Column, f.What, f.Mend))
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestDoubtsOfASet: what a protocol refuses that every dossier follows, one whose code
// comes later never refuses first.
func TestDoubtsOfASet(t *testing.T) {
	own := doubted("    on: [dossier.weighed]\n    if: fact.choice == \"talk\" and formal\n    effect: refuse")
	earlier := strings.Replace(strings.Replace(weighing, "protocol: weighing", "protocol: all", 1), "trigger: [signal.acknowledged]", "", 1)
	earlier = strings.Replace(earlier, `fact.choice == "talk" and has["dossier.talk-held"]`, `fact.choice in ["talk", "inquiry"]`, 1)
	beside := parsed(t, earlier)
	got := language.Doubts([]byte(own), words(), beside)
	if len(got) != 2 { // G-TWEEDE too: both refuse talks
		t.Fatal(got)
	}
	for _, f := range got {
		if want := "whatever it refuses of dossier.weighed, G-TWEEDE refuses first"; f.What != want {
			t.Errorf("%s, not %s", f.What, want)
		}
	}
	beside.Trigger = []protocol.Start{{Kind: "signal.received"}}
	if got := language.Doubts([]byte(own), words(), beside); len(got) != 0 {
		t.Errorf("of a protocol that few follow: %v", got)
	}
}
