package seal_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
)

// TestCheckNumber: Go gives the numbers of the vectors, as the browser does, and
// another number for whatever is changed.
func TestCheckNumber(t *testing.T) {
	file, err := os.ReadFile(filepath.Join("..", "..", "testdata", "vectors", "check-number.json"))
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Org       gehoor.OrgID
		Person    gehoor.PersonID
		Recipient seal.Recipient
		Number    string
	}
	if err := json.Unmarshal(file, &vectors); err != nil || len(vectors) < 3 {
		t.Fatalf("%d vectors: %v", len(vectors), err)
	}
	seen := map[string]bool{}
	for _, v := range vectors {
		got := seal.CheckNumber(v.Org, v.Person, v.Recipient, "")
		if got != v.Number {
			t.Errorf("%s %s: %s, want %s", v.Org, v.Person, got, v.Number)
		}
		if seen[got] || len(got) != 35 || strings.Trim(got, "0123456789 ") != "" {
			t.Errorf("%q is no number of its own", got)
		}
		seen[got] = true
	}
}
