package record_test

import (
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/google/go-cmp/cmp"
)

// named: a condition reads a field by its name, and a wire word has hyphens.
var (
	named = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	wire  = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
)

// TestCatalogue: every kind can be shown, answered and read.
func TestCatalogue(t *testing.T) {
	seen := map[gehoor.Kind]bool{}
	for _, k := range record.All() {
		t.Run(string(k.Kind), func(t *testing.T) {
			if seen[k.Kind] {
				t.Error("it is there twice")
			}
			seen[k.Kind] = true
			if n, ok := record.Numbered(k.Number()); !ok || n.Kind != k.Kind {
				t.Errorf("its number is that of %s", n.Kind)
			}
			noun, what, _ := strings.Cut(string(k.Kind), ".")
			if !wire.MatchString(noun) || !wire.MatchString(what) || noun == "signal" {
				t.Error("it is no kind of ours")
			}
			said(t, "label", k.Label)
			if _, ok := groupLabel(k.Group); !ok {
				t.Errorf("the group %q is not there", k.Group)
			}
			if k.By == record.ByTold && k.Wordy() {
				t.Error("whoever was told has no key to seal words to")
			}
			if k.Second != record.SecondNone && k.Second != record.SecondMay && k.Second != record.SecondMust {
				t.Errorf("%q is no second", k.Second)
			}
			for i, f := range k.Fields {
				field(t, k, f)
				for _, o := range k.Fields[:i] {
					if o.Name == f.Name {
						t.Errorf("%s is there twice", f.Name)
					}
				}
			}
		})
	}
}

func groupLabel(g record.Group) (gehoor.Text, bool) {
	for _, one := range record.Groups() {
		if one.Group == g {
			return one.Label, true
		}
	}
	return gehoor.Text{}, false
}

func field(t *testing.T, k record.Type, f record.Field) {
	t.Helper()
	if !named.MatchString(f.Name) || f.Name == record.FieldSecond {
		t.Errorf("%q is no name of a field", f.Name)
	}
	said(t, f.Name, f.Label)
	choice := f.Type == record.Choice || f.Type == record.Choices
	if choice != (len(f.Options) > 0) || choice && len(f.Options) < 2 && f.Type == record.Choice {
		t.Errorf("%s has %d options", f.Name, len(f.Options))
	}
	for i, o := range f.Options {
		if !wire.MatchString(o.Value) {
			t.Errorf("%s: %q is no value", f.Name, o.Value)
		}
		said(t, f.Name+" "+o.Value, o.Label)
		for _, p := range f.Options[:i] {
			if p.Value == o.Value || p.Label.NL == o.Label.NL || p.Label.EN == o.Label.EN {
				t.Errorf("%s: %q and %q are the same to somebody", f.Name, p.Value, o.Value)
			}
		}
	}
	if f.Type == record.Text && !f.Sealed {
		t.Errorf("%s is text that the server would read", f.Name)
	}
	if f.Type == record.Person && f.Sealed {
		t.Errorf("%s: a person is an ID that is checked", f.Name)
	}
	if f.Agree && f.Type != record.YesNo {
		t.Errorf("%s cannot be declared", f.Name)
	}
	if f.Within != "" {
		if of, ok := k.Field(f.Within); !ok || of.Sealed || of.Type != record.Choices || f.Type != record.Choices {
			t.Errorf("%s is within %q, which has no choices", f.Name, f.Within)
		}
	}
	if f.Unless.Field != "" {
		on, ok := k.Field(f.Unless.Field)
		if !ok || on.Sealed || on.Type != record.Choice {
			t.Errorf("%s depends on %q, which cannot be read", f.Name, f.Unless.Field)
		}
		for _, v := range f.Unless.In {
			if _, ok := on.OptionLabel(v); !ok {
				t.Errorf("%s depends on %q, which nobody can choose", f.Name, v)
			}
		}
	}
}

// forbidden are words that no screen of ours says (protocols.md §0.18).
var forbidden = regexp.MustCompile(`(?i)klokkenluider\b|slachtoffer\b|dader|beschuldigd|verhoor|recidive|patroontreffer|valse melding|zwartgelakt|\blicht\b|\bE[1-4]\b|\bG-[A-Z]|\bU\d\d\b`)

func said(t *testing.T, of string, s gehoor.Text) {
	t.Helper()
	if s.NL == "" || s.EN == "" {
		t.Errorf("%s is not said in both languages", of)
	}
	if w := forbidden.FindString(s.NL); w != "" {
		t.Errorf("%s says %q", of, w)
	}
	if strings.Contains(strings.ToLower(s.NL), "klacht") && !strings.Contains(s.NL, "klachtenregeling") && !strings.HasPrefix(t.Name(), "TestCatalogue/complaint.") {
		t.Errorf("%s calls a signal a complaint", of)
	}
}

