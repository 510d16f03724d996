package casework_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/protocols"
)

// The town hall: a clerk who left at the end of last year and one who came after, with the
// account of saar and somebody below; a secretary who has been that for ten years; two
// aldermen, and one to come with the account of bram.
var (
	formerClerk = gehoor.PersonID(strings.Repeat("80", 16))
	clerk       = gehoor.PersonID(strings.Repeat("81", 16))
	belowClerk  = gehoor.PersonID(strings.Repeat("82", 16))
	topManager  = gehoor.PersonID(strings.Repeat("83", 16))
	firstAld    = gehoor.PersonID(strings.Repeat("84", 16))
	secondAld   = gehoor.PersonID(strings.Repeat("85", 16))
)

// withTownHall is a world in which an office can be picked, and follows what holds for every
// signal.
func withTownHall(t *testing.T) *world {
	w := newWorld(t)
	w.withChart()
	w.followCommon()
	w.must(w.imports("hall", w.chartSeq(), w.hall()...))
	return w
}

func (w *world) hall() []chart.Place {
	today := protocol.DateOf(w.now)
	held := func(o gehoor.Office, from, until protocol.Date) []chart.Post {
		return []chart.Post{{Office: o, From: from, Until: until}}
	}
	var ever protocol.Date
	long := today.AddMonths(-120)
	return []chart.Place{
		{Person: formerClerk, Posts: held(gehoor.OfficeCouncilClerk, long, today.AddDays(-31))},
		{Person: clerk, Posts: held(gehoor.OfficeCouncilClerk, today.AddDays(-30), ever), Account: saar},
		{Person: belowClerk, Line: clerk},
		{Person: topManager, Posts: held(gehoor.OfficeSecretary, long, ever)},
		{Person: firstAld, Posts: held(gehoor.OfficeAlderman, long, ever)},
		{Person: secondAld, Posts: held(gehoor.OfficeAlderman, long, ever)},
		{Person: charted[bram], Posts: held(gehoor.OfficeAlderman, today.AddDays(30), ever), Account: bram},
	}
}

// officePick picks an office, or takes it back.
func officePick(kind gehoor.Kind, box account.Mailbox, o gehoor.Office, say string) casework.Writing {
	one := picked(kind, box, "", say)
	one.Fields = record.Fields{"seat": string(o)}
	return one
}

// ofOffice are so many signals, each with a dossier of its own, about an office: noor picks
// it, and bram confirms.
func (w *world) ofOffice(n int, o gehoor.Office) []account.Mailbox {
	w.t.Helper()
	var all []account.Mailbox
	for i := range n {
		box := w.send(fmt.Sprint("of the office ", o, i, w.made.Load()))
		w.tick()
		w.must(w.writes(noor, box.Dossier, w.inCaseOf(box, officePick(record.KindOffice, box, o, fmt.Sprint("the office ", o, box.Signal)))))
		w.confirms(bram, box.Dossier)
		all = append(all, box)
	}
	return all
}

// officeIncidents are what counts of an office.
func (w *world) officeIncidents(o gehoor.Office) []view.Incident {
	w.t.Helper()
	all, err := w.store.Incidents(w.t.Context(), veenhaven, gehoor.Subject{Office: o}, 100)
	w.must(err)
	return all
}

