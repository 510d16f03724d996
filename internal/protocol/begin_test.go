package protocol_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/language"
)

// complaining begins with a fact that tells from which day its terms run.
const complaining = `
protocol: complaining
version: 1.0.0
title: {nl: Klagen, en: Complaining}
trigger: [{fact: complaint.consented, if: fact.consent}]
steps:
  - id: decide
    actor: caseworker
    each: signal
    start: [{fact: complaint.consented, from: received_on}]
    record: [complaint.decided]
    law: {term: AWB-DEC, late: [{level: 1, at: due, to: other-holder}]}
    label: {nl: Afhandelen, en: Decide}
    told: {nl: U krijgt antwoord., en: You get an answer.}
guards:
  - id: G-KLACHT
    why: {nl: Een inwoner tekent., en: A resident signs.}
    on: [complaint.consented]
    if: not fact.signed
    effect: refuse
    applies: at-once
    stories: {stopped: a, passed: b}
`

func complaints(t *testing.T, source string) (protocol.Definition, error) {
	t.Helper()
	yes := func(name string) protocol.FieldType { return protocol.FieldType{Name: name, Type: protocol.ValueYesNo} }
	v := append(vocabulary(), protocol.FactType{Kind: "complaint.decided"}, protocol.FactType{Kind: "complaint.consented",
		Fields: []protocol.FieldType{yes("consent"), yes("signed"), {Name: "received_on", Type: protocol.ValueDate}}})
	return language.Parse([]byte(source), v, law(t))
}

func TestAClockBeginsOnTheDayThatAFactTells(t *testing.T) {
	d, err := complaints(t, complaining)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ told, started, target string }{
		{"2026-01-05", "2026-01-05 00:00:00", "2026-02-16 23:59:59"},
		{"2026-01-12", "2026-01-12 00:00:00", "2026-02-23 23:59:59"},
		{"", "2026-01-12 10:00:00", "2026-02-23 23:59:59"},
		{"2026-03-01", "2026-01-12 10:00:00", "2026-02-23 23:59:59"}, // no day to come
	} {
		facts := []protocol.Fact{{Kind: "complaint.consented", Signal: first, At: at(t, "2026-01-12 10:00"), Seq: 1,
			By: protocol.ByStaff, Fields: map[string]any{"consent": true, "signed": true, "received_on": c.told}}}
		r := protocol.Evaluate(d, setting(t), facts, at(t, "2026-01-13 09:00"))
		if len(r.Clocks) != 1 || wall(r.Clocks[0].Started) != c.started || wall(r.Clocks[0].Target) != c.target {
			t.Errorf("received on %q: %+v, want it to run from %s to %s", c.told, r.Clocks, c.started, c.target)
		}
	}
}

func TestOnlyADayCanBeginAClock(t *testing.T) {
	for _, wrong := range []string{"consent", "nothing"} {
		_, err := complaints(t, replaced(complaining, "from: received_on", "from: "+wrong))
		fault(t, err, wrong)
	}
	_, err := complaints(t, replaced(complaining, "if: fact.consent", "from: received_on"))
	fault(t, err, "received_on")
}

// TestAFactIsJudgedByTheGuardsThatItBrings: what makes a dossier follow a protocol does
// not slip in before its guards.
func TestAFactIsJudgedByTheGuardsThatItBrings(t *testing.T) {
	d, err := complaints(t, complaining)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		consent, signed bool
		want            gehoor.Code
	}{
		{true, true, ""},
		{true, false, protocol.CodeGuard},
		{false, false, ""}, // it does not begin so
	} {
		f := protocol.Fact{Kind: "complaint.consented", Signal: first, By: protocol.ByStaff,
			Fields: map[string]any{"consent": c.consent, "signed": c.signed}}
		r := protocol.Propose(d, setting(t), nil, at(t, "2026-01-12 10:00"), f)
		if (r == nil) != (c.want == "") || r != nil && r.Code != c.want {
			t.Errorf("consent %v, signed %v: %v, want %q", c.consent, c.signed, r, c.want)
		}
	}
}

func replaced(s, old, with string) string { return strings.Replace(s, old, with, 1) }

func fault(t *testing.T, err error, says string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), says) {
		t.Errorf("%v, want a fault that names %q", err, says)
	}
}
