package account_test

import (
	"bytes"
	"crypto/sha256"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
)

// writer adds entries to the diary of one code.
type writer struct {
	t    *testing.T
	door *account.Door
}

func (w writer) add(words string, now time.Time) error {
	w.t.Helper()
	return w.door.AddDiaryEntry(w.t.Context(), veenhaven, secretOf("diary"), sha256.Sum256([]byte(words)), []byte(words), dayOf(now), now)
}

func (w writer) adds(words string, now time.Time) {
	w.t.Helper()
	if err := w.add(words, now); err != nil {
		w.t.Fatal(err)
	}
}

func (w writer) opens(now time.Time) []account.DiaryEntry {
	w.t.Helper()
	e, unsent, err := w.door.ComeBack(w.t.Context(), veenhaven, secretOf("diary"), now)
	if err != nil || e.Session.Mailbox != nil {
		w.t.Fatalf("%+v %v", e, err)
	}
	return unsent.Diary
}

func keyOf(t *testing.T, code string) lookupKey {
	t.Helper()
	lookup, err := account.ParseSecret(secretOf(code))
	if err != nil {
		t.Fatal(err)
	}
	return lookupKey{veenhaven, lookup}
}

func dayOf(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

// TestDiary: entries stay as they were with the day on which each came, what arrived
// twice is there once, and the code is a known one.
func TestDiary(t *testing.T) {
	d, store := newDoor(t)
	w := writer{t, d}
	w.adds("one", start)
	w.adds("two", start.AddDate(0, 0, 3))
	w.adds("two", start.AddDate(0, 0, 5)) // the answer was lost
	got := w.opens(start.AddDate(0, 0, 5))
	if len(got) != 2 || string(got[0].Sealed) != "one" || string(got[1].Sealed) != "two" || got[0].Number != 1 || got[1].Number != 2 {
		t.Fatalf("%+v", got)
	}
	if got[0].KeptOn != dayOf(start) || got[1].KeptOn != dayOf(start.AddDate(0, 0, 3)) {
		t.Errorf("kept on %v and %v", got[0].KeptOn, got[1].KeptOn)
	}
	if known, err := d.Known(t.Context(), veenhaven, got[0].Lookup); err != nil || !known {
		t.Errorf("known %v %v", known, err)
	}
	_, _, err := d.ComeBack(t.Context(), "elsewhere", secretOf("diary"), start)
	wantRefusal(t, err, gehoor.CodeNoMailbox)

	if err := d.SaveDraft(t.Context(), veenhaven, secretOf("diary"), []byte("draft"), start); err != nil {
		t.Fatal(err)
	}
	_, unsent, err := d.ComeBack(t.Context(), veenhaven, secretOf("diary"), start)
	if err != nil || string(unsent.Sealed) != "draft" || len(unsent.Diary) != 2 {
		t.Errorf("with a draft: %+v %v", unsent, err)
	}
	for range 2 {
		if err := d.DropDiary(t.Context(), veenhaven, secretOf("diary")); err != nil {
			t.Fatal(err)
		}
	}
	_, _, err = d.ComeBack(t.Context(), veenhaven, secretOf("diary"), start)
	wantRefusal(t, err, gehoor.CodeNoMailbox)
	if len(store.diaries) != 0 || len(store.drafts) != 0 {
		t.Error("something is left")
	}
	wantRefusal(t, d.DropDiary(t.Context(), veenhaven, "x"), gehoor.CodeMalformed)
}

// TestDiaryEnds: a year after it was last opened or added to, by whole months, five
// years at most, told to who comes back and gone from then on.
func TestDiaryEnds(t *testing.T) {
	d, store := newDoor(t) // it is 2 March 2026
	w := writer{t, d}
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 9, 0, 0, 0, time.UTC) }
	w.adds("one", start)
	if got := w.opens(start)[0].EndsOn; got != dayOf(day(2027, 4, 1)) {
		t.Errorf("at first: %v", got)
	}
	w.adds("two", day(2026, 12, 31))
	for _, e := range store.diaries[keyOf(t, "diary")] {
		if e.EndsOn != dayOf(day(2028, 1, 1)) {
			t.Errorf("after the second: %d ends on %v", e.Number, e.EndsOn)
		}
	}
	last := day(2026, 12, 31)
	for range 8 { // whoever looks keeps it
		last = last.AddDate(0, 8, 0)
		if len(w.opens(last)) != 2 {
			t.Fatalf("gone at %v", last)
		}
		if last.AddDate(0, 8, 0).After(day(2031, 3, 1)) {
			break
		}
	}
	if got := w.opens(last)[0].EndsOn; got != dayOf(day(2031, 4, 1)) {
		t.Errorf("at last: %v", got)
	}
	if _, _, err := d.Sweep(t.Context(), day(2031, 3, 31)); err != nil || len(w.opens(day(2031, 3, 31))) != 2 {
		t.Errorf("on the day before: %v", err)
	}
	_, _, err := d.ComeBack(t.Context(), veenhaven, secretOf("diary"), day(2031, 4, 1))
	wantRefusal(t, err, gehoor.CodeNoMailbox)
	if _, _, err := d.Sweep(t.Context(), day(2031, 4, 1)); err != nil || len(store.diaries) != 0 {
		t.Errorf("on the day: %d left, %v", len(store.diaries), err)
	}
}

