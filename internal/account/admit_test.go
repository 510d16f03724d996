package account_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
)

// A cookie whose session is stored with the signal opens what a look-up would,
// and nothing before.
func TestAdmit(t *testing.T) {
	d, m := newDoor(t)
	box := addMailbox(t, m, "code")
	looked, err := d.OpenMailbox(t.Context(), veenhaven, secretOf("code"), start)
	if err != nil {
		t.Fatal(err)
	}
	e := d.Admit(box, start)
	want := looked.Session
	want.Token = e.Session.Token
	if diff := cmp.Diff(want, e.Session); diff != "" {
		t.Errorf("session (-look-up +admitted):\n%s", diff)
	}
	if _, _, err := d.Authenticate(t.Context(), veenhaven, e.Cookie, start); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("before it is stored: %v", err)
	}
	if err := m.PutSession(t.Context(), e.Session); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Authenticate(t.Context(), veenhaven, e.Cookie, start); err != nil {
		t.Errorf("after it is stored: %v", err)
	}
}
