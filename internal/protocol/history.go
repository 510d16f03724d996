package protocol

import (
	"cmp"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// history is the facts of a dossier in the order of their Seq, and each of them as
// conditions read it. That is worked out once for all definitions of a set: they are
// read with one vocabulary.
type history struct {
	facts []Fact
	// read is by place in facts, nil until a condition asks for it; nobody changes it.
	read []map[string]any
	none map[gehoor.Kind]map[string]any
	// kinds are those of the facts, kind which of them each fact is.
	kinds []gehoor.Kind
	kind  []int
	// day is that of the moments from its beginning until the next: facts of one day
	// follow each other.
	day         string
	from, until time.Time
}

func newHistory(facts []Fact) *history {
	bySeq := func(a, b Fact) int { return cmp.Compare(a.Seq, b.Seq) }
	if !slices.IsSortedFunc(facts, bySeq) {
		facts = slices.Clone(facts)
		slices.SortStableFunc(facts, bySeq)
	}
	h := &history{facts: facts, read: make([]map[string]any, len(facts)), none: map[gehoor.Kind]map[string]any{}, kind: make([]int, len(facts))}
	numbers := map[gehoor.Kind]int{}
	for i := range facts {
		n, known := numbers[facts[i].Kind]
		if !known {
			n = len(h.kinds)
			numbers[facts[i].Kind], h.kinds = n, append(h.kinds, facts[i].Kind)
		}
		h.kind[i] = n
	}
	return h
}

// begins says whether a fact is there with which a dossier can begin to follow the
// definition. Most dossiers follow few of the protocols of their set, and of the others
// there is nothing to work out.
func (h *history) begins(d Definition) bool {
	return len(d.Trigger) == 0 || slices.ContainsFunc(d.Trigger, func(t Start) bool { return slices.Contains(h.kinds, t.Kind) })
}

// value is the fact at a place as a condition reads it.
func (h *history) value(place int, t FactType) map[string]any {
	if h.read[place] == nil {
		h.read[place] = h.of(t, &h.facts[place])
	}
	return h.read[place]
}

// lacking is a fact of a kind of which there is none.
func (h *history) lacking(t FactType) map[string]any {
	v, ok := h.none[t.Kind]
	if !ok {
		v = h.of(t, &Fact{})
		h.none[t.Kind] = v
	}
	return v
}

// of is a fact as a condition reads it, with every field that its kind has.
func (h *history) of(t FactType, f *Fact) map[string]any {
	v := make(map[string]any, len(common)+len(t.Fields))
	for _, field := range t.Fields {
		v[field.Name] = field.Type.zero()
		if x, known := f.Fields[field.Name]; known && field.Type.fits(x) {
			v[field.Name] = x
		}
	}
	v["signal"], v["by"], v["seq"] = string(f.Signal), string(f.By), int(f.Seq)
	v["day"], v["at"] = "", 0
	if !f.At.IsZero() {
		v["day"], v["at"] = h.dayOf(f.At), int(f.At.Unix())
	}
	return v
}

func (h *history) dayOf(at time.Time) string {
	if at.Before(h.from) || !at.Before(h.until) {
		d := DateOf(at)
		h.day, h.from, h.until = d.String(), d.At(0, 0, 0), d.AddDays(1).At(0, 0, 0)
	}
	return h.day
}

// fits says whether a value is of the Go type that conditions expect: what is not is
// as if it were not known.
func (t ValueType) fits(x any) bool {
	switch x.(type) {
	case bool:
		return t == ValueYesNo
	case int:
		return t == ValueNumber
	case []string:
		return t == ValueChoices
	case string:
		return t == ValueChoice || t == ValueDate || t == ValuePerson || t == ValueCode
	}
	return false
}
