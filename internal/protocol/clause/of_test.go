package clause_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/expr-lang/expr"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/clause"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
)

// TestSameAnswer: a clause is so exactly when its condition is, of whatever a dossier
// holds. Every shipped condition is asked of many dossiers, and both answers come.
func TestSameAnswer(t *testing.T) {
	v := casework.Vocabulary()
	random := rand.New(rand.NewPCG(1, 2))
	asked, yes, no := 0, 0, 0
	for _, d := range shipped.All(v) {
		for c := range d.Conditions {
			if c.IsZero() {
				continue
			}
			asked++
			said := clause.Of(c)
			for range 60 {
				w := newWorld(random, v, d, c)
				program, err := expr.Compile(c.String(), expr.Env(w.env))
				if err != nil {
					t.Fatalf("%s: %v", c, err)
				}
				want, err := expr.Run(program, w.env)
				if err != nil {
					t.Fatalf("%s: %v", c, err)
				}
				if want == true {
					yes++
				} else {
					no++
				}
				if got := w.clause(said); got != want {
					t.Fatalf("%s\nis %v, and its clause %v\nof %v", c, want, got, w.env)
				}
			}
		}
	}
	if asked < 100 || yes < 500 || no < 500 {
		t.Fatalf("%d conditions, %d times yes and %d times no: too few to tell", asked, yes, no)
	}
}

// TestParts: how the parts of a condition come out.
func TestParts(t *testing.T) {
	scope := protocol.Scope{Vocabulary: casework.Vocabulary(), Fact: []gehoor.Kind{"dossier.weighed"}, Steps: []protocol.StepCode{"weigh"}}
	for in, want := range map[string]string{
		`fact.choice == "inquiry" or fact.choice == "police"`: `clause.Among`,
		`not not fact.second`:                                               `clause.Affirmed`,
		`not (severity >= serious)`:                                         `clause.Compared`,
		`not any(facts["dossier.weighed"], .second)`:                        `clause.Each`,
		`fact.second == false`:                                              `clause.Not`,
		`fact.second and open["weigh"] and formal`:                          `clause.All`,
		`any(facts["dossier.weighed"], let f = #; f.second == fact.second)`: `clause.Each`,
	} {
		c, err := scope.Condition(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%T", clause.Of(c)); got != want {
			t.Errorf("%s is a %s, not a %s", in, got, want)
		}
	}
	if clause.Of(protocol.Condition{}) != nil {
		t.Error("no condition is a clause")
	}
}

// world is what a dossier may hold, and the answers that clauses get of it.
type world struct {
	env   map[string]any
	items []map[string]any
}

// newWorld has up to three facts of each kind that the condition could name.
func newWorld(r *rand.Rand, v protocol.Vocabulary, d protocol.Definition, c protocol.Condition) *world {
	facts, first, last, has := map[string]any{}, map[string]any{}, map[string]any{}, map[string]any{}
	hand := map[string]any{}
	for _, t := range v {
		k := string(t.Kind)
		if slices.Contains(c.Hand(), t.Kind) {
			for name, x := range fact(r, t) {
				hand[name] = x
			}
		}
		if !strings.Contains(c.String(), k) {
			continue
		}
		list := []any{}
		for range r.IntN(4) {
			list = append(list, fact(r, t))
		}
		facts[k], has[k], first[k], last[k] = list, len(list) > 0, blank(t), blank(t)
		if len(list) > 0 {
			first[k], last[k] = list[0], list[len(list)-1]
		}
	}
	done, open, decided, param := map[string]any{}, map[string]any{}, map[string]any{}, map[string]any{}
	for _, s := range d.Steps {
		done[string(s.Code)], open[string(s.Code)] = r.IntN(2) == 0, r.IntN(2) == 0
		if s.Decision != nil {
			decided[string(s.Code)] = s.Decision.Options[r.IntN(len(s.Decision.Options))].Code
		}
	}
	for _, p := range d.Parameters {
		param[p.Name] = p.Default
	}
	w := &world{env: map[string]any{
		"facts": facts, "first": first, "last": last, "has": has, "done": done, "open": open, "decided": decided, "param": param,
		"fact": hand, "severity": r.IntN(5), "formal": r.IntN(2) == 0, "offices": some(r, []string{"mayor", "secretary", "alderman", "whole-college"}),
		"limited": 1, "moderate": 2, "serious": 3, "acute": 4,
		"before": func(day, length string) string { return moved(day, length, false) },
		"after":  func(day, length string) string { return moved(day, length, true) },
		"people": different,
		"days":   between, "working_days": between, "hours": func(a, b int) int { return b - a },
	}}
	return w
}

// between and moved need only be the same for both.
func between(a, b string) int { return len(a) - len(b) + int(b[len(b)-1]) - int(a[len(a)-1]) }

func moved(day, length string, later bool) string {
	if later {
		return day + length
	}
	return length + day
}

func fact(r *rand.Rand, t protocol.FactType) map[string]any {
	f := map[string]any{"day": fmt.Sprintf("2026-01-%02d", 1+r.IntN(28)), "at": r.IntN(9), "seq": r.IntN(9), "by": []string{"staff", "reporter", "system"}[r.IntN(3)], "signal": []string{"a", "b"}[r.IntN(2)]}
	for _, x := range t.Fields {
		switch x.Type {
		case protocol.ValueYesNo:
			f[x.Name] = r.IntN(2) == 0
		case protocol.ValueNumber:
			f[x.Name] = r.IntN(40)
		case protocol.ValueChoices:
			f[x.Name] = some(r, x.Options)
		case protocol.ValueChoice:
			f[x.Name] = x.Options[r.IntN(len(x.Options))]
		case protocol.ValueDate:
			f[x.Name] = fmt.Sprintf("2026-02-%02d", 1+r.IntN(28))
		default:
			f[x.Name] = []string{"", "weigh", "merge", "yes", "no", "safe-now"}[r.IntN(6)]
		}
	}
	return f
}

