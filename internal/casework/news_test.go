package casework_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/notify"
)

// withNews is a world in which reporters can be told by mail.
func withNews(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	d := w.deps()
	d.News = notify.NewNewsDesk(w.store, [32]byte{7}, w.random)
	w.Casework = casework.New(d)
	return w
}

// relay keeps what arrives.
type relay struct{ mails []notify.Address }

func (r *relay) Send(_ context.Context, to notify.Address, _ notify.Message) error {
	r.mails = append(r.mails, to)
	return nil
}

// What staff tells a reporter is told by mail with the next batch, to who asked
// for it; what staff does among themselves is not.
func TestNewsToReporter(t *testing.T) {
	w, ctx := withNews(t), t.Context()
	box, other := w.send("one"), w.send("two")
	deliver := func() []notify.Address {
		t.Helper()
		r := &relay{}
		c := notify.Courier{Store: w.store, Channel: r, News: notify.NewNewsDesk(w.store, [32]byte{7}, w.random)}
		if _, err := c.Deliver(ctx, veenhaven, w.now, 64); err != nil {
			t.Fatal(err)
		}
		return r.mails
	}
	w.must(w.AskNews(ctx, box, "iemand@thuis.invalid", gehoor.English))
	if mails := deliver(); len(mails) != 0 {
		t.Errorf("at once: %+v", mails)
	}
	w.now = w.now.Add(30 * time.Minute)
	mails := deliver()
	if len(mails) != 1 || mails[0].Code == "" {
		t.Fatalf("with the batch: %+v", mails)
	}
	w.must(w.ConfirmNews(ctx, box, mails[0].Code))
	state, err := w.News(ctx, box)
	w.must(err)
	if state != notify.NewsOn {
		t.Errorf("state %q", state)
	}

	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	w.must(w.Acknowledge(ctx, veenhaven, noor, other.Dossier, other.Signal, words("we have that too")))
	w.must(w.Reply(ctx, box, words("thank you")))
	w.now = w.now.Add(30 * time.Minute)
	if mails = deliver(); len(mails) != 1 || mails[0].Mail != "iemand@thuis.invalid" || mails[0].Code != "" || mails[0].Lang != gehoor.English {
		t.Errorf("news: %+v", mails)
	}
	made := compartment("case", false, noor, bram)
	w.must(w.WriteNote(ctx, veenhaven, noor, box.Dossier, words("between us"), &made))
	w.now = w.now.Add(30 * time.Minute)
	if mails = deliver(); len(mails) != 0 {
		t.Errorf("a note is told: %+v", mails)
	}

	w.must(w.StopNews(ctx, box))
	w.must(w.GiveFeedback(ctx, veenhaven, noor, box.Dossier, box.Signal, words("this is what we did")))
	w.now = w.now.Add(30 * time.Minute)
	if mails = deliver(); len(mails) != 0 {
		t.Errorf("after stopping: %+v", mails)
	}
}

// Telling a reporter something leaves the same rows whether or not mail was asked
// for: one message, which is looked at when it is sent.
func TestNewsLeavesTheSameRows(t *testing.T) {
	w, ctx := withNews(t), t.Context()
	box, other := w.send("one"), w.send("two")
	w.now = w.now.Add(time.Hour)
	w.die() // what staff was told of
	w.must(w.AskNews(ctx, box, "iemand@thuis.invalid", gehoor.Dutch))
	waiting := func() int {
		t.Helper()
		n, _, err := w.store.Waiting(ctx, veenhaven)
		w.must(err)
		return n
	}
	before := waiting()
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("a")))
	with := waiting() - before
	w.must(w.Acknowledge(ctx, veenhaven, noor, other.Dossier, other.Signal, words("b")))
	if without := waiting() - before - with; with != 1 || without != 1 {
		t.Errorf("%d rows with an address, %d without", with, without)
	}
}

// Where no mail is sent to reporters nothing is asked and nothing is kept.
func TestNoNews(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("one")
	state, err := w.News(ctx, box)
	w.must(err)
	if state != notify.NewsNever || w.SendsNews() {
		t.Errorf("state %q", state)
	}
	if err := w.AskNews(ctx, box, "iemand@thuis.invalid", gehoor.Dutch); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("asking: %v", err)
	}
	if err := w.ConfirmNews(ctx, box, "7HK2M-Q9WPT"); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("confirming: %v", err)
	}
	w.must(w.StopNews(ctx, box))
	w.refused(w.StopNewsByCode(ctx, veenhaven, "7HK2M-Q9WPT"), notify.CodeNewsCode)
}
