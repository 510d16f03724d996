package casework_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/view"
)

// forgotten is a dossier about somebody that was destroyed two years after it ended.
func (w *world) forgotten(code string, p gehoor.PersonID) account.Mailbox {
	w.t.Helper()
	ctx := w.t.Context()
	box := w.send(code)
	w.tick()
	w.names(box, p)
	w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words(code+": we have it")))
	w.must(w.GiveFeedback(ctx, veenhaven, noor, box.Dossier, box.Signal, words(code+": what we did")))
	w.must(w.Close(ctx, veenhaven, noor, box.Dossier, dossier.ExitFollowedUp, words(code+": why"), nil))
	w.now = w.now.AddDate(2, 0, 1)
	w.must(w.ProposeDestruction(ctx, veenhaven, noor, box.Dossier, words(code+": over")))
	w.must(w.ConfirmDestruction(ctx, veenhaven, bram, box.Dossier))
	return box
}

func (w *world) incidents(p gehoor.PersonID) []view.Incident {
	w.t.Helper()
	all, err := w.store.Incidents(w.t.Context(), veenhaven, gehoor.Subject{Person: p}, 100)
	w.must(err)
	return all
}

// TestStub: what a destroyed dossier told counts on for as long as it would have, without
// the dossier, and is then destroyed too, which is a fact.
func TestStub(t *testing.T) {
	w := newWorld(t)
	w.withChart()
	w.adopt()
	told := w.now
	box := w.forgotten("R1", director)
	all := w.incidents(director)
	if len(all) != 1 || all[0].Exit != string(dossier.ExitFollowedUp) || !all[0].Day.Equal(told.Truncate(24*60*60*1e9)) || all[0].Signal == box.Signal {
		t.Fatalf("kept is %+v", all)
	}
	if _, stub := all[0].Stream.Stub(); !stub {
		t.Errorf("it is kept in %s", all[0].Stream)
	}
	two := w.signals(2, director)
	if w.fired(two[1]) != 1 {
		t.Errorf("with what was kept there are three, and the last has %s", w.kinds(two[1].Dossier))
	}
	p, err := w.Patterns(t.Context(), veenhaven, noor, two[1].Dossier)
	w.must(err)
	if len(p[0].Told) != 3 || p[0].Told[0].Dossier != "" {
		t.Errorf("the panel is shown %+v", p[0].Told)
	}
	w.replays()

	// Its time is over, and a panel has it before it: it waits.
	w.now = told.AddDate(3, 0, 1)
	w.tick()
	if len(w.incidents(director)) != 3 {
		t.Error("it went while a panel has to weigh it")
	}
	w.must(w.writes(noor, two[1].Dossier, panel("together", "informal-talk")))
	w.confirms(bram, two[1].Dossier)
	w.days(1)
	w.tick()
	if len(w.incidents(director)) != 2 {
		t.Errorf("known are %+v", w.incidents(director))
	}
	if kinds := w.streamKinds(gehoor.OrganisationStream); strings.Count(kinds, "organisation.stubs-destroyed") != 1 {
		t.Errorf("the organisation has %s", kinds)
	}
	if records, err := w.store.Load(t.Context(), veenhaven, all[0].Stream, 0); err != nil || len(records) != 0 {
		t.Errorf("of the stub %d facts are left: %v", len(records), err)
	}
	w.replays()
}