// TestThreeAboutOffice: the third signal about an office of one seat forces a weighing in its
// dossier, of the office and of nobody who holds or held it; a reporter hears nothing of it.
func TestThreeAboutOffice(t *testing.T) {
	w := withTownHall(t)
	all := w.ofOffice(3, gehoor.OfficeCouncilClerk)
	for i, box := range all {
		if got, want := w.fired(box), i/2; got != want {
			t.Errorf("in dossier %d a rule fired %d times, not %d: %s", i, got, want, w.kinds(box.Dossier))
		}
	}
	if step := w.openStep(all[2], "weigh-pattern"); step != "2026-01-19" {
		t.Errorf("the panel's term is %s", step)
	}
	if due := w.due(all[2], "weigh-pattern"); due != "never" {
		t.Errorf("the reporter is told of it: %s", due)
	}
	p, err := w.Patterns(t.Context(), veenhaven, noor, all[2].Dossier)
	w.must(err)
	if len(p) != 1 || p[0].Subject != (gehoor.Subject{Office: gehoor.OfficeCouncilClerk}) || len(p[0].Told) != 3 || len(p[0].Fired) != 1 {
		t.Errorf("the panel is shown %+v", p)
	}
	if rows := w.officeIncidents(gehoor.OfficeCouncilClerk); len(rows) != 3 {
		t.Errorf("what counts is %+v", rows)
	}
	for _, p := range []gehoor.PersonID{formerClerk, clerk} {
		if rows := w.incidents(p); len(rows) != 0 {
			t.Errorf("against %s counts %+v", p, rows)
		}
	}
	w.replays()
}

// TestOfficeOfSeveral: of an alderman without a name four in a year are weighed, as of a team;
// nothing of it counts against either of them, nor for the college, and what is told of them
// does not count for the office.
func TestOfficeOfSeveral(t *testing.T) {
	w := withTownHall(t)
	w.signals(2, firstAld)
	all := w.ofOffice(4, gehoor.OfficeAlderman)
	if w.fired(all[2]) != 0 || w.fired(all[3]) != 1 || w.seen(noor, all[3].Dossier).Patterned[0] != (gehoor.Subject{Office: gehoor.OfficeAlderman}) {
		t.Errorf("the third has %s, the fourth %s", w.kinds(all[2].Dossier), w.kinds(all[3].Dossier))
	}
	if college := w.ofOffice(1, chart.WholeCollege)[0]; w.fired(college) != 0 {
		t.Errorf("the college has %s", w.kinds(college.Dossier))
	}
	if len(w.incidents(firstAld)) != 2 || len(w.incidents(secondAld)) != 0 {
		t.Error("what is told of an alderman counts for another")
	}
	w.replays()
}

// TestOneHolder: where one person held an office for all the time that counts it is known who
// is meant, and the office cannot be picked: the signal counts with those about that person.
func TestOneHolder(t *testing.T) {
	w := withTownHall(t)
	w.signals(2, topManager)
	box := w.send("the secretary")
	w.tick()
	w.refused(w.writes(noor, box.Dossier, withCase(officePick(record.KindOffice, box, gehoor.OfficeSecretary, "the office"), string(box.Signal))), casework.CodeOneHolder)
	w.names(box, topManager)
	if w.fired(box) != 1 || len(w.incidents(topManager)) != 3 {
		t.Errorf("three about one person: %s", w.kinds(box.Dossier))
	}
	w.replays()
}

// TestHolderKnownLater: once it is known in whose time it was, a signal counts with those
// about that person, and not for the office as well; if that was a mistake it counts for the
// office again.
func TestHolderKnownLater(t *testing.T) {
	w := withTownHall(t)
	w.signals(2, formerClerk)
	all := w.ofOffice(2, gehoor.OfficeCouncilClerk)
	w.must(w.writes(noor, all[0].Dossier, picked(record.KindConcerned, all[0], formerClerk, "it was the former clerk")))
	if len(w.officeIncidents(gehoor.OfficeCouncilClerk)) != 2 || len(w.incidents(formerClerk)) != 2 {
		t.Error("it counts before anybody confirmed")
	}
	w.confirms(bram, all[0].Dossier)
	if len(w.officeIncidents(gehoor.OfficeCouncilClerk)) != 1 || len(w.incidents(formerClerk)) != 3 || w.fired(all[0]) != 1 {
		t.Errorf("of the office count %d, of the person %d: %s", len(w.officeIncidents(gehoor.OfficeCouncilClerk)), len(w.incidents(formerClerk)), w.kinds(all[0].Dossier))
	}
	third := w.ofOffice(1, gehoor.OfficeCouncilClerk)[0]
	if w.fired(third) != 0 {
		t.Errorf("two count for the office, and a rule fired: %s", w.kinds(third.Dossier))
	}
	w.must(w.writes(noor, all[0].Dossier, picked(record.KindNotConcerned, all[0], formerClerk, "it was not")))
	w.confirms(bram, all[0].Dossier)
	if w.fired(all[0])+w.fired(third) != 2 {
		t.Errorf("three count for the office again: %s", w.kinds(all[0].Dossier))
	}
	w.replays()
}

