package story

import (
	"fmt"
	"slices"
	"strings"
)

// want is what one form would have had at the place where a line stopped to fit.
type want struct {
	word string // a word or a blank; "" is the end of the line
	form Form
	why  string // what is wrong with what stands there; "" if it is only another word
}

// failure is how far a line fitted, and what could have followed.
type failure struct {
	at    int
	wants []want
}

// missed is the failure of one form.
func missed(at int, word string, form Form, why string) *failure {
	return &failure{at: at, wants: []want{{word, form, why}}}
}

// or keeps what fitted further, and both if they fitted equally far.
func (f failure) or(other failure) failure {
	switch {
	case len(f.wants) == 0 || other.at > f.at:
		return other
	case other.at < f.at:
		return f
	}
	return failure{at: f.at, wants: append(slices.Clone(f.wants), other.wants...)}
}

// problem says it to a person.
func (f failure) problem(tokens []token) *lexProblem {
	if f.at >= len(tokens) {
		col := 1
		if n := len(tokens); n > 0 {
			col = tokens[n-1].col + len([]rune(tokens[n-1].text))
		}
		return &lexProblem{col, "the line is not complete", f.shapes()}
	}
	t := tokens[f.at]
	if near := nearest(t, f.words()); near != "" {
		return &lexProblem{t.col, fmt.Sprintf("unknown word %s", shown(t)), "did you mean " + near + "?"}
	}
	for _, w := range f.wants {
		if w.why != "" {
			return &lexProblem{t.col, w.why, f.shapes()}
		}
	}
	return &lexProblem{t.col, fmt.Sprintf("unknown word %s", shown(t)), f.shapes()}
}

// maxShapes bounds how many forms a message offers.
const maxShapes = 3

func (f failure) shapes() string {
	var shapes []string
	for _, w := range f.wants {
		if shape := "‘" + string(w.form) + "’"; !slices.Contains(shapes, shape) {
			shapes = append(shapes, shape)
		}
	}
	if len(shapes) > maxShapes {
		return "the list of sentences is in doc/stories.md"
	}
	return "write " + strings.Join(shapes, " or ")
}

// words are all that could have stood there.
func (f failure) words() []string {
	var words []string
	for _, w := range f.wants {
		if name, ok := blank(w.word); ok {
			words = append(words, choices[kind(name)]...)
		} else if w.word != "" {
			words = append(words, w.word)
		}
	}
	return words
}

// maxDistance is how many letters may be wrong in a word that is still meant.
const maxDistance = 2

func nearest(t token, words []string) string {
	best, found := maxDistance+1, ""
	if t.quoted || len(t.text) > 2*maxShown {
		return ""
	}
	for _, w := range words {
		if d := distance(t.text, w); d < best && d < len(w) {
			best, found = d, w
		}
	}
	return found
}

// distance is the number of letters to change, add or drop (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// maxShown is how much of a word a message repeats.
const maxShown = 40

func shown(t token) string {
	r := []rune(t.text)
	if len(r) > maxShown {
		r = append(r[:maxShown:maxShown], '…')
	}
	return quote(string(r))
}
