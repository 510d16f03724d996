package casework_test

import (
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/google/go-cmp/cmp"
)

// TestThen: what an acknowledgement promises is what holds after it.
func TestThen(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	w.days(3)
	d, err := w.Dossier(t.Context(), veenhaven, noor, box.Dossier)
	w.must(err)
	promised := d.Then[box.Signal]
	if len(promised) != 1 || promised[0].Step != protocol.StepFeedback || !promised[0].Running {
		t.Fatalf("once acknowledged: %+v", promised)
	}
	if len(d.Open) != 2 || d.Open[0].Step != protocol.StepAcknowledge {
		t.Errorf("open now: %+v", d.Open)
	}

	w.must(w.Acknowledge(t.Context(), veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	d, err = w.Dossier(t.Context(), veenhaven, noor, box.Dossier)
	w.must(err)
	if diff := cmp.Diff(promised, d.Open); diff != "" {
		t.Errorf("what holds is not what was promised (-promised +holds):\n%s", diff)
	}
	if len(d.Then) != 0 {
		t.Errorf("there is nothing left to acknowledge: %+v", d.Then)
	}
}

// TestOthers: whoever was told of a lateness has a name on the page, without
// holding anything.
func TestOthers(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	w.must(w.Write(t.Context(), veenhaven, bram, box.Dossier, box.Signal, words("when was it?")))
	w.days(30)
	w.tick()
	d, err := w.Dossier(t.Context(), veenhaven, noor, box.Dossier)
	w.must(err)
	if diff := cmp.Diff([]gehoor.PersonID{noor, bram}, ids(d.Holders)); diff != "" {
		t.Errorf("holders: %s", diff)
	}
	if diff := cmp.Diff([]gehoor.PersonID{jet}, ids(d.Others)); diff != "" {
		t.Errorf("others: %s", diff)
	}
}

// TestHandlersSeeTheDay: of when a reporter did something a handler gets the
// Dutch day and no more, also when it is still yesterday in London.
func TestHandlersSeeTheDay(t *testing.T) {
	w := newWorld(t)
	w.now = time.Date(2026, 7, 5, 22, 30, 11, 0, time.UTC) // 00:30 on the 6th in Veenhaven
	box := w.send("R1")
	w.must(w.Reply(t.Context(), box, words("one more thing")))
	sixth := time.Date(2026, 7, 6, 0, 0, 0, 0, time.UTC)
	d, err := w.Dossier(t.Context(), veenhaven, noor, box.Dossier)
	w.must(err)
	if s := d.Signals[0]; s.ReceivedAt != sixth || s.Thread[0].At != sixth || d.OpenedOn != sixth {
		t.Errorf("received %v, wrote %v, opened %v", s.ReceivedAt, s.Thread[0].At, d.OpenedOn)
	}
	if i := w.item(noor); i.ReceivedOn != sixth || i.ReporterOn != sixth {
		t.Errorf("the list says %v and %v", i.ReceivedOn, i.ReporterOn)
	}
	m, err := w.Mailbox(t.Context(), box)
	w.must(err)
	if m.Signal.Thread[0].At != w.now {
		t.Error("the reporter's own moment was changed in the file")
	}
}

// TestWhoLeft: a holder who left hears nothing more and gets no new key; the
// name stays beside what was written.
func TestWhoLeft(t *testing.T) {
	w := newWorld(t)
	sub := submission("R1", gehoor.OfficeManager, noor, saar, milan)
	box, err := w.Receive(t.Context(), veenhaven, sub)
	w.must(err)
	w.now = w.now.Add(time.Hour)
	w.told(notify.KindSignal)
	w.must(w.Write(t.Context(), veenhaven, milan, box.Dossier, box.Signal, words("when was it?")))
	w.must(w.Leave(t.Context(), veenhaven, gehoor.System, milan))

	w.must(w.Reply(t.Context(), box, words("last Tuesday")))
	w.now = w.now.Add(time.Hour)
	if got := w.told(notify.KindMessage); got != "a d" {
		t.Errorf("told of the answer: %q, want noor and saar", got)
	}
	d, err := w.Dossier(t.Context(), veenhaven, noor, box.Dossier)
	w.must(err)
	if diff := cmp.Diff([]gehoor.PersonID{noor, saar}, ids(d.Holders)); diff != "" {
		t.Errorf("holders: %s", diff)
	}
	if diff := cmp.Diff([]gehoor.PersonID{milan}, ids(d.Others)); diff != "" {
		t.Errorf("others: %s", diff)
	}
	everybody := compartment("old", false, noor, saar, milan)
	w.refused(w.WriteNote(t.Context(), veenhaven, noor, box.Dossier, words("note"), &everybody), dossier.CodeHolders)
	made := compartment("new", false, noor, saar)
	w.must(w.WriteNote(t.Context(), veenhaven, noor, box.Dossier, words("note"), &made))

	w.must(w.Leave(t.Context(), veenhaven, gehoor.System, saar))
	w.days(8)
	w.tick()
	if got := w.told(notify.KindLate); got != "a" {
		t.Errorf("told of the lateness: %q, want noor: who wrote last has left", got)
	}
}

func ids(people []*directory.Person) []gehoor.PersonID {
	var all []gehoor.PersonID
	for _, p := range people {
		all = append(all, p.ID)
	}
	return all
}
