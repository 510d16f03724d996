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
//   - Never do two rules hold for the same thing. A rule for a dossier may name the
//     ways of closing for which it holds; one other rule, which names none, holds for
//     all the rest. The order of the rules says nothing.
//   - No rule destroys a dossier. When its term is over two people decide
//     (package casework).
//
// It knows no clock and no dossier.
package retention

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Subject is what a rule is for.
type Subject string

// OfDossier is a dossier: its facts, contents and files, and the record of what was
// made available to whom.
const OfDossier Subject = "dossier"

// Exit is a way in which a dossier is closed; which there are package dossier says.
type Exit string

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
	// Exits are the ways of closing for which it holds; none is all that no other rule
	// names.
	Exits []Exit `json:"exits,omitempty"`
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
	Version int    `json:"version"` // [Version]
	Rules   []Rule `json:"rules"`
}

// Version is the only version of the file that there is.
const Version = 1

// Limits. A rule with a longer text says something else than a ground.
const (
	maxFile  = 64 << 10
	MaxRules = 20
	MaxText  = 1000 // bytes
)

// ErrNoCategory: a rule has no category of the selection list yet. Nobody can adopt
// it so: what is destroyed must be accounted for under one.
var ErrNoCategory = errors.New("retention: a rule has no category of the selection list: ask your archivist, and fill it in")

// Parse reads rules. Unknown keys are errors.
func Parse(data []byte) (Rules, error) {
	r, err := Read(data)
	if err == nil {
		err = r.Check()
	}
	if err != nil {
		return Rules{}, err
	}
	return r, nil
}

// Read reads rules as they stand in a file, whatever is wrong with them
// ([Rules.Faults]). That it is no file of rules is an error, and so is another
// version.
func Read(data []byte) (Rules, error) {
	var r Rules
	if len(data) > maxFile {
		return r, fmt.Errorf("retention: rules of more than %d KiB", maxFile>>10)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&r); err != nil {
		return Rules{}, fmt.Errorf("retention: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return Rules{}, errors.New("retention: something stands after the rules")
	}
	if r.Version != Version {
		return Rules{}, fmt.Errorf("retention: version %d is not known, only %d", r.Version, Version)
	}
	if len(r.Rules) == 0 || len(r.Rules) > MaxRules {
		return Rules{}, fmt.Errorf("retention: 1 to %d rules", MaxRules)
	}
	return r, nil
}

// File is the rules as [Parse] reads them, for people to read too.
func (r Rules) File() []byte {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		panic(err) // a struct of texts and numbers
	}
	return append(data, '\n')
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

// ForDossier returns the rule for a dossier that was closed in this way, and whether
// there is one: that which names the way, else that which names none.
func (r Rules) ForDossier(e Exit) (Rule, bool) {
	var rest Rule
	for _, one := range r.Rules {
		switch {
		case one.Of != OfDossier:
		case slices.Contains(one.Exits, e):
			return one, true
		case len(one.Exits) == 0:
			rest = one
		}
	}
	return rest, rest.Of != ""
}

// PerExit says whether the term of a dossier depends on how it was closed.
func (r Rules) PerExit() bool {
	return slices.ContainsFunc(r.Rules, func(one Rule) bool { return len(one.Exits) > 0 })
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
