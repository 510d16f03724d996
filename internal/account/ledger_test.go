package account_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
)

// The door against the store that keeps the whole contract: a reporter saves a
// draft, sends it, and comes back; somebody of staff signs in and out.
func TestDoorWithLedger(t *testing.T) {
	store, secret := ledgertest.NewMemory(), serverSecret(t, 7)
	d, ctx := account.NewDoor(store, secret, counter()), t.Context()
	fake := newMemory()
	vera, box := addLogin(t, fake, secret, "vera"), addMailbox(t, fake, "code")
	if err := store.PutLogin(ctx, vera); err != nil {
		t.Fatal(err)
	}

	if err := d.SaveDraft(ctx, veenhaven, secretOf("code"), []byte("sealed"), start); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.ComeBack(ctx, veenhaven, secretOf("code"), start); err != nil {
		t.Fatal(err)
	}
	sent := ledger.Batch{
		Org: veenhaven, Extensions: []ledger.Extension{ledgertest.Extend(gehoor.DossierStream(box.Dossier), 0, 1)},
		Inserts: []ledger.Row{box}, Deletes: []ledger.Row{account.Draft{Org: veenhaven, Lookup: box.Lookup}},
	}
	if err := store.Append(ctx, sent); err != nil {
		t.Fatal(err)
	}
	reporter, draft, err := d.ComeBack(ctx, veenhaven, secretOf("code"), start)
	if err != nil || draft.Sealed != nil {
		t.Fatalf("after sending: draft %q, %v", draft.Sealed, err)
	}
	staff, err := d.SignIn(ctx, veenhaven, "vera", secretOf("vera passphrase"), account.From{}, start)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []account.Entry{reporter, staff} {
		got, _, err := d.Authenticate(ctx, veenhaven, e.Cookie, start.Add(10*time.Minute))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(e.Session, got); diff != "" {
			t.Errorf("session (-want +got):\n%s", diff)
		}
		if err := d.SignOut(ctx, e.Cookie); err != nil {
			t.Fatal(err)
		}
		if _, _, err := d.Authenticate(ctx, veenhaven, e.Cookie, start); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("after signing out: %v", err)
		}
	}
}
