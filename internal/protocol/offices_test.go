package protocol_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/language"
)

const byOffice = `
protocol: by-office
version: 1.0.0
title: {nl: Naar functie, en: By office}
steps:
  - id: acknowledge
    actor: caseworker
    each: dossier
    start: [signal.received]
    record: [signal.acknowledged]
    term: {length: 7kd, basis: default, late: [{level: 1, at: due, to: head-of-bureau}]}
    label: {nl: Bevestigen, en: Acknowledge}
    told: {nl: U hoort van ons., en: You hear from us.}
guards:
  - id: G-TOP
    why: {nl: Het gaat over de burgemeester., en: It is about the mayor.}
    on: [dossier.talk-held]
    if: '"mayor" in offices'
    effect: refuse
    applies: at-once
    stories: {stopped: a, passed: b}
`

func officeWords() protocol.Vocabulary {
	field := protocol.FieldType{Name: "office", Type: protocol.ValueChoice, Options: []string{"employee", "mayor", "unknown"}}
	others := slices.DeleteFunc(vocabulary(), func(t protocol.FactType) bool { return t.Kind == "signal.routed" })
	return append(others,
		protocol.FactType{Kind: "signal.routed", Fields: []protocol.FieldType{field}},
		protocol.FactType{Kind: "dossier.triaged", Fields: []protocol.FieldType{field}},
		protocol.FactType{Kind: "dossier.talk-held"})
}

// TestOffices: the office is the one with which a signal came in, until somebody says
// better of that signal or of the whole dossier.
func TestOffices(t *testing.T) {
	d, err := language.Parse([]byte(byOffice), officeWords(), law(t))
	if err != nil {
		t.Fatal(err)
	}
	type told struct {
		kind   gehoor.Kind
		signal gehoor.SignalID
		office string
	}
	for name, test := range map[string]struct {
		facts []told
		mayor bool
	}{
		"nothing known":                   {nil, false},
		"as it came in":                   {[]told{{"signal.routed", first, "mayor"}}, true},
		"another office":                  {[]told{{"signal.routed", first, "employee"}}, false},
		"one of two signals":              {[]told{{"signal.routed", first, "mayor"}, {"signal.routed", second, "employee"}}, true},
		"assessed, of the signal":         {[]told{{"signal.routed", first, "unknown"}, {"dossier.triaged", first, "mayor"}}, true},
		"corrected, of the signal":        {[]told{{"signal.routed", first, "mayor"}, {"dossier.triaged", first, "employee"}}, false},
		"corrected, of the other":         {[]told{{"signal.routed", first, "mayor"}, {"signal.routed", second, "mayor"}, {"dossier.triaged", second, "employee"}}, true},
		"corrected, of the dossier":       {[]told{{"signal.routed", first, "mayor"}, {"signal.routed", second, "mayor"}, {"dossier.triaged", "", "employee"}}, false},
		"what comes in later counts":      {[]told{{"dossier.triaged", "", "employee"}, {"signal.routed", second, "mayor"}}, true},
		"assessed before it was routed":   {[]told{{"dossier.triaged", first, "employee"}, {"signal.routed", first, "mayor"}}, false},
		"assessed again":                  {[]told{{"dossier.triaged", "", "mayor"}, {"dossier.triaged", "", "employee"}}, false},
		"the whole, and one of its parts": {[]told{{"dossier.triaged", "", "employee"}, {"dossier.triaged", first, "mayor"}}, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := (&stream{t: t}).add("2026-01-05 09:00", "signal.received", first).add("2026-01-05 09:00", "signal.received", second)
			for _, f := range test.facts {
				s.add("2026-01-06 09:00", f.kind, f.signal).with("office", f.office)
			}
			r := protocol.Propose(d, setting(t), s.facts, at(t, "2026-01-07 09:00"), protocol.Fact{Kind: "dossier.talk-held"})
			if refused := r != nil; refused != test.mayor {
				t.Errorf("refused %v, want %v", refused, test.mayor)
			}
		})
	}
}

// TestOfficesRefused: an office that no fact can tell is a mistake.
func TestOfficesRefused(t *testing.T) {
	text := strings.Replace(byOffice, `"mayor" in offices`, `"king" in offices`, 1)
	if _, err := language.Parse([]byte(text), officeWords(), law(t)); err == nil || !strings.Contains(err.Error(), `offices is never "king"`) {
		t.Errorf("got %v", err)
	}
}

