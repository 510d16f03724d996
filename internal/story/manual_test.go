package story_test

import (
	"flag"
	"os"
	"testing"

	"github.com/gehoor/gehoor/internal/story"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write doc/stories.md")

// TestManual: the page for people is that of the program.
func TestManual(t *testing.T) {
	const page = "../../doc/stories.md"
	if *update {
		if err := os.WriteFile(page, []byte(story.Manual()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(story.Manual(), string(text)); diff != "" {
		t.Errorf("doc/stories.md is stale; run go test ./internal/story -run Manual -update:\n%s", diff)
	}
}
