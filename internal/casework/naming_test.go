package casework_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
)

// namedTo is a dossier with a reporter whom nobody knows, that noor, bram and saar hold,
// who said that they have no interest.
func (w *world) namedTo() account.Mailbox {
	w.t.Helper()
	box := w.named("R1")
	w.must(w.Add(w.t.Context(), veenhaven, noor, box.Dossier, adding(saar, gehoor.Conversation)))
	for _, p := range []gehoor.PersonID{noor, bram, saar} {
		w.declare(p, box.Dossier)
	}
	return box
}

func (w *world) propose(who gehoor.PersonID, box account.Mailbox, why string) error {
	f := dossier.NamingProposed{Signal: box.Signal, Recipient: saar, Outside: dossier.OutsiderCourt, Ground: dossier.NamingCourt}
	return w.ProposeNaming(w.t.Context(), veenhaven, who, box.Dossier, f, words(why))
}

// theNaming is the last one of a dossier.
func (w *world) theNaming(box account.Mailbox) casework.Naming {
	w.t.Helper()
	all := w.seen(noor, box.Dossier).Namings
	return all[len(all)-1]
}

// asked is namedTo, but that the reporter was told and the custodians are asked.
func (w *world) asked() (account.Mailbox, casework.Naming) {
	w.t.Helper()
	ctx, box := w.t.Context(), w.namedTo()
	w.must(w.propose(bram, box, "why"))
	n := w.theNaming(box)
	w.must(w.TellNaming(ctx, veenhaven, noor, box.Dossier, n.Seq))
	w.days(20)
	w.must(w.RequestNaming(ctx, veenhaven, bram, box.Dossier, n.Seq))
	return box, w.theNaming(box)
}

