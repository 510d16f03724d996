package casework_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
)

var watching = record.Consent{For: record.ForWatch}

// toWatch are the dossiers of those whom somebody may compare.
func (w *world) toWatch(who gehoor.PersonID) string {
	w.t.Helper()
	all, _, err := w.ToWatch(w.t.Context(), veenhaven, who)
	w.must(err)
	var ids []string
	for _, one := range all {
		if one.Box.Name != gehoor.Identity || one.Box.Key == "" || one.Who == "" {
			w.t.Errorf("cannot be opened: %+v", one)
		}
		ids = append(ids, string(one.Dossier))
	}
	return strings.Join(ids, " ")
}

func (w *world) agreeWatch() {
	w.t.Helper()
	w.must(w.AgreeWatch(w.t.Context(), veenhaven, gehoor.System, protocol.DateOf(w.now)))
}

// changed records a change in the work of a reporter.
func (w *world) changed(who gehoor.PersonID, box account.Mailbox, what string) error {
	w.t.Helper()
	d, err := w.Dossier(w.t.Context(), veenhaven, who, box.Dossier)
	w.must(err)
	one := casework.Writing{Kind: record.KindChanged, Signal: box.Signal, Words: words(string(box.Dossier) + what)}
	if !slices.ContainsFunc(d.Boxes, func(b casework.Box) bool { return b.Name == gehoor.Case }) {
		one = withCase(one, string(box.Dossier)+what)
	}
	return w.writes(who, box.Dossier, one)
}

// TestWatchOff: as long as the works council did not agree there is nothing to agree to, to
// ask, to compare or to record; only an administrator says that it did, on a day that has
// come.
func TestWatchOff(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.named("R1", noor)
	w.refused(w.Consent(ctx, box, casework.Consenting{Consent: watching}), casework.CodeWatchOff)
	w.refused(w.AskConsent(ctx, veenhaven, noor, box.Dossier, box.Signal, watching, false, words("may we?")), casework.CodeWatchOff)
	w.refused(w.changed(noor, box, "transfer"), casework.CodeWatchOff)
	if _, _, err := w.ToWatch(ctx, veenhaven, noor); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("compared where nobody agreed: %v", err)
	}
	today := protocol.DateOf(w.now)
	w.refused(w.AgreeWatch(ctx, veenhaven, gehoor.System, today.AddDays(1)), directory.CodeWatchDay)
	if err := w.AgreeWatch(ctx, veenhaven, gehoor.ByPerson(noor), today); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a caseworker switches it on: %v", err)
	}
	if err := w.EndWatch(ctx, veenhaven, gehoor.ByPerson(noor)); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a caseworker switches it off: %v", err)
	}
	if m, err := w.Mailbox(ctx, box); err != nil || (m.Knowing.WatchOn != protocol.Date{}) {
		t.Errorf("the reporter reads of %v, %v", m.Knowing.WatchOn, err)
	}
}

