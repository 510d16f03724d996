package story_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	value "github.com/gehoor/gehoor/internal/rehearsal"
	"github.com/gehoor/gehoor/internal/story"
	"github.com/google/go-cmp/cmp"
)

// rehearse rehearses a text on fixed days.
func rehearse(t *testing.T, text string, try bool) (value.Timeline, error) {
	t.Helper()
	s, err := story.Parse("x.story", []byte("title T\norganisation veenhaven\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return story.Rehearse(t.Context(), rehearsal(t, ledgertest.NewMemory()), today, s, try)
}

// tell is a timeline in one line for each entry.
func tell(tl value.Timeline) string {
	var b strings.Builder
	for _, e := range tl.Entries {
		fmt.Fprintf(&b, "%s %s", e.At.Format("01-02 15:04:05"), e.Kind)
		for _, word := range []string{e.Who, e.Text, e.Signal, e.Step, strings.Join(e.To, "+"), e.Notice, string(e.Code), e.Args["found"]} {
			if word != "" {
				b.WriteString(" " + word)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

const rehearsed = `at 2026-01-05 09:00
as reporter R1
send alderman nl
at 2026-01-06 09:00
outside mayor "Asks the alderman to wait."
as noor
state fact measure.proposed
feedback "Too early."
refused protocol.not-yet
asleep until 2026-01-13 09:00
as noor
acknowledge "We have it."
expect acknowledge met
`

// TestRehearse: everything that happens is told, in the order of its moments, with
// what each act caused after it.
func TestRehearse(t *testing.T) {
	tl, err := rehearse(t, rehearsed, false)
	if err != nil {
		t.Fatal(err)
	}
	want := `01-05 08:00:00 act R1 send alderman nl
01-05 08:00:00 began R1 acknowledge
01-05 08:30:00 told bram+noor signal
01-06 08:00:00 outside mayor Asks the alderman to wait.
01-06 08:00:00 stated noor state fact measure.proposed
01-06 08:00:00 refused noor feedback "Too early." protocol.not-yet
01-12 22:59:59 began R1 feedback
01-12 23:00:00 late R1 acknowledge
01-13 08:00:00 asleep
01-13 08:00:00 told bram late
01-13 08:00:00 escalated R1 acknowledge bram
01-13 08:00:00 act noor acknowledge "We have it."
01-13 08:00:00 met R1 acknowledge
01-13 08:00:00 unmet expect acknowledge met found met-late
`
	if diff := cmp.Diff(want, tell(tl)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(value.Counts{Acts: 3, Stated: 1, Outside: 1, Expectations: 2, Held: 1}, tl.Counts); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]value.Unmet{{Line: 15, Text: "expect acknowledge met", Found: "found met-late"}}, tl.Unmet); diff != "" {
		t.Errorf("unmet (-want +got):\n%s", diff)
	}
	if got := tl.Known("R1", "bram").Format("01-02 15:04"); got != "01-05 08:30" {
		t.Errorf("bram knew at %s", got)
	}
	if !tl.Known("R1", "jet").IsZero() {
		t.Error("jet knew")
	}
}

// TestRehearseStops: an act that fails ends the rehearsal, and is told.
func TestRehearseStops(t *testing.T) {
	tl, err := rehearse(t, sent+"make-formal\nmake-formal\nexpect stage receive", false)
	if err != nil {
		t.Fatal(err)
	}
	want := []value.Unmet{{Line: 7, Text: "make-formal", Found: "refused: signal.formal-before", Stopped: true}}
	if diff := cmp.Diff(want, tl.Unmet); diff != "" || tl.Holds() || tl.Counts.Held != 0 {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestRehearseTries: what is refused is left out, also what leans on it, and nothing
// is expected.
func TestRehearseTries(t *testing.T) {
	tl, err := rehearse(t, sent+"make-formal\nmake-formal\nas noor\nfeedback \"x\"\nwrite \"y\"\nrefused signal.unknown\nexpect stage conclude", true)
	if err != nil || !tl.Holds() {
		t.Fatal(err, tl.Unmet)
	}
	for _, line := range []string{"skipped R1 make-formal signal.formal-before", `skipped noor feedback "x" protocol.not-yet`, `act noor write "y"`} {
		if !strings.Contains(tell(tl), line) {
			t.Errorf("no %s in\n%s", line, tell(tl))
		}
	}
	struck := "  strike noor\n  strike bram\n  strike saar\n  strike milan\nreply \"z\"\nas noor\nnote \"n\""
	if tl, err = rehearse(t, sent+struck, true); err != nil || strings.Count(tell(tl), "skipped") != 3 {
		t.Errorf("%v\n%s", err, tell(tl))
	}
}

// TestRehearsedIsPlayed: a rehearsal of a shipped story holds as its play does, the
// same each time.
func TestRehearsedIsPlayed(t *testing.T) {
	for _, path := range files(t) {
		var told [2]value.Timeline
		for i := range told {
			s := parse(t, path)
			var err error
			if told[i], err = story.Rehearse(t.Context(), rehearsal(t, ledgertest.NewMemory(), s.Protocols()...), today, s, false); err != nil {
				t.Fatal(err)
			}
		}
		c := told[0].Counts
		if !told[0].Holds() || c.Held != c.Expectations {
			t.Errorf("%s: %d of %d: %v", filepath.Base(path), c.Held, c.Expectations, told[0].Unmet)
		}
		if diff := cmp.Diff(told[0], told[1]); diff != "" {
			t.Errorf("%s twice:\n%s", filepath.Base(path), diff)
		}
	}
}

// TestRehearseEnds: who does not wait any longer gets no half rehearsal.
func TestRehearseEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s, err := story.Parse("x.story", []byte("title T\norganisation veenhaven\n"+sent))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := story.Rehearse(ctx, rehearsal(t, ledgertest.NewMemory()), today, s, false); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
