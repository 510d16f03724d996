// Package retention is the rules by which records are destroyed or handed to an
// archive, as data: for what, from when on, how long, under which category of the
// selection list, on what ground, and what happens then.
//
// Rules:
//
//   - A term is a [protocol.Span] in calendar units, never a time.Duration, and
//     counts in the legal calendar: the day of the trigger is day 0, and the whole
//     last day belongs to it.
//   - There is no term in the program. What ships (protocols/retention.json) is a
//     proposal; an organisation adopts rules of its own, and has none before.
//   - No rule destroys anything. When a term is over two people decide
//     (package casework).
//
// It knows no clock and no dossier.
package retention

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Subject is what a rule is for.
type Subject string

// OfDossier is a dossier: its facts, contents and files, and the record of what was
// made available to whom. It is the only subject yet.
const OfDossier Subject = "dossier"

// Trigger is what a term runs from.
type Trigger string

// FromClosing: the day on which the dossier was last closed.
const FromClosing Trigger = "closed"

// Action is what happens when the term is over and two people agree.
type Action string

const (
	// Destroy: nothing is kept but that it was destroyed.
	Destroy Action = "destroy"
	// Transfer: it was handed to an archive first; then the same.
	Transfer Action = "transfer"
)

// Rule is one rule of retention.
type Rule struct {
	// Code names the rule in facts: small letters, digits and hyphens.
	Code    string  `json:"code"`
	Of      Subject `json:"of"`
	Trigger Trigger `json:"trigger"`
	// Category is that of the selection list, as the archivist names it.
	Category string        `json:"category"`
	Term     protocol.Span `json:"term"`
	// Basis says whether the term is of the law (S), of guidance (G) or our own (D).
	Basis protocol.Basis `json:"basis"`
	// Ground is why so long, for people.
	Ground gehoor.Text `json:"ground"`
	Source string      `json:"source,omitempty"`
	Action Action      `json:"action"`
}

// Rules are what an organisation adopts.
type Rules struct {
	Version int    `json:"version"` // 1
	Rules   []Rule `json:"rules"`
}

// Limits. A rule with a longer text says something else than a ground.
const (
	maxFile = 64 << 10
	maxRule = 20
	maxText = 1000
)

// ErrNoCategory: a rule has no category of the selection list yet. Nobody can adopt
// it so: what is destroyed must be accounted for under one.
var ErrNoCategory = errors.New("retention: a rule has no category of the selection list: ask your archivist, and fill it in")

// Parse reads rules. Unknown keys are errors.
func Parse(data []byte) (Rules, error) {
	var r Rules
	if len(data) > maxFile {
		return r, fmt.Errorf("retention: rules of more than %d KiB", maxFile>>10)
	}
	dec := json.NewDecoder(strings.NewReader(string(data)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&r); err != nil {
		return Rules{}, fmt.Errorf("retention: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return Rules{}, errors.New("retention: something stands after the rules")
	}
	return r, r.check()
}

func (r Rules) check() error {
	if r.Version != 1 {
		return fmt.Errorf("retention: version %d is not known, only 1", r.Version)
	}
	if len(r.Rules) == 0 || len(r.Rules) > maxRule {
		return fmt.Errorf("retention: 1 to %d rules", maxRule)
	}
	seen := map[Subject]bool{}
	for i, one := range r.Rules {
		if err := one.check(); err != nil {
			return fmt.Errorf("retention: rule %d: %w", i+1, err)
		}
		if seen[one.Of] {
			return fmt.Errorf("retention: two rules for a %s", one.Of)
		}
		seen[one.Of] = true
	}
	return nil
}

func (r Rule) check() error {
	switch {
	case !isCode(r.Code):
		return errors.New("a code is small letters, digits and hyphens")
	case r.Of != OfDossier:
		return errors.New("there are rules for a dossier only")
	case r.Trigger != FromClosing:
		return errors.New("the term of a dossier runs from its closing")
	case r.Action != Destroy && r.Action != Transfer:
		return errors.New("the action is destroy or transfer")
	case !r.Term.Calendar() || !r.Term.Valid():
		return errors.New("the term is in months, weeks and days")
	case r.Basis != protocol.BasisStatutory && r.Basis != protocol.BasisGuidance && r.Basis != protocol.BasisDefault:
		return errors.New("the basis is S, G or D")
	case r.Ground.NL == "" || r.Ground.EN == "":
		return errors.New("the ground is told in both languages")
	}
	for _, text := range []string{r.Category, r.Ground.NL, r.Ground.EN, r.Source} {
		if len(text) > maxText || !utf8.ValidString(text) || strings.ContainsFunc(text, func(c rune) bool { return c < ' ' }) {
			return fmt.Errorf("a text is one line of at most %d bytes", maxText)
		}
	}
	return nil
}

func isCode(s string) bool {
	if s == "" || len(s) > 40 || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	return !strings.ContainsFunc(s, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-'
	})
}

// Complete says whether every rule can be adopted: nil, or [ErrNoCategory].
func (r Rules) Complete() error {
	for _, one := range r.Rules {
		if strings.TrimSpace(one.Category) == "" {
			return ErrNoCategory
		}
	}
	return nil
}

// For returns the rule for a subject, and whether there is one.
func (r Rules) For(s Subject) (Rule, bool) {
	for _, one := range r.Rules {
		if one.Of == s {
			return one, true
		}
	}
	return Rule{}, false
}

// Digest pins the rules.
func (r Rules) Digest() gehoor.Digest {
	data, err := json.Marshal(r)
	if err != nil {
		panic(err) // a struct of texts and numbers
	}
	sum := sha256.Sum256(append([]byte("gehoor retention v1\n"), data...))
	return gehoor.Digest("sha256-" + hex.EncodeToString(sum[:]))
}

// DueOn is the first day on which the rule says that something is to be destroyed,
// if its trigger was at that moment.
func (r Rule) DueOn(trigger time.Time) protocol.Date {
	d := protocol.DateOf(trigger).AddMonths(r.Term.Months)
	return d.AddDays(7*r.Term.Weeks + r.Term.Days + 1)
}

// Due says whether that day has come.
func (r Rule) Due(trigger, now time.Time) bool { return !protocol.DateOf(now).Before(r.DueOn(trigger)) }

// Before is a moment such that nothing whose trigger was at or after it is due: for
// a question to a database, whose answers [Rule.Due] then sees one by one. Months
// differ in length, hence the days that are added.
func (r Rule) Before(now time.Time) time.Time {
	d := protocol.DateOf(now).AddDays(-7*r.Term.Weeks - r.Term.Days).AddMonths(-r.Term.Months)
	return d.AddDays(monthSlack).At(0, 0, 0)
}

// monthSlack: 31 March less a month is 28 February, and back is 28 March.
const monthSlack = 4
