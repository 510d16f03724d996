package draw

import (
	"cmp"
	"slices"
)

// layers turns back the links that would make a circle and gives each node its
// layer: one below the lowest of those it follows.
func (g *graph) layers() {
	g.turnBack()
	forward := slices.DeleteFunc(slices.Clone(g.links), func(l link) bool { return l.style == back })
	g.longest(forward)
	g.lower(forward)
	g.rows()
}

// turnBack makes a link a way back if its end already leads to its beginning. Needs
// go first: they are no circle. Then what goes on in the definition's order.
func (g *graph) turnBack() {
	order := make([]int, len(g.links))
	for i := range order {
		order[i] = i
	}
	rank := func(l link) int {
		switch {
		case l.style == needs || l.style == both:
			return 0
		case g.nodes[l.from].step < l.to:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rank(g.links[a]), rank(g.links[b])) })
	reach := make([]bits, len(g.nodes))
	for i := range reach {
		reach[i] = newBits(len(g.nodes))
		reach[i].set(i)
	}
	for _, i := range order {
		l := &g.links[i]
		switch {
		case reach[l.to].has(l.from):
			l.style = back
		case reach[l.from].has(l.to):
		default:
			for _, r := range reach {
				if r.has(l.from) {
					r.or(reach[l.to])
				}
			}
		}
	}
}

// longest gives each node the length of the longest way to it.
func (g *graph) longest(links []link) {
	for changed := true; changed; {
		changed = false
		for _, l := range links {
			if least := g.nodes[l.from].layer + 1; g.nodes[l.to].layer < least {
				g.nodes[l.to].layer, changed = least, true
			}
		}
	}
}

// lower puts what happens just above the first step that it begins.
func (g *graph) lower(links []link) {
	for i := range g.nodes {
		if g.nodes[i].step >= 0 {
			continue
		}
		first := -1
		for _, l := range links {
			if at := g.nodes[l.to].layer; l.from == i && (first < 0 || at < first) {
				first = at
			}
		}
		if first > 0 {
			g.nodes[i].layer = first - 1
		}
	}
}

// rows gives each node its row: a layer has as many as the fullest of its lanes.
func (g *graph) rows() {
	order := make([]int, len(g.nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(g.nodes[a].layer, g.nodes[b].layer) })
	row, layer := 0, 0
	taken := map[int]int{} // rows of this layer that a lane has used
	for _, i := range order {
		n := &g.nodes[i]
		if n.layer != layer {
			for _, used := range taken {
				row = max(row, used)
			}
			clear(taken)
			layer = n.layer
		}
		if taken[n.lane] < row {
			taken[n.lane] = row
		}
		n.row = taken[n.lane]
		taken[n.lane]++
	}
}
