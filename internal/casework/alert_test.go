package casework_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/notify"
)

// die gives up everything that waits in the outbox.
func (w *world) die() {
	w.t.Helper()
	messages, err := w.store.Claim(w.t.Context(), veenhaven, w.now.AddDate(1, 0, 0), time.Millisecond, 1000)
	w.must(err)
	if len(messages) == 0 {
		w.t.Fatal("nothing waits")
	}
	for _, m := range messages {
		w.must(w.store.Failed(w.t.Context(), m.ID, w.now, true, "the relay refused the recipient (550)"))
	}
}

// undelivered compares how many messages somebody is told of.
func (w *world) undelivered(who gehoor.PersonID, messages int, own bool) {
	w.t.Helper()
	got, err := w.Undelivered(w.t.Context(), veenhaven, who)
	w.must(err)
	if got.Messages != messages || got.Dead != messages || got.Own != own || got.Since.IsZero() != (messages == 0) {
		w.t.Errorf("%s is told of %+v, want %d messages, own %v", who, got, messages, own)
	}
}

// Who answers for the bureau hears how many messages did not arrive; everybody else
// of their own.
func TestUndelivered(t *testing.T) {
	w := newWorld(t)
	w.send("one") // to noor and bram
	w.undelivered(jet, 0, false)
	w.die()
	w.undelivered(jet, 2, false)
	w.undelivered(noor, 1, true)
	w.undelivered(saar, 0, true)
	w.must(w.Leave(t.Context(), veenhaven, gehoor.System, jet))
	if _, err := w.Undelivered(t.Context(), veenhaven, jet); err == nil {
		t.Error("somebody who left is told")
	}
}

// A message about a dossier of which somebody may know nothing is told to its
// recipient alone: about the bureau, and where somebody was struck.
func TestUndeliveredQuietly(t *testing.T) {
	w := newWorld(t)
	box, err := w.Receive(t.Context(), veenhaven, submission("bureau", gehoor.OfficeBureau, saar, milan))
	w.must(err)
	struck := submission("struck", gehoor.OfficeAlderman, bram, saar, milan)
	struck.Struck = []gehoor.PersonID{noor}
	second, err := w.Receive(t.Context(), veenhaven, struck)
	w.must(err)
	w.must(w.Reply(t.Context(), box, words("more about the bureau")))
	w.must(w.Reply(t.Context(), second, words("more")))
	w.days(30) // and it is late, which is told too
	w.tick()
	w.die()
	w.undelivered(jet, 1, false) // to herself: the dossier about the alderman is late
	w.undelivered(noor, 0, true)
	got, err := w.Undelivered(t.Context(), veenhaven, saar)
	w.must(err)
	if got.Messages < 4 {
		t.Errorf("the external desk is told of %+v", got)
	}
	all, err := w.store.Trouble(t.Context(), veenhaven, "", notify.ScopeAll)
	w.must(err)
	if all.Messages < 8 {
		t.Errorf("at the machine: %+v", all)
	}
}

// Where no outbox is asked nobody is told anything.
func TestUndeliveredNowhere(t *testing.T) {
	w := newWorld(t)
	d := w.deps()
	d.Outbox = nil
	got, err := casework.New(d).Undelivered(t.Context(), veenhaven, jet)
	w.must(err)
	if diff := cmp.Diff(casework.Undelivered{}, got); diff != "" {
		t.Error(diff)
	}
}
