package adoption

import (
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Point is a fact of a dossier since which it follows what the stream of protocols said
// by some fact.
type Point struct {
	// Seq is the dossier's fact.
	Seq gehoor.Seq
	// Setting is the fact of the stream of protocols; see [State.Setting].
	Setting gehoor.Seq
}

// Held are the guards that hold at once in a dossier, beside the set with which it was
// opened: those of the edition of each of its protocols that was adopted last, at each
// of the points, which are in their order. One that the next edition has no more holds
// until the point at which the dossier took that edition up. That a protocol is retired
// changes nothing. It depends on nothing that was adopted after the last point.
func (s *State) Held(set protocol.Set, points []Point) []protocol.Held {
	var all []protocol.Held
	for _, d := range set {
		all = append(all, s.heldBeside(d, points)...)
	}
	return all
}

func (s *State) heldBeside(d protocol.Definition, points []Point) []protocol.Held {
	var all []protocol.Held
	for _, p := range points {
		var now []protocol.Held
		last, ok := s.edition(d.Code, p.Setting)
		if ok {
			now, _ = d.AtOnce(last.Definition)
		}
		for i := range all {
			at := slices.IndexFunc(now, all[i].Same)
			switch {
			case all[i].Until != 0:
			case at < 0:
				all[i].Until = p.Seq
			default:
				now = slices.Delete(now, at, at+1)
			}
		}
		for _, h := range now {
			h.From, h.At = p.Seq, last.At
			all = append(all, h)
		}
	}
	return all
}

// edition is the one of a protocol that was adopted last by some fact, retired or not.
func (s *State) edition(code string, by gehoor.Seq) (Adoption, bool) {
	for _, a := range slices.Backward(s.All) {
		if a.Protocol == code && a.Seq <= by {
			return a, true
		}
	}
	return Adoption{}, false
}

// reachesOpen says whether adopting a definition changes anything in dossiers that are
// open: it has guards that hold at once, or takes the place of one that has.
func (s *State) reachesOpen(d protocol.Definition) bool {
	before, _ := s.Last(d.Code)
	atOnce := func(g protocol.Guard) bool { return g.AtOnce }
	return slices.ContainsFunc(d.Guards, atOnce) || slices.ContainsFunc(before.Definition.Guards, atOnce)
}

// Reach is what adopting a definition changes in dossiers that follow an earlier edition
// of it. Whether there are any it does not say.
type Reach struct {
	// Version is that edition.
	Version string
	// Hold are the guards that hold there from then on, Unfit those that cannot.
	Hold  []protocol.Held
	Unfit []protocol.Unfit
	// Gone are those that hold there now and would not any more.
	Gone []protocol.Held
}

// Reaches says it of each earlier edition that dossiers can still follow, the newest
// first; editions in which nothing changes are not among them.
func (s *State) Reaches(d protocol.Definition, shipped protocol.Set) []Reach {
	var all []Reach
	last, _ := s.Last(d.Code)
	for _, before := range s.editions(d.Code, shipped) {
		r := Reach{Version: before.Version}
		var now []protocol.Held
		if last.Seq != 0 {
			now, _ = before.AtOnce(last.Definition)
		}
		r.Hold, r.Unfit = before.AtOnce(d)
		for _, h := range now {
			if !slices.ContainsFunc(r.Hold, h.Same) {
				r.Gone = append(r.Gone, h)
			}
		}
		r.Hold = slices.DeleteFunc(r.Hold, func(h protocol.Held) bool { return slices.ContainsFunc(now, h.Same) })
		if len(r.Hold)+len(r.Unfit)+len(r.Gone) > 0 {
			all = append(all, r)
		}
	}
	return all
}

// editions are those of a protocol that there were, the newest first, each once.
func (s *State) editions(code string, shipped protocol.Set) []protocol.Definition {
	var all []protocol.Definition
	add := func(d protocol.Definition) {
		if !slices.ContainsFunc(all, func(o protocol.Definition) bool { return o.Digest() == d.Digest() }) {
			all = append(all, d)
		}
	}
	for _, a := range slices.Backward(s.All) {
		if a.Protocol == code {
			add(a.Definition)
		}
	}
	if d, ok := shipped.Protocol(code); ok {
		add(d)
	}
	return all
}
