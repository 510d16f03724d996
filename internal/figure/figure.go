// Package figure says which of some counts may be shown to everybody.
//
// # Rules
//
//   - No count below [Least] is shown, nought neither: of fewer it would be somebody's.
//   - A count that is divided is divided whole or not at all. If one part is too small,
//     none of them is shown, so that none can be reckoned back from the others and the
//     whole.
//   - A count that is not shown shows no parts.
//
// Two divisions of one whole may stand beside each other (by who, and by how long) only if
// no part of the one lies in a part of the other by its nature: else the difference is a
// count too. What does lie in another is divided below it. Nor may two wholes that overlap,
// such as a year and a half of it, both be published. That is for whoever makes the counts;
// here only counts are known.
package figure

import "slices"

// Least is the smallest count that is shown (protocols.md §1.12).
const Least = 5

// Count is how many there are of something, and how they are divided. Parts of one division
// add up to N.
type Count struct {
	Name      string
	N         int
	Divisions [][]Count
}

// Shown is what everybody may see of a count. Small: it is not shown, and neither are its
// parts; N is 0 then. Of a division that is not shown all parts are small.
type Shown struct {
	Name      string
	N         int
	Small     bool
	Divisions [][]Shown
}

// Publish says what may be shown.
func Publish(c Count) Shown { return publish(c, c.N >= Least) }

// publish shows a count, or its names alone.
func publish(c Count, show bool) Shown {
	s := Shown{Name: c.Name, N: c.N, Small: !show}
	if !show {
		s.N = 0
	}
	for _, parts := range c.Divisions {
		whole := show && !slices.ContainsFunc(parts, func(p Count) bool { return p.N < Least })
		division := make([]Shown, len(parts))
		for i, p := range parts {
			division[i] = publish(p, whole)
		}
		s.Divisions = append(s.Divisions, division)
	}
	return s
}