func blank(t protocol.FactType) map[string]any {
	f := map[string]any{"day": "-", "at": 0, "seq": 0, "by": "", "signal": ""}
	for _, x := range t.Fields {
		switch x.Type {
		case protocol.ValueYesNo:
			f[x.Name] = false
		case protocol.ValueNumber:
			f[x.Name] = 0
		case protocol.ValueChoices:
			f[x.Name] = []string{}
		default:
			f[x.Name] = ""
		}
	}
	return f
}

func some(r *rand.Rand, options []string) []string {
	all := []string{}
	for _, o := range options {
		if r.IntN(3) == 0 {
			all = append(all, o)
		}
	}
	return all
}

func (w *world) table(name, key string) any { return w.env[name].(map[string]any)[key] }

func (w *world) clause(c clause.Clause) bool {
	switch c := c.(type) {
	case clause.All:
		return !slices.ContainsFunc(c.Of, func(o clause.Clause) bool { return !w.clause(o) })
	case clause.Either:
		return slices.ContainsFunc(c.Of, w.clause)
	case clause.Not:
		return !w.clause(c.Of)
	case clause.Has:
		return w.table("has", string(c.Kind)) == true
	case clause.Progress:
		if c.Open {
			return w.table("open", string(c.Step)) == true
		}
		return w.table("done", string(c.Step)) == true
	case clause.Formal:
		return w.env["formal"] == true
	case clause.Affirmed:
		return w.value(c.Field) == true
	case clause.Among:
		return slices.ContainsFunc(c.Answers, func(a string) bool {
			if list, ok := w.value(c.What).([]string); ok {
				return slices.Contains(list, a)
			}
			return w.value(c.What) == a
		})
	case clause.Compared:
		return compare(c.Operator, w.value(c.Left), w.value(c.Right))
	case clause.Each:
		n := w.count(clause.List{Kind: c.List.Kind, If: c.Of})
		switch c.Quantity {
		case clause.OfSome:
			return n > 0
		case clause.OfNone:
			return n == 0
		}
		return n == len(w.table("facts", string(c.List.Kind)).([]any))
	}
	panic(fmt.Sprintf("%T is no clause of a shipped condition", c))
}

func (w *world) count(l clause.List) int {
	n := 0
	for _, f := range w.table("facts", string(l.Kind)).([]any) {
		w.items = append(w.items, f.(map[string]any))
		if l.If == nil || w.clause(l.If) {
			n++
		}
		w.items = w.items[:len(w.items)-1]
	}
	return n
}

func (w *world) people(l clause.List) int {
	var some []any
	for _, f := range w.table("facts", string(l.Kind)).([]any) {
		w.items = append(w.items, f.(map[string]any))
		if l.If == nil || w.clause(l.If) {
			some = append(some, f)
		}
		w.items = w.items[:len(w.items)-1]
	}
	return different(some)
}

// different counts people; who has no ID is another each time.
func different(facts []any) int {
	nobody, known := 0, map[any]bool{}
	for _, f := range facts {
		if who := f.(map[string]any)["person"]; who == "" {
			nobody++
		} else {
			known[who] = true
		}
	}
	return nobody + len(known)
}

func (w *world) value(v clause.Value) any {
	switch v := v.(type) {
	case clause.Field:
		switch v.Of.Place {
		case clause.AtHand:
			return w.table("fact", v.Name)
		case clause.ItemOf:
			return w.items[len(w.items)-1][v.Name]
		}
		return w.table(string(v.Of.Place), string(v.Of.Kinds[0])).(map[string]any)[v.Name]
	case clause.Text:
		return v.Is
	case clause.Amount:
		return v.Is
	case clause.Truth:
		return v.Is
	case clause.Param:
		return w.table("param", v.Name)
	case clause.Level:
		if v.Name == "" {
			return w.env["severity"]
		}
		return w.env[v.Name]
	case clause.DecidedOn:
		return w.table("decided", string(v.Step))
	case clause.Offices:
		return w.env["offices"]
	case clause.Count:
		return w.count(v.Of)
	case clause.People:
		return w.people(v.Of)
	case clause.Sum:
		a, b := w.value(v.Left).(int), w.value(v.Right).(int)
		if v.Minus {
			b = -b
		}
		return a + b
	case clause.Moved:
		return moved(w.value(v.Day).(string), v.By.String(), v.Later)
	case clause.Between:
		if a, ok := w.value(v.From).(int); ok {
			return w.value(v.To).(int) - a
		}
		return between(w.value(v.From).(string), w.value(v.To).(string))
	}
	panic(fmt.Sprintf("%T is no value of a shipped condition", v))
}

func compare(op string, a, b any) bool {
	c := 0
	switch x := a.(type) {
	case int:
		c = x - b.(int)
	case string:
		c = strings.Compare(x, b.(string))
	}
	switch op {
	case "==":
		return a == b
	case "!=":
		return a != b
	case "<":
		return c < 0
	case "<=":
		return c <= 0
	case ">":
		return c > 0
	}
	return c >= 0
}
