package language

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// The keys of each group.
var (
	rootShape   = keys("protocol version title steps", "ladders roles parameters trigger until decisions guards exits cards")
	stepShape   = keys("id actor each record label told", "start repeat by record-if ends needs term law aim card informs")
	startShape  = keys("fact", "after by if from")
	endShape    = keys("fact if", "")
	termShape   = keys("length basis late", "cases pause extension")
	caseShape   = keys("if length", "urgent late")
	pauseShape  = keys("reasons longest", "")
	longerShape = keys("length needs", "")
	lawShape    = keys("term late", "if length")
	rungShape   = keys("level at to", "")
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
	return read(data, v, func(d protocol.Definition) protocol.Problems { return protocol.Check(d, v, l) })
}

// Read reads a protocol that passed [Parse] before, perhaps in an earlier program and
// with another law table: what it means is not checked again. Every error is a
// [Faults].
func Read(data []byte, v protocol.Vocabulary) (protocol.Definition, error) {
	return read(data, v, func(protocol.Definition) protocol.Problems { return nil })
}

func read(data []byte, v protocol.Vocabulary, check func(protocol.Definition) protocol.Problems) (protocol.Definition, error) {
	root, faults := parseTree(data)
	if len(faults) > 0 {
		return protocol.Definition{}, faults
	}
	r := &definitionReader{scope: protocol.Scope{Vocabulary: v}}
	d := r.root(root)
	if len(r.faults) == 0 {
		r.meant(root, check(d))
	}
	if len(r.faults) > 0 {
		slices.SortStableFunc(r.faults, byPlace)
		return protocol.Definition{}, r.faults
	}
	return d, nil
}

// Doubts says what of a protocol that passes [Parse] will hardly do what its writer
// meant, with its place in the file; beside are the protocols that are followed with it.
// See [protocol.Doubts].
func Doubts(data []byte, v protocol.Vocabulary, beside ...protocol.Definition) Faults {
	root, faults := parseTree(data)
	if len(faults) > 0 {
		return nil
	}
	r := &definitionReader{scope: protocol.Scope{Vocabulary: v}}
	d := r.root(root)
	if len(r.faults) > 0 {
		return nil
	}
	r.meant(root, protocol.Doubts(d, v, beside...))
	slices.SortStableFunc(r.faults, byPlace)
	return r.faults
}

func byPlace(a, b Fault) int { return cmp.Or(a.Line-b.Line, a.Column-b.Column) }

// definitionReader reads one protocol.
type definitionReader struct {
	reader
	ladders map[string][]protocol.Rung
	used    map[string]bool
	scope   protocol.Scope // what a condition can name, without a fact at hand
}

// meant gives what is wrong with the meaning its place in the file: that of the key
// concerned, or of the nearest group around it.
func (r *definitionReader) meant(root *node, problems protocol.Problems) {
	places := map[string]*node{}
	root.places(places)
	steps := 0
	if list := root.fields["steps"]; list != nil {
		steps = len(list.items)
	}
	for _, p := range problems {
		path := written(p.Path, steps)
		for places[path] == nil && path != "" {
			path = above(path)
		}
		r.fault(cmp.Or(places[path], root), p.What, p.Mend)
	}
}

// written is a path in the file: decisions come after the steps.
func written(path string, steps int) string {
	rest, ok := strings.CutPrefix(path, "steps[")
	number, rest, _ := strings.Cut(rest, "]")
	if i, err := strconv.Atoi(number); ok && err == nil && i >= steps {
		return "decisions[" + strconv.Itoa(i-steps) + "]" + rest
	}
	return path
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
	r.readScope(n)
	d.Roles = each(&r.reader, n.fields["roles"], "roles", maxSteps, r.role)
	d.Parameters = each(&r.reader, n.fields["parameters"], "parameters", maxSteps, r.parameter)
	d.Trigger = each(&r.reader, n.fields["trigger"], "triggers", maxStarts, r.start)
	d.Until = each(&r.reader, n.fields["until"], "ends", maxStarts, r.start)
	d.Steps = each(&r.reader, n.fields["steps"], "steps", maxSteps, r.step)
	d.Steps = append(d.Steps, each(&r.reader, n.fields["decisions"], "decisions", maxSteps, r.decision)...)
	d.Guards = each(&r.reader, n.fields["guards"], "guards", maxSteps, r.guard)
	d.Exits = each(&r.reader, n.fields["exits"], "exits", maxSteps, r.exit)
	d.Cards = each(&r.reader, n.fields["cards"], "cards", maxSteps, r.card)
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
	if !r.object(n, "a step", stepShape) {
		return protocol.Step{}
	}
	s := r.common(n, "step")
	where := "step " + quote(string(s.Code))
	s.Stop = r.kinds(n.fields["record"], "records of "+where)
	s.StopIf = r.condition(n.fields["record-if"], s.Stop...)
	if by := n.fields["by"]; by != nil {
		s.StopBy = r.party(by, "who records "+where)
	}
	if aim := n.fields["aim"]; aim != nil {
		s.Aim = r.span(aim, "the aim of "+where)
	}
	s.Informs = each(&r.reader, n.fields["informs"], "those whom "+where+" informs", maxKinds, func(n *node) gehoor.Role {
		return gehoor.Role(r.code(n, "a role that "+where+" informs"))
	})
	if law := n.fields["law"]; law != nil {
		s.Statutory = r.law(law, "the law of "+where)
	}
	return s
}

