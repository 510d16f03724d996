package language

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// shape says which keys an object has. The JSON Schema says the same; a test
// compares them.
type shape struct{ required, optional []string }

func keys(required, optional string) shape {
	return shape{strings.Fields(required), strings.Fields(optional)}
}

// reader turns nodes into values and collects what is wrong.
type reader struct{ faults Faults }

func (r *reader) fault(n *node, what, mend string) {
	if len(r.faults) < maxFaults {
		r.faults = append(r.faults, Fault{Line: n.line, Column: n.column, What: what, Mend: mend})
	}
}

// object says whether n is a group with the keys of the shape; what is missing or
// unknown is a fault. Only a group that lacks nothing is read on.
func (r *reader) object(n *node, where string, s shape) bool {
	if !r.is(n, where, object) {
		return false
	}
	for _, key := range n.keys {
		if !slices.Contains(s.required, key) && !slices.Contains(s.optional, key) {
			r.fault(n.fields[key].key, where+" has the unknown key "+quote(key), suggest(key, slices.Concat(s.required, s.optional)))
		}
	}
	whole := true
	for _, key := range s.required {
		if n.fields[key] == nil {
			r.fault(n, where+" has no "+quote(key), "add it")
			whole = false
		}
	}
	return whole
}

// suggest names the key that was perhaps meant, or all that there are.
func suggest(key string, known []string) string {
	for _, k := range known {
		if len(key) > 2 && (strings.HasPrefix(k, key) || strings.HasPrefix(key, k) || oneOff(key, k)) {
			return "perhaps " + quote(k) + " is meant"
		}
	}
	return "remove it; known are " + strings.Join(known, ", ")
}

// oneOff says whether two words differ by one letter, or by two that changed places.
func oneOff(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		return i < len(a) && (a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:])
	case 1:
		return a[i:] == b[i+1:]
	}
	return false
}

func (r *reader) is(n *node, where string, want kind) bool {
	if n.kind != want {
		r.fault(n, where+" is "+string(n.kind), "make it "+string(want))
		return false
	}
	return true
}

// each reads a list of at most so many.
func each[T any](r *reader, n *node, what string, most int, read func(*node) T) []T {
	if n == nil || !r.is(n, "the list of "+what, list) {
		return nil
	}
	if len(n.items) > most {
		r.fault(n, "there are "+strconv.Itoa(len(n.items))+" "+what, "have at most "+strconv.Itoa(most))
		return nil
	}
	all := make([]T, len(n.items))
	for i, item := range n.items {
		all[i] = read(item)
	}
	return all
}

// Limits of texts, in characters.
const (
	maxWord  = 80
	maxLabel = 200
	maxTold  = 1000
)

// words reads plain text on one line.
func (r *reader) words(n *node, where string, most int) string {
	if !r.is(n, where, text) {
		return ""
	}
	switch {
	case strings.TrimSpace(n.text) == "":
		r.fault(n, where+" is empty", "write it, or leave the key out if it may be")
	case len([]rune(n.text)) > most:
		r.fault(n, where+" is longer than "+strconv.Itoa(most)+" characters", "shorten it")
	case strings.ContainsAny(n.text, "<>"), strings.ContainsFunc(n.text, func(c rune) bool { return !unicode.IsPrint(c) }):
		r.fault(n, where+" has markup or a sign that is not seen", "write plain text on one line")
	}
	return n.text
}

var languagesShape = keys("nl en", "")

// both reads a text in both languages.
func (r *reader) both(n *node, where string, most int) gehoor.Text {
	if !r.object(n, where, languagesShape) {
		return gehoor.Text{}
	}
	return gehoor.Text{
		NL: r.words(n.fields["nl"], where+" in Dutch", most),
		EN: r.words(n.fields["en"], where+" in English", most),
	}
}

var (
	codePattern = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	kindPattern = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
)

func (r *reader) code(n *node, where string) string {
	s := r.words(n, where, maxWord)
	if n.kind == text && !codePattern.MatchString(s) {
		r.fault(n, where+" is "+quote(s), "write small letters and digits, with hyphens between words")
	}
	return s
}

func (r *reader) factKind(n *node) gehoor.Kind {
	s := r.words(n, "a kind of fact", maxWord)
	if n.kind == text && !kindPattern.MatchString(s) {
		r.fault(n, quote(s)+" is no kind of fact", "write it as noun.what-happened, such as signal.received")
	}
	return gehoor.Kind(s)
}

func (r *reader) span(n *node, where string) protocol.Span {
	s := r.words(n, where, maxWord)
	if n.kind != text || s == "" {
		return protocol.Span{}
	}
	span, err := protocol.ParseSpan(s)
	if err != nil {
		r.fault(n, where+" is "+quote(s), "write it as 7kd (days), 5wd (working days), 24u (hours), 4wu (working hours), 6wk, 3mnd, or 1mnd+2wk+3kd")
	}
	return span
}

// choice reads one of a few words.
func choice[T ~string](r *reader, n *node, where string, of ...T) T {
	s := T(r.words(n, where, maxWord))
	if n.kind == text && s != "" && !slices.Contains(of, s) {
		known := make([]string, len(of))
		for i, o := range of {
			known[i] = string(o)
		}
		r.fault(n, where+" is "+quote(string(s)), "write "+strings.Join(known, " or "))
	}
	return s
}
