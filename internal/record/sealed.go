package record

import (
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
)

// The words that go with a record are one text, for people: a line for each sealed
// answer, then what was written. So whatever shows a note shows it, in a hundred
// years too. lib/record.ts does the same in the browser.

// Text is what is sealed with a record of this kind, in a language.
func (t Type) Text(lang gehoor.Language, sealed Fields, words string) string {
	var lines []string
	for _, f := range t.SealedFields() {
		if said := f.Say(lang, sealed[f.Name]); said != "" {
			lines = append(lines, f.Label.In(lang)+" "+said)
		}
	}
	if words != "" && len(lines) > 0 {
		lines = append(lines, "")
	}
	if words != "" {
		lines = append(lines, words)
	}
	return strings.Join(lines, "\n")
}

// Say is an answer in words; "" if there is none. Who a person is, and what a step is
// called, somebody else knows: of these it is what it is on the wire.
func (f Field) Say(lang gehoor.Language, value any) string {
	switch x := value.(type) {
	case bool:
		if x {
			return both("ja", "yes").In(lang)
		}
		return both("nee", "no").In(lang)
	case int:
		return strconv.Itoa(x)
	case string:
		return f.option(lang, x)
	case []string:
		said := make([]string, len(x))
		for i, one := range x {
			said[i] = f.option(lang, one)
		}
		if len(said) == 0 {
			return both("geen", "none").In(lang)
		}
		return strings.Join(said, "; ")
	}
	return ""
}

func (f Field) option(lang gehoor.Language, value string) string {
	if label, ok := f.OptionLabel(value); ok {
		return label.In(lang)
	}
	return value
}
