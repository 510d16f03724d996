package adoption_test

import (
	"slices"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
)

// numbered is an edition of a further protocol with two numbers of its own.
func numbered(t *testing.T, version, code string) adoption.Proposal {
	t.Helper()
	return edition(t, "protocol: receive", "protocol: "+code, "1.0.0", version, "id: acknowledge", "id: "+code+"-acknowledge",
		"needs: [acknowledge]", "needs: ["+code+"-acknowledge]", "id: feedback", "id: "+code+"-feedback", "\nladders:", `
parameters:
  - {id: talks, label: {nl: Gesprekken, en: Talks}, default: 3, least: 2, most: 9}
  - {id: days, label: {nl: Dagen, en: Days}, default: 5, least: 1, most: 5}

ladders:`)
}

func number(code, name string, value int) adoption.Number {
	return adoption.Number{Protocol: code, Parameter: name, Value: value}
}

// Numbers are set within their bounds, of what is in force, with who decided; each time
// in place of all before.
func TestSetNumbers(t *testing.T) {
	s := newStream(t)
	s.must(s.adopt(numbered(t, "1.0.0", "further")))
	place := adoption.Place{Shipped: base(), Today: today}
	set := func(after gehoor.Seq, gates adoption.Gates, numbers ...adoption.Number) error {
		t.Helper()
		facts, err := s.SetNumbers(numbers, gates, after, place)
		if err == nil {
			s.take(facts, nil)
		}
		return err
	}
	decided := adoption.Gates{Body: "college", On: today, Publication: "Gemeenteblad 2026, 12345"}
	for name, test := range map[string]struct {
		err  error
		code gehoor.Code
	}{
		"of no protocol":  {set(0, decided, number("receive", "talks", 3)), adoption.CodeNumber},
		"of no name":      {set(0, decided, number("further", "walks", 3)), adoption.CodeNumber},
		"twice":           {set(0, decided, number("further", "talks", 3), number("further", "days", 2), number("further", "talks", 4)), adoption.CodeNumber},
		"too small":       {set(0, decided, number("further", "talks", 1)), adoption.CodeNumberBounds},
		"too large":       {set(0, decided, number("further", "days", 6)), adoption.CodeNumberBounds},
		"on an old page":  {set(1, decided, number("further", "talks", 4)), adoption.CodeMoved},
		"nobody decided":  {set(0, adoption.Gates{On: today, Publication: "x"}, number("further", "talks", 4)), adoption.CodeNumberGates},
		"not published":   {set(0, adoption.Gates{Body: "college", On: today}, number("further", "talks", 4)), adoption.CodeNumberGates},
		"decided later":   {set(0, adoption.Gates{Body: "college", On: today.AddDays(1), Publication: "x"}, number("further", "talks", 4)), adoption.CodeGateLater},
		"none where none": {set(0, decided), ""},
	} {
		if test.code == "" {
			s.must(test.err)
		} else {
			s.refused(test.err, test.code)
		}
		if len(s.State.Set) != 0 {
			t.Fatalf("%s: set %+v", name, s.State.Set)
		}
	}
	s.must(set(0, decided, number("further", "talks", 4), number("further", "days", 2)))
	first := s.LastNumbers()
	if !slices.Equal(first.Numbers, []adoption.Number{number("further", "days", 2), number("further", "talks", 4)}) || first.Gates != decided || first.Seq != 2 {
		t.Errorf("set: %+v", first)
	}
	if got := first.Parameters()["further"]["talks"]; got != 4 {
		t.Errorf("talks are %d", got)
	}
	s.must(set(2, decided, number("further", "days", 2), number("further", "talks", 4)))
	if len(s.State.Set) != 1 {
		t.Error("the same numbers again are a fact")
	}
	trial := adoption.Place{Shipped: base(), Today: today, Trial: true}
	s.take(s.SetNumbers(nil, adoption.Gates{}, 2, trial))
	if now := s.LastNumbers(); now.Seq != 3 || now.Parameters() != nil || s.NumbersBy(2).Seq != 2 || s.NumbersBy(1).Seq != 0 {
		t.Errorf("set to nothing: %+v", now)
	}
	if s.Setting() != 0 {
		t.Error("numbers move dossiers that are open")
	}
	copied := s.Clone()
	s.take(s.SetNumbers([]adoption.Number{number("further", "days", 3)}, adoption.Gates{}, 3, trial))
	if len(copied.Set) != 2 {
		t.Error("a copy changed")
	}
	if got := adoption.NumberGates(); !slices.Equal(got, []adoption.Gate{adoption.GateBody, adoption.GateOn, adoption.GatePublication}) {
		t.Errorf("gates: %v", got)
	}
}
