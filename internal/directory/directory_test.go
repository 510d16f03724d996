package directory_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
)

func person(id string, role gehoor.Role) *directory.Person {
	return &directory.Person{ID: gehoor.PersonID(id), Role: role, Recipient: "age1pq1" + id}
}

func TestTriage(t *testing.T) {
	noor, bram := person("noor", gehoor.RoleCaseworker), person("bram", gehoor.RoleHead)
	saar, milan := person("saar", gehoor.RoleExternal), person("milan", gehoor.RoleExternal)
	keeper := person("keeper", gehoor.RoleCustodian)
	left := person("left", gehoor.RoleCaseworker)
	left.Gone = true
	keyless := &directory.Person{ID: "keyless", Role: gehoor.RoleCaseworker}
	desk := []*directory.Person{saar, milan}
	for _, c := range []struct {
		name   string
		office []*directory.Person
		desk   []*directory.Person
		struck []gehoor.PersonID
		want   []string
		enough bool
	}{
		{"two holders are enough", []*directory.Person{noor, bram}, desk, nil, []string{"noor", "bram"}, true},
		{"one holder brings in the desk", []*directory.Person{noor}, desk, nil, []string{"noor", "saar", "milan"}, true},
		{"nobody: the desk", nil, desk, nil, []string{"saar", "milan"}, true},
		{"striking one brings in the desk", []*directory.Person{noor, bram}, desk, []gehoor.PersonID{"bram"}, []string{"noor", "saar", "milan"}, true},
		{"striking all but one is not enough", []*directory.Person{noor, bram}, desk, []gehoor.PersonID{"noor", "bram", "saar"}, []string{"milan"}, false},
		{"somebody who left does not count", []*directory.Person{noor, left}, desk, nil, []string{"noor", "saar", "milan"}, true},
		{"somebody without a key does not count", []*directory.Person{noor, keyless}, nil, nil, []string{"noor"}, false},
		{"a custodian opens nothing", []*directory.Person{noor, keeper}, nil, nil, []string{"noor"}, false},
		{"the same person twice is one", []*directory.Person{saar, noor}[:1], desk, nil, []string{"saar", "milan"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			holders, enough := directory.Triage(c.office, c.desk, c.struck)
			var got []string
			for _, h := range holders {
				got = append(got, string(h.ID))
			}
			if !slices.Equal(got, c.want) || enough != c.enough {
				t.Errorf("got %v %v, want %v %v", got, enough, c.want, c.enough)
			}
		})
	}
}

func TestFound(t *testing.T) {
	o := &directory.Organisation{}
	f := directory.Founded{Name: "Veenhaven", Threshold: 2}
	for _, c := range []struct {
		threshold int
		keepers   int
		want      gehoor.Code
	}{{1, 3, directory.CodeThreshold}, {3, 2, directory.CodeThreshold}, {2, 2, ""}, {2, 3, ""}} {
		f.Threshold = c.threshold
		_, err := o.Found(f, make([]gehoor.PersonID, c.keepers))
		if c.want == "" && err != nil || c.want != "" && !errors.Is(err, &gehoor.Refusal{Code: c.want}) {
			t.Errorf("%d of %d: %v", c.threshold, c.keepers, err)
		}
	}
	facts, err := o.Found(f, []gehoor.PersonID{"a", "b"})
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range facts {
		if err := o.Fold(gehoor.Event{Kind: one.Kind()}, one); err != nil {
			t.Fatal(err)
		}
	}
	if !o.Exists() || len(o.Custodians) != 2 {
		t.Errorf("founded as %+v", o)
	}
	if _, err := o.Found(f, []gehoor.PersonID{"a", "b"}); !errors.Is(err, &gehoor.Refusal{Code: directory.CodeFounded}) {
		t.Errorf("founded twice: %v", err)
	}
}

func TestHoldersComeAndGo(t *testing.T) {
	o := &directory.Office{}
	apply := func(facts []gehoor.Fact, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range facts {
			if err := o.Fold(gehoor.Event{Kind: f.Kind()}, f); err != nil {
				t.Fatal(err)
			}
		}
	}
	apply(o.Add("noor"))
	apply(o.Add("bram"))
	if _, err := o.Add("noor"); !errors.Is(err, &gehoor.Refusal{Code: directory.CodeHolds}) {
		t.Errorf("added twice: %v", err)
	}
	before := o.Clone()
	apply(o.Remove("noor"))
	if !slices.Equal(o.Holders, []gehoor.PersonID{"bram"}) || len(before.Holders) != 2 {
		t.Errorf("holders %v, before %v", o.Holders, before.Holders)
	}
	if _, err := o.Remove("noor"); !errors.Is(err, &gehoor.Refusal{Code: directory.CodeHoldsNot}) {
		t.Errorf("removed twice: %v", err)
	}
}

func TestSomebodyWhoLeftIsNotActive(t *testing.T) {
	p := &directory.Person{}
	facts, err := p.Join(directory.Joined{Role: gehoor.RoleCaseworker}, directory.KeyPublished{Recipient: "age1pq1x"})
	if err != nil {
		t.Fatal(err)
	}
	id := gehoor.PersonID("0123456789abcdef0123456789abcdef")
	for _, f := range facts {
		if err := p.Fold(gehoor.Event{Kind: f.Kind(), Stream: gehoor.PersonStream(id)}, f); err != nil {
			t.Fatal(err)
		}
	}
	if !p.Active() || p.ID != id {
		t.Fatalf("joined as %+v", p)
	}
	facts, err = p.Leave()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Fold(gehoor.Event{Kind: facts[0].Kind()}, facts[0]); err != nil {
		t.Fatal(err)
	}
	if p.Active() {
		t.Error("active after leaving")
	}
	if _, err := p.Join(directory.Joined{Role: "wizard"}, directory.KeyPublished{}); err == nil {
		t.Error("joined again")
	}
}

// TestInstall: a program is stated when it is another one than before, also if it
// served once.
func TestInstall(t *testing.T) {
	one := gehoor.Program{
		Version: "v1", Binary: gehoor.Digest("sha256-" + strings.Repeat("a", 64)), Policy: "default-src 'none'",
		Assets: []gehoor.Asset{{Path: "/a/a.js", Integrity: "sha384-AAAA"}},
	}
	two := one
	two.Version = "v2"
	o := &directory.Organisation{}
	if _, ok := o.Program(); ok {
		t.Error("a program before there was one")
	}
	for i, p := range []gehoor.Program{one, one, two, two, one} {
		facts, err := o.Install(p)
		if last, ok := o.Program(); err != nil || (len(facts) == 0) != (ok && last.Program.Equal(p)) {
			t.Fatalf("step %d: %d facts, %v", i, len(facts), err)
		}
		before := o.Clone()
		for _, f := range facts {
			if err := o.Fold(gehoor.Event{Kind: f.Kind(), Seq: gehoor.Seq(i + 1)}, f); err != nil {
				t.Fatal(err)
			}
		}
		if len(before.Programs) != len(o.Programs)-len(facts) {
			t.Errorf("step %d changed the state before", i)
		}
	}
	if last, _ := o.Program(); len(o.Programs) != 3 || last.Seq != 5 {
		t.Errorf("%d installations, the last at %d", len(o.Programs), last.Seq)
	}
	if _, err := o.Install(gehoor.Program{Version: "v3"}); !errors.Is(err, &gehoor.Refusal{Code: directory.CodeProgram}) {
		t.Errorf("half a program: %v", err)
	}
}
