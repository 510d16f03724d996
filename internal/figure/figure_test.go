package figure_test

import (
	"fmt"
	"testing"

	"github.com/gehoor/gehoor/internal/figure"
	"pgregory.net/rapid"
)

func part(name string, n int, divisions ...[]figure.Count) figure.Count {
	return figure.Count{Name: name, N: n, Divisions: divisions}
}

// told writes what is shown in one line.
func told(s figure.Shown) string {
	line := fmt.Sprint(s.N)
	if s.Small {
		line = "-"
	}
	for _, parts := range s.Divisions {
		line += "("
		for i, p := range parts {
			if i > 0 {
				line += " "
			}
			line += told(p)
		}
		line += ")"
	}
	return line
}

func TestPublish(t *testing.T) {
	for name, c := range map[string]struct {
		count figure.Count
		want  string
	}{
		"nothing":                 {part("all", 0), "-"},
		"four":                    {part("all", 4), "-"},
		"five":                    {part("all", 5), "5"},
		"parts":                   {part("all", 12, []figure.Count{part("a", 5), part("b", 7)}), "12(5 7)"},
		"one part too small":      {part("all", 12, []figure.Count{part("a", 4), part("b", 8)}), "12(- -)"},
		"a part is nought":        {part("all", 12, []figure.Count{part("a", 0), part("b", 12)}), "12(- -)"},
		"two divisions":           {part("all", 12, []figure.Count{part("a", 4), part("b", 8)}, []figure.Count{part("c", 6), part("d", 6)}), "12(- -)(6 6)"},
		"parts of parts":          {part("all", 20, []figure.Count{part("a", 10, []figure.Count{part("x", 5), part("y", 5)}), part("b", 10, []figure.Count{part("x", 9), part("y", 1)})}), "20(10(5 5) 10(- -))"},
		"parts of what is hidden": {part("all", 14, []figure.Count{part("a", 10, []figure.Count{part("x", 5), part("y", 5)}), part("b", 4)}), "14(-(- -) -)"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := told(figure.Publish(c.count)); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// split are all ways in which so many can be three kinds.
func split(n int) [][3]int {
	var all [][3]int
	for a := range n + 1 {
		for b := range n - a + 1 {
			all = append(all, [3]int{a, b, n - a - b})
		}
	}
	return all
}

// Of two divisions that are shown beside each other, how many are in a part of the one and a
// part of the other has at least five values that fit, too.
func TestNothingReckonedAcross(t *testing.T) {
	for n := 10; n < 40; n++ {
		for a := figure.Least; n-a >= figure.Least; a++ {
			for b := figure.Least; n-b >= figure.Least; b++ {
				if least, most := max(0, a+b-n), min(a, b); most-least < figure.Least {
					t.Errorf("of %d, %d and %d have from %d to %d in common", n, a, b, least, most)
				}
			}
		}
	}
}

// No figure below five is shown, whatever there is, and what is shown adds up.
func TestNothingSmall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var look func(figure.Shown)
		look = func(s figure.Shown) {
			if s.Small != (s.N < figure.Least) {
				t.Errorf("%+v", s)
			}
			for _, parts := range s.Divisions {
				sum, small := 0, 0
				for _, p := range parts {
					sum += p.N
					if p.Small {
						small++
					}
					look(p)
				}
				if small != 0 && small != len(parts) || small == 0 && sum != s.N {
					t.Errorf("%+v", s)
				}
			}
		}
		look(figure.Publish(drawn(t, 3)))
	})
}

// drawn is any count, divided to a depth.
func drawn(t *rapid.T, depth int) figure.Count {
	if depth == 0 {
		return part("one", rapid.IntRange(0, 9).Draw(t, "n"))
	}
	n, parts := 0, []figure.Count{}
	for range rapid.IntRange(1, 3).Draw(t, "parts") {
		p := drawn(t, depth-1)
		n, parts = n+p.N, append(parts, p)
	}
	return part("some", n, parts)
}

// margins are how many things there are by who bears them, of the first bearer by whether
// they were breaches, and by how long they are borne. Only these are published; how the two
// go together, whatever they are, is not.
type margins struct{ breach, other, second, short, middle, long int }

// count divides them as the figures do.
func (m margins) count() figure.Count {
	return part("all", m.breach+m.other+m.second,
		[]figure.Count{part("first", m.breach+m.other, []figure.Count{part("breach", m.breach), part("other", m.other)}), part("second", m.second)},
		[]figure.Count{part("short", m.short), part("middle", m.middle), part("long", m.long)})
}

// all are the figures themselves, shown or not.
func all(c figure.Count) []int {
	list := []int{c.N}
	for _, parts := range c.Divisions {
		for _, p := range parts {
			list = append(list, all(p)...)
		}
	}
	return list
}

func shown(s figure.Shown) []bool {
	list := []bool{!s.Small}
	for _, parts := range s.Divisions {
		for _, p := range parts {
			list = append(list, shown(p)...)
		}
	}
	return list
}

// Nobody reckons back what is not shown, who knows the rule and every other figure too: for
// whatever is published, every figure that is not has at least five values that fit it.
func TestNothingReckonedBack(t *testing.T) {
	type seen struct {
		shown  []bool
		values []map[int]bool
	}
	published := map[string]*seen{}
	look := func(m margins) {
		count := m.count()
		s := figure.Publish(count)
		one := published[told(s)]
		if one == nil {
			one = &seen{shown: shown(s)}
			for range one.shown {
				one.values = append(one.values, map[int]bool{})
			}
			published[told(s)] = one
		}
		for i, n := range all(count) {
			one.values[i][n] = true
		}
	}
	for n := range 20 {
		for _, by := range split(n) {
			for _, long := range split(n) {
				look(margins{by[0], by[1], by[2], long[0], long[1], long[2]})
			}
		}
	}
	if len(published) < 20 {
		t.Fatalf("only %d ways to publish were seen", len(published))
	}
	for line, one := range published {
		for i, is := range one.shown {
			if is && len(one.values[i]) != 1 {
				t.Errorf("%s: figure %d is shown, and can be %v", line, i, one.values[i])
			}
			if !is && len(one.values[i]) < figure.Least {
				t.Errorf("%s: figure %d is not shown, and can only be %v", line, i, one.values[i])
			}
		}
	}
}
