package draw

import (
	"cmp"
	"slices"
)

// The measures of what runs between boxes, in pixels.
const (
	margin    = 12.0
	track     = 8.0  // between lines that run side by side
	edge      = 16.0 // between a box and the first line beside it
	arrow     = 9.0  // the length of an arrow's head
	exitShift = 14.0 // between the places where links of each style leave a box
	entryEdge = 12.0 // from the corner of a box to the first place where links arrive
)

// net is all links of one style from one node: they share a line.
type net struct {
	from  int
	style style
}

// stretch is where a net runs: in a channel from column to column, in a gutter from
// row to row. Its track is the place among those beside it.
type stretch struct {
	net      net
	from, to int
	track    int
}

// way is a link's course. Channel r is above row r, gutter c left of lane c.
type way struct {
	link
	gutter int // -1 if it needs none
	entry  float64
	// straight: it comes right from the box above.
	straight bool
}

// routing is the course of all links and the room that it takes.
type routing struct {
	*graph
	rows     int
	occupied map[[2]int]int // row and lane → node
	ways     []way
	channels [][]stretch
	gutters  [][]stretch
}

func route(g *graph) *routing {
	r := &routing{graph: g, occupied: map[[2]int]int{}}
	for i, n := range g.nodes {
		r.rows = max(r.rows, n.row+1)
		r.occupied[[2]int{n.row, n.lane}] = i
	}
	r.channels = make([][]stretch, r.rows+1)
	r.gutters = make([][]stretch, g.columns()+1)
	for _, l := range g.links {
		r.ways = append(r.ways, r.course(l))
	}
	for i := range r.channels {
		pack(r.channels[i])
	}
	for i := range r.gutters {
		pack(r.gutters[i])
	}
	r.entries()
	return r
}

// course finds a link's way, and takes the room that it needs. A link goes straight
// down if no box is in between; else through the gutter on its side.
func (r *routing) course(l link) way {
	from, to := r.nodes[l.from], r.nodes[l.to]
	w, n := way{link: l, gutter: -1}, net{l.from, l.style}
	below := from.row + 1
	if to.row >= below && r.free(to.lane, below, to.row) {
		w.straight = from.lane == to.lane
		if !w.straight {
			r.channels[below] = take(r.channels[below], n, middle(from.lane), middle(to.lane))
		}
		return w
	}
	w.gutter = to.lane
	if from.lane > to.lane || from.lane == to.lane && l.style == needs {
		w.gutter++
	}
	r.channels[below] = take(r.channels[below], n, middle(from.lane), 2*w.gutter)
	r.channels[to.row] = take(r.channels[to.row], n, 2*w.gutter, middle(to.lane))
	r.gutters[w.gutter] = take(r.gutters[w.gutter], n, below, to.row)
	return w
}

// middle is a lane's place among columns: gutters are the even numbers.
func middle(lane int) int { return 2*lane + 1 }

// free says whether no box stands in a lane in those rows.
func (r *routing) free(lane, from, before int) bool {
	for row := from; row < before; row++ {
		if _, taken := r.occupied[[2]int{row, lane}]; taken {
			return false
		}
	}
	return true
}

// take makes room for a net, or more of it.
func take(all []stretch, n net, a, b int) []stretch {
	a, b = min(a, b), max(a, b)
	for i := range all {
		if all[i].net == n {
			all[i].from, all[i].to = min(all[i].from, a), max(all[i].to, b)
			return all
		}
	}
	return append(all, stretch{net: n, from: a, to: b})
}

// pack gives stretches their tracks: as few as there are, none over another.
func pack(all []stretch) {
	slices.SortStableFunc(all, func(a, b stretch) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	var ends []int // where the last stretch of each track ends
	for i := range all {
		t := slices.IndexFunc(ends, func(end int) bool { return end < all[i].from })
		if t < 0 {
			t = len(ends)
			ends = append(ends, 0)
		}
		all[i].track, ends[t] = t, all[i].to
	}
}

// tracks is how many lines run side by side.
func tracks(all []stretch) int {
	most := 0
	for _, s := range all {
		most = max(most, s.track+1)
	}
	return most
}

func trackOf(all []stretch, n net) int {
	for _, s := range all {
		if s.net == n {
			return s.track
		}
	}
	return 0
}

// exit is where links of a style leave a box, from its left edge.
func exit(s style) float64 {
	switch s {
	case needs:
		return boxWidth/2 + exitShift
	case both:
		return boxWidth/2 - exitShift
	case back:
		return boxWidth/2 - 2*exitShift
	}
	return boxWidth / 2
}

// entries gives links their places on the upper edge of where they arrive: those
// from the left in the left half, and never where a link leaves, so that no line
// runs over another.
func (r *routing) entries() {
	sides := map[[2]int][]int{}
	for i, w := range r.ways {
		if w.straight {
			r.ways[i].entry = exit(w.style)
			continue
		}
		side := [2]int{w.to, 0}
		if r.fromRight(w) {
			side[1] = 1
		}
		sides[side] = append(sides[side], i)
	}
	const half = boxWidth/2 - 2*exitShift - 6 - entryEdge
	for side, ways := range sides {
		for k, i := range ways {
			at := entryEdge + half*float64(k+1)/float64(len(ways)+1)
			if side[1] == 1 {
				at = boxWidth - at
			}
			r.ways[i].entry = at
		}
	}
}

func (r *routing) fromRight(w way) bool {
	if w.gutter >= 0 {
		return w.gutter > r.nodes[w.to].lane
	}
	return r.nodes[w.from].lane > r.nodes[w.to].lane
}
