package casework_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/view"
)

// mailboxOf is the mailbox that a code opens.
func (w *world) mailboxOf(code string) account.Mailbox {
	w.t.Helper()
	box, err := w.store.Mailbox(w.t.Context(), veenhaven, submission(code, "").Lookup)
	w.must(err)
	return box
}

// enter is what noor writes down of somebody who called about an alderman.
func (w *world) enter(who gehoor.PersonID, code string) (casework.Entered, error) {
	w.t.Helper()
	return w.Enter(w.t.Context(), veenhaven, who, signal.ChannelPhone, submission(code, gehoor.OfficeAlderman, noor, bram))
}

func TestEnter(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	got, err := w.enter(noor, "R1")
	w.must(err)
	box := w.mailboxOf("R1")
	if got.Dossier != box.Dossier {
		t.Errorf("who handles it is led to %q, want %q", got.Dossier, box.Dossier)
	}
	want := "dossier.opened signal.received signal.routed signal.entered dossier.compartment-made"
	if kinds := w.kinds(box.Dossier); kinds != want {
		t.Errorf("got  %s\nwant %s", kinds, want)
	}
	d, err := w.Dossier(ctx, veenhaven, bram, box.Dossier)
	w.must(err)
	entered := d.Signals[0].Entered
	if entered.Channel != signal.ChannelPhone || entered.By != gehoor.ByPerson(noor) || d.Signals[0].Approval() != signal.ApprovalAwaited {
		t.Errorf("entered %+v, approval %q", entered, d.Signals[0].Approval())
	}
	if len(d.Clocks) == 0 {
		t.Error("no term runs")
	}
	if s, err := w.store.Session(ctx, [32]byte{}); err == nil {
		t.Errorf("who entered it was let in as its reporter: %+v", s)
	}
	again, err := w.enter(noor, "R1")
	w.must(err)
	if again != got {
		t.Errorf("sent twice: %+v, then %+v", got, again)
	}
}

// Whoever enters a signal and receives none of its office sees nothing of it
// afterwards, and neither does one whom the reporter struck.
func TestEnterGivesNoKey(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	got, err := w.enter(saar, "R1")
	w.must(err)
	if got.Dossier != "" {
		t.Errorf("somebody without a key is led to %q", got.Dossier)
	}
	sub := submission("R2", gehoor.OfficeAlderman, bram, saar, milan)
	sub.Struck = []gehoor.PersonID{noor}
	if got, err = w.Enter(ctx, veenhaven, noor, signal.ChannelInPerson, sub); err != nil || got.Dossier != "" {
		t.Errorf("somebody who was struck is led to %q, %v", got.Dossier, err)
	}
	for code, who := range map[string]gehoor.PersonID{"R1": saar, "R2": noor} {
		if _, err := w.Dossier(ctx, veenhaven, who, w.mailboxOf(code).Dossier); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("%s: %v", code, err)
		}
	}
}

