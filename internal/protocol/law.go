package protocol

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/gehoor/gehoor"
)

// LawCode names a statutory term, "WBK-ACK".
type LawCode string

// Applies says whether a rule of law applies to a term.
type Applies string

// The answers there are; doubt is one of them and is shown, not hidden.
const (
	AppliesYes       Applies = "yes"
	AppliesNo        Applies = "no"
	AppliesUncertain Applies = "uncertain"
)

// Law is the table of statutory terms (protocols/law.json), each with its
// source. A definition can name a term and never change it.
type Law struct {
	Version int       `json:"version"`
	Terms   []LawTerm `json:"terms"`
}

// LawTerm is one statutory term.
type LawTerm struct {
	Code LawCode `json:"code"`
	// Article is what people are shown: "Wbk art. 2".
	Article string `json:"article"`
	// Source is the whole reference.
	Source string      `json:"source"`
	Rule   gehoor.Text `json:"rule"`
	// Length is zero for a duty without a number.
	Length Span `json:"length,omitzero"`
	// Starts says in words when the term begins.
	Starts string `json:"starts"`
	// Extension is what the statute itself allows. Nothing else ever lengthens
	// a statutory term, and nothing pauses one.
	Extension *Extension `json:"extension,omitempty"`
	// Termijnenwet says whether the Algemene termijnenwet extends the term.
	// While that is uncertain, Latest is extended and Target, which decides
	// about lateness, is not.
	Termijnenwet Applies `json:"termijnenwet"`
	// Checked is V (read in the text), K (professional knowledge) or U
	// (uncertain), as in the research that the table came from.
	Checked string `json:"checked"`
	// Note says what a lawyer must still look at.
	Note string `json:"note,omitempty"`
}

// Extension is a lengthening that a statute allows.
type Extension struct {
	Length Span   `json:"length"`
	Needs  string `json:"needs"`
}

// maxLawTerms bounds the table; the shipped one has 15.
const maxLawTerms = 200

var lawCodePattern = regexp.MustCompile(`^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$`)

// ParseLaw reads the law table. Unknown keys, a term named twice, a missing
// source or an unknown answer are errors, all of them told at once.
func ParseLaw(data []byte) (Law, error) {
	var l Law
	if err := decodeStrict(data, &l); err != nil {
		return Law{}, fmt.Errorf("protocol: law table: %w", err)
	}
	var errs []error
	if l.Version != 1 {
		errs = append(errs, fmt.Errorf("version %d is not known, only 1", l.Version))
	}
	if len(l.Terms) == 0 || len(l.Terms) > maxLawTerms {
		errs = append(errs, fmt.Errorf("a table has 1 to %d terms", maxLawTerms))
	}
	seen := map[LawCode]bool{}
	for _, t := range l.Terms {
		if seen[t.Code] {
			errs = append(errs, fmt.Errorf("%s: named twice", t.Code))
		}
		seen[t.Code] = true
		for _, err := range t.check() {
			errs = append(errs, fmt.Errorf("%s: %w", t.Code, err))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return Law{}, fmt.Errorf("protocol: law table: %w", err)
	}
	return l, nil
}

func (t LawTerm) check() (errs []error) {
	if !lawCodePattern.MatchString(string(t.Code)) {
		errs = append(errs, errors.New("a code is capitals, digits and hyphens"))
	}
	if t.Article == "" || t.Source == "" || t.Starts == "" || !complete(t.Rule) {
		errs = append(errs, errors.New("article, source, starts and rule (nl and en) are needed"))
	}
	switch t.Termijnenwet {
	case AppliesYes, AppliesUncertain:
		if !extendable(t.Length) {
			errs = append(errs, errors.New("the Algemene termijnenwet cannot apply to this length (art. 4)"))
		}
	case AppliesNo:
	default:
		errs = append(errs, errors.New("termijnenwet is yes, no or uncertain"))
	}
	if t.Checked != "V" && t.Checked != "K" && t.Checked != "U" {
		errs = append(errs, errors.New("checked is V, K or U"))
	}
	if t.Extension != nil && t.Extension.Needs == "" {
		errs = append(errs, errors.New("an extension needs something"))
	}
	return errs
}

// Term finds a statutory term, and says whether the table has it.
func (l Law) Term(code LawCode) (LawTerm, bool) {
	for _, t := range l.Terms {
		if t.Code == code {
			return t, true
		}
	}
	return LawTerm{}, false
}

// Digest pins the table by what it says, not by how its file is laid out.
func (l Law) Digest() gehoor.Digest { return digest("gehoor law v1\n", l) }
