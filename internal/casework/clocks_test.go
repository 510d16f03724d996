package casework_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/view"
)

func (w *world) item(who gehoor.PersonID) view.WorkItem {
	w.t.Helper()
	items, _, err := w.WorkList(w.t.Context(), veenhaven, who, view.WorkFilter{}, view.Cursor{}, 10)
	w.must(err)
	if len(items) != 1 {
		w.t.Fatalf("%d items", len(items))
	}
	return items[0]
}

// told lists who gets an alert of the kind, up to now.
func (w *world) told(kind notify.Kind) string {
	w.t.Helper()
	messages, err := w.store.Claim(w.t.Context(), veenhaven, w.now, time.Millisecond, 1000)
	w.must(err)
	var who []string
	for _, m := range messages {
		if m.Kind == kind {
			who = append(who, string(m.To[:1]))
		}
		w.must(w.store.Sent(w.t.Context(), m.ID))
	}
	slices.Sort(who)
	return strings.Join(who, " ")
}

func TestLatenessGoesToASecondPerson(t *testing.T) {
	w := newWorld(t)
	w.send("R1")
	w.days(6)
	w.tick()
	if w.item(noor).Late {
		t.Error("late on the sixth day")
	}
	w.days(2)
	w.tick()
	if !w.item(noor).Late || w.item(noor).Escalated != 1 {
		t.Errorf("after the seventh day: %+v", w.item(noor))
	}
	if got := w.told(notify.KindLate); got != "b" {
		t.Errorf("told %q, want bram, who is the other holder", got)
	}
	w.days(5)
	w.tick()
	if got := w.told(notify.KindLate); got != "c" {
		t.Errorf("told %q, want jet, the head", got)
	}
}

// Three weeks asleep miss nothing, and tell each person once.
func TestAsleep(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	w.days(21)
	w.tick()
	if got := strings.Count(w.kinds(box.Dossier), "dossier.escalated"); got != 2 {
		t.Errorf("%d escalations, want both", got)
	}
	before := w.kinds(box.Dossier)
	w.tick()
	if w.kinds(box.Dossier) != before {
		t.Error("a second tick adds facts")
	}
}

func TestLateStaysLate(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	w.days(9)
	w.must(w.Acknowledge(t.Context(), veenhaven, noor, box.Dossier, box.Signal, words("sorry, late")))
	if !w.item(noor).Late {
		t.Error("an act that came late is forgotten")
	}
}

// The lateness of a dossier is not told to somebody whom the reporter struck.
func TestEscalationSkipsTheExcluded(t *testing.T) {
	w := newWorld(t)
	sub := submission("R1", gehoor.OfficeAlderman, noor, saar, milan)
	sub.Struck = []gehoor.PersonID{bram}
	_, err := w.Receive(t.Context(), veenhaven, sub)
	w.must(err)
	w.days(8)
	w.tick()
	if got := w.told(notify.KindLate); got != "d e" {
		t.Errorf("told %q, want the desk", got)
	}
}

// Nobody of the bureau is told that a signal about the bureau is late.
func TestLatenessAboutTheBureauStaysOutside(t *testing.T) {
	w := newWorld(t)
	_, err := w.Receive(t.Context(), veenhaven, submission("R1", gehoor.OfficeBureau, saar, milan))
	w.must(err)
	w.days(21)
	w.tick()
	if got := w.told(notify.KindLate); got != "d e e" {
		t.Errorf("told %q, want milan, and then the whole desk", got)
	}
}

// Rows are a function of the stream: rebuilding gives what is stored.
func TestReplay(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	w.days(8)
	w.tick()
	w.must(w.Acknowledge(t.Context(), veenhaven, noor, box.Dossier, box.Signal, words("x")))
	w.days(200)
	w.tick()
	n := 0
	w.must(w.Replay(t.Context(), veenhaven, func(s gehoor.StreamID, extra, missing []any) {
		if n++; extra != nil || missing != nil {
			t.Errorf("%s: stored beside it %v, missing %v", s, extra, missing)
		}
	}))
	if n < 10 {
		t.Errorf("only %d streams were replayed", n)
	}
}
