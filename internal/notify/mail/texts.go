package mail

import (
	_ "embed" // the texts that are shipped
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
)

// Name says for whom a text is.
type Name string

const (
	// ForStaff: there is something to read; sign in.
	ForStaff Name = "staff"
	// ForMoved: mail for somebody of staff is not sent to this address any more.
	ForMoved Name = "moved"
	// ForReporter: there is something new.
	ForReporter Name = "reporter"
	// ForConfirming: is this your address? It has a code.
	ForConfirming Name = "confirm"
)

// Names are all texts that there are.
func Names() []Name { return []Name{ForStaff, ForMoved, ForReporter, ForConfirming} }

// NameOf is the text for a kind of message. Kinds that tell staff something are
// one text: a subject line must not tell them apart.
func NameOf(k notify.Kind) Name {
	switch k {
	case notify.KindNews:
		return ForReporter
	case notify.KindConfirm:
		return ForConfirming
	case notify.KindMoved:
		return ForMoved
	}
	return ForStaff
}

// Template is a text with places in it.
type Template struct{ Subject, Body string }

// Templates are all texts of an organisation, in both languages.
type Templates map[Name]map[gehoor.Language]Template

// Places are what stands in the places of a template. There are no others, so no
// text can carry a word of anybody.
type Places struct {
	// Site is an address: where staff signs in, for a reporter the site itself.
	Site string
	// Organisation is its name.
	Organisation string
	// Code is what a reporter confirms the address with, for ForConfirming alone.
	Code string
}

const (
	placeSite         = "{site}"
	placeOrganisation = "{organisation}"
	placeCode         = "{code}"
)

// allowed are the places that a text may have.
func allowed(n Name) []string {
	if n == ForConfirming {
		return []string{placeSite, placeOrganisation, placeCode}
	}
	return []string{placeSite, placeOrganisation}
}

// needed are the places without which a text is of no use.
func needed(n Name) []string {
	if n == ForConfirming {
		return []string{placeSite, placeCode}
	}
	return []string{placeSite}
}

// Fill puts what there is into the places.
func (t Template) Fill(p Places) Text {
	fill := strings.NewReplacer(placeSite, p.Site, placeOrganisation, p.Organisation, placeCode, p.Code)
	return Text{Subject: fill.Replace(t.Subject), Body: fill.Replace(t.Body)}
}

// Check says which text could not be sent with an organisation's own name and
// address in it.
func (t Templates) Check(p Places) error {
	for _, n := range Names() {
		for _, lang := range languages {
			if !t[n][lang].Fill(p).sendable() {
				return fmt.Errorf("mail: the subject of %s in %s is longer than %d characters with the organisation's name in it", n, lang, maxSubject)
			}
		}
	}
	return nil
}

var languages = []gehoor.Language{gehoor.Dutch, gehoor.English}

//go:embed texts.yaml
var shipped []byte

// Shipped are the texts that come with the program, as a file to begin with.
func Shipped() []byte { return slices.Clone(shipped) }

// Bounds of a file of texts. A mail is read on a telephone: what is longer than
// two screens is no neutral sentence any more.
const (
	// MaxTextsBytes is the largest file.
	MaxTextsBytes = 32 << 10
	maxBody       = 2_000
)

// ParseTemplates reads a file of texts. What it does not have is as it is shipped;
// nothing at all is all as shipped. An error names the line and says what is
// wrong there: a place that there is not, a text without its subject, a name that
// nothing is called.
func ParseTemplates(file []byte) (Templates, error) {
	own, err := parse(file)
	if err != nil {
		return nil, err
	}
	all, err := parse(shipped)
	if err != nil {
		return nil, err
	}
	for n, texts := range own {
		maps.Copy(all[n], texts)
	}
	return all, nil
}

