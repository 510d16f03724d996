package language

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// The keys of each group.
var (
	rootShape  = keys("protocol version title steps", "ladders")
	stepShape  = keys("id actor each start record label told", "repeat by ends needs term law aim")
	startShape = keys("fact", "after by")
	termShape  = keys("length basis late", "")
	lawShape   = keys("term late", "if")
	rungShape  = keys("level at to", "")
)

const ladderWhere = "the ladder "

// Limits of lists.
const (
	maxSteps   = 200
	maxLadders = 50
	maxRungs   = 9
	maxStarts  = 10
	maxKinds   = 20
	maxNeeds   = 20
)

// Parse reads a protocol and checks it with the vocabulary and the law table. What
// it returns has passed [protocol.Check]. Every error is a [Faults].
func Parse(data []byte, v protocol.Vocabulary, l protocol.Law) (protocol.Definition, error) {
	root, faults := parseTree(data)
	if len(faults) > 0 {
		return protocol.Definition{}, faults
	}
	r := &definitionReader{}
	d := r.root(root)
	if len(r.faults) == 0 {
		r.meant(root, protocol.Check(d, v, l))
	}
	if len(r.faults) > 0 {
		slices.SortStableFunc(r.faults, func(a, b Fault) int { return cmp.Or(a.Line-b.Line, a.Column-b.Column) })
		return protocol.Definition{}, r.faults
	}
	return d, nil
}

// definitionReader reads one protocol.
type definitionReader struct {
	reader
	ladders map[string][]protocol.Rung
	used    map[string]bool
}

// meant gives what is wrong with the meaning its place in the file: that of the key
// concerned, or of the nearest group around it.
func (r *definitionReader) meant(root *node, problems protocol.Problems) {
	places := map[string]*node{}
	root.places(places)
	for _, p := range problems {
		path := p.Path
		for places[path] == nil && path != "" {
			path = above(path)
		}
		r.fault(cmp.Or(places[path], root), p.What, p.Mend)
	}
}

// above is the path of the group around.
func above(path string) string {
	for i := len(path) - 1; i > 0; i-- {
		if path[i] == '.' || path[i] == '[' {
			return path[:i]
		}
	}
	return ""
}

func (r *definitionReader) root(n *node) protocol.Definition {
	var d protocol.Definition
	if !r.object(n, "the protocol", rootShape) {
		return d
	}
	d.Code = r.code(n.fields["protocol"], "the protocol's name")
	d.Version = r.words(n.fields["version"], "the version", maxWord)
	d.Title = r.both(n.fields["title"], "the title", maxLabel)
	r.readLadders(n.fields["ladders"])
	d.Steps = each(&r.reader, n.fields["steps"], "steps", maxSteps, r.step)
	r.unused(n.fields["ladders"])
	return d
}

// readLadders reads the named ladders.
func (r *definitionReader) readLadders(n *node) {
	r.ladders, r.used = map[string][]protocol.Rung{}, map[string]bool{}
	if n == nil || !r.is(n, "ladders", object) {
		return
	}
	if len(n.keys) > maxLadders {
		r.fault(n, "there are "+strconv.Itoa(len(n.keys))+" ladders", "have at most "+strconv.Itoa(maxLadders))
		return
	}
	for _, name := range n.keys {
		one := n.fields[name]
		if !codePattern.MatchString(name) {
			r.fault(one, ladderWhere+quote(name)+" has no name", "write small letters and digits, with hyphens between words")
		}
		r.ladders[name] = r.rungs(one, ladderWhere+quote(name))
	}
}

// unused: what nobody names is a mistake, or will be one.
func (r *definitionReader) unused(n *node) {
	if n == nil {
		return
	}
	for _, name := range n.keys {
		if !r.used[name] {
			r.fault(n.fields[name], "no step uses "+ladderWhere+quote(name), "name it under a term’s late, or remove it")
		}
	}
}

