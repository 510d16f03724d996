package draw

import (
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// maxRecorders: what more steps record than this is drawn as something that happens,
// because links from everywhere say nothing.
const maxRecorders = 4

// node is a step or something that happens.
type node struct {
	step int // its place in the definition, -1 for something that happens
	fact event
	lane int

	layer, row int
	lines      []line
	inset      float64 // of a decision: what its points take
	x, y, w, h float64
}

// event is a kind of fact, recorded by that party; "" is anybody.
type event struct {
	kind gehoor.Kind
	by   protocol.Party
}

// style is how a link is drawn.
type style int

// The styles.
const (
	begins style = iota // recording the one begins the other
	needs               // the one must be done first
	both                // begins with it, and must be done first
	back                // begins an earlier one again
)

// link goes from one node to another.
type link struct {
	from, to int
	style    style
}

// graph is a definition as nodes and links.
type graph struct {
	def   protocol.Definition
	nodes []node // the steps in the definition's order, then the events
	links []link
	// joined are the links that are there.
	joined map[link]bool
	lanes  []protocol.Who // by lane, after lane 0 if there are events
	// events says whether lane 0 is that of what happens.
	events bool
}

func newGraph(d protocol.Definition) *graph {
	g := &graph{def: d, joined: map[link]bool{}}
	for i := range d.Steps {
		g.nodes = append(g.nodes, node{step: i})
	}
	g.starts()
	g.needs()
	g.unite()
	g.placeLanes()
	return g
}

// starts links each step to what begins it: the steps that record it, or the event.
func (g *graph) starts() {
	recorders := map[gehoor.Kind][]int{}
	for i, s := range g.def.Steps {
		for _, k := range s.Stop {
			if !slices.Contains(recorders[k], i) {
				recorders[k] = append(recorders[k], i)
			}
		}
	}
	events := map[event]int{}
	for i, s := range g.def.Steps {
		for _, start := range g.startsOf(s) {
			from := slices.DeleteFunc(slices.Clone(recorders[start.Kind]), func(r int) bool {
				by := g.def.Steps[r].StopBy
				return by != "" && start.By != "" && by != start.By
			})
			if len(from) > 0 && len(from) <= maxRecorders {
				for _, r := range from {
					g.join(r, i, begins)
				}
				continue
			}
			e := event{start.Kind, start.By}
			at, ok := events[e]
			if !ok {
				at = len(g.nodes)
				events[e] = at
				g.nodes = append(g.nodes, node{step: -1, fact: e})
			}
			g.join(at, i, begins)
		}
	}
}

// startsOf are the starts of a step, and the facts with which guards force it.
func (g *graph) startsOf(s protocol.Step) []protocol.Start {
	all := slices.Clone(s.Start)
	for _, guard := range g.def.Guards {
		if guard.Effect == protocol.Forces && guard.Step == s.Code {
			for _, k := range guard.On {
				all = append(all, protocol.Start{Kind: k})
			}
		}
	}
	return all
}

// needs links each step to those that must be done before. One that a need of it
// needs already says nothing more.
func (g *graph) needs() {
	direct := g.direct()
	above := make([]bits, len(direct)) // all that a step needs, also through others
	var collect func(i int) bits
	collect = func(i int) bits {
		if above[i] == nil {
			above[i] = newBits(len(direct))
			for n := range direct {
				if direct[i].has(n) {
					above[i].or(collect(n))
					above[i].set(n)
				}
			}
		}
		return above[i]
	}
	for i := range direct {
		for n := range direct {
			through := func(o int) bool { return o != n && direct[i].has(o) && collect(o).has(n) }
			if direct[i].has(n) && !slices.ContainsFunc(g.places(), through) {
				g.join(n, i, needs)
			}
		}
	}
}

// direct are, for each step, the places of those that it names under needs.
func (g *graph) direct() []bits {
	place := map[protocol.StepCode]int{}
	for i, s := range g.def.Steps {
		place[s.Code] = i
	}
	all := make([]bits, len(g.def.Steps))
	for i, s := range g.def.Steps {
		all[i] = newBits(len(all))
		for _, code := range s.Needs {
			if n, ok := place[code]; ok && n != i {
				all[i].set(n)
			}
		}
	}
	return all
}

func (g *graph) places() []int {
	all := make([]int, len(g.def.Steps))
	for i := range all {
		all[i] = i
	}
	return all
}

// unite makes one link of what begins a step and must be done before it too.
func (g *graph) unite() {
	g.links = slices.DeleteFunc(g.links, func(l link) bool {
		return l.style == needs && g.joined[link{l.from, l.to, begins}]
	})
	for i, l := range g.links {
		if l.style == begins && g.joined[link{l.from, l.to, needs}] {
			g.links[i].style = both
		}
	}
}

// join adds a link once; a step that begins itself again says so in its box.
func (g *graph) join(from, to int, s style) {
	l := link{from, to, s}
	if from != to && !g.joined[l] {
		g.joined[l] = true
		g.links = append(g.links, l)
	}
}

// placeLanes gives everybody who does something a lane, in the order of their first
// step, and puts what happens in a lane before them.
func (g *graph) placeLanes() {
	g.events = len(g.nodes) > len(g.def.Steps)
	first := 0
	if g.events {
		first = 1
	}
	for i, s := range g.def.Steps {
		lane := slices.Index(g.lanes, s.Actor)
		if lane < 0 {
			lane = len(g.lanes)
			g.lanes = append(g.lanes, s.Actor)
		}
		g.nodes[i].lane = first + lane
	}
}

// columns is how many lanes there are in all.
func (g *graph) columns() int {
	if g.events {
		return len(g.lanes) + 1
	}
	return len(g.lanes)
}

// bits is a set of small numbers.
type bits []uint64

func newBits(n int) bits { return make(bits, n/64+1) }

func (b bits) set(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bits) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }
func (b bits) or(o bits) {
	for i := range b {
		b[i] |= o[i]
	}
}