// TestOfficeNotMergedAway: nothing that one does, or two do, takes the weighing of an office
// back; what fires meanwhile goes along with it, and is done with it.
func TestOfficeNotMergedAway(t *testing.T) {
	w, ctx := withTownHall(t), t.Context()
	all := w.ofOffice(4, gehoor.OfficeCouncilClerk)
	third, fourth := all[2], all[3]
	if w.fired(fourth) != 0 || w.openStep(fourth, "weighed-with-others") == "never" {
		t.Errorf("the fourth has %s", w.kinds(fourth.Dossier))
	}
	for i := range 2 {
		w.must(w.writes(noor, third.Dossier, officePick(record.KindNotOffice, third, gehoor.OfficeCouncilClerk, fmt.Sprint("a mistake", i))))
		w.confirms(bram, third.Dossier)
		w.must(w.writes(noor, third.Dossier, officePick(record.KindOffice, third, gehoor.OfficeCouncilClerk, fmt.Sprint("it was right", i))))
		w.confirms(bram, third.Dossier)
	}
	w.must(w.writes(noor, third.Dossier, picked(record.KindConcerned, third, formerClerk, "it is one person")))
	w.confirms(bram, third.Dossier)
	w.must(w.Link(ctx, veenhaven, noor, third.Dossier, all[0].Dossier, dossier.LinkFollowUp))
	w.must(w.ConfirmLink(ctx, veenhaven, bram, third.Dossier, all[0].Dossier))
	if w.openStep(third, "weigh-pattern") == "never" || w.fired(third) != 1 {
		t.Errorf("the weighing went away: %s", w.kinds(third.Dossier))
	}
	var refusal *gehoor.Refusal
	if err := w.Close(ctx, veenhaven, noor, third.Dossier, "support-given", words("over"), nil); !errors.As(err, &refusal) {
		t.Errorf("closed: %v", err)
	}
	w.members(third)
	w.must(w.writes(noor, third.Dossier, panel("what goes on around the clerk", "preliminary-inquiry")))
	w.confirms(bram, third.Dossier)
	if !strings.HasSuffix(w.kinds(fourth.Dossier), "dossier.pattern-weighed") {
		t.Errorf("the weighing is done, and the fourth has %s", w.kinds(fourth.Dossier))
	}
	w.replays()
}