func (r *definitionReader) step(n *node) protocol.Step {
	var s protocol.Step
	if !r.object(n, "a step", stepShape) {
		return s
	}
	s.Code = protocol.StepCode(r.code(n.fields["id"], "a step’s id"))
	where := "step " + quote(string(s.Code))
	s.Actor = gehoor.Role(r.code(n.fields["actor"], "the actor of "+where))
	s.PerSignal = choice(&r.reader, n.fields["each"], "“each” of "+where, "signal", "dossier") == "signal"
	s.Start = each(&r.reader, n.fields["start"], "starts of "+where, maxStarts, r.start)
	s.Stop = r.kinds(n.fields["record"], "records of "+where)
	s.Ends = r.kinds(n.fields["ends"], "ends of "+where)
	if repeat := n.fields["repeat"]; repeat != nil {
		s.Repeat = choice(&r.reader, repeat, "“repeat” of "+where, "true", "false") == "true"
	}
	if by := n.fields["by"]; by != nil {
		s.StopBy = r.party(by, "who records "+where)
	}
	s.Needs = each(&r.reader, n.fields["needs"], "needs of "+where, maxNeeds, func(n *node) protocol.StepCode {
		return protocol.StepCode(r.code(n, "a step that "+where+" needs"))
	})
	s.Label = r.both(n.fields["label"], "the label of "+where, maxLabel)
	s.Told = r.both(n.fields["told"], "what the reporter is told of "+where, maxTold)
	if aim := n.fields["aim"]; aim != nil {
		s.Aim = r.span(aim, "the aim of "+where)
	}
	if term := n.fields["term"]; term != nil {
		s.Default = r.term(term, "the term of "+where)
	}
	if law := n.fields["law"]; law != nil {
		s.Statutory = r.law(law, "the law of "+where)
	}
	return s
}

// start is a kind of fact, or one with a delay.
func (r *definitionReader) start(n *node) protocol.Start {
	if n.kind == text {
		return protocol.Start{Kind: r.factKind(n)}
	}
	var s protocol.Start
	if r.object(n, "a start", startShape) {
		s.Kind = r.factKind(n.fields["fact"])
		if by := n.fields["by"]; by != nil {
			s.By = r.party(by, "who records a start")
		}
		if after := n.fields["after"]; after != nil {
			s.After = r.span(after, "the delay of a start")
		}
	}
	return s
}

func (r *definitionReader) kinds(n *node, what string) []gehoor.Kind {
	return each(&r.reader, n, what, maxKinds, r.factKind)
}

func (r *definitionReader) party(n *node, where string) protocol.Party {
	return choice(&r.reader, n, where, protocol.ByStaff, protocol.ByReporter, protocol.BySystem)
}

// bases are what a file calls the bases of a term.
var bases = map[string]protocol.Basis{"default": protocol.BasisDefault, "guidance": protocol.BasisGuidance}

func (r *definitionReader) term(n *node, where string) *protocol.Term {
	t := &protocol.Term{}
	if r.object(n, where, termShape) {
		t.Length = r.span(n.fields["length"], where)
		t.Basis = bases[choice(&r.reader, n.fields["basis"], "the basis of "+where, "default", "guidance")]
		t.Ladder = r.late(n.fields["late"], where)
	}
	return t
}

func (r *definitionReader) law(n *node, where string) *protocol.Statutory {
	s := &protocol.Statutory{}
	if r.object(n, where, lawShape) {
		s.Law = protocol.LawCode(r.words(n.fields["term"], where, maxWord))
		if on := n.fields["if"]; on != nil {
			s.If = r.factKind(on)
		}
		s.Ladder = r.late(n.fields["late"], where)
	}
	return s
}

// late is the name of a ladder, or a ladder.
func (r *definitionReader) late(n *node, where string) []protocol.Rung {
	if n.kind != text {
		return r.rungs(n, "“late” of "+where)
	}
	ladder, ok := r.ladders[n.text]
	if !ok {
		r.fault(n, where+" names the unknown ladder "+quote(n.text), "write it under ladders")
	}
	r.used[n.text] = true
	return ladder
}