// TestNoStub: nothing is kept of what counts no more, of what was refuted, and of what was
// erased because somebody asked.
func TestNoStub(t *testing.T) {
	t.Run("refuted", func(t *testing.T) {
		w := newWorld(t)
		w.withChart()
		box := w.signals(1, director)[0]
		if len(w.incidents(director)) != 1 {
			t.Fatal("it does not count")
		}
		w.must(w.writes(noor, box.Dossier, casework.Writing{Kind: "inquiry.reported", Words: words("refuted"), Propose: true, Fields: record.Fields{
			"finding": "refuted", "hearing_offered": true, "reactions_answered": true, "rests_on_unheard": false, "publication_version": true, "sanction_advice": false,
		}}))
		w.confirms(bram, box.Dossier)
		if got := w.incidents(director); len(got) != 0 {
			t.Errorf("refuted, and still counted: %+v", got)
		}
		w.replays()
	})
	t.Run("too long ago", func(t *testing.T) {
		w := newWorld(t)
		w.withChart()
		w.adopt()
		box := w.signals(1, director)[0]
		w.now = w.now.AddDate(1, 6, 0)
		for i, do := range []func() error{
			func() error {
				return w.Acknowledge(t.Context(), veenhaven, noor, box.Dossier, box.Signal, words("late"))
			},
			func() error {
				return w.GiveFeedback(t.Context(), veenhaven, noor, box.Dossier, box.Signal, words("late too"))
			},
			func() error {
				return w.Close(t.Context(), veenhaven, noor, box.Dossier, dossier.ExitFollowedUp, words("why"), nil)
			},
		} {
			if err := do(); err != nil {
				t.Fatal(i, err)
			}
		}
		w.now = w.now.AddDate(2, 0, 1)
		w.must(w.ProposeDestruction(t.Context(), veenhaven, noor, box.Dossier, words("over")))
		w.must(w.ConfirmDestruction(t.Context(), veenhaven, bram, box.Dossier))
		if got := w.incidents(director); len(got) != 0 {
			t.Errorf("after three and a half years is kept %s", fmt.Sprint(got))
		}
	})
}

// TestEarlier: signals of before Gehoor count once a second person confirmed them, with the
// talk that there was, and are looked at in the dossier in which they are entered.
func TestEarlier(t *testing.T) {
	w := withPatterns(t)
	box := w.signals(1, director)[0]
	enter := func(on, talk string, p gehoor.PersonID) {
		fields := record.Fields{"person": string(p), "told_on": on, "severity": "limited", "channel": "letter"}
		if talk != "" {
			fields["talk_on"] = talk
		}
		w.must(w.writes(noor, box.Dossier, casework.Writing{Kind: record.KindEarlier, Fields: fields, Words: words("a letter of " + on + string(p)), Propose: true}))
	}
	enter("2025-03-03", "", director)
	if n := len(w.incidents(director)); n != 1 {
		t.Errorf("before a second person looked %d count", n)
	}
	w.confirms(bram, box.Dossier)
	if n := len(w.incidents(director)); n != 2 || w.fired(box) != 0 {
		t.Errorf("%d count, and %d rules fired", n, w.fired(box))
	}
	enter("2024-02-05", "2024-03-05", employee)
	w.confirms(bram, box.Dossier)
	if w.fired(box) != 0 {
		t.Error("one about somebody else fired")
	}
	enter("2024-02-05", "2024-03-05", director)
	w.confirms(bram, box.Dossier)
	if w.fired(box) != 2 {
		t.Errorf("three within three years, one with a talk, and the dossier has %s", w.kinds(box.Dossier))
	}
	w.replays()
}

// TestEarlierMistaken: one that was entered by mistake counts no more once a second person
// agreed; of two of one day one stays; and what was to be weighed already still is.
func TestEarlierMistaken(t *testing.T) {
	w := withPatterns(t)
	box := w.signals(1, director)[0]
	enter := func(on, say string, p gehoor.PersonID) {
		t.Helper()
		w.must(w.writes(noor, box.Dossier, casework.Writing{Kind: record.KindEarlier, Words: words(say), Propose: true, Fields: record.Fields{
			"person": string(p), "told_on": on, "severity": "limited", "channel": "mail",
		}}))
		w.confirms(bram, box.Dossier)
	}
	takesBack := func(on, say string, p gehoor.PersonID) error {
		return w.writes(noor, box.Dossier, casework.Writing{Kind: record.KindNotEarlier, Words: words(say), Propose: true, Fields: record.Fields{"person": string(p), "told_on": on}})
	}
	w.refused(takesBack("2025-03-03", "nothing there", director), dossier.CodeNotEntered)
	enter("2025-03-03", "a mail", director)
	enter("2025-03-03", "the same mail twice", director)
	if w.fired(box) != 1 {
		t.Fatalf("%d rules fired", w.fired(box))
	}
	w.refused(takesBack("2025-03-04", "another day", director), dossier.CodeNotEntered)
	w.refused(takesBack("2025-03-03", "another person", employee), dossier.CodeNotEntered)
	w.must(takesBack("2025-03-03", "twice the same", director))
	if n := len(w.incidents(director)); n != 3 {
		t.Errorf("before a second person looked %d count", n)
	}
	w.confirms(bram, box.Dossier)
	if n := len(w.incidents(director)); n != 2 || w.fired(box) != 1 {
		t.Errorf("%d count, %d rules fired", n, w.fired(box))
	}
	w.must(takesBack("2025-03-03", "a namesake", director))
	w.confirms(bram, box.Dossier)
	if n := len(w.incidents(director)); n != 1 {
		t.Errorf("%d count", n)
	}
	w.refused(takesBack("2025-03-03", "once more", director), dossier.CodeNotEntered)
	w.replays()
}