// TestHolderLearnsNothing: from the pick on, before anybody confirmed it, who holds the office
// knows nothing of the dossier; also when they hold it no more. If it was a mistake they can
// be given it again.
func TestHolderLearnsNothing(t *testing.T) {
	w, ctx := withTownHall(t), t.Context()
	box := w.send("R0")
	w.tick()
	w.must(w.writes(noor, box.Dossier, withCase(officePick(record.KindOffice, box, gehoor.OfficeCouncilClerk, "the clerk"), "R0")))
	w.refused(w.again(noor, saar, box.Dossier, "to saar"), dossier.CodeEligible)
	w.confirms(bram, box.Dossier)
	third := w.ofOffice(2, gehoor.OfficeCouncilClerk)[1]
	if w.fired(third) != 1 {
		t.Fatalf("three, and nothing fired: %s", w.kinds(third.Dossier))
	}
	unseen := func(when string) {
		t.Helper()
		for _, id := range []gehoor.DossierID{box.Dossier, third.Dossier} {
			if _, err := w.Dossier(ctx, veenhaven, saar, id); !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("%s: %v", when, err)
			}
			if _, err := w.Patterns(ctx, veenhaven, saar, id); !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("%s, of the pattern: %v", when, err)
			}
		}
		w.emptyList(saar)
	}
	unseen("holding the office")
	w.must(w.imports("moved", w.chartSeq(), chart.Place{Person: clerk, Account: saar}, chart.Place{Person: belowClerk}))
	unseen("holding it no more")
	if strings.Contains(w.kinds(box.Dossier), "dossier.readmitted") {
		t.Errorf("who holds it no more is let in again: %s", w.kinds(box.Dossier))
	}
	w.refused(w.again(noor, saar, box.Dossier, "to who held it"), dossier.CodeEligible)
	w.replays()

	w.must(w.writes(noor, box.Dossier, officePick(record.KindNotOffice, box, gehoor.OfficeCouncilClerk, "of another town")))
	w.confirms(bram, box.Dossier)
	if !strings.Contains(w.kinds(box.Dossier), "dossier.readmitted") {
		t.Errorf("the office was taken back: %s", w.kinds(box.Dossier))
	}
	w.must(w.again(noor, saar, box.Dossier, "after all"))
	w.seen(saar, box.Dossier)
	w.replays()
}

// TestNextHolderIsOut: who comes to hold the office is out from that day on.
func TestNextHolderIsOut(t *testing.T) {
	w, ctx := withTownHall(t), t.Context()
	box := w.ofOffice(1, gehoor.OfficeAlderman)[0]
	w.days(29)
	w.tick()
	w.seen(bram, box.Dossier)
	w.days(2)
	w.tick()
	if _, err := w.Dossier(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("bram is an alderman, and sees it: %v", err)
	}
	w.replays()
}

// TestOfficeRefused: no position is picked that is no office, none twice or by one alone, and
// none is taken back that was not picked.
func TestOfficeRefused(t *testing.T) {
	w := withTownHall(t)
	box := w.send("R1")
	w.tick()
	pick := func(kind gehoor.Kind, o gehoor.Office, say string) casework.Writing {
		return w.inCaseOf(box, officePick(kind, box, o, say))
	}
	for _, o := range []gehoor.Office{gehoor.OfficeEmployee, gehoor.OfficeManager, gehoor.OfficeUnknown, gehoor.OfficeExternalDesk, "king"} {
		w.refused(w.writes(noor, box.Dossier, pick(record.KindOffice, o, string(o))), record.CodeWrong)
	}
	alone := pick(record.KindOffice, gehoor.OfficeAlderman, "alone")
	alone.Propose = false
	w.refused(w.writes(noor, box.Dossier, alone), dossier.CodeNeedsSecond)
	w.refused(w.writes(noor, box.Dossier, pick(record.KindNotOffice, gehoor.OfficeAlderman, "too early")), dossier.CodeNotOffice)
	w.must(w.writes(noor, box.Dossier, pick(record.KindOffice, gehoor.OfficeAlderman, "an alderman")))
	w.confirms(bram, box.Dossier)
	w.refused(w.writes(noor, box.Dossier, pick(record.KindOffice, gehoor.OfficeAlderman, "again")), dossier.CodeOfficeBefore)
	w.replays()
}

// TestOfficeTellsNothing: whoever tells of an office to learn whether others did sees the same
// in the mailbox, whether a rule fires or not.
func TestOfficeTellsNothing(t *testing.T) {
	mailbox := func(before int) string {
		w := withTownHall(t)
		w.ofOffice(before, gehoor.OfficeCouncilClerk)
		box := w.ofOffice(1, gehoor.OfficeCouncilClerk)[0]
		if fired := w.fired(box) > 0; fired != (before >= 2) {
			t.Fatalf("after %d it fired: %v", before, fired)
		}
		m, err := w.Mailbox(t.Context(), box)
		w.must(err)
		return fmt.Sprintf("%d messages, %d clocks, %d steps, %v, %v", len(m.Signal.Thread), len(m.Clocks), len(m.Open), m.Changes, m.TalkBy)
	}
	if one, other := mailbox(0), mailbox(2); one != other {
		t.Errorf("without others the mailbox has %s, with others %s", one, other)
	}
}