// TestWatch: exactly the reporters who agreed are compared, by exactly those of staff who
// hold the dossier and may know who they are, and no longer than the watch lasts. Taking
// back ends it at once, and so does switching it off.
func TestWatch(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box, other, anonymous := w.named("R1", noor), w.named("R2", noor), w.send("R3")
	w.agreeWatch()
	w.refused(w.Consent(ctx, anonymous, casework.Consenting{Consent: watching}), dossier.CodeNameless)
	w.refused(w.AskConsent(ctx, veenhaven, noor, anonymous.Dossier, anonymous.Signal, watching, false, words("may we?")), dossier.CodeNameless)
	if got := w.toWatch(noor); got != "" {
		t.Errorf("compared who did not agree: %s", got)
	}
	w.must(w.AskConsent(ctx, veenhaven, noor, box.Dossier, box.Signal, watching, false, words("may we?")))
	w.must(w.AnswerConsent(ctx, box, 1, true, nil))
	if got := w.toWatch(noor); got != string(box.Dossier) {
		t.Errorf("compared: %q, want %q", got, box.Dossier)
	}
	// Bram holds the dossier, and may not know who the reporter is; Jet does not hold it.
	if got := w.toWatch(bram) + w.toWatch(jet); got != "" {
		t.Errorf("compared by who may not know: %s", got)
	}
	w.refused(w.changed(bram, box, "by bram"), casework.CodeUnwatched)
	w.refused(w.changed(noor, other, "of another"), casework.CodeUnwatched)
	w.must(w.changed(noor, box, "transfer"))
	if kinds := w.kinds(box.Dossier); !strings.HasSuffix(kinds, string(record.KindChanged)) {
		t.Errorf("facts: %s", kinds)
	}
	all, on, err := w.ToWatch(ctx, veenhaven, noor)
	w.must(err)
	if len(all) != 1 || len(all[0].Recorded) != 1 || on != protocol.DateOf(w.now) || all[0].From != on || all[0].Until != on.AddMonths(12) {
		t.Errorf("to watch: %+v, %v", all, on)
	}
	d, err := w.Dossier(ctx, veenhaven, noor, box.Dossier)
	w.must(err)
	if !d.Watched(box.Signal) || d.WatchOn != on {
		t.Error("the dossier does not offer it")
	}

	w.must(w.WithdrawConsent(ctx, box, watching))
	w.refused(w.WithdrawConsent(ctx, box, watching), dossier.CodeNoConsent)
	w.refused(w.changed(noor, box, "taken back"), casework.CodeUnwatched)
	if got := w.toWatch(noor); got != "" {
		t.Errorf("compared who took it back: %s", got)
	}
	w.must(w.Consent(ctx, box, casework.Consenting{Consent: watching}))
	w.must(w.WithdrawConsent(ctx, box, record.Consent{For: record.ForIdentity, Person: noor}))
	if got := w.toWatch(noor); got != "" {
		t.Errorf("compared by who may know no more: %s", got)
	}
	w.must(w.Consent(ctx, box, letKnow(bram, "safety", "key for bram")))
	if got := w.toWatch(bram); got != string(box.Dossier) {
		t.Errorf("compared: %q", got)
	}

	w.must(w.EndWatch(ctx, veenhaven, gehoor.System))
	w.refused(w.changed(bram, box, "switched off"), casework.CodeWatchOff)
	if _, _, err := w.ToWatch(ctx, veenhaven, bram); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("compared after it was switched off: %v", err)
	}
	w.must(w.WithdrawConsent(ctx, box, watching)) // what was agreed can be taken back all the same
	w.agreeWatch()
	w.must(w.Consent(ctx, box, casework.Consenting{Consent: watching}))
	w.now = w.now.AddDate(1, 0, 0)
	if got := w.toWatch(bram); got != string(box.Dossier) {
		t.Errorf("on the last day: %q", got)
	}
	w.days(1)
	w.refused(w.changed(bram, box, "too late"), casework.CodeUnwatched)
	if got := w.toWatch(bram); got != "" {
		t.Errorf("after a year: %q", got)
	}
}

// TestChangedReopens: a closed dossier is watched too, and what is found opens it again.
func TestChangedReopens(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.named("R1", noor)
	w.agreeWatch()
	w.must(w.Consent(ctx, box, casework.Consenting{Consent: watching}))
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	w.must(w.GiveFeedback(ctx, veenhaven, noor, box.Dossier, box.Signal, words("what we did")))
	made := compartment("case", false, noor, bram)
	w.must(w.Close(ctx, veenhaven, noor, box.Dossier, dossier.ExitFollowedUp, words("why"), &made))
	if got := w.toWatch(noor); got != string(box.Dossier) {
		t.Fatalf("compared: %q", got)
	}
	w.must(w.writes(noor, box.Dossier, casework.Writing{Kind: record.KindChanged, Signal: box.Signal, Words: words("transfer")}))
	if kinds := w.kinds(box.Dossier); !strings.HasSuffix(kinds, string(record.KindChanged)+" dossier.reopened") {
		t.Errorf("facts: %s", kinds)
	}
}
