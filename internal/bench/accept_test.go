package bench_test

import (
	"encoding/json"
	"testing"

	"github.com/gehoor/gehoor/internal/bench"
)

// TestAccept sends a few signals for a moment: none may be refused or lost, and
// a line has the keys that others read.
func TestAccept(t *testing.T) {
	var lines []bench.Accepted
	o := bench.Options{Dir: t.TempDir(), Engine: "sqlite", Clients: []int{1, 4}, Seconds: 0.05}
	if err := bench.Accept(t.Context(), o, func(a bench.Accepted) { lines = append(lines, a) }); err != nil {
		t.Fatal(err)
	}
	for _, l := range lines {
		text, err := json.Marshal(l)
		t.Logf("%s %v", text, err)
	}
}