func weighing() record.Record {
	return record.Record{What: "dossier.weighed", Content: gehoor.ContentID(strings.Repeat("c", 64)), Fields: record.Fields{
		"severity": "moderate", "wish": "stop", "safe_now": true, "wbk": "no", "crime": "no",
		"alternatives": []string{"informal-talk", "support"}, "at_source": []string{"informal-talk"}, "choice": "informal-talk",
		"weighed_by": "two", "pattern": false, "advice": "none", "motives": true, "review_on": "2026-05-01",
	}}
}

func TestCheck(t *testing.T) {
	k, ok := record.Of("dossier.weighed")
	if !ok {
		t.Fatal("there is no weighing")
	}
	if err := k.Check(weighing()); err != nil {
		t.Fatal(err)
	}
	change := func(name string, v any) record.Record {
		r := weighing()
		r.Fields = r.Fields.Clone()
		if v == nil {
			delete(r.Fields, name)
		} else {
			r.Fields[name] = v
		}
		return r
	}
	light := change("wish", "support-only")
	delete(light.Fields, "alternatives")
	delete(light.Fields, "at_source")
	if err := k.Check(light); err != nil {
		t.Errorf("support only: %v", err)
	}
	silent := weighing()
	silent.Content = ""
	about := change("severity", "serious")
	about.Signal = gehoor.SignalID(strings.Repeat("1", 32))
	if err := k.Check(about); err != nil {
		t.Errorf("about a signal: %v", err)
	}
	for name, c := range map[string]struct {
		r    record.Record
		code gehoor.Code
	}{
		"an unknown field":      {change("colour", "red"), record.CodeField},
		"a sealed field":        {change("reporters", 3), record.CodeField},
		"nothing chosen":        {change("choice", nil), record.CodeMissing},
		"what is no choice":     {change("choice", "no-formal-report"), record.CodeWrong},
		"one alternative":       {change("alternatives", []string{"support"}), record.CodeBounds},
		"an alternative twice":  {change("alternatives", []string{"support", "support"}), record.CodeWrong},
		"not considered":        {change("at_source", []string{"inquiry"}), record.CodeWrong},
		"support as the source": {change("at_source", []string{"support"}), record.CodeWrong},
		"nothing at the source": {change("at_source", []string{}), record.CodeBounds},
		"text for yes":          {change("safe_now", "yes"), record.CodeWrong},
		"a day that is none":    {change("review_on", "2026-02-30"), record.CodeWrong},
		"no code":               {change("severity", "Serious "), record.CodeWrong},
		"no declaration":        {change("motives", false), record.CodeAgree},
		"no reasons":            {silent, record.CodeWords},
	} {
		if err := k.Check(c.r); !errors.Is(err, &gehoor.Refusal{Code: c.code}) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	asked, _ := record.Of("help.asked")
	if err := asked.Check(withWords(asked.Kind)); err != nil {
		t.Errorf("a form seals what was not written too: %v", err)
	}
	bare, _ := record.Of("publication.verified")
	if err := bare.Check(record.Record{What: bare.Kind, Content: weighing().Content, Fields: record.Fields{"clean": true}}); !errors.Is(err, &gehoor.Refusal{Code: record.CodeWords}) {
		t.Errorf("words where none belong: %v", err)
	}
	formal, _ := record.Of("report.assessed")
	if err := formal.Check(record.Record{What: formal.Kind, Content: weighing().Content, Fields: record.Fields{"admissible": true, "wrongdoing": "yes", "fit": true}}); !errors.Is(err, &gehoor.Refusal{Code: record.CodeAbout}) {
		t.Errorf("about no signal: %v", err)
	}
}

func withWords(k gehoor.Kind) record.Record {
	return record.Record{What: k, Content: weighing().Content}
}

func TestCodec(t *testing.T) {
	r := weighing()
	r.Fields["days"] = 14
	r.Proposal, r.Proposer = 7, gehoor.PersonID(strings.Repeat("a", 32))
	body, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	got, err := record.Decode("dossier.weighed", body)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, got); diff != "" {
		t.Error(diff)
	}
	if v := got.Values(); v[record.FieldSecond] != true || v["choice"] != "informal-talk" {
		t.Errorf("a protocol reads %v", v)
	}
	if _, there := got.Fields[record.FieldSecond]; there {
		t.Error("reading the values changed the record")
	}
	for _, body := range []string{`[]`, `{"fields":[]}`, `{"fields":{"a":{}}}`, `{"fields":{"a":null}}`, `{"fields":{"a":1.5}}`, `{"fields":{"a":[1]}}`, `{"fields":{"a":[null]}}`} {
		if r, err := record.Decode("dossier.weighed", json.RawMessage(body)); err == nil {
			t.Errorf("%s decodes to %v", body, r)
		}
	}
}

