package casework_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/view"
)

func TestConversation(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	ctx := t.Context()
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	w.must(w.Write(ctx, veenhaven, noor, box.Dossier, box.Signal, words("when was it?")))
	w.must(w.Reply(ctx, box, words("last Tuesday")))
	w.days(30)
	w.must(w.GiveFeedback(ctx, veenhaven, bram, box.Dossier, box.Signal, words("what we did")))

	m, err := w.Mailbox(ctx, box)
	w.must(err)
	var forms []string
	for _, e := range m.Signal.Thread {
		who := "us"
		if e.FromReporter {
			who = "reporter"
		}
		forms = append(forms, who+":"+string(e.Form))
	}
	if got, want := strings.Join(forms, " "), "us:acknowledgement us:message reporter:message us:feedback"; got != want {
		t.Errorf("thread %s, want %s", got, want)
	}
	contents, err := w.OpenOwn(ctx, box, []gehoor.ContentID{m.Signal.Account, m.Signal.Thread[2].Content})
	w.must(err)
	if string(contents[1].Bytes) != "last Tuesday" {
		t.Errorf("opened %q", contents[1].Bytes)
	}
	items, _, err := w.WorkList(ctx, veenhaven, bram, view.WorkFilter{}, view.Cursor{}, 10)
	w.must(err)
	if items[0].Stage != view.StageAddress || items[0].Clock != "" || items[0].Waiting {
		t.Errorf("after feedback: %+v", items[0])
	}
}

func TestEachActRefusesTheSecondTime(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	ctx := t.Context()
	w.refused(w.GiveFeedback(ctx, veenhaven, noor, box.Dossier, box.Signal, words("too early")), protocol.CodeNotYet)
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	w.refused(w.Acknowledge(ctx, veenhaven, bram, box.Dossier, box.Signal, words("we have it too")), signal.CodeAcknowledged)
	w.must(w.ReporterMakesFormal(ctx, box))
	w.refused(w.MakeFormal(ctx, veenhaven, noor, box.Dossier, box.Signal), signal.CodeFormal)
}

// A browser that got no answer sends the same bytes again.
func TestTheSameWordsTwiceAreOneFact(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	for range 2 {
		w.must(w.Acknowledge(t.Context(), veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
		w.must(w.Reply(t.Context(), box, words("thank you")))
	}
	if got := strings.Count(w.kinds(box.Dossier), "message-sent"); got != 1 {
		t.Errorf("%d messages, want 1", got)
	}
}

func TestNotes(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	ctx := t.Context()
	w.refused(w.WriteNote(ctx, veenhaven, noor, box.Dossier, words("note"), nil), dossier.CodeNoCompartment)
	withReporter := compartment("case", true, noor, bram)
	if err := w.WriteNote(ctx, veenhaven, noor, box.Dossier, words("note"), &withReporter); err == nil {
		t.Error("the reporter was given the key of internal words")
	}
	alone := compartment("case", false, noor)
	w.refused(w.WriteNote(ctx, veenhaven, noor, box.Dossier, words("note"), &alone), dossier.CodeHolders)

	made := compartment("case", false, noor, bram)
	w.must(w.WriteNote(ctx, veenhaven, noor, box.Dossier, words("note"), &made))
	w.must(w.WriteNote(ctx, veenhaven, bram, box.Dossier, words("another"), nil))
	again := compartment("case again", false, noor, bram)
	w.refused(w.WriteNote(ctx, veenhaven, bram, box.Dossier, words("third"), &again), dossier.CodeMade)

	if _, err := w.Open(ctx, veenhaven, bram, box.Dossier, []gehoor.ContentID{words("note").ID}); err != nil {
		t.Error(err)
	}
	if _, err := w.OpenOwn(ctx, box, []gehoor.ContentID{words("note").ID}); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("the reporter asks for an internal note and gets %v", err)
	}
}

// Whoever may not see a dossier can do nothing in it, and learns nothing.
func TestStrangersMeetNothing(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	other := w.send("R2")
	ctx := t.Context()
	made := compartment("x", false, jet, saar)
	for _, who := range []gehoor.PersonID{jet, saar, fleur, gehoor.PersonID(id("0"))} {
		for name, err := range map[string]error{
			"acknowledge": w.Acknowledge(ctx, veenhaven, who, box.Dossier, box.Signal, words("x")),
			"write":       w.Write(ctx, veenhaven, who, box.Dossier, box.Signal, words("x")),
			"feedback":    w.GiveFeedback(ctx, veenhaven, who, box.Dossier, box.Signal, words("x")),
			"formal":      w.MakeFormal(ctx, veenhaven, who, box.Dossier, box.Signal),
			"note":        w.WriteNote(ctx, veenhaven, who, box.Dossier, words("x"), &made),
		} {
			if !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("%s: %s answers %v", who[:1], name, err)
			}
		}
		w.nothingFor(who, box.Dossier)
	}
	if _, err := w.Open(ctx, "elders", noor, box.Dossier, nil); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("another organisation gets %v", err)
	}
	mine := words("account of R1").ID
	if _, err := w.OpenOwn(ctx, other, []gehoor.ContentID{mine}); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("another reporter gets %v", err)
	}
	if _, err := w.OpenOwn(ctx, account.Mailbox{Org: veenhaven, Dossier: box.Dossier, Signal: other.Signal}, []gehoor.ContentID{mine}); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a mailbox that fits no signal gets %v", err)
	}
}