// TestNaming: one proposes, another tells the reporter, who has two weeks; then the
// custodians give their shares of that one compartment, and the recipient joins them.
func TestNaming(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box := w.namedTo()
	why, name := words("why").ID, words("name of R1").ID
	ownRead := func() error {
		_, err := w.OpenOwn(ctx, box, []gehoor.ContentID{why})
		return err
	}
	w.must(w.propose(bram, box, "why"))
	w.must(w.propose(bram, box, "why")) // the same bytes
	n := w.theNaming(box)
	if n.Standing != dossier.NamingWaits || n.By != bram {
		t.Errorf("proposed: %+v", n)
	}
	if m, err := w.Mailbox(ctx, box); err != nil || len(m.Namings) != 0 || !errors.Is(ownRead(), gehoor.ErrNotFound) {
		t.Errorf("before a second person agreed the reporter reads %+v, %v", m.Namings, ownRead())
	}
	if !w.opens(noor, box, why) {
		t.Error("the second person cannot read it")
	}
	w.refused(w.TellNaming(ctx, veenhaven, bram, box.Dossier, n.Seq), dossier.CodeNamingSecond)
	w.refused(w.TellNaming(ctx, veenhaven, saar, box.Dossier, n.Seq), dossier.CodeNamingSelf)
	w.refused(w.RequestNaming(ctx, veenhaven, bram, box.Dossier, n.Seq), dossier.CodeNamingTerm)
	w.must(w.TellNaming(ctx, veenhaven, noor, box.Dossier, n.Seq))
	n = w.theNaming(box)
	told := protocol.DateOf(w.now)
	if n.Standing != dossier.NamingTerm || n.Until.Before(told.AddDays(14)) || told.AddDays(20).Before(n.Until) {
		t.Errorf("told on %v: %+v", told, n)
	}
	m, err := w.Mailbox(ctx, box)
	w.must(err)
	w.must(ownRead())
	if len(m.Namings) != 1 || m.Namings[0].Recipient.ID != saar || m.Signal.Thread[len(m.Signal.Thread)-1].Content != why {
		t.Errorf("the reporter reads %+v", m.Namings)
	}

	w.refused(w.RequestNaming(ctx, veenhaven, bram, box.Dossier, n.Seq), dossier.CodeNamingTerm)
	w.must(w.Reply(ctx, box, words("I do not agree")))
	w.days(20)
	w.refused(w.RequestNaming(ctx, veenhaven, saar, box.Dossier, n.Seq), dossier.CodeNamingSelf)
	w.told(notify.KindRecovery)
	w.must(w.RequestNaming(ctx, veenhaven, bram, box.Dossier, n.Seq))
	if got := w.told(notify.KindRecovery); got != "9 a b d f" {
		t.Errorf("told %q, want both custodians and all who hold it", got)
	}
	c := w.care(fleur)
	if c.Part != casework.PartCustodian || c.Naming.Ground != dossier.NamingCourt || c.Naming.ToldAt.IsZero() || c.Asker.ID != bram ||
		len(c.Deciders) != 2 || c.Deciders[1].ID != noor || c.Recipient.ID != saar || len(c.Boxes) != 1 || c.Boxes[0].Name != gehoor.Identity {
		t.Errorf("the custodian sees %+v", c)
	}
	w.give(fleur)
	if err := w.Recover(ctx, veenhaven, saar, box.Dossier, joined(w.care(saar), saar, fleur)); err == nil {
		t.Error("one share is enough")
	}
	w.give(sem)
	c = w.care(saar)
	for _, who := range []gehoor.PersonID{noor, bram} {
		if err := w.Recover(ctx, veenhaven, who, box.Dossier, joined(c, who, fleur, sem)); err == nil {
			t.Errorf("%s joins what is for another", who[:1])
		}
	}
	w.must(w.Recover(ctx, veenhaven, saar, box.Dossier, joined(c, saar, fleur, sem)))
	if !w.opens(saar, box, name) || w.opens(noor, box, name) || w.opens(bram, box, name) {
		t.Error("not exactly the one for whom it was required opens it")
	}
	const want = "dossier.recovery-requested dossier.share-given dossier.share-given dossier.recovered dossier.granted"
	if got := w.kinds(box.Dossier); !strings.HasSuffix(got, want) {
		t.Errorf("facts %s", got)
	}
	m, err = w.Mailbox(ctx, box)
	w.must(err)
	if got := m.Namings[0]; got.Standing != dossier.NamingGiven || got.GivenAt.IsZero() || !m.Knowing.Required(saar) {
		t.Errorf("the reporter reads %+v", got)
	}
	w.refused(w.WithdrawConsent(ctx, box, record.Consent{For: record.ForIdentity, Person: saar}), dossier.CodeNamingStays)
	if got := w.known(noor, box); !strings.Contains(got, "identity") {
		t.Errorf("who knew what does not say it:\n%s", got)
	}
	w.sound()
}

// TestNamingIsTakenBack: by any of the holders, until it was given; what was given of the
// shares is of no use any more.
func TestNamingIsTakenBack(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box, n := w.asked()
	c := w.care(fleur)
	w.give(fleur)
	w.give(sem)
	w.refused(w.propose(bram, box, "again"), dossier.CodeNamingOpen)
	w.refused(w.EndRecovery(ctx, veenhaven, jet, box.Dossier, c.Recovery), dossier.CodeRecoveryOver)
	if err := w.EndRecovery(ctx, veenhaven, bram, box.Dossier, c.Recovery); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("a holder ends it as a recovery: %v", err)
	}
	w.must(w.EndNaming(ctx, veenhaven, noor, box.Dossier, n.Seq))
	w.refused(w.EndNaming(ctx, veenhaven, noor, box.Dossier, n.Seq), dossier.CodeNamingOver)
	w.refused(w.Recover(ctx, veenhaven, saar, box.Dossier, joined(c, saar, fleur, sem)), dossier.CodeRecoveryOver)
	m, err := w.Mailbox(ctx, box)
	w.must(err)
	if m.Namings[0].Standing != dossier.NamingIsOver {
		t.Errorf("the reporter reads %+v", m.Namings)
	}
	w.sound()
}

