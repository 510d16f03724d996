package retention_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/protocols"
	"pgregory.net/rapid"
)

// TestShipped: what ships is a proposal that nobody can adopt as it is.
func TestShipped(t *testing.T) {
	r, err := retention.Parse(protocols.Retention())
	if err != nil {
		t.Fatal(err)
	}
	if !errors.Is(r.Complete(), retention.ErrNoCategory) {
		t.Errorf("what ships can be adopted without an archivist: %v", r.Complete())
	}
	one, ok := r.ForDossier("followed-up")
	if !ok || one.Basis != protocol.BasisDefault {
		t.Errorf("the rule for a dossier: %+v", one)
	}
	own, err := retention.Parse(protocols.RetentionVeenhaven())
	if err != nil || own.Complete() != nil || own.Digest() == r.Digest() {
		t.Errorf("that of Veenhaven: %v %v", err, own.Complete())
	}
}

func TestParseRefuses(t *testing.T) {
	good := string(protocols.RetentionVeenhaven())
	for name, change := range map[string][2]string{
		"another version":      {`"version": 1`, `"version": 2`},
		"an unknown key":       {`"code"`, `"name": "x", "code"`},
		"a term in hours":      {`"term": "24mnd"`, `"term": "24u"`},
		"a term of nothing":    {`"term": "24mnd"`, `"term": ""`},
		"another action":       {`"destroy"`, `"forget"`},
		"another subject":      {`"of": "dossier"`, `"of": "person"`},
		"another trigger":      {`"closed"`, `"opened"`},
		"no ground in English": {`"en": "`, `"en": "", "en2": "`},
		"text in two lines":    {`"category": "`, `"category": "a\nb`},
		"something after it":   {"\n}\n", "\n} {}\n"},
	} {
		text := strings.Replace(good, change[0], change[1], 1)
		if text == good {
			t.Fatalf("%s: the example has no %s", name, change[0])
		}
		if _, err := retention.Parse([]byte(text)); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

// TestExits: exactly one rule holds for each way of closing, whatever their order.
func TestExits(t *testing.T) {
	own, err := retention.Parse(protocols.RetentionVeenhaven())
	if err != nil {
		t.Fatal(err)
	}
	rest := own.Rules[0]
	rule := func(code string, exits ...retention.Exit) retention.Rule {
		r := rest
		r.Code, r.Exits = code, exits
		return r
	}
	of := func(all ...retention.Rule) retention.Rules { return retention.Rules{Version: 1, Rules: all} }
	for _, r := range []retention.Rules{
		of(rule("none", "no-follow-up", "passed-on"), rule("talk", "support-given"), rest),
		of(rest, rule("talk", "support-given"), rule("none", "no-follow-up", "passed-on")),
	} {
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
		for exit, want := range map[retention.Exit]string{"no-follow-up": "none", "passed-on": "none", "support-given": "talk", "followed-up": rest.Code, "": rest.Code} {
			if got, ok := r.ForDossier(exit); !ok || got.Code != want {
				t.Errorf("%q: %q, want %q", exit, got.Code, want)
			}
		}
		again, err := retention.Parse(r.File())
		if err != nil || again.Digest() != r.Digest() {
			t.Errorf("written and read: %v", err)
		}
	}
	for name, c := range map[string]struct {
		rules retention.Rules
		want  retention.Fault
	}{
		"two for one exit":    {of(rest, rule("a", "passed-on"), rule("b", "no-follow-up", "passed-on")), retention.Fault{Rule: 2, Field: retention.FieldExits, Why: retention.WhyTwice}},
		"two for all":         {of(rest, rule("a")), retention.Fault{Rule: 1, Field: retention.FieldExits, Why: retention.WhyTwice}},
		"one code":            {of(rest, rule(rest.Code, "passed-on")), retention.Fault{Rule: 1, Field: retention.FieldCode, Why: retention.WhyTwice}},
		"an exit twice":       {of(rest, rule("a", "passed-on", "passed-on")), retention.Fault{Rule: 1, Field: retention.FieldExits, Why: retention.WhyTwice}},
		"none for all others": {of(rule("a", "passed-on")), retention.Fault{Rule: 0, Field: retention.FieldExits, Why: retention.WhyRest}},
		"no exit":             {of(rest, rule("a", "Passed on")), retention.Fault{Rule: 1, Field: retention.FieldExits, Why: retention.WhyChoice}},
	} {
		if got := c.rules.Faults(); len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func day(text string) time.Time {
	d, err := protocol.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d.At(12, 0, 0)
}

func TestDueOn(t *testing.T) {
	for _, c := range []struct{ closed, term, due string }{
		{"2024-01-15", "24mnd", "2026-01-16"},
		{"2024-02-29", "12mnd", "2025-03-01"},
		{"2024-01-31", "1mnd", "2024-03-01"},
		{"2024-03-30", "1kd", "2024-04-01"}, // summer time begins between
		{"2024-01-15", "1mnd+2wk+3kd", "2024-03-04"},
	} {
		span, err := protocol.ParseSpan(c.term)
		if err != nil {
			t.Fatal(err)
		}
		r := retention.Rule{Term: span}
		if got := r.DueOn(day(c.closed)).String(); got != c.due {
			t.Errorf("%s and %s: %s, want %s", c.closed, c.term, got, c.due)
		}
		due := day(c.due)
		if r.Due(day(c.closed), due.AddDate(0, 0, -1)) || !r.Due(day(c.closed), due) {
			t.Errorf("%s and %s: not due from %s on", c.closed, c.term, c.due)
		}
	}
}

// TestBeforeMissesNothing: whatever is due was triggered before the moment that a
// database is asked for.
func TestBeforeMissesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := retention.Rule{Term: protocol.Span{
			Months: rapid.IntRange(0, 300).Draw(t, "months"), Weeks: rapid.IntRange(0, 60).Draw(t, "weeks"), Days: rapid.IntRange(0, 400).Draw(t, "days"),
		}}
		now := day("2026-01-01").Add(time.Duration(rapid.Int64Range(0, 40_000).Draw(t, "hours")) * time.Hour)
		trigger := r.Before(now).Add(time.Duration(rapid.Int64Range(-200, 200).Draw(t, "off")) * time.Hour)
		if r.Due(trigger, now) && !trigger.Before(r.Before(now)) {
			t.Fatalf("%v at %v is due at %v, and is not asked for", r.Term, trigger, now)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add(protocols.Retention())
	f.Add(protocols.RetentionVeenhaven())
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := retention.Parse(data)
		if err != nil {
			return
		}
		for _, one := range r.Rules {
			if one.Term.IsZero() {
				t.Error("a rule without a term")
			}
		}
		if again, err := retention.Parse(r.File()); err != nil || again.Digest() != r.Digest() {
			t.Errorf("written and read again it is another: %v", err)
		}
	})
}