// A manager and a confidential adviser enter what they were told, an adviser only with
// the reporter's consent, and have no more to do with it.
func TestEnterOnly(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	manager, adviser := gehoor.PersonID(id("7")), gehoor.PersonID(id("8"))
	for who, role := range map[gehoor.PersonID]gehoor.Role{manager: gehoor.RoleManager, adviser: gehoor.RoleAdviser} {
		w.must(w.Join(ctx, veenhaven, gehoor.System, casework.Newcomer{
			ID: who, Joined: directory.Joined{Role: role, Function: gehoor.Text{NL: string(role), EN: string(role)}},
			Key: directory.KeyPublished{Recipient: "age1pq1" + string(who), Note: "note"},
		}))
		w.refused(w.AddHolder(ctx, veenhaven, gehoor.System, gehoor.OfficeEmployee, who), directory.CodeHolder)
	}
	got, err := w.enter(manager, "R1")
	w.must(err)
	if got.Dossier != "" {
		t.Errorf("a manager is led to %q", got.Dossier)
	}
	_, err = w.enter(adviser, "R2")
	w.refused(err, casework.CodeEnterConsent)
	agreed := submission("R2", gehoor.OfficeAlderman, noor, bram)
	agreed.Consent = true
	_, err = w.Enter(ctx, veenhaven, adviser, signal.ChannelInPerson, agreed)
	w.must(err)
	d, err := w.Dossier(ctx, veenhaven, noor, w.mailboxOf("R2").Dossier)
	w.must(err)
	if e := d.Signals[0].Entered; !e.Consent || e.By != gehoor.ByPerson(adviser) {
		t.Errorf("entered %+v", e)
	}
	other := submission("R3", gehoor.OfficeAlderman, noor, bram)
	other.Consent = true
	_, err = w.Enter(ctx, veenhaven, noor, signal.ChannelPhone, other)
	w.refused(err, gehoor.CodeMalformed)
	for _, who := range []gehoor.PersonID{manager, adviser} {
		if _, err := w.Dossier(ctx, veenhaven, who, w.mailboxOf("R1").Dossier); !errors.Is(err, gehoor.ErrNotFound) {
			t.Errorf("the dossier: %v", err)
		}
		if items, counts, err := w.WorkList(ctx, veenhaven, who, view.WorkFilter{}, view.Cursor{}, 10); !errors.Is(err, gehoor.ErrNotFound) || len(items) > 0 || counts != (view.Counts{}) {
			t.Errorf("the list: %v %v %v", items, counts, err)
		}
	}
}

func TestEnterRefuses(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	_, err := w.enter(fleur, "R1")
	w.refused(err, casework.CodeEnterRole)
	_, err = w.Enter(ctx, veenhaven, noor, "pigeon", submission("R1", gehoor.OfficeAlderman, noor, bram))
	w.refused(err, gehoor.CodeMalformed)
	w.must(w.Leave(ctx, veenhaven, gehoor.System, bram))
	if _, err = w.enter(bram, "R1"); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("somebody who left: %v", err)
	}
	if may, err := w.MayEnter(ctx, veenhaven, fleur); may || err != nil {
		t.Errorf("a custodian may enter: %v %v", may, err)
	}
	if may, err := w.MayEnter(ctx, veenhaven, noor); !may || err != nil {
		t.Errorf("a caseworker may enter: %v %v", may, err)
	}
	deps := w.deps()
	deps.Trial = false
	closed := casework.New(deps)
	_, err = closed.Enter(ctx, veenhaven, noor, signal.ChannelPhone, submission("R1", gehoor.OfficeAlderman, noor, bram))
	w.refused(err, directory.CodeIntakeClosed)
}

// The reporter corrects and approves; what was agreed with is named.
func TestApprove(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	_, err := w.enter(noor, "R1")
	w.must(err)
	box := w.mailboxOf("R1")
	one := func() signal.Signal {
		t.Helper()
		m, err := w.Mailbox(ctx, box)
		w.must(err)
		if m.Writer == nil || m.Writer.ID != noor {
			t.Fatalf("written by %+v", m.Writer)
		}
		return m.Signal
	}
	before := one().AccountContents()
	w.must(w.Correct(ctx, box, words("it was on a Tuesday")))
	w.must(w.Correct(ctx, box, words("it was on a Tuesday"))) // sent again
	if got := one(); got.Approval() != signal.ApprovalCorrected || len(got.Thread) != 1 || got.Thread[0].Form != signal.FormCorrection {
		t.Errorf("after a correction: %q %+v", got.Approval(), got.Thread)
	}
	w.refused(w.Approve(ctx, box, before), signal.CodeAccountChanged)
	w.must(w.Approve(ctx, box, one().AccountContents()))
	if got := one(); got.Approval() != signal.ApprovalGiven {
		t.Errorf("after approving: %q", got.Approval())
	}
	w.refused(w.Approve(ctx, box, one().AccountContents()), signal.CodeApproved)
	if list, err := w.Open(ctx, veenhaven, bram, box.Dossier, one().AccountContents()); err != nil || len(list) != 2 {
		t.Errorf("a handler gets %d of account and correction: %v", len(list), err)
	}
	w.must(w.Correct(ctx, box, words("no, on a Monday")))
	if got := one(); got.Approval() != signal.ApprovalCorrected {
		t.Errorf("after another correction: %q", got.Approval())
	}

	own := w.send("R2")
	w.refused(w.Correct(ctx, own, words("of an own account")), signal.CodeOwnAccount)
	w.refused(w.Approve(ctx, own, nil), signal.CodeOwnAccount)
}

