package casework_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/signal"
)

// rekeyed is what a holder's browser makes of what a dossier asks.
func rekeyed(d casework.Dossier) []casework.Rekeyed {
	var all []casework.Rekeyed
	for _, to := range d.Rekeyings {
		i := slices.IndexFunc(d.Boxes, func(b casework.Box) bool { return b.Name == to.Name })
		epoch := d.Boxes[i].Epoch + 1
		name := fmt.Sprint(d.ID, to.Name, epoch)
		var holders []gehoor.PersonID
		for _, p := range to.Holders {
			holders = append(holders, p.ID)
		}
		all = append(all, casework.Rekeyed{
			Compartment: to.Name, Epoch: epoch, Sealed: compartment(name, len(to.Codes) > 0, holders...), Before: words("before " + name),
		})
	}
	return all
}

// rekey makes the keys that somebody's page asks for.
func (w *world) rekey(by gehoor.PersonID, id gehoor.DossierID) {
	w.t.Helper()
	d := w.seen(by, id)
	if len(d.Rekeyings) == 0 {
		w.t.Fatal("no key is to be made")
	}
	w.must(w.Rekey(w.t.Context(), veenhaven, by, id, rekeyed(d)))
}

// TestRekey: somebody who has the key is shut out. Nothing new is sealed to it; another is
// made for those who go on, who find the one before in it; and a page of before gives
// nobody a key under a false name.
func TestRekey(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	w.must(w.writes(noor, box.Dossier, withCase(friend(bram), "R1")))
	d := w.seen(noor, box.Dossier)
	if len(d.Rekeyings) != 2 || len(d.Rekeyings[0].Holders) != 1 || len(d.Rekeyings[0].Codes) != 1 || len(d.Rekeyings[1].Codes) != 0 {
		t.Fatalf("to be made: %+v", d.Rekeyings)
	}
	note := w.WriteNote(ctx, veenhaven, noor, box.Dossier, words("too early"), nil)
	w.refused(note, dossier.CodeRekey)
	w.refused(w.again(noor, saar, box.Dossier, "too early too"), dossier.CodeRekey)

	good := rekeyed(d)
	for name, change := range map[string]func(*casework.Rekeyed){
		"for bram too": func(r *casework.Rekeyed) {
			r.Grants = append(r.Grants, casework.SealedFor{Person: bram, Content: words("bram")})
		},
		"for another":            func(r *casework.Rekeyed) { r.Grants[0].Person = saar },
		"not for the reporter":   func(r *casework.Rekeyed) { r.Grants = r.Grants[:1] },
		"for a false reporter":   func(r *casework.Rekeyed) { r.Grants[1].Recipient = "age1pq1other" },
		"without a tag":          func(r *casework.Rekeyed) { r.Grants[1].Tag = "" },
		"for too few custodians": func(r *casework.Rekeyed) { r.Shares = r.Shares[:1] },
		"of another number":      func(r *casework.Rekeyed) { r.Epoch = 3 },
		"of the same key":        func(r *casework.Rekeyed) { r.Recipient = d.Boxes[1].Recipient },
		"of the identity":        func(r *casework.Rekeyed) { r.Compartment = gehoor.Identity },
	} {
		one := good[0]
		one.Grants, one.Shares = slices.Clone(one.Grants), slices.Clone(one.Shares)
		change(&one)
		if err := w.Rekey(ctx, veenhaven, noor, box.Dossier, []casework.Rekeyed{one}); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if err := w.Rekey(ctx, veenhaven, bram, box.Dossier, good); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who is shut out: %v", err)
	}
	w.must(w.Rekey(ctx, veenhaven, noor, box.Dossier, good))
	w.must(w.Rekey(ctx, veenhaven, noor, box.Dossier, good)) // no answer came: once
	if kinds := w.kinds(box.Dossier); !strings.HasSuffix(kinds, "dossier.compartment-rekeyed dossier.compartment-rekeyed") {
		t.Errorf("the dossier has %s", kinds)
	}
	d = w.seen(noor, box.Dossier)
	conversation := d.Boxes[slices.IndexFunc(d.Boxes, func(b casework.Box) bool { return b.Name == gehoor.Conversation })]
	if len(d.Rekeyings) != 0 || conversation.Epoch != 2 || len(conversation.Keys()) != 2 {
		t.Fatalf("after it: %+v", d.Boxes)
	}
	if got, err := w.Open(ctx, veenhaven, noor, box.Dossier, conversation.Keys()); err != nil || len(got) != 2 {
		t.Errorf("a holder gets %d keys, %v", len(got), err)
	}
	m, err := w.Mailbox(ctx, box)
	w.must(err)
	for _, b := range m.Boxes {
		if got, err := w.OpenOwn(ctx, box, b.Keys()); err != nil || len(got) != len(b.Keys()) {
			t.Errorf("the reporter gets %d keys of %s, %v", len(got), b.Name, err)
		}
	}
	w.must(w.WriteNote(ctx, veenhaven, noor, box.Dossier, words("now"), nil))
	w.refused(w.Add(ctx, veenhaven, noor, box.Dossier, casework.Adding{To: saar, Keys: []casework.SealedKey{
		{Epoch: 1, Compartment: gehoor.Conversation, Content: words("old")}, {Epoch: 1, Compartment: gehoor.Case, Content: words("old case")},
	}}), dossier.CodeNoCompartment)
	w.must(w.again(noor, saar, box.Dossier, "saar"))
	w.replays()
}

