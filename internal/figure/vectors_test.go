package figure_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor/internal/figure"
)

// vector is a count and what everybody may see of it, as browsers reckon it too
// (web/browser/lib/figure.ts).
type vector struct {
	Count counted `json:"count"`
	Shown seen    `json:"shown"`
}

type counted struct {
	Name      string      `json:"name"`
	N         int         `json:"n"`
	Divisions [][]counted `json:"divisions,omitempty"`
}

type seen struct {
	Name      string   `json:"name"`
	N         int      `json:"n"`
	Small     bool     `json:"small"`
	Divisions [][]seen `json:"divisions,omitempty"`
}

func (c counted) count() figure.Count {
	out := figure.Count{Name: c.Name, N: c.N}
	for _, parts := range c.Divisions {
		var all []figure.Count
		for _, p := range parts {
			all = append(all, p.count())
		}
		out.Divisions = append(out.Divisions, all)
	}
	return out
}

func seenOf(s figure.Shown) seen {
	out := seen{Name: s.Name, N: s.N, Small: s.Small}
	for _, parts := range s.Divisions {
		var all []seen
		for _, p := range parts {
			all = append(all, seenOf(p))
		}
		out.Divisions = append(out.Divisions, all)
	}
	return out
}

// made are counts of every kind: two divisions beside each other, one of them divided again.
func made() []counted {
	r := rand.New(rand.NewPCG(1, 2))
	leaf := func(name string, most int) counted { return counted{Name: name, N: r.IntN(most)} }
	sum := func(name string, parts ...counted) counted {
		c := counted{Name: name, Divisions: [][]counted{parts}}
		for _, p := range parts {
			c.N += p.N
		}
		return c
	}
	all := []counted{{Name: "none"}, {Name: "four", N: 4}, {Name: "five", N: 5}}
	for _, most := range []int{3, 6, 9, 12, 20, 40} {
		for range 6 {
			whole := sum("all", sum("a", leaf("a1", most), leaf("a2", most)), sum("b", leaf("b1", most), leaf("b2", most), leaf("b3", most)))
			first := r.IntN(whole.N + 1)
			whole.Divisions = append(whole.Divisions, []counted{{Name: "first", N: first}, {Name: "second", N: whole.N - first}})
			all = append(all, whole)
		}
	}
	return all
}

// TestVectors: what browsers reckon by is what is reckoned here.
func TestVectors(t *testing.T) {
	path := filepath.Join("..", "..", "testdata", "vectors", "figures.json")
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("GEHOOR_UPDATE") != "" {
		var all []vector
		for _, c := range made() {
			all = append(all, vector{c, seenOf(figure.Publish(c.count()))})
		}
		if data, err = json.MarshalIndent(all, "", "\t"); err == nil {
			err = os.WriteFile(path, append(data, '\n'), 0o644)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	var all []vector
	if err := json.Unmarshal(data, &all); err != nil || len(all) < 30 {
		t.Fatalf("%d vectors, %v", len(all), err)
	}
	shown := 0
	for i, v := range all {
		got := seenOf(figure.Publish(v.Count.count()))
		if diff := cmp.Diff(v.Shown, got); diff != "" {
			t.Errorf("%d (-want +got):\n%s", i, diff)
		}
		if !got.Small {
			shown++
		}
	}
	if shown < 10 || shown == len(all) {
		t.Errorf("%d of %d are shown: the vectors say little", shown, len(all))
	}
}
