package record

import (
	"slices"
	"strconv"
	"time"

	"github.com/gehoor/gehoor"
)

// Codes of refusals about records. The argument field is the name of a question of
// the catalogue.
const (
	// CodeUnknown: there is no such kind of record, or nobody can write it yet.
	CodeUnknown gehoor.Code = "record.unknown"
	// CodeField: an answer to a question that the form does not have.
	CodeField gehoor.Code = "record.unknown-field"
	// CodeMissing: a question is not answered; args: field.
	CodeMissing gehoor.Code = "record.missing"
	// CodeWrong: an answer that is none to that question; args: field.
	CodeWrong gehoor.Code = "record.wrong"
	// CodeBounds: a number is too small or too large, or too few or too many are
	// chosen; args: field, least, most.
	CodeBounds gehoor.Code = "record.out-of-bounds"
	// CodeAgree: the declaration must be made; args: field.
	CodeAgree gehoor.Code = "record.not-declared"
	// CodeWords: the words are missing, or there should be none.
	CodeWords gehoor.Code = "record.words"
	// CodeAbout: it is about one signal, and none of the dossier's is named; or it
	// is about the dossier, and one is.
	CodeAbout gehoor.Code = "record.about"
	// CodeLetter: there is no such letter, or it was made for somebody else.
	CodeLetter gehoor.Code = "record.no-letter"
	// CodeMeasure: there is no such measure, it has ended, or whoever the record names does
	// not bear it.
	CodeMeasure gehoor.Code = "record.no-measure"
)

// Check refuses a record that is not as the catalogue says. What is sealed was
// checked in the browser of whoever wrote it, and is again in that of whoever
// confirms it.
func (t Type) Check(r Record) error {
	for name := range r.Fields {
		if f, ok := t.Field(name); !ok || f.Sealed {
			return gehoor.Refuse(CodeField)
		}
	}
	for _, f := range t.Open() {
		if err := f.check(r.Fields); err != nil {
			return err
		}
	}
	switch { // a form that has no words seals what was not written all the same
	case t.About == AboutSignal && r.Signal == "", t.About == AboutDossier && r.Signal != "":
		return gehoor.Refuse(CodeAbout)
	case t.Words.Needed && r.Content == "", !t.Wordy() && !t.HasForm() && r.Content != "":
		return gehoor.Refuse(CodeWords)
	case r.Content == "" && slices.ContainsFunc(t.SealedFields(), func(f Field) bool { return f.Needed || f.Least > 0 }):
		return gehoor.Refuse(CodeWords)
	}
	return t.checkAlike(r)
}

// check refuses a wrong answer, or none.
func (f Field) check(all Fields) error {
	v, answered := all[f.Name]
	relaxed := f.Unless.Holds(all)
	switch {
	case !answered && f.Needed && !relaxed:
		return gehoor.Refuse(CodeMissing, "field", f.Name)
	case !answered:
		return nil
	case !f.holds(v), f.Within != "" && !among(v, all[f.Within]):
		return gehoor.Refuse(CodeWrong, "field", f.Name)
	case f.Agree && v != true:
		return gehoor.Refuse(CodeAgree, "field", f.Name)
	}
	if n, counted := amount(v); counted && f.bounded() && (n < f.Least && !relaxed || n > f.Most) {
		return gehoor.Refuse(CodeBounds, "field", f.Name, "least", strconv.Itoa(f.Least), "most", strconv.Itoa(f.Most))
	}
	return nil
}

// among says whether all choices of one field were made in another.
func among(chosen, of any) bool {
	list, _ := chosen.([]string)
	from, _ := of.([]string)
	return !slices.ContainsFunc(list, func(one string) bool { return !slices.Contains(from, one) })
}

func (f Field) bounded() bool { return f.Least != 0 || f.Most != 0 }

// amount is what bounds are about: a number, or how many choices there are.
func amount(v any) (int, bool) {
	switch x := v.(type) {
	case int:
		return x, true
	case []string:
		return len(x), true
	}
	return 0, false
}

// holds says whether v is an answer to the question.
func (f Field) holds(v any) bool {
	switch x := v.(type) {
	case bool:
		return f.Type == YesNo
	case int:
		return f.Type == Number || (f.Type == Letter || f.Type == Measure) && x >= 1
	case []string:
		return f.Type == Choices && f.choices(x)
	case string:
		return f.holdsText(x)
	}
	return false
}

func (f Field) choices(list []string) bool {
	for i, one := range list {
		if _, ok := f.OptionLabel(one); !ok || slices.Contains(list[:i], one) {
			return false
		}
	}
	return true
}

func (f Field) holdsText(x string) bool {
	switch f.Type {
	case Choice:
		_, ok := f.OptionLabel(x)
		return ok
	case Date:
		_, err := time.Parse(time.DateOnly, x)
		return err == nil
	case Person, OfChart:
		_, err := gehoor.ParsePersonID(x)
		return err == nil
	case Step, Question, Answer:
		return isCode(x)
	}
	return false
}

// maxCode bounds a code: those of the longest protocol are half of it.
const maxCode = 64

// isCode: what a code of a protocol looks like. Whether there is such a one, the
// protocol knows.
func isCode(x string) bool {
	return x != "" && len(x) <= maxCode && !slices.ContainsFunc([]byte(x), func(b byte) bool {
		return (b < 'a' || b > 'z') && (b < '0' || b > '9') && b != '-'
	})
}
