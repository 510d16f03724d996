package draw_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol/draw"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/protocols"
)

// seeds are the shipped protocols.
func seeds(t testing.TB) [][]byte {
	t.Helper()
	var all [][]byte
	for _, name := range protocols.Shipped() {
		file, ok := protocols.Protocol(name)
		if !ok {
			t.Fatalf("there is no %s", name)
		}
		all = append(all, file)
	}
	return all
}

// FuzzFile: every file that is a protocol has a picture that a page can show.
func FuzzFile(f *testing.F) {
	law := shipped.Law()
	for _, seed := range seeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		d, err := language.Parse(file, casework.Vocabulary(), law)
		if err != nil {
			t.Skip()
		}
		for _, lang := range languages {
			p := look(t, draw.Protocol(d, options(lang)))
			p.clear(t)
		}
	})
}

// TestShipped: every shipped protocol has a picture in both languages.
func TestShipped(t *testing.T) {
	files := seeds(t)
	if len(files) < 2 {
		t.Fatalf("only %d protocols: the search is broken", len(files))
	}
	for _, file := range files {
		d, err := language.Parse(file, casework.Vocabulary(), shipped.Law())
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range languages {
			p := look(t, draw.Protocol(d, options(lang)))
			p.clear(t)
			for i, g := range d.Guards {
				if says := fmt.Sprintf("%d. %s", i+1, g.Why.In(lang)); !strings.Contains(p.desc, says) {
					t.Errorf("%s: the guard %s is not told", d.Code, g.Code)
				}
			}
			for _, e := range d.Exits {
				if !strings.Contains(p.desc, e.Label.In(lang)) {
					t.Errorf("%s: the exit %s is not told", d.Code, e.Code)
				}
			}
		}
	}
}
