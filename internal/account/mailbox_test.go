package account_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
)

func TestOpenMailbox(t *testing.T) {
	d, m := newDoor(t)
	box := addMailbox(t, m, "code")
	e, err := d.OpenMailbox(t.Context(), veenhaven, secretOf("code"), start)
	if err != nil {
		t.Fatal(err)
	}
	today := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	want := account.Session{Token: e.Session.Token, Org: veenhaven, Mailbox: &box, CreatedAt: today, SeenAt: today}
	if diff := cmp.Diff(want, m.sessions[e.Session.Token]); diff != "" {
		t.Errorf("stored session (-want +got):\n%s", diff)
	}
	if e.Device != "" || e.Wrapped != nil {
		t.Error("a reporter's browser is marked")
	}
	got, _, err := d.Authenticate(t.Context(), veenhaven, e.Cookie, start.Add(20*time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("session (-want +got):\n%s", diff)
	}
}

// A session ends with the code that began it.
func TestReporterSessionEndsWithItsCode(t *testing.T) {
	d, m := newDoor(t)
	box := addMailbox(t, m, "code")
	e, err := d.OpenMailbox(t.Context(), veenhaven, secretOf("code"), start)
	if err != nil {
		t.Fatal(err)
	}
	delete(m.mailboxes, lookupKey{veenhaven, box.Lookup})
	if _, _, err := d.Authenticate(t.Context(), veenhaven, e.Cookie, start); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("with a code that was replaced: %v", err)
	}
}

// Nothing that is kept of a reporter's visit is finer than its day.
func TestReporterSessionHasOnlyDays(t *testing.T) {
	at := func(now time.Time) map[[32]byte]account.Session {
		d, m := newDoor(t)
		addMailbox(t, m, "code")
		e, err := d.OpenMailbox(t.Context(), veenhaven, secretOf("code"), now)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := d.Authenticate(t.Context(), veenhaven, e.Cookie, now.Add(7*time.Minute)); err != nil {
			t.Fatal(err)
		}
		if err := d.SaveDraft(t.Context(), veenhaven, secretOf("draft"), []byte("sealed"), now); err != nil {
			t.Fatal(err)
		}
		for _, draft := range m.drafts {
			if !draft.SavedOn.Equal(draft.SavedOn.Truncate(24 * time.Hour)) {
				t.Errorf("the draft was saved at %v", draft.SavedOn)
			}
		}
		return m.sessions
	}
	if diff := cmp.Diff(at(start), at(start.Add(5*time.Hour))); diff != "" {
		t.Errorf("the store differs by the hour:\n%s", diff)
	}
}

func TestReporterSessionEnds(t *testing.T) {
	d, m := newDoor(t)
	addMailbox(t, m, "code")
	e, err := d.OpenMailbox(t.Context(), veenhaven, secretOf("code"), start)
	if err != nil {
		t.Fatal(err)
	}
	cookie, now, last := e.Cookie, start, start
	for {
		now = now.Add(25 * time.Minute)
		_, renewed, err := d.Authenticate(t.Context(), veenhaven, cookie, now)
		if errors.Is(err, gehoor.ErrNotFound) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		cookie, last = renewed, now
	}
	if want := start.AddDate(0, 0, 1).Day(); last.Day() != want || now.Day() == want {
		t.Errorf("last used at %v and gone at %v, want the end of the next day", last, now)
	}
}

func TestOpenMailboxRefuses(t *testing.T) {
	d, m := newDoor(t)
	addMailbox(t, m, "code")
	_, err := d.OpenMailbox(t.Context(), veenhaven, secretOf("no code"), start)
	wantRefusal(t, err, gehoor.CodeNoMailbox)
	_, err = d.OpenMailbox(t.Context(), "elsewhere", secretOf("code"), start)
	wantRefusal(t, err, gehoor.CodeNoMailbox)
	for _, bad := range []string{"", "code", strings.Repeat("g", 64), secretOf("code") + "00"} {
		_, err = d.OpenMailbox(t.Context(), veenhaven, bad, start)
		wantRefusal(t, err, gehoor.CodeMalformed)
	}
	if len(m.sessions) != 0 {
		t.Error("a session was made")
	}
}

