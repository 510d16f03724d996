package questionnaire

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"unicode/utf8"
)

// node is a JSON value that knows its line. encoding/json alone forgives what a
// file under review must not: a key twice, a key in other case, bytes that are
// no UTF-8.
type node struct {
	line   int
	path   string // keys and places from the root, with slashes
	kind   kind
	text   string // of a string or a number
	truth  bool
	keys   []string // of an object, in the file's order
	fields map[string]*node
	items  []*node
}

type kind string

const (
	object  kind = "an object"
	list    kind = "a list"
	text    kind = "a text"
	number  kind = "a number"
	boolean kind = "true or false"
	null    kind = "null"
)

// grower reads tokens into nodes.
type grower struct {
	dec  *json.Decoder
	data []byte
	// line is that of offset; both only grow.
	line   int
	offset int
}

// grow reads one JSON value with nothing after it.
func grow(data []byte) (*node, error) {
	switch {
	case len(data) > MaxBytes:
		return nil, Faults{{Line: 1, What: "the file is larger than 256 KiB", Mend: "shorten the texts, or split it"}}
	case !utf8.Valid(data):
		return nil, Faults{{Line: 1, What: "the file is not UTF-8", Mend: "save it as UTF-8"}}
	}
	g := &grower{dec: json.NewDecoder(bytes.NewReader(data)), data: data, line: 1}
	g.dec.UseNumber()
	root, err := g.value(0, "")
	if err != nil {
		return nil, err
	}
	if _, err := g.dec.Token(); !errors.Is(err, io.EOF) {
		return nil, g.fault("there is something after the questionnaire", "remove what follows the last brace")
	}
	return root, nil
}

// here is the line of the token that was read last.
func (g *grower) here() int {
	at := int(g.dec.InputOffset())
	g.line += bytes.Count(g.data[g.offset:at], []byte("\n"))
	g.offset = at
	return g.line
}

func (g *grower) fault(what, mend string) error {
	return Faults{{Line: g.here(), What: what, Mend: mend}}
}

func (g *grower) value(depth int, path string) (*node, error) {
	token, err := g.dec.Token()
	if err != nil {
		return nil, g.fault("this is no JSON", "look for a comma, quote or bracket that is missing or too many")
	}
	if depth > maxDepth {
		return nil, g.fault("the brackets are nested too deeply", "a questionnaire needs ten levels")
	}
	n := &node{line: g.here(), path: path}
	switch v := token.(type) {
	case json.Delim:
		if v == '{' {
			return n, g.object(n, depth)
		}
		return n, g.list(n, depth)
	case string:
		n.kind, n.text = text, v
	case json.Number:
		n.kind, n.text = number, v.String()
	case bool:
		n.kind, n.truth = boolean, v
	default:
		n.kind = null
	}
	return n, nil
}

func (g *grower) object(n *node, depth int) error {
	n.kind, n.fields = object, map[string]*node{}
	for g.dec.More() {
		key, err := g.value(depth+1, n.path)
		if err != nil {
			return err
		}
		if slices.Contains(n.keys, key.text) {
			return Faults{{Line: key.line, What: "the field " + quote(key.text) + " is there twice", Mend: "remove one of the two"}}
		}
		field, err := g.value(depth+1, below(n.path, key.text))
		if err != nil {
			return err
		}
		n.keys = append(n.keys, key.text)
		n.fields[key.text] = field
	}
	return g.end()
}

func (g *grower) list(n *node, depth int) error {
	n.kind = list
	for g.dec.More() {
		item, err := g.value(depth+1, below(n.path, strconv.Itoa(len(n.items))))
		if err != nil {
			return err
		}
		n.items = append(n.items, item)
	}
	return g.end()
}

// below is a place within another.
func below(path, name string) string {
	if path == "" {
		return name
	}
	return path + "/" + name
}

// end reads the closing bracket.
func (g *grower) end() error {
	if _, err := g.dec.Token(); err != nil {
		return g.fault("the file ends too early", "close the brackets that are open")
	}
	return nil
}

// quote shows a few characters of a file in an error, never all of a long one.
func quote(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	b, _ := json.Marshal(s) // a string always has a JSON form
	return string(b)
}
