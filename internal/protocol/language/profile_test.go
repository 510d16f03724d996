package language_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
)

const hamlet = `
profile: hamlet
title: {nl: Gehucht, en: Hamlet}
about: {nl: Voor zes mensen., en: For six people.}
protocols: [receive, counting]
numbers: [{protocol: counting, id: signals, value: 2}]
people:
  - role: caseworker
    least: 2
    together: [director]
    why: {nl: Een ander moet kunnen invallen., en: Another must be able to stand in.}
  - role: custodian
    least: 2
    why: {nl: Samen., en: Together.}
  - role: external-desk
    least: 1
    why: {nl: Valt in., en: Stands in.}
apart:
  - role: director
    from: [adviser]
    why: {nl: Staat ernaast., en: Stands beside.}
`

// counting has a role and a number, which is all that a profile asks of a protocol.
func counting() []protocol.Definition {
	return []protocol.Definition{shipped.Receive(vocabulary()), {
		Code:       "counting",
		Roles:      []protocol.Role{{Code: "director", Chain: []gehoor.Role{gehoor.RoleCaseworker, gehoor.RoleExternal}}},
		Parameters: []protocol.Parameter{{Name: "signals", Default: 3, Least: 2, Most: 5}},
	}}
}

func TestProfileSaysWhatIsLacking(t *testing.T) {
	p, err := language.ParseProfile([]byte(hamlet), counting())
	if err != nil {
		t.Fatal(err)
	}
	type lack struct {
		Role gehoor.Role
		Have int
		Desk bool
	}
	for name, c := range map[string]struct {
		have map[gehoor.Role]int
		want []lack
	}{
		"enough":      {map[gehoor.Role]int{"caseworker": 3, "custodian": 2, "external-desk": 1}, nil},
		"one missing": {map[gehoor.Role]int{"caseworker": 1, "custodian": 2, "external-desk": 1}, []lack{{"caseworker", 1, true}}},
		// Nothing stands in for the desk, for who keeps keys, or where there is no desk.
		"no desk":   {map[gehoor.Role]int{"custodian": 2}, []lack{{"caseworker", 0, false}, {"external-desk", 0, false}}},
		"no shares": {map[gehoor.Role]int{"caseworker": 2, "external-desk": 1}, []lack{{"custodian", 0, false}}},
	} {
		var got []lack
		for _, l := range p.Lacks(c.have) {
			got = append(got, lack{l.Role, l.Have, l.Desk})
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestProfileFaults: each is told with its place and what to do.
func TestProfileFaults(t *testing.T) {
	for name, c := range map[string]struct{ was, is, says string }{
		"unknown key":      {"about:", "abuot:", `4:1: the profile has the unknown key "abuot"`},
		"unknown protocol": {"[receive, counting]", "[receive, recieve]", `5:22: there is no protocol "recieve": name one`},
		"protocol twice":   {"[receive, counting]", "[receive, counting, counting]", `"counting" stands here twice`},
		"unknown number":   {"id: signals", "id: reporters", `6:11: "counting" has no number "reporters"`},
		"out of bounds":    {"value: 2", "value: 9", "6:52: the number lies outside its bounds"},
		"no number":        {"value: 2", "value: two", `is "two": write a whole number`},
		"unknown role":     {"role: custodian", "role: butler", `12:11: nobody has the role "butler"`},
		"role twice":       {"role: custodian", "role: caseworker", "count its people once"},
		"nobody":           {"least: 1", "least: 0", "16:12: nobody is needed"},
		"never acts":       {"together: [director]", "together: [dancer]", `10:16: "caseworker" never acts for "dancer"`},
		"no desk":          {"role: external-desk", "role: head-of-bureau", "nobody receives when everybody else is away"},
		"apart of one":     {"[adviser]", "[]", "it is apart from nothing"},
		"apart of nobody":  {"[adviser]", "[dancer]", `20:12: there is no role "dancer"`},
		"not in both":      {"{nl: Valt in., en: Stands in.}", "{nl: Valt in.}", `has no "en"`},
		"no list":          {"protocols: [receive, counting]", "protocols: receive", "make it a list"},
		"never stands in": {
			"together: [director]\n", "together: [director, external-desk, caseworker]\n", `never acts for "external-desk"`},
	} {
		if !strings.Contains(hamlet, c.was) {
			t.Fatalf("%s: no %q", name, c.was)
		}
		_, err := language.ParseProfile([]byte(strings.Replace(hamlet, c.was, c.is, 1)), counting())
		var faults language.Faults
		if !errors.As(err, &faults) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
	both := strings.NewReplacer("together: [director]", "together: [director, caseworker]", "[adviser]", "[caseworker]").Replace(hamlet)
	if _, err := language.ParseProfile([]byte(both), counting()); err == nil || !strings.Contains(err.Error(), "decide which") {
		t.Errorf("roles that are together and apart: %v", err)
	}
}

func FuzzParseProfile(f *testing.F) {
	f.Add([]byte(hamlet))
	known := counting()
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := language.ParseProfile(data, known)
		var faults language.Faults
		if err != nil && !errors.As(err, &faults) {
			t.Fatalf("an error that is no fault: %v", err)
		}
		p.Lacks(nil)
	})
}
