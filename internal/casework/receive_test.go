package casework_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/view"
)

func TestLimitsAgree(t *testing.T) {
	if seal.MaxBytes != ledger.MaxContentBytes {
		t.Errorf("sealed content may have %d bytes, a row %d", seal.MaxBytes, ledger.MaxContentBytes)
	}
}

func TestReceive(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	if got, want := w.kinds(box.Dossier), "dossier.opened signal.received signal.routed dossier.compartment-made"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	items, counts, err := w.WorkList(t.Context(), veenhaven, noor, view.WorkFilter{}, view.Cursor{}, 10)
	w.must(err)
	if len(items) != 1 || counts.Open != 1 {
		t.Fatalf("the work list has %d items, counts %+v", len(items), counts)
	}
	i := items[0]
	if i.Dossier != box.Dossier || i.Office != gehoor.OfficeAlderman || i.Stage != view.StageReceive || i.Clock != "acknowledge" || !i.Waiting {
		t.Errorf("work item %+v", i)
	}
	if want := time.Date(2026, 1, 12, 22, 59, 59, 0, time.UTC); i.DueAt.After(want) || i.DueAt.Before(want.Add(-time.Minute)) {
		t.Errorf("due at %v, want the end of 12 January in Amsterdam", i.DueAt)
	}
	if i.ReceivedOn != time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC) {
		t.Errorf("a handler sees when it came: %v", i.ReceivedOn)
	}
}

// One code is one signal, however often it is sent and by however many tabs.
func TestSendingAgainMakesNoDouble(t *testing.T) {
	w := newWorld(t)
	first := w.send("R1")
	again := w.send("R1")
	if again != first {
		t.Errorf("sent again: %+v, first %+v", again, first)
	}
	// The browser may have sealed everything anew.
	other := submission("R1", gehoor.OfficeAlderman, noor, bram)
	other.Account = words("the same account, sealed anew")
	box, err := w.Receive(t.Context(), veenhaven, other)
	w.must(err)
	if box != first {
		t.Errorf("sealed anew: %+v, first %+v", box, first)
	}
}

func TestTwoTabsAtOnce(t *testing.T) {
	w := newWorld(t)
	sub := submission("R1", gehoor.OfficeAlderman, noor, bram)
	boxes := make([]gehoor.DossierID, 8)
	var wait sync.WaitGroup
	for i := range boxes {
		wait.Go(func() {
			box, err := w.Receive(t.Context(), veenhaven, sub)
			if err != nil {
				t.Error(err)
			}
			boxes[i] = box.Dossier
		})
	}
	wait.Wait()
	for _, b := range boxes {
		if b != boxes[0] {
			t.Fatalf("one code, two dossiers: %v", boxes)
		}
	}
}

func TestReceiveRefuses(t *testing.T) {
	with := func(change func(*casework.Submission)) casework.Submission {
		s := submission("R1", gehoor.OfficeAlderman, noor, bram)
		change(&s)
		return s
	}
	for _, c := range []struct {
		name string
		sub  casework.Submission
		want gehoor.Code
	}{
		{"keys for one holder of two", submission("R1", gehoor.OfficeAlderman, noor), dossier.CodeHolders},
		{"a key for a stranger", submission("R1", gehoor.OfficeAlderman, noor, bram, jet), dossier.CodeHolders},
		{"about the bureau, to the bureau", submission("R1", gehoor.OfficeBureau, noor, bram), dossier.CodeHolders},
		{"one holder, without the desk", submission("R1", gehoor.OfficeManager, noor), dossier.CodeHolders},
		{"an office that is not there", submission("R1", "emperor", noor, bram), signal.CodeOffice},
		{"the desk as an office", submission("R1", gehoor.OfficeExternalDesk, saar, milan), signal.CodeOffice},
		{"a key for somebody struck", with(func(s *casework.Submission) { s.Struck = []gehoor.PersonID{bram} }), dossier.CodeHolders},
		{"everybody struck", with(func(s *casework.Submission) { s.Struck = []gehoor.PersonID{noor, bram, saar, milan} }), dossier.CodeAlone},
		{"a stranger struck", with(func(s *casework.Submission) { s.Struck = []gehoor.PersonID{jet} }), gehoor.CodeMalformed},
		{"no share for a custodian", with(func(s *casework.Submission) { s.Conversation.Shares = s.Conversation.Shares[:1] }), dossier.CodeShares},
		{"an empty account", with(func(s *casework.Submission) { s.Account.Bytes = nil }), gehoor.CodeWronglySealed},
		{"an account that is too large", with(func(s *casework.Submission) { s.Account.Bytes = make([]byte, ledger.MaxContentBytes+1) }), gehoor.CodeTooLarge},
		{"a name without its compartment", with(func(s *casework.Submission) { c := words("who"); s.Who = &c }), gehoor.CodeMalformed},
		{"a language that we do not speak", with(func(s *casework.Submission) { s.Language = "la" }), signal.CodeLanguage},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			_, err := w.Receive(t.Context(), veenhaven, c.sub)
			w.refused(err, c.want)
			if _, err := w.store.Mailbox(t.Context(), veenhaven, c.sub.Lookup); !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("a refused signal left a mailbox: %v", err)
			}
		})
	}
}

