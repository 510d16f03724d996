package answer

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// Item is one entry of a repeating group, by its questions' ids.
type Item map[questionnaire.ID]string

// Value is one answer, of which exactly one part is there: a text, a date, an
// option's id or "yes"; the ids of several options; or the entries of a group.
// The zero value is no answer.
type Value struct {
	Text  string
	Many  []string
	Items []Item
}

// Answers are by the questions' ids.
type Answers map[questionnaire.ID]Value

// Empty says whether there is nothing in the answer.
func (v Value) Empty() bool { return v.Text == "" && len(v.Many) == 0 && len(v.Items) == 0 }

// chosen are the options that a condition looks at.
func (v Value) chosen() []string {
	if v.Text != "" {
		return []string{v.Text}
	}
	return v.Many
}

// MarshalJSON writes the form of doc/formats.md §6.
func (v Value) MarshalJSON() ([]byte, error) {
	switch {
	case v.Items != nil:
		return json.Marshal(v.Items)
	case v.Many != nil:
		return json.Marshal(v.Many)
	}
	return json.Marshal(v.Text)
}

// maxEntries bounds a list that is read: no questionnaire has more options, or
// more entries in a group.
const maxEntries = 24

// UnmarshalJSON reads that form. Whatever has another form is no answer.
func (v *Value) UnmarshalJSON(data []byte) error {
	*v = Value{}
	if json.Unmarshal(data, &v.Text) == nil {
		return nil
	}
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		return nil
	}
	for _, one := range list[:min(len(list), maxEntries)] {
		var text string
		if json.Unmarshal(one, &text) == nil {
			v.Many = append(v.Many, text)
			continue
		}
		v.Items = append(v.Items, readItem(one))
	}
	if v.Items != nil {
		v.Many = nil
	}
	return nil
}

func readItem(data []byte) Item {
	item := Item{}
	var fields map[questionnaire.ID]json.RawMessage
	if json.Unmarshal(data, &fields) != nil {
		return item
	}
	for id, field := range fields {
		var text string
		if json.Unmarshal(field, &text) == nil {
			item[id] = text
		}
	}
	return item
}

// tidy is a text with line ends as \n, and without spaces around it or signs
// that are not seen; what is no UTF-8 becomes �.
func tidy(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == '\x7f' {
			return -1
		}
		return r
	}, s)
	return strings.TrimFunc(s, blank)
}

// blank is what a browser's trim takes away.
func blank(r rune) bool { return r == '\uFEFF' || unicode.IsSpace(r) && r != '\u0085' }

// Units is a text's length as browsers count it.
func Units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// tidied is an answer as it is kept; entries with nothing in them are left out.
func (v Value) tidied() Value {
	out := Value{Text: tidy(v.Text), Many: v.Many}
	for _, item := range v.Items {
		kept := Item{}
		for id, text := range item {
			if text = tidy(text); text != "" {
				kept[id] = text
			}
		}
		if len(kept) > 0 {
			out.Items = append(out.Items, kept)
		}
	}
	return out
}

// String hides what somebody wrote.
func (v Value) String() string { return fmt.Sprintf("answer(hidden, %d entries)", len(v.Items)) }

// Has says whether an option was chosen.
func (v Value) Has(option string) bool { return slices.Contains(v.chosen(), option) }
