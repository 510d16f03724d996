package protocol_test

import (
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
	return append(vocabulary(),
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
