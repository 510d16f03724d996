package casework_test

import (
	"crypto/sha256"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/diary"
	"github.com/gehoor/gehoor/internal/protocol"
)

// keeps adds an entry to the diary of a code, a number of days ago.
func (w *world) keeps(code string, number, ago int) [32]byte {
	w.t.Helper()
	mark := sha256.Sum256([]byte{byte(number)})
	added, err := w.store.AddDiaryEntry(w.t.Context(), account.DiaryEntry{
		Org: veenhaven, Lookup: sha256.Sum256([]byte(code)), Number: number, Mark: mark, Sealed: []byte("sealed"),
		KeptOn: protocol.Day(w.now.AddDate(0, 0, -ago)), EndsOn: w.now.AddDate(0, 6, 0),
	})
	w.must(err)
	if !added {
		w.t.Fatal("not added")
	}
	return mark
}

func (w *world) diaryOf(code string) []account.DiaryEntry {
	w.t.Helper()
	all, err := w.store.Diary(w.t.Context(), veenhaven, sha256.Sum256([]byte(code)))
	w.must(err)
	return all
}

// TestDiaryBecomesSignal: the entries' days and marks are stated, the handlers and the
// reporter may have the words and nobody else, and the rows are gone.
func TestDiaryBecomesSignal(t *testing.T) {
	w := newWorld(t)
	one, two := w.keeps("R1", 1, 40), w.keeps("R1", 2, 3)
	s := submission("R1", gehoor.OfficeAlderman, noor, bram)
	s.Diary = &casework.SealedDiary{Content: words("all entries"), Marks: [][32]byte{one, two}}
	box, err := w.Receive(t.Context(), veenhaven, s)
	w.must(err)
	if got, want := w.kinds(box.Dossier), "dossier.opened signal.received signal.routed diary.kept dossier.compartment-made"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if left := w.diaryOf("R1"); len(left) != 0 {
		t.Errorf("%d entries are left", len(left))
	}
	d, err := w.Dossier(t.Context(), veenhaven, noor, box.Dossier)
	w.must(err)
	kept := d.Diary(box.Signal)
	want := []diary.Entry{
		{On: protocol.DateOf(w.now.AddDate(0, 0, -40)), Mark: diary.MarkOf(one)},
		{On: protocol.DateOf(w.now.AddDate(0, 0, -3)), Mark: diary.MarkOf(two)},
	}
	if kept.Content != s.Diary.Content.ID || len(kept.Entries) != 2 || kept.Entries[0] != want[0] || kept.Entries[1] != want[1] {
		t.Errorf("kept %+v, want %+v", kept, want)
	}
	m, err := w.Mailbox(t.Context(), box)
	w.must(err)
	if m.Diary.Content != kept.Content {
		t.Error("the reporter has it not")
	}
	list, err := w.OpenOwn(t.Context(), box, []gehoor.ContentID{kept.Content})
	w.must(err)
	if len(list) != 1 {
		t.Error("the reporter cannot open it")
	}
	if _, err = w.Open(t.Context(), veenhaven, bram, box.Dossier, []gehoor.ContentID{kept.Content}); err != nil {
		t.Errorf("a holder cannot open it: %v", err)
	}
	// Sent again, it is the same signal.
	again, err := w.Receive(t.Context(), veenhaven, s)
	w.must(err)
	if again != box {
		t.Error("sent twice")
	}
}

// TestDiaryMustBeWhole: what another tab added, or threw away, is neither lost nor sent
// behind anybody's back.
func TestDiaryMustBeWhole(t *testing.T) {
	w := newWorld(t)
	one, two := w.keeps("R1", 1, 40), w.keeps("R1", 2, 3)
	three := sha256.Sum256([]byte{3})
	for name, marks := range map[string][][32]byte{
		"none": nil, "one of two": {one}, "another order": {two, one}, "one more": {one, two, three}, "another": {one, three},
	} {
		s := submission("R1", gehoor.OfficeAlderman, noor, bram)
		if marks != nil {
			s.Diary = &casework.SealedDiary{Content: words(name), Marks: marks}
		}
		_, err := w.Receive(t.Context(), veenhaven, s)
		if err == nil {
			t.Errorf("%s: received", name)
		}
		w.refused(err, diary.CodeChanged)
	}
	if len(w.diaryOf("R1")) != 2 {
		t.Error("a refusal took entries away")
	}
	// One that is over is as one that is gone, and a diary of nothing is none.
	s := submission("R2", gehoor.OfficeAlderman, noor, bram)
	w.keeps("R2", 1, 2)
	w.must(w.store.KeepDiary(t.Context(), veenhaven, sha256.Sum256([]byte("R2")), w.now.Truncate(24*time.Hour)))
	s.Diary = &casework.SealedDiary{Content: words("empty")}
	_, err := w.Receive(t.Context(), veenhaven, s)
	w.refused(err, gehoor.CodeMalformed)
	s.Diary = nil
	_, err = w.Receive(t.Context(), veenhaven, s)
	w.must(err)
}