// common is what steps and decisions share.
func (r *definitionReader) common(n *node, word string) protocol.Step {
	var s protocol.Step
	s.Code = protocol.StepCode(r.code(n.fields["id"], "a "+word+"’s id"))
	where := word + " " + quote(string(s.Code))
	s.Actor = protocol.Who(r.code(n.fields["actor"], "the actor of "+where))
	s.PerSignal = choice(&r.reader, n.fields["each"], "“each” of "+where, "signal", "dossier") == "signal"
	s.Start = each(&r.reader, n.fields["start"], "starts of "+where, maxStarts, r.start)
	s.Ends = each(&r.reader, n.fields["ends"], "ends of "+where, maxKinds, r.end)
	s.Repeat = r.yes(n.fields["repeat"], "“repeat” of "+where)
	s.Needs = each(&r.reader, n.fields["needs"], "needs of "+where, maxNeeds, func(n *node) protocol.StepCode {
		return protocol.StepCode(r.code(n, "a step that "+where+" needs"))
	})
	if card := n.fields["card"]; card != nil {
		s.Card = r.code(card, "the card of "+where)
	}
	s.Label = r.both(n.fields["label"], "the label of "+where, maxLabel)
	s.Told = r.both(n.fields["told"], "what the reporter is told of "+where, maxTold)
	if term := n.fields["term"]; term != nil {
		s.Default = r.term(term, "the term of "+where)
	}
	return s
}

// start is a kind of fact, or one with more to it.
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
		if from := n.fields["from"]; from != nil {
			s.From = r.words(from, "the day from which a start counts", maxWord)
		}
		s.If = r.condition(n.fields["if"], s.Kind)
	}
	return s
}

// end is a kind of fact, or one that ends a step only if something is so.
func (r *definitionReader) end(n *node) protocol.End {
	if n.kind == text {
		return protocol.End{Kind: r.factKind(n)}
	}
	var e protocol.End
	if r.object(n, "an end", endShape) {
		e.Kind = r.factKind(n.fields["fact"])
		e.If = r.condition(n.fields["if"], e.Kind)
	}
	return e
}

func (r *definitionReader) kinds(n *node, what string) []gehoor.Kind {
	return each(&r.reader, n, what, maxKinds, r.factKind)
}

func (r *definitionReader) party(n *node, where string) protocol.Party {
	return choice(&r.reader, n, where, protocol.Parties()...)
}

// bases are what a file calls the bases of a term.
var bases = map[string]protocol.Basis{"default": protocol.BasisDefault, "guidance": protocol.BasisGuidance}

func (r *definitionReader) term(n *node, where string) *protocol.Term {
	t := &protocol.Term{}
	if r.object(n, where, termShape) {
		t.Length = r.span(n.fields["length"], where)
		t.Basis = bases[choice(&r.reader, n.fields["basis"], "the basis of "+where, "default", "guidance")]
		t.Ladder = r.late(n.fields["late"], where)
		t.Cases = each(&r.reader, n.fields["cases"], "cases of "+where, maxKinds, r.caseOf)
		t.Pause, t.Extension = r.pause(n.fields["pause"]), r.longer(n.fields["extension"])
	}
	return t
}

// caseOf is a length that holds when something is so.
func (r *definitionReader) caseOf(n *node) protocol.Case {
	var c protocol.Case
	if r.object(n, "a case of a term", caseShape) {
		c.If = r.condition(n.fields["if"])
		c.Length = r.span(n.fields["length"], "a case of a term")
		c.Urgent = r.yes(n.fields["urgent"], "“urgent” of a case")
		if late := n.fields["late"]; late != nil {
			c.Ladder = r.late(late, "a case of a term")
		}
	}
	return c
}

func (r *definitionReader) pause(n *node) *protocol.Pause {
	if n == nil || !r.object(n, "a pause", pauseShape) {
		return nil
	}
	return &protocol.Pause{
		Reasons: each(&r.reader, n.fields["reasons"], "reasons of a pause", maxKinds, func(n *node) string { return r.code(n, "a reason of a pause") }),
		Longest: r.span(n.fields["longest"], "the longest pause"),
	}
}

func (r *definitionReader) longer(n *node) *protocol.Extension {
	if n == nil || !r.object(n, "an extension", longerShape) {
		return nil
	}
	return &protocol.Extension{Length: r.span(n.fields["length"], "an extension"), Needs: r.words(n.fields["needs"], "what an extension needs", maxLabel)}
}

func (r *definitionReader) law(n *node, where string) *protocol.Statutory {
	s := &protocol.Statutory{}
	if r.object(n, where, lawShape) {
		s.Law = protocol.LawCode(r.words(n.fields["term"], where, maxWord))
		if on := n.fields["if"]; on != nil {
			s.If = r.factKind(on)
		}
		if length := n.fields["length"]; length != nil {
			s.Length = r.span(length, where)
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