func FuzzFields(f *testing.F) {
	for _, s := range []string{`{"a":true,"b":14,"c":"x","d":["y","z"],"e":[]}`, `{"a":[null]}`, `{"a":-0}`, `{"a":1e3}`, `{}`, `null`, `{"a": "\ud800"}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var one, two record.Fields
		if json.Unmarshal(data, &one) != nil {
			return
		}
		again, err := json.Marshal(one)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(again, &two); err != nil || !cmp.Equal(one, two) {
			t.Fatalf("%s becomes %v, and then %v (%v)", data, one, two, err)
		}
		for _, k := range record.All() {
			_ = k.Check(record.Record{What: k.Kind, Fields: one})
		}
	})
}

// TestUnread: of a serious record a second person must write something, unless the check
// that decides was made and found nothing. Silence of a browser is no check.
func TestUnread(t *testing.T) {
	none, alike := &record.Likeness{Check: 1}, &record.Likeness{Check: 1, Texts: 1, Alike: true}
	for _, c := range []struct {
		severity    string
		proposal    gehoor.Seq
		alike, read *record.Likeness
		unread      bool
	}{
		{"serious", 6, none, none, false},
		{"serious", 6, alike, none, false},
		{"serious", 6, none, alike, true},
		{"serious", 6, none, nil, true},
		{"acute", 6, nil, nil, true},
		{"serious", 0, none, nil, false},
		{"serious", 0, nil, nil, true},
		{"limited", 6, nil, nil, false},
	} {
		r := record.Record{What: "dossier.weighed", Fields: record.Fields{"severity": c.severity}, Proposal: c.proposal, Alike: c.alike, Read: c.read}
		if r.Unread() != c.unread {
			t.Errorf("%+v: unread %t", c, r.Unread())
		}
		if v := r.Values(); v[record.FieldCompared] != r.WasCompared() {
			t.Errorf("%+v: a protocol reads compared %v", c, v[record.FieldCompared])
		}
	}
}

// What can be recorded instead of a measure on who speaks up is one that the catalogue
// takes, whichever is chosen, and weighs on nobody who does.
func TestInstead(t *testing.T) {
	imposed, _ := record.Of(record.KindMeasure)
	instead, ok := imposed.Instead()
	if !ok || len(instead.Options) < 5 {
		t.Fatalf("%+v", instead)
	}
	for _, o := range instead.Options {
		fields := record.Fields{"weight": "low", "pay_loss": false, "task_loss": false, "interim": true, "basis": "safety", "hearing_offered": true,
			"decided_by": "secretary", "care_contact": true, "starts_on": "2026-05-01", "review_on": "2026-05-08", instead.Field: o.Value}
		for name, v := range instead.Answers {
			fields[name] = v
		}
		if err := imposed.Check(record.Record{What: imposed.Kind, Fields: fields, Content: "words"}); err != nil {
			t.Errorf("%s: %v", o.Value, err)
		}
		for _, who := range fields[instead.Bearers].([]string) {
			if slices.Contains(instead.Speaks, who) {
				t.Errorf("%s weighs on %s", o.Value, who)
			}
		}
	}
	for _, o := range instead.Options {
		if o.Value == "warning" || o.Value == "team-measure" {
			t.Errorf("%s is at the source", o.Value) // the one needs findings, the other is for all
		}
	}
	lifted, _ := record.Of(record.KindLifted)
	if _, ok := lifted.Instead(); ok {
		t.Error("something is recorded instead of a lifting")
	}
}

// TestCareApart: who writes about care is told that others than the care coordinators cannot
// read it, and no other form says so.
func TestCareApart(t *testing.T) {
	for _, k := range record.All() {
		if said := strings.Contains(k.Words.Help.NL, "nazorgcoördinator") && strings.Contains(k.Words.Help.EN, "care coordinator"); said != (k.Compartment() == gehoor.Care) {
			t.Errorf("%s: of who can read its words the form says %q", k.Kind, k.Words.Help.EN)
		}
	}
}
