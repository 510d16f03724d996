// Package keeping is the page on which an administrator says how long what is kept:
// the rules that hold, a form to change them, what that changes, the rules as a file,
// and those that held before.
//
// It is one ordinary form, which is sent whole with every button: a rule is added or
// taken away, the rules are compared with those that hold, and only after that are
// they adopted. What was typed stands in it again whatever happens. Nothing on the
// page comes from a dossier, nor from how many there are.
package keeping

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

// Files are what the page loads beside those of every administrator's page.
func Files() []string { return []string{"worklist/worklist.css", "keeping/keeping.css"} }

// The names in the form.
const (
	fieldVersion = "version"
	fieldCount   = "rules"
	fieldBy      = "by"
	fieldOn      = "on"
	FieldSure    = "sure"
	FieldFile    = "file"
	// FieldAct says what a button does; ActRemove is followed by the rule's number.
	FieldAct  = "act"
	ActShow   = "show"
	ActAdopt  = "adopt"
	ActAdd    = "add"
	ActImport = "import"
	ActRemove = "remove "
	// QueryKept says that rules were adopted, QueryFrom from which former ones to begin.
	QueryKept = "bewaard"
	QueryFrom = "van"
	// QueryShipped asks for the file of the proposal that ships.
	QueryShipped = "voorstel"
)

// Form is what stands in the fields, as it was typed.
type Form struct {
	// Version is the Seq of the adoption that is being changed.
	Version gehoor.Seq
	By, On  string
	Rules   []RuleForm
}

// RuleForm is one rule as it was typed.
type RuleForm struct {
	Code                       string
	Of                         string
	Exits                      []string
	Years, Months, Weeks, Days string
	Category, Source           string
	GroundNL, GroundEN         string
	Basis, Action              string
}

// New fills the form with rules.
func New(f directory.RetentionAdopted, version gehoor.Seq) Form {
	form := Form{Version: version, By: f.By}
	if f.On != (protocol.Date{}) {
		form.On = f.On.String()
	}
	for _, r := range f.Rules.Rules {
		form.Rules = append(form.Rules, newRule(r))
	}
	return form
}

