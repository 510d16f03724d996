package shipped_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
)

// set is some of the shipped protocols; by itself the one for office-holders.
func set(t *testing.T, beside ...string) protocol.Set {
	t.Helper()
	all, err := shipped.Named(casework.Vocabulary(), append(beside, "office-holder")...)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// refusal is the guard of the protocols that refuses a fact in a dossier about somebody
// with this office, "" if none does.
func refusal(t *testing.T, d protocol.Set, office string, f protocol.Fact) string {
	t.Helper()
	at := time.Date(2026, time.February, 2, 8, 0, 0, 0, time.UTC)
	kind := gehoor.Kind("signal.routed")
	if office == "whole-college" { // what a reporter cannot choose
		kind = "dossier.triaged"
	}
	facts := []protocol.Fact{
		{Kind: kind, At: at, Seq: 1, Fields: map[string]any{"office": office}},
		{Kind: "conflict.screened", At: at, Seq: 2, Fields: map[string]any{"all_recipients": true}},
	}
	r := d.Propose(shipped.Veenhaven(), facts, at.Add(time.Hour), f)
	if r == nil {
		return ""
	}
	if r.Code != protocol.CodeGuard {
		t.Fatalf("%s is refused with %s", f.Kind, r.Code)
	}
	return r.Args["guard"]
}

// options are what a choice of a kind of fact can be.
func options(t *testing.T, kind gehoor.Kind, field string) []string {
	t.Helper()
	k, _ := casework.Vocabulary().Kind(kind)
	f, ok := k.Field(field)
	if !ok || len(f.Options) == 0 {
		t.Fatalf("%s has no choice %s", kind, field)
	}
	return f.Options
}

// judgements is who may decide what about whom: the authority matrix of protocols.md
// §3.2. What is not in it is refused. Nothing and an agreement are anybody's.
var judgements = map[string]string{
	"alderman":         "norm-setting mayor|kings-commissioner, portfolio college|agreement, step-back agreement, motion council, dismiss council",
	"council-member":   "norm-setting mayor|kings-commissioner, step-back agreement, documents council, motion council",
	"committee-member": "norm-setting mayor|kings-commissioner, step-back agreement, documents council, motion council",
	"faction-staff":    "norm-setting mayor|kings-commissioner, step-back agreement",
	"mayor":            "norm-setting kings-commissioner, step-back agreement, motion council, suspend crown, dismiss crown",
	"whole-college":    "norm-setting kings-commissioner, portfolio college|agreement, step-back agreement, motion council, suspend crown, dismiss council|crown",
	"secretary":        "norm-setting mayor|college|kings-commissioner, step-back agreement, disciplinary college, suspend college, dismiss college",
	"council-clerk":    "norm-setting mayor|employers-committee|kings-commissioner, step-back agreement, disciplinary council|employers-committee, suspend council, dismiss council",
}

func TestAuthority(t *testing.T) {
	d := set(t)
	for _, office := range slices.Sorted(maps.Keys(judgements)) {
		var may []string
		for _, what := range options(t, "dossier.judged", "what") {
			var bodies []string
			for _, body := range options(t, "dossier.judged", "body") {
				f := protocol.Fact{Kind: "dossier.judged", Fields: map[string]any{"what": what, "body": body}}
				if refusal(t, d, office, f) == "" {
					bodies = append(bodies, body)
				}
			}
			if len(bodies) > 0 && what != "nothing" && what != "agreement" {
				may = append(may, what+" "+strings.Join(bodies, "|"))
			}
		}
		if diff := cmp.Diff(sorted(judgements[office]), sorted(strings.Join(may, ", "))); diff != "" {
			t.Errorf("%s (-matrix +protocol):\n%s", office, diff)
		}
	}
}

// sorted is a row of the matrix without its order.
func sorted(row string) []string {
	var all []string
	for _, one := range strings.Split(row, ", ") {
		what, bodies, _ := strings.Cut(one, " ")
		all = append(all, what+" "+strings.Join(slices.Sorted(slices.Values(strings.Split(bodies, "|"))), "|"))
	}
	slices.Sort(all)
	return all
}

// TestWhoHears: whoever it is about, and who stands beside them, is never told; who
// takes their place is.
func TestWhoHears(t *testing.T) {
	d := set(t, "common")
	for office, hears := range map[string]string{
		"alderman":       "council-chair council-clerk deputy-secretary kings-commissioner mayor secretary",
		"council-member": "alderman council-chair council-clerk deputy-mayor deputy-secretary kings-commissioner mayor secretary",
		"mayor":          "council-chair council-clerk deputy-secretary kings-commissioner secretary",
		"whole-college":  "council-chair council-clerk deputy-secretary kings-commissioner secretary",
		"secretary":      "alderman council-chair council-clerk deputy-mayor deputy-secretary kings-commissioner mayor",
		"council-clerk":  "alderman council-chair deputy-mayor deputy-secretary kings-commissioner mayor secretary",
	} {
		var told []string
		for _, function := range []string{"alderman", "council-chair", "council-clerk", "deputy-mayor", "deputy-secretary", "kings-commissioner", "mayor", "secretary"} {
			f := protocol.Fact{Kind: "top.informed", Fields: map[string]any{"functions": []string{function}}}
			if refusal(t, d, office, f) == "" {
				told = append(told, function)
			}
		}
		if got := strings.Join(told, " "); got != hears {
			t.Errorf("%s: %q hear it, want %q", office, got, hears)
		}
	}
}

// TestMeasures: what binds a political office-holder is agreed; what protects staff is
// the employer's.
func TestMeasures(t *testing.T) {
	d := set(t)
	for _, test := range []struct{ office, what, by, guard string }{
		{"alderman", "other-chair", "secretary", ""},
		{"alderman", "leave", "college", "G-BEVOEGD-leave"},
		{"alderman", "leave", "agreement", ""},
		{"alderman", "warning", "mayor", "G-BEVOEGD-warning"},
		{"alderman", "portfolio", "mayor", "G-BEVOEGD-handed-over"},
		{"alderman", "portfolio", "college", ""},
		{"council-member", "portfolio", "college", "G-BEVOEGD-handed-over"},
		{"council-member", "not-in-meetings", "council", "G-BEVOEGD-mandate"},
		{"council-member", "not-in-meetings", "agreement", ""},
		{"mayor", "leave", "kings-commissioner", "G-BEVOEGD-leave"},
		{"secretary", "leave", "college", ""},
		{"secretary", "warning", "college", ""},
		{"secretary", "third-person", "secretary", "G-BELANG-protection"},
		{"secretary", "third-person", "mayor", ""},
		{"council-clerk", "warning", "employers-committee", ""},
		{"council-clerk", "leave", "mayor", "G-BEVOEGD-leave"},
	} {
		f := protocol.Fact{Kind: "measure.imposed", Fields: map[string]any{"what": test.what, "decided_by": test.by, "burden": []string{"person-concerned"}}}
		if got := refusal(t, d, test.office, f); got != test.guard {
			t.Errorf("%s for %s by %s: %q, want %q", test.what, test.office, test.by, got, test.guard)
		}
	}
}

// TestInquiries: who commissions an inquiry, which always comes from outside.
func TestInquiries(t *testing.T) {
	d := set(t)
	for office, by := range map[string]string{
		"alderman": "kings-commissioner|mayor", "council-member": "kings-commissioner|mayor", "faction-staff": "kings-commissioner|mayor",
		"mayor": "council|kings-commissioner", "whole-college": "council|kings-commissioner", "secretary": "college", "council-clerk": "employers-committee",
	} {
		var may []string
		for _, body := range options(t, "inquiry.assigned", "commissioned_by") {
			f := protocol.Fact{Kind: "inquiry.assigned", Fields: map[string]any{"external": true, "commissioned_by": body}}
			if refusal(t, d, office, f) == "" {
				may = append(may, body)
			}
			f.Fields["external"] = false
			if refusal(t, d, office, f) == "" {
				t.Errorf("%s: %s may commission an inquiry of its own", office, body)
			}
		}
		slices.Sort(may)
		if got := strings.Join(may, "|"); got != by {
			t.Errorf("%s: %q commission, want %q", office, got, by)
		}
	}
}
