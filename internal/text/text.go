package text

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/go-playground/locales"
)

// Key names a sentence.
type Key string

// Words are the sentences of one language. They never change and are safe for
// concurrent use; [For] gives them.
type Words struct {
	lang    gehoor.Language
	locale  locales.Translator
	entries map[Key]entry
}

// Language is the language of the words.
func (w *Words) Language() gehoor.Language { return w.lang }

// Arg is a value for a {name} in a sentence.
type Arg struct {
	name, value string
	count       float64
	counted     bool
}

// With gives a text as the argument name.
func With(name, value string) Arg { return Arg{name: name, value: value} }

// Count gives a number as the argument name. It is shown with the language's
// own grouping ("1.234") and can choose a plural form.
func Count(name string, n int) Arg {
	return Arg{name: name, value: strconv.Itoa(n), count: float64(n), counted: true}
}

// Say returns the sentence. It is total: a key that is not there comes back as
// it is, an argument that is not given stays as {name}. The tests keep both from
// happening.
func (w *Words) Say(key Key, args ...Arg) string {
	e, ok := w.entries[key]
	if !ok {
		return string(key)
	}
	return w.fill(w.form(e, args), args)
}

// form chooses the plural form of an entry.
func (w *Words) form(e entry, args []Arg) string {
	if e.By == "" {
		return e.Other
	}
	for _, a := range args {
		if a.name == e.By && a.counted && w.locale.CardinalPluralRule(a.count, 0) == locales.PluralRuleOne {
			return e.One
		}
	}
	return e.Other
}

// fill puts the arguments in their places, in one pass, so that a value that
// holds braces is never read as a place.
func (w *Words) fill(s string, args []Arg) string {
	if len(args) == 0 {
		return s
	}
	pairs := make([]string, 0, 2*len(args))
	for _, a := range args {
		value := a.value
		if a.counted {
			value = w.locale.FmtNumber(a.count, 0)
		}
		pairs = append(pairs, "{"+a.name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

// Refusal returns the sentence for a refusal. A code without a sentence gives
// the general one, which still tells the code, so that somebody can ask.
func (w *Words) Refusal(r *gehoor.Refusal) string {
	key := RefusalKey(r.Code)
	e, ok := w.entries[key]
	if !ok {
		return w.Say("refusal.other", With("code", string(r.Code)))
	}
	args := make([]Arg, 0, len(r.Args))
	for name, value := range r.Args {
		args = append(args, w.refusalArg(e, name, value))
	}
	return w.Say(key, args...)
}

// refusalArg reads a refusal's value: a number where the sentence counts, a day in
// full, what a protocol says in the person's own language, else the value itself.
func (w *Words) refusalArg(e entry, name, value string) Arg {
	if n, err := strconv.Atoi(value); err == nil && name == e.By {
		return Count(name, n)
	}
	if day, err := time.Parse(time.DateOnly, value); err == nil && name == "day" {
		return With(name, w.Date(day))
	}
	if name == string(w.lang) {
		return With("why", value)
	}
	return With(name, value)
}

// Explanation is what is said about a refusal to somebody who looks it up.
type Explanation struct {
	Code gehoor.Code
	// Sentence is what the refusal says, with an ellipsis where it has a value.
	Sentence string
	// Why is why it happens, and what somebody does then.
	Why string
}

// Explanations are those of all refusals, by code.
func (w *Words) Explanations() []Explanation {
	var all []Explanation
	for _, key := range w.Keys() {
		code, ok := strings.CutPrefix(string(key), "refusal.")
		if !ok || code == "other" {
			continue
		}
		sentence := w.entries[key].Other
		for _, name := range w.Places(key) {
			sentence = strings.ReplaceAll(sentence, "{"+name+"}", "…")
		}
		all = append(all, Explanation{gehoor.Code(code), sentence, w.Say(ExplainKey(gehoor.Code(code)))})
	}
	return all
}

// ExplainKey is the key of what is said about a refusal.
func ExplainKey(code gehoor.Code) Key { return Key("explain." + string(code)) }

// RefusalKey is the key of a refusal's sentence.
func RefusalKey(code gehoor.Code) Key { return Key("refusal." + string(code)) }

// ExitKey is the key of how a dossier ends, for staff.
func ExitKey(exit string) Key { return Key("exit." + exit) }

// EndedKey is the key of how it ended, in words for the reporter.
func EndedKey(exit string) Key { return Key("ended." + exit) }

// OfficeKey is the key of an office's name, as a reporter chooses it.
func OfficeKey(o gehoor.Office) Key { return Key("office." + string(o)) }

// RoleKey is the key of a role's name.
func RoleKey(r gehoor.Role) Key { return Key("role." + string(r)) }

// subset is what the browser reads; browser/text.ts has the same shape.
type subset struct {
	Language gehoor.Language `json:"lang"`
	Texts    map[Key]entry   `json:"texts"`
}

// Subset returns the named sentences as JSON for a script of the browser, with
// the keys sorted. A key that is not there is left out.
func (w *Words) Subset(keys []Key) ([]byte, error) {
	s := subset{Language: w.lang, Texts: make(map[Key]entry, len(keys))}
	for _, k := range keys {
		if e, ok := w.entries[k]; ok {
			s.Texts[k] = e
		}
	}
	return json.Marshal(s)
}
