package protocol_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/language"
)

// words is a vocabulary with fields.
func words() protocol.Vocabulary {
	severity := protocol.FieldType{Name: "severity", Type: protocol.ValueChoice, Options: []string{"limited", "moderate", "serious", "acute"}}
	return append(vocabulary(),
		protocol.FactType{Kind: "dossier.triaged", Fields: []protocol.FieldType{severity}},
		protocol.FactType{Kind: "dossier.weighed", Fields: []protocol.FieldType{severity,
			{Name: "choice", Type: protocol.ValueChoice, Options: []string{"talk", "inquiry", "nothing"}},
			{Name: "alternatives", Type: protocol.ValueChoices, Options: []string{"talk", "inquiry", "nothing"}}}},
		protocol.FactType{Kind: "dossier.talk-held"},
		protocol.FactType{Kind: "dossier.assigned", Fields: []protocol.FieldType{
			{Name: "task", Type: protocol.ValueChoice, Options: []string{"talk", "panel-member"}}, {Name: "person", Type: protocol.ValuePerson},
		}},
		protocol.FactType{Kind: "pattern.fired", Later: true},
		protocol.FactType{Kind: "dossier.decided", Fields: []protocol.FieldType{
			{Name: "decision", Type: protocol.ValueCode}, {Name: "option", Type: protocol.ValueCode}}},
		protocol.FactType{Kind: "dossier.closed", Fields: []protocol.FieldType{
			{Name: "exit", Type: protocol.ValueChoice, Options: []string{"done", "nothing", "elsewhere"}}}},
		protocol.FactType{Kind: "term.paused", Fields: []protocol.FieldType{
			{Name: "step", Type: protocol.ValueCode}, {Name: "reason", Type: protocol.ValueChoice, Options: []string{"police", "holiday"}},
			{Name: "until", Type: protocol.ValueDate}}},
		protocol.FactType{Kind: "term.resumed", Fields: []protocol.FieldType{{Name: "step", Type: protocol.ValueCode}}},
		protocol.FactType{Kind: "term.extended", Fields: []protocol.FieldType{{Name: "step", Type: protocol.ValueCode}}},
	)
}

const weighing = `
protocol: weighing
version: 1.0.0
title: {nl: Wegen, en: Weighing}
ladders:
  usual:
    - {level: 1, at: 50%, to: acting-holder}
    - {level: 2, at: due, to: director}
roles:
  - {id: director, label: {nl: regisseur, en: director}, chain: [head-of-bureau, external-desk]}
parameters:
  - {id: signals, label: {nl: Aantal signalen, en: Number of signals}, default: 3, least: 2, most: 9}
trigger: [signal.acknowledged]
steps:
  - id: weigh
    actor: director
    each: dossier
    start: [signal.acknowledged]
    record: [dossier.weighed]
    term:
      length: 5wd
      basis: default
      late: usual
      cases:
        - {if: severity >= serious, length: 2wd}
      pause: {reasons: [police], longest: 20wd}
      extension: {length: 5wd, needs: Reasons}
    label: {nl: Wegen, en: Weigh}
    told: {nl: Wij wegen uw signaal., en: We weigh your signal.}
  - id: weigh-pattern
    actor: director
    each: dossier
    record: [dossier.weighed]
    record-if: fact.choice != "nothing"
    term: {length: 10wd, basis: default, late: usual}
    label: {nl: Patroon wegen, en: Weigh a pattern}
    told: {nl: Wij wegen alles samen., en: We weigh it all together.}
decisions:
  - id: inquire
    actor: director
    each: dossier
    start: [dossier.weighed]
    term: {length: 5wd, basis: default, late: usual}
    label: {nl: Onderzoek nodig?, en: Is an inquiry needed?}
    told: {nl: Wij besluiten over onderzoek., en: We decide about an inquiry.}
    options:
      - {id: yes, label: {nl: Ja, en: "Yes"}}
      - {id: no, label: {nl: Nee, en: "No"}, closes: true}
    undecided: yes
guards:
  - id: G-PATROON
    why: {nl: Er zijn meer signalen., en: There are more signals.}
    on: [pattern.fired, signal.received]
    if: has["pattern.fired"] or len(facts["signal.received"]) >= param["signals"]
    effect: force
    step: weigh-pattern
    applies: at-once
    stories: {stopped: a, passed: b}
  - id: G-TWEEDE
    why: {nl: Een tweede gesprek is geen antwoord., en: A second talk is no answer.}
    on: [dossier.weighed]
    if: fact.choice == "talk" and has["dossier.talk-held"]
    effect: refuse
    applies: at-once
    stories: {stopped: a, passed: b}
  - id: G-EERST
    why: {nl: Eerst wegen., en: Weigh first.}
    on: [dossier.talk-held]
    if: not done["weigh"]
    effect: refuse
    applies: new-dossiers
    stories: {stopped: a, passed: b}
exits:
  - id: done
    label: {nl: Klaar, en: Done}
    requires:
      - if: not open["weigh"] and not open["weigh-pattern"]
        why: {nl: Er moet nog gewogen worden., en: It must be weighed first.}
      - if: decided["inquire"] != "yes"
        why: {nl: Er komt een onderzoek., en: There will be an inquiry.}
  - {id: nothing, label: {nl: Niets, en: Nothing}}
`

