package story_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/story"
	"github.com/gehoor/gehoor/internal/view"
)

// lateDemo is the one story of the demo in which people are late, on purpose.
const lateDemo = "demo-late.story"

// TestDemoIsBelievable: whenever the demo is begun, its people did in time what the
// protocols ask, but for one dossier, which shows what lateness looks like.
func TestDemoIsBelievable(t *testing.T) {
	monday := time.Date(2026, time.November, 16, 7, 5, 0, 0, time.UTC)
	moments := []time.Time{monday, monday.AddDate(0, 0, 1), today, monday.AddDate(0, 0, 6).Add(14 * time.Hour), time.Date(2026, time.December, 28, 9, 0, 0, 0, time.UTC)}
	if testing.Short() {
		moments = moments[1:2]
	}
	paths, err := filepath.Glob(filepath.Join(storyDir, "demo-*.story"))
	if err != nil || len(paths) < 10 {
		t.Fatal(len(paths), err)
	}
	want := slices.Sorted(slices.Values(shipped.Profile("small", casework.Vocabulary()).Protocols))
	for _, now := range moments {
		for _, path := range paths {
			t.Run(now.Format("2006-01-02 ")+filepath.Base(path), func(t *testing.T) {
				s := parse(t, path)
				if got := slices.Sorted(slices.Values(s.Protocols())); !slices.Equal(got, want) {
					t.Errorf("it plays under %v, and the demo adopts %v", got, want)
				}
				w := rehearsal(t, ledgertest.NewMemory(), s.Protocols()...)
				if err := story.Play(t.Context(), w, now, s); err != nil {
					t.Fatal(err)
				}
				if late := lateSteps(t, w); (len(late) > 0) != (s.Name == lateDemo) {
					t.Errorf("late are %v", late)
				}
			})
		}
	}
}

// lateSteps are all steps that are late, or were.
func lateSteps(t *testing.T, w story.World) []protocol.StepCode {
	t.Helper()
	seen := map[gehoor.DossierID]bool{}
	var late []protocol.StepCode
	for _, stage := range []view.Stage{"", view.StageConclude} {
		for _, who := range w.Cast {
			items, _, err := w.Casework.WorkList(t.Context(), w.Org, who, view.WorkFilter{Stage: stage}, view.Cursor{}, 20)
			if err != nil {
				continue // who has no list
			}
			for _, item := range items {
				if seen[item.Dossier] {
					continue
				}
				seen[item.Dossier] = true
				if item.Late { // a reminder half-way is no lateness
					late = append(late, "on the list of who works here")
				}
				d, err := w.Casework.Dossier(t.Context(), w.Org, who, item.Dossier)
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range d.Clocks {
					if c.Late() {
						late = append(late, c.Step)
					}
				}
			}
		}
	}
	return late
}

// TestDaysInRecords: an answer that is a day can be counted from the moment of the act.
func TestDaysInRecords(t *testing.T) {
	for said, want := range map[string]string{
		"2026-02-17": "2026-02-17", "today": "2026-01-05", "7 days ago": "2025-12-29", "+2 weeks": "2026-01-19", "two Mondays ago": "2025-12-22",
	} {
		s, err := story.Parse("x.story", []byte("title T\norganisation veenhaven\n"+sent+"as noor\nrecord measure.none-needed\n  field review_on "+said+"\n"))
		if said == "two Mondays ago" { // capitals are no answer
			if err == nil {
				t.Errorf("%q is read", said)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		w := rehearsal(t, ledgertest.NewMemory())
		if err := story.Play(t.Context(), w, today, s); err != nil {
			t.Fatal(err)
		}
		items, _, err := w.Casework.WorkList(t.Context(), w.Org, w.Cast["noor"], filter, cursor, 1)
		if err != nil || len(items) != 1 {
			t.Fatal(len(items), err)
		}
		d, err := w.Casework.Dossier(t.Context(), w.Org, w.Cast["noor"], items[0].Dossier)
		if err != nil || len(d.Records) != 1 || d.Records[0].Fields["review_on"] != want {
			t.Errorf("%s is %v, want %s: %v", said, d.Records, want, err)
		}
	}
	if err := play(t, sent+"as noor\nrecord measure.none-needed\n  field review_on soon"); err == nil {
		t.Error("soon is a day")
	}
}
