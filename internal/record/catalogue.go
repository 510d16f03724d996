package record

import (
	"slices"

	"github.com/gehoor/gehoor"
)

// all is the catalogue, one theme a file.
var all = slices.Concat(weighings, safety, care, measures, talks, people, notices, letters, inquiries, detriments, decisions, publications, complaints, terms, consenting, revealing, patterns, later)

// All lists every kind of record, in the order in which they are shown.
func All() []Type { return slices.Clone(all) }

// Of finds a kind of record, and says whether there is one.
func Of(kind gehoor.Kind) (Type, bool) {
	i := slices.IndexFunc(all, func(t Type) bool { return t.Kind == kind })
	if i < 0 {
		return Type{}, false
	}
	return all[i], true
}

// Number stands for the kind in an address, which must not tell what is written:
// browsers keep addresses, and people look over shoulders.
func (t Type) Number() string { return gehoor.Code(t.Kind).Number() }

// Numbered finds a kind of record by its number, and says whether there is one.
func Numbered(number string) (Type, bool) {
	i := slices.IndexFunc(all, func(t Type) bool { return t.Number() == number })
	if i < 0 {
		return Type{}, false
	}
	return all[i], true
}

// The words in which the catalogue is written.

func both(nl, en string) gehoor.Text { return gehoor.Text{NL: nl, EN: en} }

func option(value, nl, en string) Option { return Option{Value: value, Label: both(nl, en)} }

// source is an answer that can be directed at the source.
func source(value, nl, en string) Option {
	o := option(value, nl, en)
	o.AtSource = true
	return o
}

func yesNo(name, nl, en string) Field { return Field{Name: name, Label: both(nl, en), Type: YesNo} }

func date(name, nl, en string) Field { return Field{Name: name, Label: both(nl, en), Type: Date} }

func number(name, nl, en string, least, most int) Field {
	return Field{Name: name, Label: both(nl, en), Type: Number, Least: least, Most: most}
}

func choice(name, nl, en string, options ...Option) Field {
	return Field{Name: name, Label: both(nl, en), Type: Choice, Options: options}
}

// choices can be as many as there are options.
func choices(name, nl, en string, least int, options ...Option) Field {
	return Field{Name: name, Label: both(nl, en), Type: Choices, Options: options, Least: least, Most: len(options)}
}

func person(name, nl, en string) Field { return Field{Name: name, Label: both(nl, en), Type: Person} }

func ofChart(name, nl, en string) Field { return Field{Name: name, Label: both(nl, en), Type: OfChart} }

func step(name, nl, en string) Field { return Field{Name: name, Label: both(nl, en), Type: Step} }

func question(name, nl, en string) Field {
	return Field{Name: name, Label: both(nl, en), Type: Question}
}

func answer(name, nl, en string) Field { return Field{Name: name, Label: both(nl, en), Type: Answer} }

func line(name, nl, en string) Field {
	return Field{Name: name, Label: both(nl, en), Type: Text, Sealed: true}
}

// needed: it must be answered. Of choices, also those of which the least is 0, so
// that "none of these" is said and not forgotten.
func (f Field) needed() Field { f.Needed = true; return f }

func (f Field) agree() Field { f.Needed, f.Agree = true, true; return f }

func (f Field) sealed() Field { f.Sealed = true; return f }

func (f Field) help(nl, en string) Field { f.Help = both(nl, en); return f }

func (f Field) unless(field string, in ...string) Field { f.Unless = When{field, in}; return f }

func (f Field) under(nl, en string) Field { f.Part = both(nl, en); return f }

func (f Field) within(field string) Field { f.Within = field; return f }

func words(nl, en string) Words { return Words{Label: both(nl, en)} }

func (w Words) needed() Words { w.Needed = true; return w }

func (w Words) help(nl, en string) Words { w.Help = both(nl, en); return w }
