package retention

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/gehoor/gehoor/internal/protocol"
)

// Why says what is wrong with a field of a rule.
type Why string

// The ways in which rules are wrong.
const (
	// WhyMissing: nothing stands there, and something must.
	WhyMissing Why = "missing"
	// WhyText: more than one line, or longer than [MaxText].
	WhyText Why = "text"
	// WhyCode: a code is small letters, digits and hyphens.
	WhyCode Why = "code"
	// WhyChoice: that cannot be chosen there.
	WhyChoice Why = "choice"
	// WhyTerm: a term is in months, weeks and days, and not nothing.
	WhyTerm Why = "term"
	// WhyTwice: another rule holds for that too, or has the same code.
	WhyTwice Why = "twice"
	// WhyRest: no rule holds for the ways of closing that none names.
	WhyRest Why = "rest"
)

// The fields of a rule of which a fault speaks, as they are named in the file.
const (
	FieldCode     = "code"
	FieldOf       = "of"
	FieldTrigger  = "trigger"
	FieldExits    = "exits"
	FieldCategory = "category"
	FieldTerm     = "term"
	FieldBasis    = "basis"
	FieldGroundNL = "ground.nl"
	FieldGroundEN = "ground.en"
	FieldSource   = "source"
	FieldAction   = "action"
)

// Fault is something wrong with a rule. Rule counts from 0.
type Fault struct {
	Rule  int
	Field string
	Why   Why
}

func (f Fault) Error() string {
	return fmt.Sprintf("retention: rule %d: %s: %s", f.Rule+1, f.Field, says[f.Why])
}

// says is for who has the file before them; pages have sentences in two languages.
var says = map[Why]string{
	WhyMissing: "nothing is filled in",
	WhyText:    fmt.Sprintf("a text is one line of at most %d bytes", MaxText),
	WhyCode:    "a code is small letters, digits and hyphens",
	WhyChoice:  "that cannot be chosen",
	WhyTerm:    "a term is in months, weeks and days, as 24mnd or 6wk",
	WhyTwice:   "another rule says the same",
	WhyRest:    "no rule without exits holds for all other dossiers",
}

// Check is the first fault; nil if there is none. That a category lacks is none
// ([Rules.Complete]).
func (r Rules) Check() error {
	if all := r.Faults(); len(all) > 0 {
		return all[0]
	}
	return nil
}

// Faults lists all that is wrong, in the order of the rules and of their fields.
func (r Rules) Faults() []Fault {
	var all []Fault
	for i, one := range r.Rules {
		for _, f := range append(one.faults(), r.twice(i)...) {
			f.Rule = i
			all = append(all, f)
		}
	}
	if last := len(r.Rules) - 1; r.PerExit() && !r.rest() {
		all = append(all, Fault{last, FieldExits, WhyRest})
	}
	return all
}

// rest says whether there is a rule for the ways of closing that none names.
func (r Rules) rest() bool {
	for _, one := range r.Rules {
		if one.Of == OfDossier && len(one.Exits) == 0 {
			return true
		}
	}
	return false
}

// twice is what a rule says that one before it says too.
func (r Rules) twice(i int) []Fault {
	var all []Fault
	one := r.Rules[i]
	for _, before := range r.Rules[:i] {
		if before.Code == one.Code {
			all = append(all, Fault{Field: FieldCode, Why: WhyTwice})
		}
		if before.Of == one.Of && overlap(before.Exits, one.Exits) {
			all = append(all, Fault{Field: FieldExits, Why: WhyTwice})
		}
	}
	return all
}

// overlap says whether two rules of one subject hold for the same thing.
func overlap(a, b []Exit) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	seen := map[Exit]bool{}
	for _, e := range a {
		seen[e] = true
	}
	for _, e := range b {
		if seen[e] {
			return true
		}
	}
	return false
}

// faults are those of one rule by itself.
func (r Rule) faults() []Fault {
	var all []Fault
	add := func(field string, why Why) {
		if why != "" {
			all = append(all, Fault{Field: field, Why: why})
		}
	}
	unless := func(ok bool, field string, why Why) {
		if !ok {
			add(field, why)
		}
	}
	unless(isCode(r.Code), FieldCode, WhyCode)
	trigger, known := triggers[r.Of]
	unless(known, FieldOf, WhyChoice)
	unless(!known || r.Trigger == trigger, FieldTrigger, WhyChoice)
	add(FieldExits, r.exits())
	add(FieldCategory, line(r.Category))
	unless(r.Term.Calendar() && r.Term.Valid(), FieldTerm, WhyTerm)
	unless(r.Basis == protocol.BasisStatutory || r.Basis == protocol.BasisGuidance || r.Basis == protocol.BasisDefault, FieldBasis, WhyChoice)
	add(FieldGroundNL, filled(r.Ground.NL))
	add(FieldGroundEN, filled(r.Ground.EN))
	add(FieldSource, line(r.Source))
	unless(r.Action == Destroy || r.Action == Transfer && r.Of == OfDossier, FieldAction, WhyChoice)
	return all
}

// triggers are what the term of each subject runs from.
var triggers = map[Subject]Trigger{OfDossier: FromClosing}

// Subjects are what there can be rules for, in the order in which they are shown.
func Subjects() []Subject { return []Subject{OfDossier} }

// Trigger is what the term of a subject runs from.
func (s Subject) Trigger() Trigger { return triggers[s] }

func (r Rule) exits() Why {
	seen := map[Exit]bool{}
	for _, e := range r.Exits {
		if !isCode(string(e)) || r.Of != OfDossier {
			return WhyChoice
		}
		if seen[e] {
			return WhyTwice
		}
		seen[e] = true
	}
	return ""
}

func filled(text string) Why {
	if strings.TrimSpace(text) == "" {
		return WhyMissing
	}
	return line(text)
}

func line(text string) Why {
	if len(text) > MaxText || !utf8.ValidString(text) || strings.ContainsFunc(text, func(c rune) bool { return c < ' ' }) {
		return WhyText
	}
	return ""
}

func isCode(s string) bool {
	if s == "" || len(s) > 40 || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	return !strings.ContainsFunc(s, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-'
	})
}
