package casework_test

import (
	"crypto/sha256"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/checkin"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/protocol"
)

// admission is a code for a witness as noor's browser makes it; the first makes the
// compartment for internal words too.
func admission(code string, first bool) casework.Admission {
	hash := sum(code)
	id := gehoor.NewID[gehoor.ParticipantID]([16]byte(hash[:16]))
	a := casework.Admission{
		Participant: id, As: participant.Witness, Language: gehoor.Dutch,
		Lookup: submission(code, gehoor.OfficeAlderman, noor, bram).Lookup, Who: words("who " + code), Made: compartment(code, true, noor, bram),
	}
	if first {
		made := compartment("case of "+code, false, noor, bram)
		a.MadeCase = &made
	}
	return a
}

// admitted is a dossier with a witness who has a code.
func admitted(t *testing.T) (w *world, box, own account.Mailbox, a casework.Admission) {
	t.Helper()
	w = newWorld(t)
	box = w.send("tulip")
	w.declare(noor, box.Dossier)
	a = admission("wren", true)
	w.must(w.Admit(t.Context(), veenhaven, noor, box.Dossier, a))
	own, err := w.store.Mailbox(t.Context(), veenhaven, a.Lookup)
	w.must(err)
	return w, box, own, a
}

// TestAdmit: a code goes with a compartment for exactly those who handle and the one with
// the code; who handles no more, and who is nobody here, give none.
func TestAdmit(t *testing.T) {
	w, box, own, a := admitted(t)
	ctx := t.Context()
	if own != (account.Mailbox{Org: veenhaven, Lookup: a.Lookup, Dossier: box.Dossier, Participant: a.Participant}) {
		t.Errorf("the code opens %+v", own)
	}
	w.must(w.Admit(ctx, veenhaven, noor, box.Dossier, a)) // sent twice
	if n := strings.Count(w.kinds(box.Dossier), "participant.admitted"); n != 1 {
		t.Errorf("%d admitted, want 1", n)
	}
	again := admission("wren", false)
	again.Who = words("who else")
	w.refused(w.Admit(ctx, veenhaven, noor, box.Dossier, again), gehoor.CodeMalformed)
	alone := admission("finch", false)
	alone.Made = compartment("finch", true, noor)
	w.refused(w.Admit(ctx, veenhaven, noor, box.Dossier, alone), dossier.CodeHolders)
	nobodys := admission("robin", false)
	nobodys.Made = compartment("robin", false, noor, bram)
	w.refused(w.Admit(ctx, veenhaven, noor, box.Dossier, nobodys), gehoor.CodeMalformed)
	taken := admission("starling", false)
	taken.Lookup = submission("tulip", gehoor.OfficeAlderman, noor, bram).Lookup
	w.refused(w.Admit(ctx, veenhaven, noor, box.Dossier, taken), gehoor.CodeReplayed)
	w.refused(w.Admit(ctx, veenhaven, bram, box.Dossier, admission("heron", false)), dossier.CodeDeclare)
	if err := w.Admit(ctx, veenhaven, saar, box.Dossier, admission("swift", false)); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("somebody who does not handle: %v", err)
	}
}

// TestWhatAParticipantSees: their own compartment and what was written to them; nothing of
// the conversation with the reporter, internal words, or another participant. The reporter
// sees nothing of them either, not even that they are there.
func TestWhatAParticipantSees(t *testing.T) {
	w, box, own, a := admitted(t)
	ctx := t.Context()
	second := admission("finch", false)
	w.must(w.Admit(ctx, veenhaven, noor, box.Dossier, second))
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	w.must(w.WriteParticipant(ctx, veenhaven, noor, box.Dossier, a.Participant, words("to wren")))
	w.must(w.WriteParticipant(ctx, veenhaven, noor, box.Dossier, second.Participant, words("to finch")))

	view, err := w.ParticipantBox(ctx, own)
	w.must(err)
	if len(view.Boxes) != 1 || view.Boxes[0].Name != gehoor.WithParticipant(a.Participant) || view.Boxes[0].Key == "" {
		t.Errorf("compartments %+v", view.Boxes)
	}
	if len(view.Thread) != 1 || !view.CodeSeen || len(view.Holders) != 2 {
		t.Errorf("%d entries, seen %v, %d holders", len(view.Thread), view.CodeSeen, len(view.Holders))
	}
	_, err = w.OpenShared(ctx, own, []gehoor.ContentID{words("to wren").ID, view.Boxes[0].Key})
	w.must(err)
	for _, not := range []ledger.Content{words("account of tulip"), words("we have it"), words("who wren"), words("to finch"), words("finch key for the reporter"), words("wren key for " + string(noor))} {
		if _, err := w.OpenShared(ctx, own, []gehoor.ContentID{not.ID}); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("opens %q: %v", not.Bytes, err)
		}
	}

	mine, err := w.Mailbox(ctx, box)
	w.must(err)
	for _, b := range mine.Boxes {
		if b.Key == "" || b.Name != gehoor.Conversation {
			t.Errorf("the reporter sees compartment %s", b.Name)
		}
	}
	for _, not := range []ledger.Content{words("to wren"), words("wren key for the reporter")} {
		if _, err := w.OpenOwn(ctx, box, []gehoor.ContentID{not.ID}); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("the reporter opens %q: %v", not.Bytes, err)
		}
	}
	if _, err := w.Mailbox(ctx, own); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("with a participant's code the reporter's messages: %v", err)
	}
	if _, err := w.ParticipantBox(ctx, box); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("with a reporter's code what participants read: %v", err)
	}
}

