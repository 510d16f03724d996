package veenhaven_test

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/rehearsal"
	"github.com/gehoor/gehoor/internal/story"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the example in doc/rehearse.md and testdata again")

// page is where people read how to rehearse; it has a story and what comes of it.
const page = "../../../doc/rehearse.md"

const golden = "testdata/example.json"

// between is the text of the page in the block that begins with a fence.
func between(t *testing.T, text, fence string) (from, to int) {
	t.Helper()
	from = strings.Index(text, fence+"\n")
	if from < 0 {
		t.Fatalf("%s has no %s", page, fence)
	}
	from += len(fence) + 1
	return from, from + strings.Index(text[from:], "```")
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// example plays the story of the page.
func example(t *testing.T) rehearsal.Timeline {
	t.Helper()
	text := read(t, page)
	from, to := between(t, text, "```story")
	s, err := story.Parse("friday.story", []byte(text[from:to]))
	if err != nil {
		t.Fatal(err)
	}
	r := veenhaven.Rehearsal{Protocols: shipped.Protocols(casework.Vocabulary()), Setting: shipped.Veenhaven(), Now: time.Date(2026, 11, 18, 14, 30, 0, 0, time.UTC)}
	tl, err := r.Play(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return tl
}

// TestPage: what the page says comes of its story is what comes of it, in both
// languages.
func TestPage(t *testing.T) {
	tl := example(t)
	for lang, fence := range map[gehoor.Language]string{gehoor.Dutch: "```verslag", gehoor.English: "```transcript"} {
		var b strings.Builder
		if err := tl.Print(&b, text.For(lang)); err != nil {
			t.Fatal(err)
		}
		said := read(t, page)
		from, to := between(t, said, fence)
		if *update {
			write(t, page, said[:from]+b.String()+said[to:])
			continue
		}
		if diff := cmp.Diff(said[from:to], b.String()); diff != "" {
			t.Errorf("%s is stale; run go test ./internal/story/veenhaven -update (-page +got):\n%s", page, diff)
		}
	}
}

// TestJSON: others read this format. A field may come, none may go or change.
func TestJSON(t *testing.T) {
	got, err := json.MarshalIndent(example(t), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		write(t, golden, string(got)+"\n")
	}
	if diff := cmp.Diff(read(t, golden), string(got)+"\n"); diff != "" {
		t.Errorf("(-golden +got):\n%s", diff)
	}
}
