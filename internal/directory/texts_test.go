package directory_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/wording"
	"github.com/google/go-cmp/cmp"
)

// worder is an organisation to which texts are kept, one event after another.
type worder struct {
	*testing.T
	o   *directory.Organisation
	seq gehoor.Seq
}

func newWorder(t *testing.T) *worder {
	w := &worder{T: t, o: &directory.Organisation{}}
	w.fold(directory.Founded{Name: "Veenhaven"})
	return w
}

func (w *worder) fold(f gehoor.Fact) {
	w.Helper()
	w.seq++
	if err := w.o.Fold(gehoor.Event{Seq: w.seq, Kind: f.Kind()}, f); err != nil {
		w.Fatal(err)
	}
}

// keeps keeps a text, and says how many facts that gave or why it did not.
func (w *worder) keeps(after gehoor.Seq, g wording.Group, own wording.Own) (int, error) {
	w.Helper()
	facts, err := w.o.WordTexts(after, g, own)
	for _, f := range facts {
		w.fold(f)
	}
	return len(facts), err
}

// TestWordTexts: a group is changed and the others stay; what somebody else changed in
// the same group is a conflict, in another it is not; saying it again is no fact.
func TestWordTexts(t *testing.T) {
	w := newWorder(t)
	lead := wording.Own{wording.HomeLead: {NL: "Welkom.", EN: "Welcome."}}
	if n, err := w.keeps(0, wording.GroupHome, lead); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if n, err := w.keeps(0, wording.GroupHome, lead); n != 0 || err != nil {
		t.Errorf("said before: %d, %v", n, err)
	}
	why := wording.Own{wording.PrivacyWhy: {NL: "Omdat het moet."}}
	if n, err := w.keeps(0, wording.GroupPrivacy, why); n != 1 || err != nil {
		t.Errorf("another group, opened before: %d, %v", n, err)
	}
	if n, err := w.keeps(0, wording.GroupHome, wording.Own{}); n != 0 || !errors.Is(err, &gehoor.Refusal{Code: directory.CodeChanged}) {
		t.Errorf("the same group, opened before: %d, %v", n, err)
	}
	want := wording.Own{wording.HomeLead: lead[wording.HomeLead], wording.PrivacyWhy: why[wording.PrivacyWhy]}
	if d := cmp.Diff(want, w.o.PageTexts().Own()); d != "" {
		t.Error(d)
	}
	if n, err := w.keeps(2, wording.GroupHome, wording.Own{}); n != 1 || err != nil || len(w.o.PageTexts().Own()) != 1 {
		t.Errorf("back to the program's: %d, %v, %v", n, err, w.o.PageTexts().Own())
	}
}

func TestWordTextsRefuses(t *testing.T) {
	w := newWorder(t)
	long := strings.Repeat("é", 4_000)
	whole := wording.Own{}
	for _, p := range wording.Places() {
		if p.Size() == wording.Prose {
			whole[p] = gehoor.Text{NL: long, EN: long}
		}
	}
	for name, c := range map[string]struct {
		group wording.Group
		own   wording.Own
		want  error
	}{
		"a group that there is not": {"elders", nil, gehoor.ErrNotFound},
		"a line of the program":     {wording.GroupHome, wording.Own{wording.HomeUs: {EN: "Leave now"}}, gehoor.Refuse(directory.CodeText)},
		"too much of all":           {wording.GroupTalk, whole, gehoor.Refuse(directory.CodeTextsLarge)},
	} {
		if n, err := w.keeps(0, c.group, c.own); n != 0 || !errors.Is(err, c.want) {
			t.Errorf("%s: %d, %v", name, n, err)
		}
	}
	nobody := &directory.Organisation{}
	if _, err := nobody.WordTexts(0, wording.GroupHome, nil); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("before there is an organisation: %v", err)
	}
}

// TestFormerTexts: a state remembers the last ones, and what is forgotten is a conflict.
func TestFormerTexts(t *testing.T) {
	w := newWorder(t)
	for i := range 12 {
		if _, err := w.keeps(w.o.PageTexts().Seq, wording.GroupHome, wording.Own{wording.HomeTitle: {NL: strconv.Itoa(i)}}); err != nil {
			t.Fatal(err)
		}
	}
	c := w.o.Clone()
	if len(c.Texts) != 10 || c.PageTexts().Own().In(wording.HomeTitle, gehoor.Dutch) != "11" || c.Texts[0].Own().In(wording.HomeTitle, gehoor.Dutch) != "2" {
		t.Errorf("%d remembered: %+v", len(c.Texts), c.Texts)
	}
	for _, after := range []gehoor.Seq{0, 2} {
		if _, err := w.keeps(after, wording.GroupHome, nil); !errors.Is(err, &gehoor.Refusal{Code: directory.CodeChanged}) {
			t.Errorf("after %d: %v", after, err)
		}
	}
	w.fold(directory.TextsWorded{Texts: []directory.PageText{{Place: "gone-later", Text: gehoor.Text{NL: "x"}}}})
	if own := w.o.PageTexts().Own(); len(own) != 0 {
		t.Errorf("a place that is no more: %v", own)
	}
}
