package casework_test

import (
	"errors"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
)

// asking is an edition that demands a number of messages before feedback, and leaves
// it to the organisation which.
func asking(t *testing.T) []byte {
	return edition(t, "1.0.0", "1.1.0", "\nladders:", `
parameters:
  - {id: messages, label: {nl: Berichten vooraf, en: Messages before}, default: 1, least: 1, most: 3}

guards:
  - id: G-EERST
    why: {nl: Schrijf eerst., en: Write first.}
    on: [signal.feedback-given]
    if: count(facts["signal.message-sent"], .by == "staff") < param.messages
    effect: refuse
    applies: new-dossiers
    stories: {stopped: a, passed: b}

ladders:`)
}

func messages(n int) []adoption.Number {
	return []adoption.Number{{Protocol: "receive", Parameter: "messages", Value: n}}
}

// A dossier keeps the numbers with which it was opened, on every node and at a replay;
// one that is opened later has those that hold then.
func TestNumbersOfADossier(t *testing.T) {
	w := newWorld(t)
	w.follow(asking(t))
	first := w.send("R1")
	w.must(w.SetNumbers(t.Context(), veenhaven, gehoor.System, messages(2), adoption.Gates{Body: "college"}, 0))
	second := w.send("R2")
	p, err := w.Protocols(t.Context(), veenhaven)
	w.must(err)
	w.must(w.SetNumbers(t.Context(), veenhaven, gehoor.System, messages(3), adoption.Gates{}, p.LastNumbers().Seq))

	node := casework.New(w.deps()) // which remembers nothing
	for i, box := range []struct {
		name    string
		dossier gehoor.DossierID
		signal  gehoor.SignalID
		value   int
		body    string
	}{{"R1", first.Dossier, first.Signal, 1, ""}, {"R2", second.Dossier, second.Signal, 2, "college"}} {
		w.must(w.Acknowledge(t.Context(), veenhaven, noor, box.dossier, box.signal, words(box.name+" seen")))
		feedback := func(what string) error {
			return node.GiveFeedback(t.Context(), veenhaven, noor, box.dossier, box.signal, words(box.name+what))
		}
		for n := range box.value {
			if err := feedback(" too early"); !errors.Is(err, &gehoor.Refusal{Code: "protocol.guard"}) {
				t.Errorf("%s after %d messages: %v", box.name, n, err)
			}
			w.must(w.Write(t.Context(), veenhaven, noor, box.dossier, box.signal, words(box.name+" message "+string(rune('0'+n)))))
		}
		w.must(feedback(" in time"))
		d, err := node.Dossier(t.Context(), veenhaven, noor, box.dossier)
		w.must(err)
		if len(d.Courses) != 1 || len(d.Courses[0].Numbers) != 1 {
			t.Fatalf("courses of %s: %+v", box.name, d.Courses)
		}
		if n := d.Courses[0].Numbers[0]; n.Value != box.value || n.Set.Gates.Body != box.body || (n.Set.Seq != 0) != (i == 1) {
			t.Errorf("%s has %d, set by %+v", box.name, n.Value, n.Set)
		}
	}
	w.replays()
}

// Who is no administrator sets no numbers, and none are set on an old page.
func TestWhoSetsNumbers(t *testing.T) {
	w := newWorld(t)
	w.follow(asking(t))
	for _, who := range []gehoor.PersonID{noor, jet, fleur} {
		if err := w.SetNumbers(t.Context(), veenhaven, gehoor.ByPerson(who), messages(2), adoption.Gates{}, 0); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s: %v", who, err)
		}
	}
	w.must(w.SetNumbers(t.Context(), veenhaven, gehoor.System, messages(2), adoption.Gates{}, 0))
	w.refused(w.SetNumbers(t.Context(), veenhaven, gehoor.System, messages(3), adoption.Gates{}, 0), adoption.CodeMoved)
	w.refused(w.SetNumbers(t.Context(), veenhaven, gehoor.System, messages(4), adoption.Gates{}, 2), adoption.CodeNumberBounds)
}
