package language

import (
	"errors"
	"strconv"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Limits of a file. Protocol B, the longest that is shipped, has a sixth of them.
const (
	// MaxBytes bounds a file.
	MaxBytes = 256 << 10
	maxNodes = 50_000
	maxDepth = 12
)

// kind is what a value is, in the words of a fault.
type kind string

const (
	object kind = "a group of keys"
	list   kind = "a list"
	text   kind = "a text"
)

// node is a value of a file and the place where it stands. What YAML would take
// for a number, a truth or a date is the text that was written: whoever writes a
// version or the name of a country means just that.
type node struct {
	kind         kind
	text         string
	line, column int
	// inset is where the text begins after its place: 1 if it is quoted, -1 if it
	// stands on lines of its own.
	inset int
	key   *node // where its key stands; nil if it has none
	// path is where it is, as protocol.Problem has it: "steps[2].start[0].kind".
	path   string
	keys   []string
	fields map[string]*node
	items  []*node
}

// grower makes nodes of YAML's, within the limits.
type grower struct {
	faults Faults
	left   int
}

// parseTree reads one YAML document without anchors, tags and doubled keys.
func parseTree(data []byte) (*node, Faults) {
	at := func(line int, what, mend string) Faults {
		return Faults{{Line: line, Column: 1, What: what, Mend: mend}}
	}
	if len(data) > MaxBytes {
		return nil, at(1, "the file is larger than "+strconv.Itoa(MaxBytes)+" bytes", "shorten it")
	}
	if !utf8.Valid(data) {
		return nil, at(1, "the file is no UTF-8", "save it as UTF-8")
	}
	var doc yaml.Node
	if err := yaml.Load(data, &doc); err != nil {
		return nil, Faults{notYAML(err)}
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 {
		return nil, at(1, "the file is empty", "write a protocol in it")
	}
	g := &grower{left: maxNodes}
	root := g.grow(doc.Content[0], "", 0)
	return root, g.faults
}

// notYAML says where the parser gave up.
func notYAML(err error) Fault {
	f := Fault{Line: 1, Column: 1, What: "this is no YAML", Mend: "look at the spaces at the beginning of the line, and put quotation marks around a text with a colon"}
	var load *yaml.LoadError
	if errors.As(err, &load) && load.Mark.Line > 0 {
		f.Line, f.Column = load.Mark.Line, max(1, load.Mark.Column)
	}
	var all *yaml.LoadErrors
	if errors.As(err, &all) { // the only error without a place, of those that a tree can have
		f.What, f.Mend = "there is more than one document in the file", "remove the line ---, or make two files"
	}
	return f
}

func (g *grower) fault(n *yaml.Node, what, mend string) {
	if len(g.faults) < maxFaults {
		g.faults = append(g.faults, Fault{Line: n.Line, Column: n.Column, What: what, Mend: mend})
	}
}

func (g *grower) grow(y *yaml.Node, path string, depth int) *node {
	n := &node{kind: text, line: y.Line, column: y.Column, path: path}
	if g.left--; g.left < 0 || depth > maxDepth {
		if g.left == -1 || depth > maxDepth {
			g.fault(y, "there is too much in the file, or too deep", "make it shorter and flatter")
		}
		return n
	}
	if y.Anchor != "" || y.Kind == yaml.AliasNode {
		g.fault(y, "anchors are not known here", "write it out, or give a ladder a name")
		return n
	}
	if y.Style&yaml.TaggedStyle != 0 {
		g.fault(y, "tags are not known here", "remove "+quote(y.Tag))
	}
	switch y.Kind {
	case yaml.MappingNode:
		n.kind, n.fields = object, map[string]*node{}
		for i := 0; i+1 < len(y.Content); i += 2 {
			g.field(n, y.Content[i], y.Content[i+1], depth)
		}
	case yaml.SequenceNode:
		n.kind = list
		for i, item := range y.Content {
			n.items = append(n.items, g.grow(item, path+"["+strconv.Itoa(i)+"]", depth+1))
		}
	default:
		n.text, n.inset = y.Value, inset(y.Style)
	}
	return n
}

func inset(style yaml.Style) int {
	switch {
	case style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return -1
	case style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		return 1
	}
	return 0
}

func (g *grower) field(n *node, key, value *yaml.Node, depth int) {
	switch {
	case key.Kind != yaml.ScalarNode:
		g.fault(key, "a key is "+string(list)+" or "+string(object), "make it a word")
		return
	case n.fields[key.Value] != nil:
		g.fault(key, "the key "+quote(key.Value)+" stands here twice", "remove one")
		return
	}
	n.keys = append(n.keys, key.Value)
	one := g.grow(value, below(n.path, key.Value), depth+1)
	one.key = &node{line: key.Line, column: key.Column}
	if one.kind == text && one.text == "" { // an empty value stands nowhere
		one.line, one.column = key.Line, key.Column
	}
	n.fields[key.Value] = one
}

// below is the path of a key.
func below(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// places lists where each path stands.
func (n *node) places(into map[string]*node) {
	into[n.path] = n
	for _, key := range n.keys {
		n.fields[key].places(into)
	}
	for _, item := range n.items {
		item.places(into)
	}
}