// TestReporterSealsToNewest: what a reporter's page of before sealed to a key that somebody
// kept is refused, but for what came before there was another; sealed anew it is taken.
func TestReporterSealsToNewest(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	old, now := casework.SealedTo(ctx, 1), casework.SealedTo(ctx, 2)
	w.must(w.Reply(old, box, words("before")))
	w.must(w.writes(noor, box.Dossier, withCase(friend(bram), "R1")))
	w.must(w.Reply(old, box, words("nobody made another yet")))
	w.refused(w.Reply(now, box, words("there is no such key")), dossier.CodeOtherKey)
	w.rekey(noor, box.Dossier)

	w.must(w.Reply(old, box, words("before"))) // the answer was lost
	late := words("too late")
	w.refused(w.Reply(old, box, words("late")), dossier.CodeOtherKey)
	w.refused(w.Correct(old, box, words("late")), dossier.CodeOtherKey)
	w.refused(w.AskTalk(old, box, words("late")), dossier.CodeOtherKey)
	w.refused(w.Demand(old, box, signal.ReasonWorse, &late), dossier.CodeOtherKey)
	w.refused(w.AddOwnFile(old, box, casework.Upload{Manifest: words("late")}), dossier.CodeOtherKey)
	w.must(w.Demand(old, box, signal.ReasonWorse, nil)) // without words nothing is sealed
	w.must(w.Reply(now, box, words("sealed anew")))
	m, err := w.Mailbox(ctx, box)
	w.must(err)
	if n := len(m.Signal.Thread); n != 4 {
		t.Errorf("%d messages are there", n)
	}
}

// TestStaffSealsToNewest: words and files of staff whose page is of before are refused too,
// each by its own compartment's key; a key that is given on is not words.
func TestStaffSealsToNewest(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	old, now := casework.SealedTo(ctx, 1), casework.SealedTo(ctx, 2)
	write := func(ctx context.Context, say string) error {
		return w.Write(ctx, veenhaven, noor, box.Dossier, box.Signal, words(say))
	}
	note := func(ctx context.Context, say string, made *casework.Sealed) error {
		return w.WriteNote(ctx, veenhaven, noor, box.Dossier, words(say), made)
	}
	made := compartment("case", false, noor, bram)
	w.must(write(old, "before"))
	w.must(note(old, "the first, with its key", &made))
	w.must(w.writes(noor, box.Dossier, friend(bram)))
	w.rekey(noor, box.Dossier)

	w.must(write(old, "before")) // the answer was lost
	w.refused(write(old, "late"), dossier.CodeOtherKey)
	w.refused(note(old, "late note", nil), dossier.CodeOtherKey)
	w.refused(w.AddFile(old, veenhaven, noor, box.Dossier, box.Signal, casework.Upload{Manifest: words("file")}), dossier.CodeOtherKey)
	w.refused(w.AddNoteFile(old, veenhaven, noor, box.Dossier, casework.Upload{Manifest: words("file")}), dossier.CodeOtherKey)
	w.must(w.again(noor, saar, box.Dossier, "a key"))
	w.must(write(now, "sealed anew"))
	w.must(note(now, "a note sealed anew", nil))
	w.must(write(ctx, "nobody says to which"))
	w.replays()
}
