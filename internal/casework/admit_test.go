package casework_test

import (
	"errors"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/dossier"
)

// The session is there when the signal is, and only then.
func TestReceiveAdmitsTheReporter(t *testing.T) {
	w := newWorld(t)
	var asked []account.Session
	admit := func(box account.Mailbox) account.Session {
		s := account.Session{Token: [32]byte{byte(len(asked) + 1)}, Org: box.Org, Mailbox: &box, CreatedAt: w.now, SeenAt: w.now}
		asked = append(asked, s)
		return s
	}
	send := func(holders ...gehoor.PersonID) (account.Mailbox, error) {
		sub := submission("R1", gehoor.OfficeAlderman, holders...)
		sub.Admit = admit
		return w.Receive(t.Context(), veenhaven, sub)
	}
	stored := func(i int) bool {
		t.Helper()
		s, err := w.store.Session(t.Context(), asked[i].Token)
		if err != nil && !errors.Is(err, gehoor.ErrNotFound) {
			t.Fatal(err)
		}
		return err == nil && *s.Mailbox == *asked[i].Mailbox
	}

	_, err := send(noor)
	w.refused(err, dossier.CodeHolders)
	if stored(0) {
		t.Error("a refused signal left a session")
	}
	box, err := send(noor, bram)
	w.must(err)
	if *asked[1].Mailbox != box || !stored(1) {
		t.Errorf("the session of a signal is not there, or is of another mailbox than %+v", box)
	}
	again, err := send(noor, bram)
	w.must(err)
	if again != box || stored(2) {
		t.Error("a signal that was sent before made a session of a mailbox that is not there")
	}
}