// TestParticipantActs: what a participant writes is told to who handles, without content,
// and once; that it goes well tells nobody; a code that was ended lets nobody in.
func TestParticipantActs(t *testing.T) {
	w, box, own, a := admitted(t)
	ctx := t.Context()
	w.told(notify.KindMessage)
	w.must(w.Write(ctx, veenhaven, bram, box.Dossier, box.Signal, words("to the reporter")))
	if w.item(bram).Waiting {
		t.Fatal("somebody waits before anything was said")
	}
	said := words("from wren")
	w.must(w.ParticipantSays(ctx, own, said))
	w.must(w.ParticipantSays(ctx, own, said))
	w.now = w.now.Add(time.Hour)
	if got := w.told(notify.KindMessage); got != "a b" {
		t.Errorf("told %q", got)
	}
	if i := w.item(bram); !i.Waiting || i.ReporterOn != protocol.Day(w.now) {
		t.Errorf("who waits is not on the list: %+v", i)
	}
	if n := strings.Count(w.kinds(box.Dossier), "participant.message-sent"); n != 1 {
		t.Errorf("%d messages, want 1", n)
	}
	w.refused(w.ParticipantAnswers(ctx, own, casework.HowItGoes{Step: "contact-witness", Answer: checkin.Answer{Going: checkin.Well}}), checkin.CodeDone)

	// A reporter's acts are none of theirs.
	if err := w.Reply(ctx, own, words("as if a reporter")); err == nil {
		t.Error("a participant writes as the reporter")
	}
	if err := w.ReporterMakesFormal(ctx, own); err == nil {
		t.Error("a participant makes a signal formal")
	}

	w.must(w.EndCode(ctx, veenhaven, bram, box.Dossier, a.Participant))
	if err := w.ParticipantSays(ctx, own, words("still here")); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("an ended code writes: %v", err)
	}
	if _, err := w.store.Mailbox(ctx, veenhaven, a.Lookup); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("an ended code is still known: %v", err)
	}
	if _, err := w.store.Mailbox(ctx, veenhaven, box.Lookup); err != nil {
		t.Errorf("the reporter's code is gone too: %v", err)
	}
}

// TestParticipantRenews: with another code that nobody else saw; the one before opens
// nothing.
func TestParticipantRenews(t *testing.T) {
	w, _, own, a := admitted(t)
	ctx := t.Context()
	r := casework.Renewal{Lookup: sum("other code"), Keys: []casework.SealedKey{{
		Compartment: gehoor.WithParticipant(a.Participant), Epoch: 1, Content: words("wren key renewed"),
		Vouched: dossier.Vouched{Recipient: "age1pq1other", Tag: "tag"},
	}}}
	admit := func(box account.Mailbox) account.Session {
		return account.Session{Token: sum("token"), Org: veenhaven, Mailbox: &box, CreatedAt: w.now, SeenAt: w.now}
	}
	if err := w.RenewOwnCode(ctx, own, r, admit); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("as a reporter: %v", err)
	}
	w.must(w.RenewParticipantCode(ctx, own, r, admit))
	if _, err := w.store.Mailbox(ctx, veenhaven, a.Lookup); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("the code before: %v", err)
	}
	renewed, err := w.store.Mailbox(ctx, veenhaven, r.Lookup)
	w.must(err)
	view, err := w.ParticipantBox(ctx, renewed)
	w.must(err)
	if view.CodeSeen || view.Boxes[0].Key != words("wren key renewed").ID {
		t.Errorf("seen %v, key %s", view.CodeSeen, view.Boxes[0].Key)
	}
}

// TestNewHolderReadsParticipants: who comes to handle gets the keys of participants too, and
// who is shut out has them replaced.
func TestNewHolderReadsParticipants(t *testing.T) {
	w, box, _, a := admitted(t)
	d, err := w.Dossier(t.Context(), veenhaven, noor, box.Dossier)
	w.must(err)
	for _, one := range d.Addable {
		if !slices.Contains(one.Lacks, gehoor.WithParticipant(a.Participant)) {
			t.Errorf("%s would not get the key: %v", one.ID, one.Lacks)
		}
	}
	if len(d.Addable) == 0 {
		t.Fatal("nobody can be added")
	}
}

// sum is what stands in for a hash.
func sum(s string) [32]byte { return sha256.Sum256([]byte(s)) }
