package work_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/work"
)

func shipped(t testing.TB) (*questionnaire.Questionnaire, work.Form) {
	t.Helper()
	q, err := questionnaire.Load("signal", 2)
	if err != nil {
		t.Fatal(err)
	}
	f, err := work.Copy(q, 3)
	if err != nil {
		t.Fatal(err)
	}
	return q, f
}

// TestCopyIsWhole: what is copied loses nothing, and is right as it is.
func TestCopyIsWhole(t *testing.T) {
	for _, q := range questionnaire.All() {
		f, err := work.Copy(q, q.Version)
		if err != nil {
			t.Fatal(err)
		}
		again, faults := f.Check()
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		if d := cmp.Diff(q.Steps, again.Steps); d != "" {
			t.Errorf("%s-%d: %s", q.ID, q.Version, d)
		}
	}
}

func ids(f work.Form, step int) (all []questionnaire.ID) {
	for _, q := range f.Steps[step].Questions {
		all = append(all, q.ID)
	}
	return all
}

func TestEdits(t *testing.T) {
	_, f := shipped(t)
	before := ids(f, 0)
	if !f.CopyQuestion(work.Place{Step: 0, Question: 1, Inner: -1}) || !f.CopyQuestion(work.Place{Step: 0, Question: 2, Inner: -1}) {
		t.Fatal("not copied")
	}
	if got := ids(f, 0); got[2] != "what-2" || got[3] != "what-3" {
		t.Errorf("%v", got)
	}
	f.Steps[0].Questions[2].Label[gehoor.Dutch] = "Nog iets"
	if f.Steps[0].Questions[1].Label[gehoor.Dutch] == "Nog iets" {
		t.Error("a copy shares its texts")
	}
	for range 2 {
		if !f.RemoveQuestion(work.Place{Step: 0, Question: 2, Inner: -1}) {
			t.Fatal("not removed")
		}
	}
	if d := cmp.Diff(before, ids(f, 0)); d != "" {
		t.Error(d)
	}
	// Over the end of a step it goes into the next, and back.
	last := work.Place{Step: 0, Question: len(before) - 1, Inner: -1}
	if !f.MoveQuestion(last, 1) || ids(f, 1)[0] != before[last.Question] {
		t.Errorf("%v", ids(f, 1))
	}
	if !f.MoveQuestion(work.Place{Step: 1, Question: 0, Inner: -1}, -1) {
		t.Fatal("not moved back")
	}
	if d := cmp.Diff(before, ids(f, 0)); d != "" {
		t.Error(d)
	}
	if f.MoveQuestion(work.Place{Step: 0, Question: 0, Inner: -1}, -1) || f.RemoveQuestion(work.Place{Step: 9}) {
		t.Error("something happened where nothing is")
	}
	office := work.Place{Step: 1, Question: 0, Inner: -1}
	if f.Question(office).ID != questionnaire.OfficeQuestion || f.CopyQuestion(office) {
		t.Error("the office is asked twice")
	}
}

// TestEveryKind: a new question of each kind lacks its texts and nothing else.
func TestEveryKind(t *testing.T) {
	for _, kind := range questionnaire.Kinds() {
		_, f := shipped(t)
		p, ok := f.AddQuestion(work.Place{Step: f.AddStep(), Inner: -1}, kind)
		if !ok {
			t.Fatal(kind)
		}
		fill(f.Question(p))
		f.Steps[p.Step].Title = both("Nieuw")
		if _, faults := f.Check(); len(faults) > 0 {
			t.Errorf("%s: %v", kind, faults)
		}
	}
}

func both(s string) work.Texts { return work.Texts{gehoor.Dutch: s, gehoor.English: s} }

func fill(q *work.Question) {
	q.Label = both("Vraag")
	for i := range q.Options {
		q.Options[i].Label = both("Antwoord")
	}
	if q.Group != nil {
		q.Group.Item, q.Group.Add, q.Group.Remove = both("Een"), both("Meer"), both("Weg")
		for i := range q.Group.Questions {
			fill(&q.Group.Questions[i])
		}
	}
}

func TestDifferences(t *testing.T) {
	_, before := shipped(t)
	_, f := shipped(t)
	if d := f.Differences(before); len(d) > 0 {
		t.Errorf("%v", d)
	}
	p, _ := f.AddQuestion(work.Place{Step: 0, Inner: -1}, questionnaire.KindText)
	f.Question(p).Label = both("Nieuw")
	f.Steps[0].Questions[0].Required = true
	f.RemoveQuestion(work.Place{Step: 0, Question: 1, Inner: -1})
	got := map[questionnaire.ID]work.How{}
	for _, d := range f.Differences(before) {
		got[d.ID] = d.How
	}
	want := map[questionnaire.ID]work.How{"question-2": work.Added, "role": work.Changed, "what": work.Removed}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestAnyEdits: whatever is done in whatever order, ids stay apart and the file is
// read back as it was.
func TestAnyEdits(t *testing.T) {
	q, _ := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		f, err := work.Copy(q, 3)
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(1, 12).Draw(t, "edits") {
			p := work.Place{
				Step: rapid.IntRange(-1, 9).Draw(t, "step"), Question: rapid.IntRange(-1, 9).Draw(t, "question"),
				Inner: rapid.IntRange(-1, 3).Draw(t, "inner"),
			}
			switch rapid.IntRange(0, 7).Draw(t, "edit") {
			case 0:
				f.AddStep()
			case 1:
				f.MoveStep(p.Step, 1)
			case 2:
				f.RemoveStep(p.Step)
			case 3:
				f.AddQuestion(p, rapid.SampledFrom(questionnaire.Kinds()).Draw(t, "kind"))
			case 4:
				f.MoveQuestion(p, rapid.SampledFrom([]int{-1, 1}).Draw(t, "by"))
			case 5:
				f.CopyQuestion(p)
			case 6:
				f.RemoveQuestion(p)
			case 7:
				if one := f.Question(p); one != nil {
					one.Become(rapid.SampledFrom(questionnaire.Kinds()).Draw(t, "kind"))
				}
			}
		}
		seen := map[questionnaire.ID]bool{}
		for _, s := range f.Steps {
			for _, one := range s.Questions {
				if seen[one.ID] {
					t.Fatalf("two questions %s", one.ID)
				}
				seen[one.ID] = true
			}
		}
		again, err := work.Read(f.File())
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(f.File()), string(again.File())); d != "" {
			t.Error(d)
		}
	})
}
