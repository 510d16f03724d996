package record_test

import (
	"flag"
	"os"
	"testing"

	"github.com/gehoor/gehoor/internal/record"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write doc/records.md")

// TestManual: the page for people is that of the program.
func TestManual(t *testing.T) {
	const page = "../../doc/records.md"
	if *update {
		if err := os.WriteFile(page, []byte(record.Manual()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(record.Manual(), string(text)); diff != "" {
		t.Errorf("doc/records.md is stale; run go test ./internal/record -run Manual -update:\n%s", diff)
	}
}