// TestDiaryLimits: what is no page of ours is refused.
func TestDiaryLimits(t *testing.T) {
	d, _ := newDoor(t)
	w := writer{t, d}
	add := func(sealed []byte) error {
		return d.AddDiaryEntry(t.Context(), veenhaven, secretOf("large"), sha256.Sum256(append(sealed, 1)), sealed, dayOf(start), start)
	}
	wantRefusal(t, add(nil), gehoor.CodeMalformed)
	wantRefusal(t, add(make([]byte, account.MaxDiaryEntryBytes+1)), gehoor.CodeTooLarge)
	for i := range account.MaxDiaryBytes / account.MaxDiaryEntryBytes {
		if err := add(bytes.Repeat([]byte{byte(i)}, account.MaxDiaryEntryBytes)); err != nil {
			t.Fatal(err)
		}
	}
	wantRefusal(t, add([]byte("more")), account.CodeDiaryFull)
	for i := range account.MaxDiaryEntries {
		w.adds(string(rune('a'+i)), start)
	}
	wantRefusal(t, w.add("more", start), account.CodeDiaryFull)
	w.adds("a", start) // it is there
	wantRefusal(t, d.AddDiaryEntry(t.Context(), veenhaven, "x", [32]byte{}, []byte("x"), dayOf(start), start), gehoor.CodeMalformed)
}

// TestDiaryIsSlowForStrangers: a new diary counts as a new draft does, another entry not.
func TestDiaryIsSlowForStrangers(t *testing.T) {
	d, _ := newDoor(t)
	w := writer{t, d}
	w.adds("one", start)
	var err error
	for i := range account.NewDrafts {
		if err = d.AddDiaryEntry(t.Context(), veenhaven, secretOf(string(rune(0x4e00+i))), [32]byte{}, []byte("x"), dayOf(start), start); err != nil {
			break
		}
	}
	wantRefusal(t, err, gehoor.CodeThrottled)
	w.adds("two", start)
}

// TestDiaryTwoTabs: two entries at one moment are both there, and none is added to what
// was sent.
func TestDiaryTwoTabs(t *testing.T) {
	d, store := newDoor(t)
	w := writer{t, d}
	done := make(chan error)
	for _, words := range []string{"a", "b", "c"} {
		go func() { done <- w.add(words, start) }()
	}
	for range 3 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if got := len(w.opens(start)); got != 3 {
		t.Errorf("%d entries", got)
	}
	key := keyOf(t, "diary")
	store.mailboxes[key] = account.Mailbox{Org: veenhaven, Lookup: key.lookup}
	delete(store.diaries, key)
	wantRefusal(t, w.add("d", start), account.CodeDiarySent)
	if len(store.diaries[key]) != 0 {
		t.Error("it was kept all the same")
	}
}