func newRule(r retention.Rule) RuleForm {
	one := RuleForm{
		Code: r.Code, Of: string(r.Of), Category: r.Category, Source: r.Source,
		Years: number(r.Term.Months / desk.MonthsInYear), Months: number(r.Term.Months % desk.MonthsInYear), Weeks: number(r.Term.Weeks), Days: number(r.Term.Days),
		GroundNL: r.Ground.NL, GroundEN: r.Ground.EN, Basis: string(r.Basis), Action: string(r.Action),
	}
	for _, e := range r.Exits {
		one.Exits = append(one.Exits, string(e))
	}
	return one
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// name is how a field of a rule is called in the form.
func name(i int, field string) string { return "r." + strconv.Itoa(i) + "." + field }

// Read reads the form.
func Read(form url.Values) Form {
	f := Form{By: line(form.Get(fieldBy)), On: line(form.Get(fieldOn))}
	if n, err := strconv.ParseInt(form.Get(fieldVersion), 10, 64); err == nil && n >= 0 {
		f.Version = gehoor.Seq(n)
	}
	count, _ := strconv.Atoi(form.Get(fieldCount))
	for i := range min(count, retention.MaxRules) {
		get := func(field string) string { return line(form.Get(name(i, field))) }
		f.Rules = append(f.Rules, RuleForm{
			Code: get(retention.FieldCode), Of: get(retention.FieldOf), Exits: form[name(i, retention.FieldExits)],
			Years: get("years"), Months: get("months"), Weeks: get("weeks"), Days: get("days"),
			Category: get(retention.FieldCategory), Source: get(retention.FieldSource),
			GroundNL: get(retention.FieldGroundNL), GroundEN: get(retention.FieldGroundEN),
			Basis: get(retention.FieldBasis), Action: get(retention.FieldAction),
		})
	}
	return f
}

// line makes one line of what was typed or pasted.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }

// Add adds a rule, with a code that none has.
func (f *Form) Add() {
	if len(f.Rules) == retention.MaxRules {
		return
	}
	one := RuleForm{Of: string(retention.OfDossier), Basis: string(protocol.BasisDefault), Action: string(retention.Destroy)}
	for n := len(f.Rules) + 1; one.Code == ""; n++ {
		code := "rule-" + strconv.Itoa(n)
		if !slices.ContainsFunc(f.Rules, func(r RuleForm) bool { return r.Code == code }) {
			one.Code = code
		}
	}
	f.Rules = append(f.Rules, one)
}

// Remove takes a rule away.
func (f *Form) Remove(i int) {
	if i >= 0 && i < len(f.Rules) {
		f.Rules = slices.Delete(f.Rules, i, i+1)
	}
}

// Adopted is what the form says.
func (f Form) Adopted() directory.RetentionAdopted {
	a := directory.RetentionAdopted{By: f.By, Rules: retention.Rules{Version: retention.Version, Rules: []retention.Rule{}}}
	a.On, _ = protocol.ParseDate(f.On)
	for _, one := range f.Rules {
		a.Rules.Rules = append(a.Rules.Rules, one.rule())
	}
	return a
}

func (r RuleForm) rule() retention.Rule {
	rule := retention.Rule{
		Code: r.Code, Of: retention.Subject(r.Of), Category: r.Category, Source: r.Source,
		Basis: protocol.Basis(r.Basis), Ground: gehoor.Text{NL: r.GroundNL, EN: r.GroundEN}, Action: retention.Action(r.Action),
	}
	rule.Trigger = rule.Of.Trigger()
	for _, e := range r.Exits {
		rule.Exits = append(rule.Exits, retention.Exit(e))
	}
	rule.Term, _ = r.term()
	return rule
}

// term is what stands in the four fields; false if one is no number.
func (r RuleForm) term() (protocol.Span, bool) {
	ok := true
	count := func(s string) int {
		if s == "" {
			return 0
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || n > maxNumber {
			ok = false
			return 0
		}
		return n
	}
	s := protocol.Span{Months: desk.MonthsInYear*count(r.Years) + count(r.Months), Weeks: count(r.Weeks), Days: count(r.Days)}
	return s, ok
}

// maxNumber is four digits: what is longer is a slip.
const maxNumber = 9999

// Faults are all that stands between the form and adopting it.
func (f Form) Faults() []retention.Fault {
	all := f.Adopted().Faults()
	for i, one := range f.Rules {
		add := func(field string, why retention.Why) {
			is := func(f retention.Fault) bool { return f.Rule == i && f.Field == field }
			if !slices.ContainsFunc(all, is) {
				all = append(all, retention.Fault{Rule: i, Field: field, Why: why})
			}
		}
		if one.Category == "" {
			add(retention.FieldCategory, retention.WhyMissing)
		}
		if _, ok := one.term(); !ok {
			add(retention.FieldTerm, retention.WhyTerm)
		}
		if slices.ContainsFunc(one.Exits, func(e string) bool { return !slices.Contains(dossier.Exits(), dossier.Exit(e)) }) {
			add(retention.FieldExits, retention.WhyChoice)
		}
	}
	slices.SortStableFunc(all, func(a, b retention.Fault) int {
		return cmp.Or(a.Rule-b.Rule, slices.Index(order, a.Field)-slices.Index(order, b.Field))
	})
	return all
}

// order is that of the fields on the page.
var order = []string{
	retention.FieldCode, retention.FieldOf, retention.FieldTrigger, retention.FieldExits, retention.FieldTerm, retention.FieldCategory,
	retention.FieldSource, retention.FieldGroundNL, retention.FieldGroundEN, retention.FieldBasis, retention.FieldAction,
}

// badBy and badOn say whether a field about the decision cannot be kept.
func (f Form) badBy() bool { return f.By != "" && directory.LineFault(f.By) != "" }

func (f Form) badOn() bool {
	_, err := protocol.ParseDate(f.On)
	return f.On != "" && err != nil
}

// Wrong says whether something must be mended before the rules can be adopted.
func (f Form) Wrong() bool { return len(f.Rules) == 0 || len(f.Faults()) > 0 || f.badBy() || f.badOn() }