func parsed(t testing.TB, text string) protocol.Definition {
	t.Helper()
	d, err := language.Parse([]byte(text), words(), law(t))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// with gives the last fact a field.
func (s *stream) with(name string, value any) *stream {
	s.t.Helper()
	f := &s.facts[len(s.facts)-1]
	if f.Fields == nil {
		f.Fields = map[string]any{}
	}
	f.Fields[name] = value
	return s
}

// says is a result in a few lines.
func says(r protocol.Result) string {
	var b strings.Builder
	for _, c := range r.Clocks {
		fmt.Fprintf(&b, "%s %s by %s", c.Step, c.State, wall(c.Target))
		if c.Extended {
			b.WriteString(" extended")
		}
		if !c.PausedUntil.IsZero() {
			b.WriteString(" paused until " + wall(c.PausedUntil))
		}
		b.WriteString("\n")
	}
	for _, o := range r.Open {
		if o.Guard != "" {
			fmt.Fprintf(&b, "%s forced by %s\n", o.Step, o.Guard)
		}
	}
	for _, f := range r.Refused {
		fmt.Fprintf(&b, "%s refused by %s%s\n", f.Action, f.Guard, f.Needs)
	}
	for _, x := range r.Exits {
		for _, lack := range x.Lacks {
			fmt.Fprintf(&b, "%s lacks: %s\n", x.Code, lack.EN)
		}
	}
	return b.String()
}

func TestWeighing(t *testing.T) {
	d, set := parsed(t, weighing), setting(t)
	facts := func() *stream {
		return (&stream{t: t}).add("2026-01-05 09:00", "signal.received", first)
	}
	acknowledged := func() *stream {
		return facts().add("2026-01-06 09:00", "signal.acknowledged", first).by(protocol.ByStaff)
	}
	for name, test := range map[string]struct {
		facts *stream
		now   string
		want  string
	}{
		"not triggered": {facts(), "2026-01-06 08:00", ""},
		"triggered": {acknowledged(), "2026-01-06 09:00", `
			weigh running by 2026-01-13 17:00:00
			dossier.talk-held refused by G-EERST
			done lacks: It must be weighed first.`},
		"serious": {acknowledged().add("2026-01-07 09:00", "dossier.triaged", first).with("severity", "serious"), "2026-01-07 09:00", `
			weigh running by 2026-01-08 17:00:00
			dossier.talk-held refused by G-EERST
			done lacks: It must be weighed first.`},
		"once serious always": {acknowledged().
			add("2026-01-07 09:00", "dossier.triaged", first).with("severity", "acute").
			add("2026-01-07 10:00", "dossier.triaged", first).with("severity", "limited"), "2026-01-07 11:00", `
			weigh running by 2026-01-08 17:00:00
			dossier.talk-held refused by G-EERST
			done lacks: It must be weighed first.`},
		"a pattern forces": {acknowledged().add("2026-01-07 09:00", "pattern.fired", ""), "2026-01-07 09:00", `
			weigh running by 2026-01-13 17:00:00
			weigh-pattern running by 2026-01-21 17:00:00
			weigh-pattern forced by G-PATROON
			dossier.talk-held refused by G-EERST
			done lacks: It must be weighed first.`},
		"three signals force": {acknowledged().
			add("2026-01-07 09:00", "signal.received", second).add("2026-01-08 09:00", "signal.received", "33333333333333333333333333333333"), "2026-01-08 09:00", `
			weigh running by 2026-01-13 17:00:00
			weigh-pattern running by 2026-01-22 17:00:00
			weigh-pattern forced by G-PATROON
			dossier.talk-held refused by G-EERST
			done lacks: It must be weighed first.`},
		"a pattern is not answered with nothing": {acknowledged().add("2026-01-07 09:00", "pattern.fired", "").
			add("2026-01-07 10:00", "dossier.weighed", "").with("choice", "nothing"), "2026-01-07 10:00", `
			weigh met by 2026-01-13 17:00:00
			inquire running by 2026-01-14 17:00:00
			weigh-pattern running by 2026-01-21 17:00:00
			weigh-pattern forced by G-PATROON
			done lacks: It must be weighed first.`},
		"not decided in time": {acknowledged().add("2026-01-07 10:00", "dossier.weighed", "").with("choice", "talk").
			escalated("2026-01-14 17:00:01", "inquire", "", 2), "2026-01-15 09:00", `
			weigh met by 2026-01-13 17:00:00
			inquire late by 2026-01-14 17:00:00
			done lacks: There will be an inquiry.`},
		"decided late": {acknowledged().add("2026-01-07 10:00", "dossier.weighed", "").with("choice", "talk").
			escalated("2026-01-14 17:00:01", "inquire", "", 2).
			add("2026-01-15 09:00", "dossier.decided", "").with("decision", "inquire").with("option", "no"), "2026-01-15 09:00", `
			weigh met by 2026-01-13 17:00:00
			inquire met by 2026-01-14 17:00:00`},
		"another decision": {acknowledged().add("2026-01-07 10:00", "dossier.weighed", "").with("choice", "talk").
			add("2026-01-08 09:00", "dossier.decided", "").with("decision", "other").with("option", "no"), "2026-01-08 09:00", `
			weigh met by 2026-01-13 17:00:00
			inquire running by 2026-01-14 17:00:00`},
		"paused": {acknowledged().add("2026-01-08 09:00", "term.paused", "").with("step", "weigh").with("reason", "police").with("until", "2026-01-12"), "2026-01-09 09:00", `
			weigh running by 2026-01-15 17:00:00 paused until 2026-01-12 23:59:59
			dossier.talk-held refused by G-EERST
			done lacks: It must be weighed first.`},
		"resumed": {acknowledged().add("2026-01-08 09:00", "term.paused", "").with("step", "weigh").with("reason", "police").with("until", "2026-01-30").
			add("2026-01-09 09:00", "term.resumed", "").with("step", "weigh"), "2026-01-12 09:00", `
			weigh running by 2026-01-14 17:00:00
			dossier.talk-held refused by G-EERST
			done lacks: It must be weighed first.`},
		"extended": {acknowledged().add("2026-01-08 09:00", "term.extended", "").with("step", "weigh"), "2026-01-09 09:00", `
			weigh running by 2026-01-20 17:00:00 extended
			dossier.talk-held refused by G-EERST
			done lacks: It must be weighed first.`},
	} {
		t.Run(name, func(t *testing.T) {
			got := says(protocol.Evaluate(d, set, test.facts.facts, at(t, test.now)))
			want := strings.ReplaceAll(strings.TrimPrefix(test.want, "\n"), "\t", "")
			if diff := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(got)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestPropose(t *testing.T) {
	d, set := parsed(t, weighing), setting(t)
	open := func() *stream {
		return (&stream{t: t}).add("2026-01-05 09:00", "signal.received", first).add("2026-01-06 09:00", "signal.acknowledged", first)
	}
	fact := func(k gehoor.Kind, fields ...any) protocol.Fact {
		f := protocol.Fact{Kind: k, By: protocol.ByStaff, Fields: map[string]any{}}
		for i := 0; i < len(fields); i += 2 {
			f.Fields[fields[i].(string)] = fields[i+1]
		}
		return f
	}
	weighed := func() *stream { return open().add("2026-01-07 09:00", "dossier.weighed", "").with("choice", "talk") }
	talked := func() *stream { return weighed().add("2026-01-08 09:00", "dossier.talk-held", "") }
	for name, test := range map[string]struct {
		facts *stream
		fact  protocol.Fact
		want  string
	}{
		"a talk before weighing": {open(), fact("dossier.talk-held"), "protocol.guard G-EERST"},
		"a talk":                 {weighed(), fact("dossier.talk-held"), ""},
		"a second talk":          {talked(), fact("dossier.weighed", "choice", "talk"), "protocol.guard G-TWEEDE"},
		"an inquiry":             {talked(), fact("dossier.weighed", "choice", "inquiry"), ""},
		"end too early":          {open(), fact("dossier.closed", "exit", "done"), "protocol.exit done"},
		"end":                    {weighed(), fact("dossier.closed", "exit", "done"), ""},
		"another end":            {weighed(), fact("dossier.closed", "exit", "elsewhere"), "protocol.no-exit elsewhere"},
		"pause":                  {open(), fact("term.paused", "step", "weigh", "reason", "police", "until", "2026-01-20"), ""},
		"pause for no reason":    {open(), fact("term.paused", "step", "weigh", "reason", "holiday", "until", "2026-01-20"), "protocol.no-pause weigh"},
		"pause for too long":     {open(), fact("term.paused", "step", "weigh", "reason", "police", "until", "2026-03-20"), "protocol.no-pause weigh"},
		"pause what is done":     {weighed(), fact("term.paused", "step", "weigh", "reason", "police", "until", "2026-01-20"), "protocol.no-clock weigh"},
		"resume what runs":       {open(), fact("term.resumed", "step", "weigh"), "protocol.no-clock weigh"},
		"extend":                 {open(), fact("term.extended", "step", "weigh"), ""},
		"extend twice":           {open().add("2026-01-08 09:00", "term.extended", "").with("step", "weigh"), fact("term.extended", "step", "weigh"), "protocol.no-extension weigh"},
		"extend what cannot":     {weighed(), fact("term.extended", "step", "inquire"), "protocol.no-extension inquire"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			if r := protocol.Propose(d, set, test.facts.facts, at(t, "2026-01-09 09:00"), test.fact); r != nil {
				got = string(r.Code) + " " + r.Args[argOf(r)]
			}
			if got != test.want {
				t.Errorf("refused with %q, not %q", got, test.want)
			}
		})
	}
}

// argOf is the argument that names what a refusal is about.
func argOf(r *gehoor.Refusal) string {
	for _, name := range []string{"guard", "exit", "step"} {
		if r.Args[name] != "" {
			return name
		}
	}
	return ""
}

// TestReminder: half of the term is told to who acts, in office hours, and the breach
// to the chain of a role.
func TestReminder(t *testing.T) {
	d := parsed(t, weighing)
	s := (&stream{t: t}).add("2026-01-06 09:00", "signal.acknowledged", first)
	r := protocol.Evaluate(d, setting(t), s.facts, at(t, "2026-01-14 09:00"))
	want := []protocol.Escalation{
		{Step: "weigh", Level: 1, At: at(t, "2026-01-09 08:30"), To: protocol.ActingHolder},
		{Step: "weigh", Level: 2, At: at(t, "2026-01-13 17:00:01"), To: "director", Chain: []gehoor.Role{gehoor.RoleHead, gehoor.RoleExternal}},
	}
	if diff := cmp.Diff(want, r.Escalations); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestUntil: what a protocol asks is over when something else takes over.
func TestUntil(t *testing.T) {
	d := parsed(t, strings.Replace(weighing, "trigger: [signal.acknowledged]", "until: [{fact: dossier.decided, if: fact.option == \"no\"}]", 1))
	s := (&stream{t: t}).add("2026-01-06 09:00", "signal.acknowledged", first)
	now := at(t, "2026-01-07 09:00")
	if r := protocol.Evaluate(d, setting(t), s.facts, now); !r.Active || len(r.Open) != 1 {
		t.Errorf("before: %+v", r)
	}
	s.add("2026-01-06 10:00", "dossier.decided", "").with("decision", "x").with("option", "no")
	if r := protocol.Evaluate(d, setting(t), s.facts, now); r.Active || len(r.Open)+len(r.Clocks) != 0 || !r.Wake.IsZero() {
		t.Errorf("after: %+v", r)
	}
}

// TestConditionsRefused: what could fail or never be so is refused, with its place.
func TestConditionsRefused(t *testing.T) {
	scope := protocol.Scope{
		Vocabulary: words(), Fact: []gehoor.Kind{"dossier.weighed"}, Steps: []protocol.StepCode{"weigh"},
		Decisions: map[protocol.StepCode][]string{"inquire": {"yes", "no"}}, Parameters: []string{"signals"},
	}
	for source, want := range map[string]string{
		`fact.choice == "inquiry"`: "", `"talk" in fact.alternatives and severity >= serious`: "",
		`any(facts["dossier.weighed"], .choice == "talk" and .day >= before(fact.day, "36mnd"))`: "",
		`count(facts["signal.received"], .by == "reporter") >= param["signals"]`:                 "",
		`any(facts["dossier.weighed"], let w = #; any(facts["signal.received"], .day <= w.day))`: "",
		`decided["inquire"] == "yes" or not done["weigh"] and not formal`:                        "",
		`last["dossier.weighed"].choice in ["talk", "inquiry"]`:                                  "",
		`hours(last["signal.received"].at, fact.at) >= 24`:                                       "",
		`fact.chioce == "inquiry"`:                     `6: the fact at hand has no field "chioce"`,
		`fact.choice == "inqiury"`:                     `16: choice is never "inqiury"`,
		`"walk" in fact.alternatives`:                  `1: alternatives is never "walk"`,
		`decided["inquire"] == "maybe"`:                `23: inquire is never "maybe"`,
		`decided["enquire"] == "yes"`:                  `8: there is no decision "enquire"`,
		`done["wiegh"]`:                                `5: there is no step "wiegh"`,
		`param["k"] > 1`:                               `6: there is no parameter "k"`,
		`has["dossier.wieghed"]`:                       `4: unknown kind of fact "dossier.wieghed"`,
		`facts["dossier.weighed"][0].choice == "talk"`: `25: a place in a list, or a name that is not written out`,
		`severity`:                `1: this is no question that is answered with yes or no`,
		`severity == "serious"`:   `10: invalid operation: == (mismatched types int and string)`,
		`now() == 3`:              `1: "now" is not known here`,
		`fact.choice matches "a"`: `13: "matches" is not known here`,
		`fact["choice"] ?? true`:  `16: "??" is not known here`,
		`1..100000 == nil`:        `2: ".." is not known here`,
		`any(fact, true)`:         `1: any looks at no list of facts`,
		`len() > 0`:               `1: len looks at no list of facts`,
		`people(filter(facts["dossier.assigned"], .task == "panel-member")) < 3`: "",
		`people(facts["signal.received"]) < 3`:                                   `1: signal.received names nobody`,
		`people(fact) < 3`:                                                       `1: people looks at no list of facts`,
		`people() < 3`:                                                           `1: people looks at one list of facts`,
		`before(fact.day, "36") == ""`:                                           `18: this is no length in days, weeks or months`,
		`fact.choice == `:                                                        `14: unexpected token EOF`,
		`$env["fact"].choice == "talk"`:                                          `5: nothing here is called "$env"`,
		``:                                                                       `1: a condition of 0 bytes`,
	} {
		_, err := scope.Condition(source)
		got := ""
		if wrong, ok := err.(*protocol.ConditionError); ok {
			got = fmt.Sprintf("%d: %s", wrong.Column, wrong.What)
			if wrong.Mend == "" {
				t.Errorf("%s: no mend", source)
			}
		} else if err != nil {
			t.Fatalf("%s: %T", source, err)
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", source, got, want)
		}
	}
}

// FuzzCondition: any text is a condition that answers any facts, or one clear fault.
func FuzzCondition(f *testing.F) {
	for _, seed := range []string{`fact.choice == "inquiry"`, `any(facts["dossier.weighed"], .choice == "talk")`, `severity >= serious`, `let x = last["dossier.weighed"]; x.choice == "talk"`, `1 + "a" == #`} {
		f.Add(seed)
	}
	scope := protocol.Scope{Vocabulary: words(), Fact: []gehoor.Kind{"dossier.weighed"}, Steps: []protocol.StepCode{"weigh"}}
	d := parsed(f, weighing)
	now := time.Date(2026, 1, 9, 9, 0, 0, 0, time.UTC)
	facts := []protocol.Fact{
		{Kind: "signal.received", At: now, Seq: 1, Signal: first},
		{Kind: "dossier.weighed", At: now, Seq: 2, Fields: map[string]any{"choice": "talk", "alternatives": []string{"talk"}, "severity": 3}},
	}
	f.Fuzz(func(t *testing.T, source string) {
		c, err := scope.Condition(source)
		if err != nil {
			if wrong, ok := err.(*protocol.ConditionError); !ok || wrong.What == "" || wrong.Mend == "" || wrong.Column < 1 {
				t.Fatalf("%q: %v", source, err)
			}
			return
		}
		d.Guards = []protocol.Guard{{Code: "G-X", On: []gehoor.Kind{"dossier.weighed"}, If: c, Effect: protocol.Refuses}}
		d.Trigger = nil
		protocol.Propose(d, protocol.Setting{Law: law(t)}, facts, now, protocol.Fact{Kind: "dossier.weighed"})
	})
}

// BenchmarkEvaluateConditions: the budgets of BenchmarkEvaluate hold with conditions too.
func BenchmarkEvaluateConditions(b *testing.B) {
	d, set := parsed(b, weighing), setting(b)
	for _, n := range []int{200, 10_000} {
		facts := dossier(n)
		now := facts[n-1].At.AddDate(0, 0, 10)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				protocol.Evaluate(d, set, facts, now)
			}
		})
	}
}

// TestDoneForAll: a step of each signal is done for the dossier when it is done for all
// its signals, also for one that has only just come in.
func TestDoneForAll(t *testing.T) {
	each := strings.Replace(weighing, "id: weigh\n    actor: director\n    each: dossier", "id: weigh\n    actor: director\n    each: signal", 1)
	d, set := parsed(t, each), setting(t)
	s := (&stream{t: t}).add("2026-01-05 09:00", "signal.received", first).
		add("2026-01-06 09:00", "signal.acknowledged", first).by(protocol.ByStaff).
		add("2026-01-07 09:00", "dossier.weighed", first).with("choice", "talk")
	talk := protocol.Fact{Kind: "dossier.talk-held", By: protocol.ByStaff}
	now := at(t, "2026-01-08 09:00")
	if r := protocol.Propose(d, set, s.facts, now, talk); r != nil {
		t.Errorf("all are weighed: %v", r)
	}
	s.add("2026-01-08 08:00", "signal.received", second)
	if r := protocol.Propose(d, set, s.facts, now, talk); r == nil {
		t.Error("one is not weighed")
	}
}