// earlierOf enters one of before Gehoor, or takes it back, by the answer that says about what.
func earlierOf(kind gehoor.Kind, field, about, on, say string) casework.Writing {
	one := casework.Writing{Kind: kind, Words: words(say), Propose: true, Fields: record.Fields{field: about, "told_on": on}}
	if strings.HasSuffix(string(kind), "entered") {
		one.Fields["severity"], one.Fields["channel"] = "limited", "letter"
	}
	return one
}

// TestEarlierOfTeam: signals of before Gehoor about a team count for the team once a second
// person confirmed them, and for nobody in it; one that was a mistake counts no more. None is
// entered about a team that is none.
func TestEarlierOfTeam(t *testing.T) {
	w := withWharf(t)
	box := w.ofTeam(2, foreman)[1]
	w.refused(w.writes(noor, box.Dossier, earlierOf(record.KindEarlierTeam, "manager", string(manager), "2025-10-01", "a team of one")), casework.CodeNoTeam)
	w.must(w.writes(noor, box.Dossier, earlierOf(record.KindEarlierTeam, "manager", string(foreman), "2025-10-01", "a letter")))
	if len(w.teamIncidents(foreman)) != 2 {
		t.Error("it counts before a second person looked")
	}
	w.confirms(bram, box.Dossier)
	if len(w.teamIncidents(foreman)) != 3 || len(w.incidents(foreman)) != 0 || w.fired(box) != 0 {
		t.Errorf("three are known, and the dossier has %s", w.kinds(box.Dossier))
	}
	w.refused(w.writes(noor, box.Dossier, earlierOf(record.KindNotEarlier, "person", string(foreman), "2025-10-01", "as a person")), dossier.CodeNotEntered)
	w.must(w.writes(noor, box.Dossier, earlierOf(record.KindNotEarlierTeam, "manager", string(foreman), "2025-10-01", "another wharf")))
	w.confirms(bram, box.Dossier)
	if len(w.teamIncidents(foreman)) != 2 {
		t.Error("it was a mistake, and counts")
	}
	for i, on := range []string{"2025-09-01", "2025-11-03"} {
		w.must(w.writes(noor, box.Dossier, earlierOf(record.KindEarlierTeam, "manager", string(foreman), on, fmt.Sprint("a mail", i))))
		w.confirms(bram, box.Dossier)
	}
	if w.fired(box) != 1 {
		t.Errorf("four in a year, and the dossier has %s", w.kinds(box.Dossier))
	}
	w.replays()
}