const lapsing = `
protocol: lapsing
version: 1.0.0
title: {nl: Wie het hoort, en: Who hears it}
steps:
  - id: inform
    actor: caseworker
    each: signal
    start:
      - {fact: signal.routed, if: '"mayor" not in offices'}
      - {fact: dossier.triaged, if: '"mayor" not in offices'}
    record: [signal.acknowledged]
    ends:
      - {fact: dossier.triaged, if: '"mayor" in offices'}
      - dossier.excluded
    term: {length: 7kd, basis: default, late: [{level: 1, at: due, to: head-of-bureau}]}
    label: {nl: Burgemeester inlichten, en: Inform the mayor}
    told: {nl: De burgemeester hoort het., en: The mayor hears it.}
`

// TestLapse: what ends because of how things stand begins again when they stand
// otherwise; what was late stays, and what was done or ended for good does not begin
// again.
func TestLapse(t *testing.T) {
	d, err := language.Parse([]byte(lapsing), officeWords(), law(t))
	if err != nil {
		t.Fatal(err)
	}
	routed := func(office string) *stream {
		s := (&stream{t: t}).add("2026-01-05 09:00", "signal.routed", first)
		s.facts[0].Fields = map[string]any{"office": office}
		return s
	}
	triaged := func(s *stream, when, office string) *stream {
		s.add(when, "dossier.triaged", first)
		s.facts[len(s.facts)-1].Fields = map[string]any{"office": office}
		return s
	}
	for name, c := range map[string]struct {
		facts *stream
		want  string
	}{
		"about somebody else": {routed("employee"), "running since 2026-01-05"},
		"about the mayor":     {routed("mayor"), ""},
		"after all about the mayor": {
			triaged(routed("employee"), "2026-01-06 09:00", "mayor"), ""},
		"after all about somebody else": {
			triaged(routed("mayor"), "2026-01-06 09:00", "employee"), "running since 2026-01-06"},
		"twice assessed as somebody else": {
			triaged(triaged(routed("mayor"), "2026-01-06 09:00", "employee"), "2026-01-07 09:00", "employee"), "running since 2026-01-06"},
		"to and fro": {
			triaged(triaged(routed("employee"), "2026-01-06 09:00", "mayor"), "2026-01-07 09:00", "employee"), "running since 2026-01-07"},
		"not begun, so nothing lapses": {
			triaged(triaged(routed("mayor"), "2026-01-06 09:00", "mayor"), "2026-01-07 09:00", "employee"), "running since 2026-01-07"},
		"done, and done it stays": {
			triaged(triaged(routed("employee").add("2026-01-06 08:00", "signal.acknowledged", first), "2026-01-06 09:00", "mayor"), "2026-01-07 09:00", "employee"),
			"met since 2026-01-05"},
		"late when it lapsed": {
			triaged(triaged(routed("employee"), "2026-01-20 09:00", "mayor"), "2026-01-21 09:00", "employee"),
			"ended since 2026-01-05, running since 2026-01-21"},
		"ended for good": {
			triaged(routed("employee").add("2026-01-06 09:00", "dossier.excluded", ""), "2026-01-07 09:00", "employee"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, clock := range protocol.Evaluate(d, setting(t), c.facts.facts, at(t, "2026-01-21 10:00")).Clocks {
				state := strings.Replace(string(clock.State), string(protocol.StateLate), string(protocol.StateRunning), 1)
				got = append(got, state+" since "+protocol.DateOf(clock.Started).String())
			}
			if got := strings.Join(got, ", "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestLapseIsNamed: what a difference and a digest say of an end with a condition; one
// without is as it was before there were any.
func TestLapseIsNamed(t *testing.T) {
	d, err := language.Parse([]byte(lapsing), officeWords(), law(t))
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(d.Steps[0].Ends)
	if err != nil || string(got) != `[{"kind":"dossier.triaged","if":"\"mayor\" in offices"},"dossier.excluded"]` {
		t.Errorf("%s, %v", got, err)
	}
	if s := d.Steps[0].Ends[0].String(); s != `dossier.triaged if "mayor" in offices` {
		t.Error(s)
	}
	for name, change := range map[string][2]string{
		"no condition where it begins": {`- {fact: dossier.triaged, if: '"mayor" not in offices'}`, `- dossier.triaged`},
		"no condition where it ends":   {`- {fact: dossier.triaged, if: '"mayor" in offices'}`, `- dossier.triaged`},
		"the same as the record":       {`- {fact: dossier.triaged, if: '"mayor" in offices'}`, `- {fact: signal.acknowledged, if: '"mayor" in offices'}`},
	} {
		_, err := language.Parse([]byte(strings.Replace(lapsing, change[0], change[1], 1)), officeWords(), law(t))
		if err == nil || !strings.Contains(err.Error(), "starts or stops it too") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