// TestNamingForNobodyShutOut: whoever has an interest by the time that the custodians gave
// gets nothing, and learns that there is nothing.
func TestNamingForNobodyShutOut(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	box, n := w.asked()
	w.give(fleur)
	w.give(sem)
	c := w.care(saar)
	interest, made := friend(saar), compartment("R1 case", false, noor, bram, saar)
	interest.Made = &made
	w.must(w.writes(noor, box.Dossier, interest))
	if err := w.Recover(ctx, veenhaven, saar, box.Dossier, joined(c, saar, fleur, sem)); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who is suspended joins: %v", err)
	}
	if _, err := w.OpenShares(ctx, veenhaven, saar, box.Dossier, []gehoor.ContentID{c.Boxes[0].Given[0].Content}); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("who is suspended opens shares: %v", err)
	}
	w.refused(w.RequestNaming(ctx, veenhaven, bram, box.Dossier, n.Seq), dossier.CodeEligible)
	w.sound()
}

// TestNamingOfNobody: where there is no name, those who hold the dossier hear so, as when
// they ask for consent; for everybody else there is no dossier.
func TestNamingOfNobody(t *testing.T) {
	w := newWorld(t)
	box := w.send("R1")
	w.must(w.Add(t.Context(), veenhaven, noor, box.Dossier, adding(saar, gehoor.Conversation)))
	w.refused(w.propose(bram, box, "why"), dossier.CodeDeclare)
	w.declare(bram, box.Dossier)
	w.refused(w.propose(bram, box, "why"), dossier.CodeNameless)
	with := w.named("R2")
	for _, one := range []account.Mailbox{box, with} {
		for _, who := range []gehoor.PersonID{jet, milan, fleur} {
			if err := w.propose(who, one, "why"); !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("%s: %v", who[:1], err)
			}
		}
	}
}

// TestNamingTermIsOver: on the morning after the reporter's term everybody who holds the
// dossier is told once that the custodians can be asked, and their lists say so until
// somebody asks. What nobody used in three months ends.
func TestNamingTermIsOver(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.namedTo()
	w.must(w.propose(bram, box, "why"))
	n := w.theNaming(box)
	w.must(w.TellNaming(ctx, veenhaven, noor, box.Dossier, n.Seq))
	n = w.theNaming(box)
	w.now = n.Until.AddDays(1).At(7, 59, 0)
	w.tick()
	w.told(notify.KindHandling)
	if strings.Contains(w.kinds(box.Dossier), "naming-due") {
		t.Error("it is said before the morning")
	}
	w.now = n.Until.AddDays(1).At(8, 0, 0)
	w.tick()
	w.tick()
	w.now = w.now.Add(time.Hour)
	if got := w.told(notify.KindHandling); got != "a b d" {
		t.Errorf("%q were told, want all who hold it, once", got)
	}
	if got := strings.Count(w.kinds(box.Dossier), "dossier.naming-due"); got != 1 || !w.listed(noor, box.Dossier).AskName {
		t.Errorf("said %d times, on the list %v", got, w.listed(noor, box.Dossier).AskName)
	}
	w.must(w.RequestNaming(ctx, veenhaven, bram, box.Dossier, n.Seq))
	if w.listed(noor, box.Dossier).AskName {
		t.Error("the custodians are asked, and the list asks for it")
	}
	w.days(100)
	w.tick()
	if !strings.HasSuffix(w.kinds(box.Dossier), "dossier.naming-ended") || w.listed(noor, box.Dossier).AskName {
		t.Errorf("three months later: %s", w.kinds(box.Dossier))
	}
	w.replays()
}

// TestNamingAskedAtOnce: who asks before the morning needs not be told.
func TestNamingAskedAtOnce(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.namedTo()
	w.must(w.propose(bram, box, "why"))
	w.must(w.TellNaming(ctx, veenhaven, noor, box.Dossier, w.theNaming(box).Seq))
	n := w.theNaming(box)
	w.now = n.Until.AddDays(1).At(0, 10, 0)
	w.must(w.RequestNaming(ctx, veenhaven, bram, box.Dossier, n.Seq))
	w.days(1)
	w.tick()
	if strings.Contains(w.kinds(box.Dossier), "naming-due") {
		t.Error("it is said although the custodians were asked")
	}
	w.replays()
}
