package language_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/protocols"
)

func vocabulary() protocol.Vocabulary {
	var v protocol.Vocabulary
	for _, k := range []gehoor.Kind{
		"dossier.opened", "signal.received", "signal.acknowledged", "signal.feedback-given",
		"signal.made-formal", "dossier.escalated",
	} {
		v = append(v, protocol.FactType{Kind: k})
	}
	return v
}

// parse reads a file that was changed in one place.
func parse(t *testing.T, was, is string) error {
	t.Helper()
	file := string(protocols.Receive())
	if !strings.Contains(file, was) {
		t.Fatalf("the shipped file has no %q", was)
	}
	_, err := language.Parse([]byte(strings.Replace(file, was, is, 1)), vocabulary(), shipped.Law())
	return err
}

// TestFaults: each is told once, with its place and what to do.
func TestFaults(t *testing.T) {
	for name, c := range map[string]struct{ was, is, says string }{
		"not yaml":          {"aim: 2wd", "aim: 2wd: 3wd", "34:13: this is no YAML"},
		"two documents":     {"\nsteps:", "\n---\nsteps:", "more than one document"},
		"anchor":            {"ladders:", "ladders: &all", "anchors are not known here: write it out"},
		"tag":               {"version: 1.0.0", "version: !!float 1.0", "tags are not known here"},
		"key twice":         {"aim: 2wd", "aim: 2wd\n    aim: 3wd", `the key "aim" stands here twice`},
		"key of a list":     {"aim: 2wd", "? [a]\n    : 2wd", "a key is a list"},
		"unknown key":       {"actor: case", "actr: case", `a step has the unknown key "actr": perhaps "actor" is meant`},
		"strange key":       {"aim: 2wd", "mood: good", `the unknown key "mood": remove it; known are id, actor`},
		"no key":            {"    record: [signal.acknowledged]\n", "", `a step has no "record": add it`},
		"not a list":        {"record: [signal.acknowledged]", "record: signal.acknowledged", "is a text: make it a list"},
		"not a group":       {"term: {length: 7kd, basis: default, late: usual}", "term: 7kd", "is a text: make it a group of keys"},
		"empty":             {"aim: 2wd", "aim:", `the aim of step "acknowledge" is empty`},
		"one language":      {"{nl: Ontvangst bevestigen, en: Confirm receipt}", "{nl: Ontvangst bevestigen}", `has no "en"`},
		"third language":    {"en: Confirm receipt}", "en: Confirm receipt, fy: Befêstigje}", `the unknown key "fy"`},
		"markup":            {"en: Confirm receipt", "en: <b>Confirm</b>", "has markup"},
		"span":              {"length: 7kd", "length: 7 days", `is "7 days": write it as 7kd`},
		"basis":             {"basis: default", "basis: statutory", "write default or guidance"},
		"each":              {"each: signal", "each: day", "write signal or dossier"},
		"kind":              {"if: signal.made-formal", "if: formal", `"formal" is no kind of fact`},
		"unknown kind":      {"if: signal.made-formal", "if: signal.gilded", `unknown kind of fact "signal.gilded": name one`},
		"unknown role":      {"actor: caseworker", "actor: butler", `unknown role "butler" as its actor: write caseworker`},
		"unknown ladder":    {"late: usual", "late: unusual", `names the unknown ladder "unusual": write it under ladders`},
		"ladder of nobody":  {"  usual:", "  spare:\n    - {level: 1, at: due, to: other-holder}\n  usual:", `no step uses the ladder "spare"`},
		"moment":            {"at: due + 2wd", "at: soon", `is "soon": write due, due + 2wd`},
		"moment's span":     {"at: due + 2wd", "at: due + 2", `is "due + 2": write due, due + 2wd`},
		"moment's sign":     {"at: due + 2wd", "at: due * 2wd", `is "due * 2wd"`},
		"level":             {"{level: 1, at: due, to: other", "{level: one, at: due, to: other", `a level is "one"`},
		"nobody notices":    {"    - {level: 3, at: due, to: head-of-bureau}\n", "", "no level comes when it is due, so nobody would notice"},
		"unknown need":      {"needs: [acknowledge]", "needs: [applaud]", `it needs the unknown step "applaud"`},
		"law":               {"term: WBK-ACK", "term: WBK-ASK", `the law table has no "WBK-ASK"`},
		"delay":             {"after: 7kd", "after: 7u", "a start cannot be delayed so"},
		"version":           {"version: 1.0.0", "version: one", `"one" is no version`},
		"a number for text": {"version: 1.0.0", "version: 1.0", `"1.0" is no version`},
	} {
		t.Run(name, func(t *testing.T) {
			err := parse(t, c.was, c.is)
			var faults language.Faults
			if !errors.As(err, &faults) || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("says %v\nwant %q", err, c.says)
			}
			for _, f := range faults {
				if f.Line < 1 || f.Column < 1 || f.What == "" || f.Mend == "" {
					t.Errorf("half a fault: %+v", f)
				}
			}
		})
	}
}

// TestFaultsHaveTheirPlace: the line and column of the value that is wrong, also of
// what only its meaning tells.
func TestFaultsHaveTheirPlace(t *testing.T) {
	const file = `protocol: small
version: 1.0.0
title: {nl: Klein, en: Small}
ladders:
  usual: [{level: 1, at: due, to: the-press}]
steps:
  - id: acknowledge
    actor: butler
    each: signal
    start: [signal.received]
    record: [signal.acknowledged, signal.sung]
    term: {length: 7kd, basis: default, late: usual}
    label: {nl: a, en: b}
    told: {nl: a, en: b}
`
	_, err := language.Parse([]byte(file), vocabulary(), shipped.Law())
	var places []string
	for line := range strings.SplitSeq(err.Error(), "\n") {
		places = append(places, strings.Join(strings.SplitN(line, ":", 3)[:2], ":"))
	}
	if got := strings.Join(places, " "); got != "8:12 11:35 12:47" {
		t.Errorf("places %s of\n%v", got, err)
	}
}

// TestLimits: a file is refused before it costs anything.
func TestLimits(t *testing.T) {
	for name, file := range map[string]string{
		"empty":     "",
		"only text": "hello",
		"large":     strings.Repeat("#", language.MaxBytes+1),
		"latin-1":   "protocol: caf\xe9",
		"deep":      strings.Repeat("[", 5000) + strings.Repeat("]", 5000),
		"wide":      "steps: [" + strings.Repeat("a,", 120_000) + "a]",
		"laughs":    "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]",
		"two":       "protocol: a\n---\nprotocol: b\n",
		"binary":    "\x00\x01",
	} {
		if _, err := language.Parse([]byte(file), vocabulary(), shipped.Law()); err == nil {
			t.Errorf("%s: no fault", name)
		} else if n := strings.Count(err.Error(), "\n"); n > 50 {
			t.Errorf("%s: %d lines of faults", name, n)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(protocols.Receive())
	for _, name := range []string{"testdata/odd.yaml"} {
		file, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		d, err := language.Parse(file, vocabulary(), shipped.Law())
		if err != nil {
			var faults language.Faults
			if !errors.As(err, &faults) || len(faults) == 0 {
				t.Fatalf("an error that is no fault: %v", err)
			}
			return
		}
		if problems := protocol.Check(d, vocabulary(), shipped.Law()); len(problems) > 0 {
			t.Fatalf("passed, and has problems: %v", problems)
		}
	})
}
