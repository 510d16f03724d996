package dossier_test

import (
	"slices"
	"testing"
	"time"

	page "github.com/gehoor/gehoor/internal/web/page/dossier"
	"pgregory.net/rapid"
)

// TestLayout: every mark is inside the picture, later is never further left, and
// marks cover each other only where there is no room for another lane.
func TestLayout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var marks []page.Mark
		at := now
		for i := range rapid.IntRange(0, 8).Draw(t, "marks") {
			at = at.Add(time.Duration(rapid.IntRange(0, 200).Draw(t, "hours")) * time.Hour)
			marks = append(marks, page.Mark{Number: i + 1, On: at})
		}
		today := now.Add(time.Duration(rapid.IntRange(-2000, 2000).Draw(t, "today")) * time.Hour)
		p := page.Layout(marks, today)
		if len(p.Places) != len(marks) {
			t.Fatalf("%d places for %d marks", len(p.Places), len(marks))
		}
		for i, m := range p.Places {
			if m.X < 10 || m.X > 310 || m.Y < 10 || m.Y > p.Line || p.Line >= p.Height {
				t.Errorf("mark %d at %v, %v is outside of %v", m.Number, m.X, m.Y, p.Height)
			}
			if i > 0 && m.X < p.Places[i-1].X {
				t.Errorf("mark %d is left of the one before it", m.Number)
			}
			for _, other := range p.Places[:i] {
				if m.Y == other.Y && m.X-other.X < 17 && m.Y > 20 && m.Number <= 4 {
					t.Errorf("marks %d and %d cover each other", other.Number, m.Number)
				}
			}
		}
		if p.Today < 10 || p.Today > 310 {
			t.Errorf("today is at %v", p.Today)
		}
	})
}

// TestLayoutOfOneMoment: a signal that came this second has a picture too.
func TestLayoutOfOneMoment(t *testing.T) {
	p := page.Layout([]page.Mark{{Number: 1, On: now}}, now)
	if p.Places[0].X != 160 || p.Today != 160 || p.Anchor != "middle" {
		t.Errorf("%+v", p)
	}
}

// What was done in time is put aside where there are many marks, and only then; no mark
// is lost.
func TestFoldedMarks(t *testing.T) {
	many := []page.Mark{{Shape: page.Done}, {Shape: page.Overdue}, {Shape: page.Done}, {Shape: page.Told}, {Shape: page.Done}, {Shape: page.Coming}, {Shape: page.Done}}
	for i := range many {
		many[i].Number = i + 1
	}
	numbers := func(marks []page.Mark) (all []int) {
		for _, m := range marks {
			all = append(all, m.Number)
		}
		return all
	}
	done, rest := page.Folded(many)
	if got := numbers(done); !slices.Equal(got, []int{1, 3, 5, 7}) {
		t.Errorf("aside: %v", got)
	}
	if got := numbers(rest); !slices.Equal(got, []int{2, 4, 6}) {
		t.Errorf("shown: %v", got)
	}
	if done, rest = page.Folded(many[:6]); done != nil || len(rest) != 6 {
		t.Errorf("of six %d are aside and %d shown", len(done), len(rest))
	}
}
