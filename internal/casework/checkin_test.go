package casework_test

import (
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/checkin"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
)

// concluded has a dossier that follows the common protocol and was closed.
func concluded(t *testing.T) (*world, account.Mailbox) {
	t.Helper()
	w, ctx := withNews(t), t.Context()
	w.followCommon()
	box := w.send("R1")
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	w.must(w.writes(noor, box.Dossier, withCase(casework.Writing{Kind: "care.offered", Words: words("offered"), Signal: box.Signal, Fields: record.Fields{"for": "reporter", "contact_person": true}}, "R1")))
	w.must(w.writes(noor, box.Dossier, withCase(casework.Writing{Kind: "dossier.result-checked", Words: words("asked"), Fields: record.Fields{"result": "stopped", "enough": true}}, "R1 words")))
	w.must(w.writes(noor, box.Dossier, casework.Writing{Kind: "pattern.looked-up", Words: words("looked"), Fields: record.Fields{"found": "none", "signals": 1, "reporters": "no"}}))
	w.must(w.GiveFeedback(ctx, veenhaven, noor, box.Dossier, box.Signal, words("it has stopped")))
	w.must(w.Close(ctx, veenhaven, noor, box.Dossier, "support-given", words("nothing more to do"), nil))
	w.now = w.now.Add(time.Hour)
	w.mailed()
	return w, box
}

// mailed counts the messages to reporters that wait, and takes all that wait.
func (w *world) mailed() int {
	w.t.Helper()
	messages, err := w.store.Claim(w.t.Context(), veenhaven, w.now, time.Millisecond, 1000)
	w.must(err)
	n := 0
	for _, m := range messages {
		if m.To == "" && m.Kind == notify.KindNews {
			n++
		}
		w.must(w.store.Sent(w.t.Context(), m.ID))
	}
	return n
}

// The program asks; staff see on which day, not when, a reporter answered; words that are
// sent twice are one answer; and something wrong opens the dossier again. The stories
// check-in-* have the terms.
func TestHowItGoes(t *testing.T) {
	w, box := concluded(t)
	ctx := t.Context()
	asks := func() string {
		m, err := w.Mailbox(ctx, box)
		w.must(err)
		if m.CheckIn == nil {
			return ""
		}
		return m.CheckIn.Step
	}
	closed := func() bool {
		d, err := w.Dossier(ctx, veenhaven, noor, box.Dossier)
		w.must(err)
		return d.Closings[len(d.Closings)-1].Exit != ""
	}
	w.days(8)
	w.tick()
	if got := asks(); got != "" {
		t.Fatalf("asked too early: %s", got)
	}
	w.days(2)
	w.tick()
	w.tick() // another node
	if got := asks(); got != "contact-two-weeks" {
		t.Fatalf("asks %q", got)
	}
	w.now = w.now.Add(time.Hour)
	if got := w.mailed(); got != 1 {
		t.Errorf("%d messages to the reporter, want one", got)
	}
	w.refused(w.SkipCheckIn(ctx, box, "contact-one-month"), checkin.CodeDone)
	w.must(w.AnswerCheckIn(ctx, box, casework.HowItGoes{Step: "contact-two-weeks", Answer: checkin.Answer{Going: checkin.Well}}))
	w.now = w.now.Add(time.Hour)
	if got := w.told(notify.KindMessage); got != "" || !closed() {
		t.Errorf("told %q, closed %v of one for whom it goes well", got, closed())
	}

	w.days(15)
	w.tick()
	said := words("again")
	how := casework.HowItGoes{Step: "contact-one-month", Answer: checkin.Answer{Going: checkin.SoSo}, Words: &said}
	w.must(w.AnswerCheckIn(ctx, box, how))
	w.must(w.AnswerCheckIn(ctx, box, how)) // sent twice
	w.now = w.now.Add(time.Hour)
	if got := w.told(notify.KindMessage); got != "a b" || closed() {
		t.Errorf("told %q, closed %v", got, closed())
	}
	d, err := w.Dossier(ctx, veenhaven, noor, box.Dossier)
	w.must(err)
	s := d.Signals[0]
	for _, c := range s.CheckIns.All {
		for _, at := range []time.Time{c.AskedAt, c.AnsweredAt} {
			if !at.Equal(protocol.Day(at)) {
				t.Errorf("staff see %v", at)
			}
		}
	}
	if last := s.Thread[len(s.Thread)-1]; last.Form != signal.FormCheckIn || last.Step != "contact-one-month" || !s.Waiting() {
		t.Errorf("the conversation ends with %+v", last)
	}
}
