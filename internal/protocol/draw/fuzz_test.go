package draw_test

import (
	"testing"

	"github.com/gehoor/gehoor/internal/protocol/draw"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/protocols"
)

func seeds() [][]byte { return [][]byte{protocols.Receive()} }

// FuzzFile: every file that is a protocol has a picture that a page can show.
func FuzzFile(f *testing.F) {
	law := shipped.Law()
	for _, seed := range seeds() {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		d, err := language.Parse(file, receiveKinds, law)
		if err != nil {
			t.Skip()
		}
		for _, lang := range languages {
			p := look(t, draw.Protocol(d, options(lang)))
			p.clear(t)
		}
	})
}

// TestSeeds: the fuzzer begins with files that are protocols.
func TestSeeds(t *testing.T) {
	for _, seed := range seeds() {
		if _, err := language.Parse(seed, receiveKinds, shipped.Law()); err != nil {
			t.Error(err)
		}
	}
}