// TestEarlierOfOffice: the same of an office, whoever held it then; not where by the chart one
// person alone held it in the time that counted then.
func TestEarlierOfOffice(t *testing.T) {
	w := withTownHall(t)
	box := w.ofOffice(1, gehoor.OfficeCouncilClerk)[0]
	enter := func(o gehoor.Office, on, say string) error {
		return w.writes(noor, box.Dossier, earlierOf(record.KindEarlierOffice, "seat", string(o), on, say))
	}
	// Of the day before the clerk of now began it is known who the clerk was.
	w.refused(enter(gehoor.OfficeCouncilClerk, "2025-12-04", "of the former clerk"), casework.CodeOneHolder)
	w.refused(enter(gehoor.OfficeEmployee, "2025-12-20", "of no office"), record.CodeWrong)
	for i, on := range []string{"2025-12-20", "2025-12-29"} {
		w.must(enter(gehoor.OfficeCouncilClerk, on, fmt.Sprint("a letter", i)))
		w.confirms(bram, box.Dossier)
	}
	if len(w.officeIncidents(gehoor.OfficeCouncilClerk)) != 3 || w.fired(box) != 1 || len(w.incidents(clerk))+len(w.incidents(formerClerk)) != 0 {
		t.Errorf("three are known, and the dossier has %s", w.kinds(box.Dossier))
	}
	w.must(w.writes(noor, box.Dossier, earlierOf(record.KindNotEarlierOffice, "seat", string(gehoor.OfficeCouncilClerk), "2025-12-29", "a mistake")))
	w.confirms(bram, box.Dossier)
	if len(w.officeIncidents(gehoor.OfficeCouncilClerk)) != 2 || w.openStep(box, "weigh-pattern") == "never" {
		t.Error("it counts still, or what was to be weighed is not any more")
	}
	w.replays()
}

// TestEarlierApart: what two dossiers enter of before Gehoor is two, also where both entered
// it as their first.
func TestEarlierApart(t *testing.T) {
	w := withPatterns(t)
	two := w.signals(2, employee)
	for i, box := range two {
		w.must(w.writes(noor, box.Dossier, casework.Writing{Kind: record.KindEarlier, Words: words(fmt.Sprint("a letter ", i)), Propose: true, Fields: record.Fields{
			"person": string(director), "told_on": fmt.Sprint("2025-03-0", i+1), "severity": "limited", "channel": "letter",
		}}))
		w.confirms(bram, box.Dossier)
	}
	third := w.signals(1, director)[0]
	if len(w.incidents(director)) != 3 || w.fired(third) != 1 {
		t.Errorf("three are known, and %d rules fired", w.fired(third))
	}
}

// TestStubsOnce: of two dossiers in which one reporter told of one incident no stub is kept
// beside the other, and the last leaves one.
func TestStubsOnce(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.withChart()
	w.adopt()
	two := w.signals(2, director)
	w.must(w.Link(ctx, veenhaven, noor, two[1].Dossier, two[0].Dossier, dossier.LinkFollowUp))
	w.must(w.ConfirmLink(ctx, veenhaven, bram, two[1].Dossier, two[0].Dossier))
	for i, box := range two {
		w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words(fmt.Sprint(i, ": we have it"))))
		w.must(w.GiveFeedback(ctx, veenhaven, noor, box.Dossier, box.Signal, words(fmt.Sprint(i, ": what we did"))))
		w.must(w.Close(ctx, veenhaven, noor, box.Dossier, dossier.ExitFollowedUp, words(fmt.Sprint(i, ": why")), nil))
	}
	w.now = w.now.AddDate(2, 0, 1)
	for i, box := range two {
		w.must(w.ProposeDestruction(ctx, veenhaven, noor, box.Dossier, words(fmt.Sprint(i, ": over"))))
		w.must(w.ConfirmDestruction(ctx, veenhaven, bram, box.Dossier))
		if got := w.incidents(director); len(got) != 1 {
			t.Errorf("after %d went, %d count", i+1, len(got))
		}
	}
	w.replays()
}

// TestStubCountsToTheEnd: on the last day on which it counts a stub is there, and on the
// next it is not.
func TestStubCountsToTheEnd(t *testing.T) {
	w := newWorld(t)
	w.withChart()
	w.adopt()
	told := w.now
	w.forgotten("R1", director)
	for i, want := range []int{1, 0} {
		w.now = told.AddDate(3, 0, i)
		w.tick()
		if got := len(w.incidents(director)); got != want {
			t.Errorf("%d days after the last on which it counts %d count, not %d", i, got, want)
		}
	}
}