// A wish to talk shows until somebody of staff writes more than that the signal
// is here.
func TestAskTalk(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	box := w.send("R1")
	asks := func() bool {
		t.Helper()
		d, err := w.Dossier(ctx, veenhaven, noor, box.Dossier)
		w.must(err)
		return d.Signals[0].TalkAsked
	}
	if asks() {
		t.Error("a talk before it was asked for")
	}
	w.must(w.AskTalk(ctx, box, words("after six, please")))
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
	if !asks() {
		t.Error("the acknowledgement answered it")
	}
	w.must(w.Write(ctx, veenhaven, noor, box.Dossier, box.Signal, words("on Thursday at seven")))
	if asks() {
		t.Error("an answer did not answer it")
	}

	sub := submission("R2", gehoor.OfficeAlderman, noor, bram)
	sub.TalkAsked = true
	box, err := w.Receive(ctx, veenhaven, sub)
	w.must(err)
	if !asks() {
		t.Error("a wish that came with the signal does not show")
	}
}

// What a holder gives when somebody lost the code: the old one opens nothing.
func TestRenewCode(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	sub := submission("R1", gehoor.OfficeAlderman, noor, bram)
	identity, who := compartment("R1 identity", true, noor), words("who R1 is")
	sub.Identity, sub.Who = &identity, &who
	box, err := w.Receive(ctx, veenhaven, sub)
	w.must(err)
	renewal := func(name string, boxes ...gehoor.Compartment) casework.Renewal {
		r := casework.Renewal{Lookup: submission(name, "").Lookup}
		for _, c := range boxes {
			r.Keys = append(r.Keys, casework.SealedKey{Epoch: 1, Compartment: c, Content: words(name + " key of " + string(c))})
		}
		return r
	}
	both := []gehoor.Compartment{gehoor.Conversation, gehoor.Identity}
	renew := func(by gehoor.PersonID, r casework.Renewal) error {
		return w.RenewCode(ctx, veenhaven, by, box.Dossier, box.Signal, r)
	}
	w.refused(renew(bram, renewal("new", both...)), casework.CodeStranger) // knows no name
	if err := renew(saar, renewal("new", both...)); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("somebody who holds nothing: %v", err)
	}
	w.refused(renew(noor, renewal("new", gehoor.Conversation)), "dossier.holders-changed")
	w.refused(renew(noor, renewal("new")), gehoor.CodeMalformed)
	w.must(renew(noor, renewal("new", both...)))
	w.must(renew(noor, renewal("new", both...))) // sent again

	if _, err := w.store.Mailbox(ctx, veenhaven, box.Lookup); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("the code that was lost still opens the mailbox: %v", err)
	}
	m, err := w.Mailbox(ctx, w.mailboxOf("new"))
	w.must(err)
	var keys []gehoor.ContentID
	for _, b := range m.Boxes {
		keys = append(keys, b.Key)
	}
	if diff := cmp.Diff([]gehoor.ContentID{words("new key of conversation").ID, words("new key of identity").ID}, keys); diff != "" {
		t.Error(diff)
	}
	if len(m.Renewals) != 1 || m.Renewals[0].By == nil || m.Renewals[0].By.ID != noor || !m.CodeSeen() {
		t.Errorf("the reporter reads %+v", m.Renewals)
	}
	d, err := w.Dossier(ctx, veenhaven, bram, box.Dossier)
	w.must(err)
	if len(d.Renewals) != 1 {
		t.Errorf("a colleague reads %+v", d.Renewals)
	}

	// Then the reporter takes one that nobody saw.
	admit := func(b account.Mailbox) account.Session {
		return account.Session{Token: [32]byte{1}, Org: b.Org, Mailbox: &b, CreatedAt: w.now, SeenAt: w.now}
	}
	w.must(w.RenewOwnCode(ctx, w.mailboxOf("new"), renewal("own", both...), admit))
	if m, err = w.Mailbox(ctx, w.mailboxOf("own")); err != nil || m.CodeSeen() {
		t.Errorf("%v, seen %v", err, m.CodeSeen())
	}
	if s, err := w.store.Session(ctx, [32]byte{1}); err != nil || *s.Mailbox != w.mailboxOf("own") {
		t.Errorf("the session does not go on: %+v %v", s, err)
	}
	other := w.send("R2")
	w.refused(w.RenewOwnCode(ctx, other, renewal("own", gehoor.Conversation), admit), gehoor.CodeReplayed)
	w.refused(w.RenewCode(ctx, veenhaven, noor, other.Dossier, other.Signal, renewal("free", gehoor.Conversation)), casework.CodeStranger)
}

