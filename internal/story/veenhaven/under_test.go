package veenhaven_test

import (
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/story"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/protocols/stories"
)

// TestOfficeHolder: the stories of the protocol for office-holders come out as they
// say, and each of its guards is shown at work in one and passed in one.
func TestOfficeHolder(t *testing.T) {
	var d protocol.Definition
	for _, one := range shipped.All(casework.Vocabulary()) {
		if one.Code == "office-holder" {
			d = one
		}
	}
	files, err := stories.Under(d.Code)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	names, err := fs.Glob(files, "*.story")
	if err != nil || len(names) == 0 {
		t.Fatal("there are no stories", err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		texts[strings.TrimSuffix(name, ".story")] = string(data)
		t.Run(name, func(t *testing.T) {
			s, err := story.Parse(name, data)
			if err != nil {
				t.Fatal(err)
			}
			played, err := veenhaven.Rehearsal{Protocol: d, Setting: shipped.Veenhaven(), Now: time.Now()}.Play(t.Context(), s)
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range played.Unmet {
				t.Errorf("line %d: %s: found %s", line.Line, line.Text, line.Found)
			}
			t.Logf("%d expectations, %d acts, %d lines stated instead of done", played.Counts.Expectations, played.Counts.Acts, played.Counts.Stated)
		})
	}
	for _, g := range d.Guards {
		stopped, ok := texts[g.Stopped]
		shown := strings.Contains(stopped, "refused-by "+g.Code+"\n") || g.Effect == protocol.Forces && strings.Contains(stopped, "expect "+string(g.Step)+" due")
		if !ok || !shown {
			t.Errorf("%s is not shown at work in %s", g.Code, g.Stopped)
		}
		if _, ok := texts[g.Passed]; !ok {
			t.Errorf("%s has no story %s that it lets pass", g.Code, g.Passed)
		}
	}
}