// TestOfficeStub: of a destroyed dossier about an office is kept that it counts, for as long as
// it does: longer than a term of office for one seat, as long as a team for several; it goes
// on counting under whoever holds the office next.
func TestOfficeStub(t *testing.T) {
	for _, x := range []struct {
		office       gehoor.Office
		months, kept int
	}{{gehoor.OfficeCouncilClerk, 24, 1}, {gehoor.OfficeAlderman, 3, 1}, {gehoor.OfficeAlderman, 24, 0}} {
		w, ctx := newWorld(t), t.Context()
		w.withChart()
		w.must(w.imports("hall", w.chartSeq(), w.hall()[:6]...))
		r, err := retention.Parse(protocols.RetentionVeenhaven())
		w.must(err)
		for i := range r.Rules {
			if r.Rules[i].Of == retention.OfDossier {
				r.Rules[i].Term = protocol.Span{Months: x.months}
			}
		}
		w.must(w.AdoptRetention(ctx, veenhaven, gehoor.System, w.organisation().Adoption().Seq, directory.RetentionAdopted{Rules: r, By: "college"}))
		box := w.ofOffice(1, x.office)[0]
		w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
		w.must(w.GiveFeedback(ctx, veenhaven, noor, box.Dossier, box.Signal, words("what we did")))
		w.must(w.Close(ctx, veenhaven, noor, box.Dossier, dossier.ExitFollowedUp, words("why"), nil))
		w.now = w.now.AddDate(0, x.months, 1)
		w.must(w.ProposeDestruction(ctx, veenhaven, noor, box.Dossier, words("over")))
		w.must(w.ConfirmDestruction(ctx, veenhaven, bram, box.Dossier))
		if rows := w.officeIncidents(x.office); len(rows) != x.kept || x.kept == 1 && rows[0].Subject.Office != x.office {
			t.Errorf("of %s after %d months is kept %+v", x.office, x.months, rows)
		}
		w.replays()
		if x.months == 24 && x.kept == 1 {
			if last := w.ofOffice(2, x.office)[1]; w.fired(last) != 1 {
				t.Errorf("with what was kept there are three: %s", w.kinds(last.Dossier))
			}
			w.replays()
		}
	}
}

// TestOfficeAtTheTop: once an office is picked, who has it as their role meets nothing of it,
// whatever office the signal came in about, and the page says that it goes on by another.
func TestOfficeAtTheTop(t *testing.T) {
	for office, told := range map[gehoor.Office]struct{ mayor, deputy int }{
		gehoor.OfficeMayor: {0, 0}, chart.WholeCollege: {0, 0}, gehoor.OfficeCouncilClerk: {1, 0},
	} {
		w := newOffices(t)
		box := w.receives("R1", gehoor.OfficeEmployee)
		w.must(w.writes(noor, box.Dossier, withCase(officePick(record.KindOffice, box, office, "the office"), "R1")))
		if got := w.seen(noor, box.Dossier).Misfits; len(got) != 1 || got[0].Fitting != office || !got[0].AtTop() {
			t.Errorf("about %s the page says %+v", office, got)
		}
		w.assess(box, "moderate", "employee")
		w.days(2)
		w.tick()
		if got, _ := w.notices(mia); len(got) != told.mayor {
			t.Errorf("about %s the mayor is told %d times", office, len(got))
		}
		if got, _ := w.notices(lars); len(got) != told.deputy {
			t.Errorf("about %s the deputy mayor is told %d times", office, len(got))
		}
		w.replays()
	}
}