func TestLink(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	one, two := w.send("R1"), w.send("R2")
	hidden, err := w.Receive(ctx, veenhaven, submission("R3", gehoor.OfficeBureau, saar, milan))
	w.must(err)
	other, err := w.Find(ctx, veenhaven, noor, " "+string(two.Dossier[:3])+" "+string(two.Dossier[3:6]))
	w.must(err)
	if other != two.Dossier {
		t.Fatalf("found %q", other)
	}
	for _, reference := range []string{"", string(two.Dossier[:5]), string(hidden.Dossier), "zzzzzz"} {
		_, err := w.Find(ctx, veenhaven, noor, reference)
		w.refused(err, casework.CodeReference)
	}
	if err := w.Link(ctx, veenhaven, noor, one.Dossier, hidden.Dossier, "together"); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("to a dossier that the asker may not see: %v", err)
	}
	w.refused(w.Link(ctx, veenhaven, noor, one.Dossier, one.Dossier, "together"), "dossier.link-self")
	w.must(w.Link(ctx, veenhaven, noor, one.Dossier, two.Dossier, "together"))
	w.refused(w.Link(ctx, veenhaven, bram, two.Dossier, one.Dossier, "together"), "dossier.linked-before")
	links := func(who gehoor.PersonID, id gehoor.DossierID) int {
		t.Helper()
		d, err := w.Dossier(ctx, veenhaven, who, id)
		w.must(err)
		return len(d.Links)
	}
	if links(bram, one.Dossier) != 1 || links(noor, two.Dossier) != 1 {
		t.Error("a link shows on one side only")
	}
	// Who holds one of the two learns nothing of the other.
	w.must(w.Add(ctx, veenhaven, noor, one.Dossier, casework.Adding{To: saar,
		Keys: []casework.SealedKey{{Epoch: 1, Compartment: gehoor.Conversation, Content: words("key for saar")}}}))
	if links(saar, one.Dossier) != 0 {
		t.Error("somebody reads of a dossier that they may not see")
	}
	w.must(w.Unlink(ctx, veenhaven, bram, two.Dossier, one.Dossier))
	if links(noor, one.Dossier)+links(noor, two.Dossier) != 0 {
		t.Error("a link that was taken back still shows")
	}
	w.refused(w.Unlink(ctx, veenhaven, noor, one.Dossier, two.Dossier), "dossier.not-linked")
}