// Many wrong codes are told to wait; a right one passes all the while, that of
// a draft too, and another organisation notices nothing.
func TestWrongCodes(t *testing.T) {
	d, m := newDoor(t)
	addMailbox(t, m, "code")
	if err := d.SaveDraft(t.Context(), veenhaven, secretOf("draft"), []byte("sealed"), start); err != nil {
		t.Fatal(err)
	}
	for range account.WrongCodes + 1 {
		if _, _, err := d.ComeBack(t.Context(), veenhaven, secretOf("draft"), start); err != nil {
			t.Fatalf("the code of a draft counts as a wrong one: %v", err)
		}
	}
	for range account.WrongCodes {
		_, err := d.OpenMailbox(t.Context(), veenhaven, secretOf("no code"), start)
		wantRefusal(t, err, gehoor.CodeNoMailbox)
	}
	_, err := d.OpenMailbox(t.Context(), veenhaven, secretOf("no code"), start)
	wantRefusal(t, err, gehoor.CodeThrottled)
	_, _, err = d.ComeBack(t.Context(), veenhaven, secretOf("no code"), start)
	wantRefusal(t, err, gehoor.CodeThrottled)
	if _, err := d.OpenMailbox(t.Context(), veenhaven, secretOf("code"), start); err != nil {
		t.Errorf("a right code: %v", err)
	}
	if _, draft, err := d.ComeBack(t.Context(), veenhaven, secretOf("draft"), start); err != nil || string(draft.Sealed) != "sealed" {
		t.Errorf("the code of a draft: %q, %v", draft.Sealed, err)
	}
	if e, _, err := d.ComeBack(t.Context(), veenhaven, secretOf("code"), start); err != nil || e.Session.Mailbox == nil {
		t.Errorf("the code of a signal: %v", err)
	}
	_, err = d.OpenMailbox(t.Context(), "elsewhere", secretOf("no code"), start)
	wantRefusal(t, err, gehoor.CodeNoMailbox)
}

func TestDraft(t *testing.T) {
	d, m := newDoor(t)
	_, _, err := d.ComeBack(t.Context(), veenhaven, secretOf("code"), start)
	wantRefusal(t, err, gehoor.CodeNoMailbox)
	for _, sealed := range []string{"first", "second"} {
		if err := d.SaveDraft(t.Context(), veenhaven, secretOf("code"), []byte(sealed), start); err != nil {
			t.Fatal(err)
		}
		_, got, err := d.ComeBack(t.Context(), veenhaven, secretOf("code"), start)
		if err != nil || string(got.Sealed) != sealed {
			t.Fatalf("got %q, %v; want %q", got.Sealed, err, sealed)
		}
	}
	_, _, err = d.ComeBack(t.Context(), "elsewhere", secretOf("code"), start)
	wantRefusal(t, err, gehoor.CodeNoMailbox)
	_, err = d.OpenMailbox(t.Context(), veenhaven, secretOf("code"), start)
	wantRefusal(t, err, gehoor.CodeNoMailbox)
	for range 2 {
		if err := d.DropDraft(t.Context(), veenhaven, secretOf("code")); err != nil {
			t.Fatal(err)
		}
	}
	if len(m.drafts) != 0 {
		t.Error("the draft is still there")
	}
}

func TestSaveDraftRefuses(t *testing.T) {
	d, m := newDoor(t)
	save := func(code string, sealed []byte) error {
		return d.SaveDraft(t.Context(), veenhaven, code, sealed, start)
	}
	wantRefusal(t, save(secretOf("code"), nil), gehoor.CodeMalformed)
	wantRefusal(t, save("code", []byte("sealed")), gehoor.CodeMalformed)
	wantRefusal(t, save(secretOf("code"), bytes.Repeat([]byte{1}, account.MaxDraftBytes+1)), gehoor.CodeTooLarge)
	wantRefusal(t, d.DropDraft(t.Context(), veenhaven, "code"), gehoor.CodeMalformed)
	if len(m.drafts) != 0 {
		t.Error("a refused draft was kept")
	}
	if err := save(secretOf("code"), bytes.Repeat([]byte{1}, account.MaxDraftBytes)); err != nil {
		t.Errorf("the largest draft: %v", err)
	}
}

// A stranger cannot fill the disk with drafts, and cannot keep a reporter from
// saving a draft that was there before.
func TestDraftFlood(t *testing.T) {
	d, _ := newDoor(t)
	save := func(text string, now time.Time) error {
		return d.SaveDraft(t.Context(), veenhaven, secretOf(text), []byte("sealed"), now)
	}
	if err := save("reporter", start); err != nil {
		t.Fatal(err)
	}
	for i := range account.NewDrafts - 1 {
		if err := save("flood"+strings.Repeat("x", i), start); err != nil {
			t.Fatal(err)
		}
	}
	wantRefusal(t, save("one more", start), gehoor.CodeThrottled)
	if err := save("reporter", start); err != nil {
		t.Errorf("a draft that was there: %v", err)
	}
	if err := save("one more", start.Add(account.NewDraftsEvery)); err != nil {
		t.Errorf("after the wait: %v", err)
	}
}

// A code is known if a signal was sent with it, or a draft is kept of it.
func TestKnown(t *testing.T) {
	d, m := newDoor(t)
	addMailbox(t, m, "sent")
	if err := d.SaveDraft(t.Context(), veenhaven, secretOf("draft"), []byte("sealed"), start); err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]bool{"sent": true, "draft": true, "neither": false} {
		lookup, err := account.ParseSecret(secretOf(code))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := d.Known(t.Context(), veenhaven, lookup); got != want || err != nil {
			t.Errorf("%s: %v, %v", code, got, err)
		}
		if got, _ := d.Known(t.Context(), "elsewhere", lookup); got {
			t.Errorf("%s is known elsewhere", code)
		}
	}
	m.fail = gehoor.ErrUnavailable
	if _, err := d.Known(t.Context(), veenhaven, [32]byte{}); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Errorf("storage away: %v", err)
	}
}
