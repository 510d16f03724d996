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

// Webhooks hear of what people are told, one event each however many people there are,
// with the half hour; never of what is quiet, and with nobody's name.
func TestWebhooks(t *testing.T) {
	w := newWorld(t)
	d := w.deps()
	d.Hooks = []notify.Hook{"piket", "zaken"}
	w.Casework = casework.New(d)
	hear := func(why string, want ...notify.Kind) {
		t.Helper()
		batch := w.now.Truncate(30 * time.Minute).Add(30 * time.Minute)
		for _, hook := range d.Hooks {
			messages, err := w.store.ClaimHook(t.Context(), veenhaven, hook, w.now.AddDate(1, 0, 0), time.Millisecond, 1000)
			w.must(err)
			var kinds []notify.Kind
			for _, m := range messages {
				kinds = append(kinds, m.Kind)
				if diff := cmp.Diff(notify.Message{ID: m.ID, Org: veenhaven, Hook: hook, Kind: m.Kind, NotBefore: batch}, m); diff != "" {
					t.Errorf("%s: more than there may be:\n%s", why, diff)
				}
				w.must(w.store.Sent(t.Context(), m.ID))
			}
			if diff := cmp.Diff(want, kinds); diff != "" {
				t.Errorf("%s: %s hears (-want +got):\n%s", why, hook, diff)
			}
		}
	}
	box := w.send("one") // to noor and bram
	hear("a signal", notify.KindSignal)
	unsafe := submission("unsafe", gehoor.OfficeAlderman, noor, bram)
	unsafe.NotSafe = true
	w.now = w.now.Add(7 * time.Minute)
	_, err := w.Receive(t.Context(), veenhaven, unsafe)
	w.must(err)
	hear("somebody who is not safe", notify.KindSignal)
	w.must(w.Reply(t.Context(), box, words("more")))
	hear("a message", notify.KindMessage)

	bureau, err := w.Receive(t.Context(), veenhaven, submission("bureau", gehoor.OfficeBureau, saar, milan))
	w.must(err)
	w.must(w.Reply(t.Context(), bureau, words("more about the bureau")))
	hear("what is about the bureau")
	struck := submission("struck", gehoor.OfficeAlderman, bram, saar, milan)
	struck.Struck = []gehoor.PersonID{noor}
	second, err := w.Receive(t.Context(), veenhaven, struck)
	w.must(err)
	w.must(w.Reply(t.Context(), second, words("more of what somebody was struck from")))
	hear("what somebody was struck from")

	// Mail is what it is without them.
	if mail, err := w.store.Claim(t.Context(), veenhaven, w.now.AddDate(1, 0, 0), time.Millisecond, 1000); err != nil || len(mail) < 10 {
		t.Errorf("%d messages to people, %v", len(mail), err)
	}
}

// A webhook that does not take its events is told to administrators, and is no mail that
// somebody did not get.
func TestWebhookStuck(t *testing.T) {
	w := newWorld(t)
	d := w.deps()
	d.Hooks = []notify.Hook{"piket"}
	w.Casework = casework.New(d)
	w.send("one")
	messages, err := w.store.ClaimHook(t.Context(), veenhaven, "piket", w.now.AddDate(1, 0, 0), time.Millisecond, 1000)
	w.must(err)
	for _, m := range messages {
		w.must(w.store.Failed(t.Context(), m.ID, w.now, true, "the receiver is gone for good (410)"))
	}
	health, err := w.Health(t.Context(), veenhaven)
	w.must(err)
	if len(messages) != 1 || !health.HooksStuck || health.MailStuck {
		t.Errorf("%d events; webhooks are stuck: %v, mail is: %v", len(messages), health.HooksStuck, health.MailStuck)
	}
	w.undelivered(jet, 0, false)
	if stuck, err := w.StuckMail(t.Context(), veenhaven); err != nil || len(stuck) != 0 {
		t.Errorf("%v, %v", stuck, err)
	}
}
