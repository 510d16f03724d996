package personnel

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
)

// Field is what a column can hold.
type Field string

// The fields.
const (
	Number   Field = "number"
	Name     Field = "name"
	Given    Field = "given"
	Prefix   Field = "prefix"
	Surname  Field = "surname"
	Manager  Field = "manager"
	StandIn  Field = "standIn"
	Unit     Field = "unit"
	Function Field = "function"
	Mail     Field = "mail"
	Office   Field = "office"
	Party    Field = "party"
	From     Field = "from"
	Until    Field = "until"
)

// Fields are all, in the order in which they are asked.
func Fields() []Field {
	return []Field{Number, Name, Given, Prefix, Surname, Manager, StandIn, Unit, Function, Mail, Office, Party, From, Until}
}

// Mapping says which column holds what, by its place from 0.
type Mapping map[Field]int

// Remembered is the same by the columns' headings, as it is kept for the next file.
type Remembered map[Field]string

//go:embed columns.json
var columnsFile []byte

// spelled is how headings are written, the surest first; without spaces and signs.
var spelled = mustRead[map[Field][]string](columnsFile)

// mustRead reads a file that is part of the program.
func mustRead[T any](file []byte) (v T) {
	if err := json.Unmarshal(file, &v); err != nil {
		panic(err)
	}
	return v
}

// bare is a heading without spaces, signs and marks on letters.
func bare(heading string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, plain(heading))
}

// Guess says which column holds what: what was said the last time goes first. No column is
// taken twice.
func Guess(headings []string, remembered Remembered) Mapping {
	g := guess{mapping: Mapping{}, taken: map[int]bool{}}
	for _, f := range Fields() {
		if said, ok := remembered[f]; ok {
			g.take(f, slices.Index(headings, said))
		}
	}
	bares := make([]string, len(headings))
	for i, h := range headings {
		bares[i] = bare(h)
	}
	most := 0
	for _, words := range spelled {
		most = max(most, len(words))
	}
	for rank := range most {
		for _, f := range Fields() {
			if words := spelled[f]; rank < len(words) && !leftOut(f, remembered, headings) {
				g.take(f, slices.Index(bares, words[rank]))
			}
		}
	}
	return g.mapping
}

type guess struct {
	mapping Mapping
	taken   map[int]bool
}

func (g guess) take(f Field, at int) {
	if _, has := g.mapping[f]; at < 0 || has || g.taken[at] {
		return
	}
	g.mapping[f], g.taken[at] = at, true
}

// leftOut says whether somebody left a field without a column the last time, in a file with
// these headings.
func leftOut(f Field, remembered Remembered, headings []string) bool {
	if _, has := remembered[f]; has || len(remembered) == 0 {
		return false
	}
	for _, h := range remembered {
		if !slices.Contains(headings, h) {
			return false
		}
	}
	return true
}

// Remember is what is kept of a mapping.
func Remember(headings []string, m Mapping) Remembered {
	r := Remembered{}
	for f, at := range m {
		if at >= 0 && at < len(headings) {
			r[f] = headings[at]
		}
	}
	return r
}

// Lack is what a mapping lacks, or has twice.
type Lack string

// What can be wrong with a mapping.
const (
	LacksNothing Lack = ""
	LacksNumber  Lack = "number"
	LacksName    Lack = "name"
	HasTwice     Lack = "twice"
)

// Lacks says whether the mapping can be used.
func (m Mapping) Lacks() Lack {
	if _, has := m[Number]; !has {
		return LacksNumber
	}
	_, whole := m[Name]
	if _, has := m[Surname]; !has && !whole {
		return LacksName
	}
	seen := map[int]bool{}
	for _, at := range m {
		if seen[at] {
			return HasTwice
		}
		seen[at] = true
	}
	return LacksNothing
}