// Content of one dossier cannot be sent again under another code.
func TestReplayedContentIsRefused(t *testing.T) {
	w := newWorld(t)
	w.send("R1")
	stolen := submission("R2", gehoor.OfficeAlderman, noor, bram)
	stolen.Account = words("account of R1")
	_, err := w.Receive(t.Context(), veenhaven, stolen)
	if err == nil {
		t.Error("ciphertext of another dossier was accepted")
	}
}

func TestStrikingShutsOut(t *testing.T) {
	w := newWorld(t)
	sub := submission("R1", gehoor.OfficeAlderman, noor, saar, milan)
	sub.Struck = []gehoor.PersonID{bram}
	box, err := w.Receive(t.Context(), veenhaven, sub)
	w.must(err)
	w.nothingFor(bram, box.Dossier)
	if got, want := w.kinds(box.Dossier), "dossier.opened signal.received signal.routed dossier.excluded dossier.compartment-made"; got != want {
		t.Errorf("got %q, want %q: the receipt must not count the struck", got, want)
	}
	if _, err := w.Dossier(t.Context(), veenhaven, noor, box.Dossier); err != nil {
		t.Errorf("noor was not struck: %v", err)
	}
}

// nothingFor says that a person meets no row, count, page or content, and the
// same answer as for a dossier that is not there.
func (w *world) nothingFor(who gehoor.PersonID, id gehoor.DossierID) {
	w.t.Helper()
	w.emptyList(who)
	_, err := w.Dossier(w.t.Context(), veenhaven, who, id)
	_, gone := w.Dossier(w.t.Context(), veenhaven, who, gehoor.DossierID(id0))
	if !errors.Is(err, gehoor.ErrNotFound) || err.Error() != gone.Error() {
		w.t.Errorf("a dossier that is there answers %v, one that is not %v", err, gone)
	}
	messages, err := w.store.Claim(w.t.Context(), veenhaven, w.now.AddDate(1, 0, 0), time.Second, 1000)
	w.must(err)
	for _, m := range messages {
		if m.To == who {
			w.t.Errorf("an alert goes to somebody excluded: %s", m.Kind)
		}
	}
}

var id0 = id("0")

func TestIdentityOnlyToWhomTheReporterChose(t *testing.T) {
	w := newWorld(t)
	sub := submission("R1", gehoor.OfficeAlderman, noor, bram)
	identity, who := compartment("identity", true, bram), words("who I am")
	sub.Identity, sub.Who = &identity, &who
	box, err := w.Receive(t.Context(), veenhaven, sub)
	w.must(err)
	if _, err := w.Open(t.Context(), veenhaven, bram, box.Dossier, []gehoor.ContentID{who.ID}); err != nil {
		t.Errorf("bram was chosen: %v", err)
	}
	if _, err := w.Open(t.Context(), veenhaven, noor, box.Dossier, []gehoor.ContentID{who.ID}); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("noor was not chosen and gets %v", err)
	}
}

func TestAlerts(t *testing.T) {
	for _, c := range []struct {
		name    string
		notSafe bool
		at      time.Time
	}{
		{"in the next batch", false, time.Date(2026, 1, 5, 8, 30, 0, 0, time.UTC)},
		{"at once when somebody is not safe", true, time.Date(2026, 1, 5, 8, 7, 11, 0, time.UTC)},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.now = time.Date(2026, 1, 5, 8, 7, 11, 0, time.UTC)
			sub := submission("R1", gehoor.OfficeAlderman, noor, bram)
			sub.NotSafe = c.notSafe
			_, err := w.Receive(t.Context(), veenhaven, sub)
			w.must(err)
			got, err := w.store.Claim(t.Context(), veenhaven, c.at, time.Minute, 10)
			w.must(err)
			if len(got) != 2 || got[0].Kind != notify.KindSignal || !got[0].NotBefore.Equal(c.at) {
				t.Errorf("got %+v", got)
			}
			if early, _ := w.store.Claim(t.Context(), veenhaven, c.at.Add(-time.Second), time.Minute, 10); len(early) != 0 {
				t.Errorf("%d go too early", len(early))
			}
		})
	}
}