// A key goes to the person for whom it was sealed and to nobody else; a share
// to nobody.
func TestKeysAndShares(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	sub := submission("R1", gehoor.OfficeAlderman, noor, bram)
	forNoor, forReporter, share := sub.Conversation.Grants[0].Content.ID, sub.Conversation.Grants[2].Content.ID, sub.Conversation.Shares[0].Content.ID
	open := func(who gehoor.PersonID, c gehoor.ContentID) error {
		_, err := w.Open(t.Context(), veenhaven, who, box.Dossier, []gehoor.ContentID{c})
		return err
	}
	own := func(c gehoor.ContentID) error {
		_, err := w.OpenOwn(t.Context(), box, []gehoor.ContentID{c})
		return err
	}
	w.must(open(noor, forNoor))
	w.must(own(forReporter))
	for name, err := range map[string]error{
		"bram, noor's key": open(bram, forNoor), "noor, the reporter's key": open(noor, forReporter), "noor, a share": open(noor, share),
		"the reporter, noor's key": own(forNoor), "the reporter, a share": own(share),
	} {
		if !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMadeAvailableIsRecordedOnce(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	ask := []gehoor.ContentID{words("account of R1").ID, words("account of R1").ID}
	for range 3 {
		_, err := w.Open(t.Context(), veenhaven, noor, box.Dossier, ask)
		w.must(err)
	}
	_, err := w.OpenOwn(t.Context(), box, ask)
	w.must(err)
	records, err := w.store.Load(t.Context(), veenhaven, gehoor.OpenedStream(box.Dossier), 0)
	w.must(err)
	if len(records) != 1 {
		t.Errorf("%d facts, want 1: noor's first time, and nothing of the reporter", len(records))
	}
}

func TestSomebodyWhoLeftActsNoMore(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	w.must(w.Leave(t.Context(), veenhaven, gehoor.System, noor))
	if err := w.Acknowledge(t.Context(), veenhaven, noor, box.Dossier, box.Signal, words("x")); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("got %v", err)
	}
	w.emptyList(noor)
	w.must(w.Acknowledge(t.Context(), veenhaven, bram, box.Dossier, box.Signal, words("x")))
}

// emptyList says that a person's work list has no row and no count.
func (w *world) emptyList(who gehoor.PersonID) {
	w.t.Helper()
	items, counts, err := w.WorkList(w.t.Context(), veenhaven, who, view.WorkFilter{}, view.Cursor{}, 10)
	w.must(err)
	if len(items) != 0 || counts != (view.Counts{}) {
		w.t.Errorf("the work list shows %d items and %+v", len(items), counts)
	}
}

func TestPromiseAndProof(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	ctx := t.Context()
	public, signer := logKey(t)
	verifier, err := register.ParseVerifier(public)
	w.must(err)
	note, err := w.Promise(ctx, box)
	w.must(err)
	promise, err := register.VerifyPromise(note, verifier)
	w.must(err)
	if _, err := w.Proof(ctx, box); err == nil {
		t.Fatal("a proof before any checkpoint")
	}
	soon, err := w.Proven(ctx, box)
	w.must(err)
	if about := soon.About; !about.After(w.now) || about.After(promise.Before) {
		t.Errorf("the proof is announced for %v, promised before %v", about, promise.Before)
	}
	high, err := register.OpenHighFile(filepath.Join(t.TempDir(), "highest"))
	w.must(err)
	p := register.Publisher{Org: veenhaven, Store: w.store, Signer: signer, Quantum: 64, Random: w.random, High: high}
	_, err = p.Publish(ctx)
	w.must(err)
	if now, err := w.Proven(ctx, box); err != nil || !now.About.IsZero() || !now.Enough {
		t.Errorf("a proof that is there is announced as %+v (%v)", now, err)
	}
	proof, err := w.Proof(ctx, box)
	w.must(err)
	verified, err := register.VerifyReceipt(proof, verifier)
	w.must(err)
	w.must(register.VerifyAgainstPromise(verified, promise))
	if verified.Received.Content != words("account of R1").ID {
		t.Error("the proof is about another account")
	}
	if strings.Contains(string(verified.Data), "alderman") {
		t.Error("the proof gives the office away")
	}
}

// A dossier is not even read for somebody who may not see it: the answer comes
// as fast as for one that is not there.
func TestStrangersMakeNothingBeRead(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	counted := &countingLoads{Store: w.store, stream: gehoor.DossierStream(box.Dossier)}
	deps := w.deps()
	deps.Events = counted
	fresh := casework.New(deps)
	for _, who := range []gehoor.PersonID{jet, saar, fleur} {
		if _, err := fresh.Dossier(t.Context(), veenhaven, who, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s: %v", who[:1], err)
		}
	}
	if counted.n != 0 {
		t.Errorf("the dossier was read %d times for strangers", counted.n)
	}
	if _, err := fresh.Dossier(t.Context(), veenhaven, noor, box.Dossier); err != nil || counted.n == 0 {
		t.Errorf("for its holder it was read %d times: %v", counted.n, err)
	}
}

type countingLoads struct {
	ledger.Store
	stream gehoor.StreamID
	n      int
}

func (c *countingLoads) Load(ctx context.Context, org gehoor.OrgID, s gehoor.StreamID, after gehoor.Seq) ([]ledger.Record, error) {
	if s == c.stream {
		c.n++
	}
	return c.Store.Load(ctx, org, s, after)
}

// TestPlainly: a signal of the way without scripts says so, once, to handlers and
// to its reporter; no other does.
func TestPlainly(t *testing.T) {
	w := newWorld(t)
	sub := submission("plain", gehoor.OfficeAlderman, noor, bram)
	sub.Plain = true
	box, err := w.Receive(t.Context(), veenhaven, sub)
	w.must(err)
	if got := strings.Count(w.kinds(box.Dossier), "signal.sent-plainly"); got != 1 {
		t.Errorf("it is said %d times", got)
	}
	d, err := w.Dossier(t.Context(), veenhaven, noor, box.Dossier)
	w.must(err)
	m, err := w.Mailbox(t.Context(), box)
	w.must(err)
	other, err := w.Mailbox(t.Context(), w.send("other"))
	w.must(err)
	if !d.Signals[0].Plain || !m.Signal.Plain || other.Signal.Plain {
		t.Errorf("handlers %v, reporter %v, another reporter %v", d.Signals[0].Plain, m.Signal.Plain, other.Signal.Plain)
	}
}

// TestReplyOnce: sealing the same words again gives other bytes, so a repeat is
// told by how many messages the reporter had seen.
func TestReplyOnce(t *testing.T) {
	w := newWorld(t)
	box := w.send("one")
	w.must(w.ReplyOnce(t.Context(), box, words("a"), 0))
	w.refused(w.ReplyOnce(t.Context(), box, words("a, sealed again"), 0), gehoor.CodeReplayed)
	w.must(w.ReplyOnce(t.Context(), box, words("b"), 1))
	m, err := w.Mailbox(t.Context(), box)
	w.must(err)
	if got := m.Signal.FromReporter(); got != 2 {
		t.Errorf("%d messages are there", got)
	}
}