func parse(file []byte) (Templates, error) {
	if len(file) > MaxTextsBytes {
		return nil, fmt.Errorf("mail: texts of more than %d KiB", MaxTextsBytes>>10)
	}
	t := Templates{}
	if len(strings.TrimSpace(string(file))) == 0 {
		return t, nil
	}
	var doc yaml.Node
	if err := yaml.Load(file, &doc); err != nil {
		return nil, fmt.Errorf("mail: texts are no YAML: %w", err)
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 {
		return t, nil // comments alone
	}
	err := fields(doc.Content[0], func(name string, at, value *yaml.Node) error {
		n := Name(name)
		if !slices.Contains(Names(), n) {
			return wrong(at, "there is no mail %q; there are %v", name, Names())
		}
		t[n] = map[gehoor.Language]Template{}
		return fields(value, func(lang string, at, value *yaml.Node) error {
			l := gehoor.Language(lang)
			if !l.Valid() {
				return wrong(at, "%q is no language here; there are %v", lang, languages)
			}
			one, err := template(n, at, value)
			t[n][l] = one
			return err
		})
	})
	return t, err
}

// template reads a subject and a body.
func template(n Name, at, node *yaml.Node) (Template, error) {
	var t Template
	err := fields(node, func(field string, at, value *yaml.Node) error {
		if value.Kind != yaml.ScalarNode {
			return wrong(value, "%s is a text", field)
		}
		switch field {
		case "subject":
			t.Subject = value.Value
			return subject(value)
		case "body":
			t.Body = value.Value
			return body(n, value)
		}
		return wrong(at, "a mail has a subject and a body, and no %q", field)
	})
	if err == nil && (t.Subject == "" || t.Body == "") {
		err = wrong(at, "the mail needs a subject and a body")
	}
	return t, err
}

func subject(v *yaml.Node) error {
	switch {
	case strings.ContainsFunc(v.Value, unicode.IsControl):
		return wrong(v, "a subject is one line")
	case len(v.Value) > maxSubject:
		return wrong(v, "a subject has at most %d characters", maxSubject)
	}
	return places(v, []string{placeOrganisation}, nil)
}

func body(n Name, v *yaml.Node) error {
	odd := func(r rune) bool { return unicode.IsControl(r) && r != '\n' }
	switch {
	case strings.ContainsFunc(v.Value, odd):
		return wrong(v, "a body has letters and line ends, and nothing else")
	case len(v.Value) > maxBody:
		return wrong(v, "a body has at most %d characters", maxBody)
	}
	return places(v, allowed(n), needed(n))
}

var placePattern = regexp.MustCompile(`\{[^{}\n]*\}`)

// places looks that a text has the places that it must, and no others.
func places(v *yaml.Node, allowed, needed []string) error {
	for _, p := range placePattern.FindAllString(v.Value, -1) {
		if !slices.Contains(allowed, p) {
			return wrong(v, "%.40s cannot be put into this text; what can is %s", p, strings.Join(allowed, " and "))
		}
	}
	if strings.ContainsAny(placePattern.ReplaceAllString(v.Value, ""), "{}") {
		return wrong(v, "a brace without its other half")
	}
	for _, p := range needed {
		if !strings.Contains(v.Value, p) {
			return wrong(v, "the text must have %s", p)
		}
	}
	return nil
}

// fields calls do for each field of a map; the same one twice is an error.
func fields(node *yaml.Node, do func(name string, at, value *yaml.Node) error) error {
	if node.Kind != yaml.MappingNode {
		return wrong(node, "names with what belongs to them are expected here")
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		at, value := node.Content[i], node.Content[i+1]
		if at.Kind != yaml.ScalarNode || seen[at.Value] {
			return wrong(at, "%.40q occurs twice, or is no name", at.Value)
		}
		seen[at.Value] = true
		if err := do(at.Value, at, value); err != nil {
			return err
		}
	}
	return nil
}

// wrong is an error that names the line.
func wrong(at *yaml.Node, format string, args ...any) error {
	return fmt.Errorf("mail: texts, line %d: %w", at.Line, fmt.Errorf(format, args...))
}
