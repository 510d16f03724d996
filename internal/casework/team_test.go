package casework_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/protocols"
)

// The wharf: a foreman leads it under a director, who has the account of saar, and so could
// be given a dossier; two load ships there.
var (
	foreman = gehoor.PersonID(strings.Repeat("70", 16))
	loader  = gehoor.PersonID(strings.Repeat("71", 16))
	crane   = gehoor.PersonID(strings.Repeat("72", 16))
)

// withWharf is a world in which a team can be picked, and follows what holds for every
// signal.
func withWharf(t *testing.T) *world {
	w := newWorld(t)
	w.withChart()
	w.followCommon()
	w.must(w.imports("wharf", w.chartSeq(), wharf()...))
	return w
}

func wharf() []chart.Place {
	return []chart.Place{
		{Person: foreman, Line: director, Account: saar}, {Person: loader, Line: foreman}, {Person: crane, Line: foreman},
		{Person: charted[bram], Account: bram},
	}
}

// teamPick picks a team, by who leads it, or takes it back.
func teamPick(kind gehoor.Kind, box account.Mailbox, manager gehoor.PersonID, say string) casework.Writing {
	one := picked(kind, box, manager, say)
	one.Fields = record.Fields{"manager": string(manager)}
	return one
}

// namesTeam has noor pick a team for a signal, and bram confirm it.
func (w *world) namesTeam(box account.Mailbox, manager gehoor.PersonID) {
	w.t.Helper()
	w.must(w.writes(noor, box.Dossier, w.inCaseOf(box, teamPick(record.KindTeam, box, manager, fmt.Sprint("team of ", manager, box.Signal)))))
	w.confirms(bram, box.Dossier)
}

// inCaseOf adds the compartment of a signal's dossier where there is none yet.
func (w *world) inCaseOf(box account.Mailbox, writing casework.Writing) casework.Writing {
	w.t.Helper()
	if slices.ContainsFunc(w.seen(noor, box.Dossier).Boxes, func(b casework.Box) bool { return b.Name == gehoor.Case }) {
		return writing
	}
	return withCase(writing, string(box.Signal))
}

// ofTeam are so many signals, each with a dossier of its own, about a team.
func (w *world) ofTeam(n int, manager gehoor.PersonID) []account.Mailbox {
	w.t.Helper()
	var all []account.Mailbox
	for i := range n {
		box := w.send(fmt.Sprint("of the team ", manager, i, w.made.Load()))
		w.tick()
		w.namesTeam(box, manager)
		all = append(all, box)
	}
	return all
}

// teamIncidents are what counts of a team.
func (w *world) teamIncidents(manager gehoor.PersonID) []view.Incident {
	w.t.Helper()
	all, err := w.store.Incidents(w.t.Context(), veenhaven, gehoor.Subject{Person: manager, Team: true}, 100)
	w.must(err)
	return all
}

// TestFourAboutTeam: the fourth signal about a team forces a weighing in its dossier, of the
// team and of nobody in it; a reporter hears nothing of it.
func TestFourAboutTeam(t *testing.T) {
	w := withWharf(t)
	all := w.ofTeam(4, foreman)
	for i, box := range all {
		if got, want := w.fired(box), i/3; got != want {
			t.Errorf("in dossier %d a rule fired %d times, not %d: %s", i, got, want, w.kinds(box.Dossier))
		}
	}
	if step := w.openStep(all[3], "weigh-pattern"); step != "2026-01-19" {
		t.Errorf("the panel's term is %s", step)
	}
	if due := w.due(all[3], "weigh-pattern"); due != "never" {
		t.Errorf("the reporter is told of it: %s", due)
	}
	p, err := w.Patterns(t.Context(), veenhaven, noor, all[3].Dossier)
	w.must(err)
	if len(p) != 1 || !p[0].Team || p[0].Person != foreman || len(p[0].Told) != 4 || len(p[0].Fired) != 1 {
		t.Errorf("the panel is shown %+v", p)
	}
	if rows := w.teamIncidents(foreman); len(rows) != 4 || !rows[0].Subject.Team || !rows[3].Weighing && !rows[0].Weighing {
		t.Errorf("what counts is %+v", rows)
	}
	if rows := w.incidents(foreman); len(rows) != 0 {
		t.Errorf("against who leads the team counts %+v", rows)
	}
	w.replays()
}

// TestTeamIsNoPerson: what is told of a team counts against nobody in it, nor against who
// leads it, and what is told of them does not count for the team.
func TestTeamIsNoPerson(t *testing.T) {
	w := withWharf(t)
	w.ofTeam(3, foreman)
	for _, p := range []gehoor.PersonID{foreman, loader} {
		for i, box := range w.signals(2, p) {
			if w.fired(box) != 0 {
				t.Errorf("signal %d about %s: %s", i, p, w.kinds(box.Dossier))
			}
		}
	}
	box := w.send("a third about who leads it")
	w.tick()
	w.names(box, foreman)
	if w.fired(box) != 1 || w.seen(noor, box.Dossier).Records[1].Fields["rule"] != "signals" {
		t.Errorf("three about the person: %s", w.kinds(box.Dossier))
	}
	if rows := w.teamIncidents(foreman); len(rows) != 3 {
		t.Errorf("of the team counts %+v", rows)
	}
	w.replays()
}

// TestTeamBackAndForth: however often a pick is taken back and made again, a rule fires once,
// and the weighing that it forced stays.
func TestTeamBackAndForth(t *testing.T) {
	w := withWharf(t)
	fourth := w.ofTeam(4, foreman)[3]
	for i := range 3 {
		w.must(w.writes(noor, fourth.Dossier, teamPick(record.KindNotTeam, fourth, foreman, fmt.Sprint("back ", i))))
		w.confirms(bram, fourth.Dossier)
		if rows := w.teamIncidents(foreman); len(rows) != 3 {
			t.Fatalf("taken back, and %d count", len(rows))
		}
		w.must(w.writes(noor, fourth.Dossier, teamPick(record.KindTeam, fourth, foreman, fmt.Sprint("forth ", i))))
		w.confirms(bram, fourth.Dossier)
	}
	if w.fired(fourth) != 1 || w.openStep(fourth, "weigh-pattern") != "2026-01-19" {
		t.Errorf("it fired %d times; the term is %s", w.fired(fourth), w.openStep(fourth, "weigh-pattern"))
	}
	w.replays()
}

// TestTeamNotMergedAway: nothing that one does, or two do, takes the weighing back: no other
// pick, no person, no link, no closing.
func TestTeamNotMergedAway(t *testing.T) {
	w, ctx := withWharf(t), t.Context()
	all := w.ofTeam(4, foreman)
	fourth := all[3]
	w.must(w.writes(noor, fourth.Dossier, picked(record.KindConcerned, fourth, loader, "it is the loader")))
	w.confirms(bram, fourth.Dossier)
	w.must(w.writes(noor, fourth.Dossier, teamPick(record.KindNotTeam, fourth, foreman, "a mistake")))
	w.confirms(bram, fourth.Dossier)
	w.must(w.Link(ctx, veenhaven, noor, fourth.Dossier, all[0].Dossier, dossier.LinkFollowUp))
	w.must(w.ConfirmLink(ctx, veenhaven, bram, fourth.Dossier, all[0].Dossier))
	if w.openStep(fourth, "weigh-pattern") == "never" {
		t.Error("the weighing went away")
	}
	var refusal *gehoor.Refusal
	if err := w.Close(ctx, veenhaven, noor, fourth.Dossier, "support-given", words("over"), nil); !errors.As(err, &refusal) {
		t.Errorf("closed: %v", err)
	}
	w.replays()
}

// TestTeamWeighedTogether: a fifth goes along with the weighing that is before the panel, and
// is done with it.
func TestTeamWeighedTogether(t *testing.T) {
	w := withWharf(t)
	all := w.ofTeam(5, foreman)
	fourth, fifth := all[3], all[4]
	if w.fired(fifth) != 0 || w.openStep(fifth, "weighed-with-others") == "never" {
		t.Errorf("the fifth has %s", w.kinds(fifth.Dossier))
	}
	w.members(fourth)
	w.must(w.writes(noor, fourth.Dossier, panel("the culture of the wharf", "team-inquiry")))
	w.confirms(bram, fourth.Dossier)
	if !strings.HasSuffix(w.kinds(fifth.Dossier), "dossier.pattern-weighed") {
		t.Errorf("the weighing is done, and the fifth has %s", w.kinds(fifth.Dossier))
	}
	w.replays()
}

// TestPersonKnownLater: once it is known who it is, a signal counts for that person and not
// for the team as well; if that was a mistake it counts for the team again.
func TestPersonKnownLater(t *testing.T) {
	w := withWharf(t)
	all := w.ofTeam(3, foreman)
	w.must(w.writes(noor, all[0].Dossier, picked(record.KindConcerned, all[0], loader, "it is the loader")))
	if rows := w.teamIncidents(foreman); len(rows) != 3 {
		t.Errorf("before anybody confirmed who it is, %d count", len(rows))
	}
	w.confirms(bram, all[0].Dossier)
	if team, person := w.teamIncidents(foreman), w.incidents(loader); len(team) != 2 || len(person) != 1 {
		t.Errorf("%d count for the team, %d for the person", len(team), len(person))
	}
	fourth := w.ofTeam(1, foreman)[0]
	if w.fired(fourth) != 0 {
		t.Errorf("three count for the team, and a rule fired: %s", w.kinds(fourth.Dossier))
	}
	w.must(w.writes(noor, all[0].Dossier, picked(record.KindNotConcerned, all[0], loader, "it was not")))
	w.confirms(bram, all[0].Dossier)
	if w.fired(all[0])+w.fired(fourth) != 1 {
		t.Errorf("four count for the team again: %s", w.kinds(all[0].Dossier))
	}
	w.replays()
}

// TestTeamLeaderLearnsNothing: from the pick on, before anybody confirmed it, who leads the
// team knows nothing of the dossier, not that it is there nor that there are four; also when
// they lead another team by now. If it was a mistake they can be given it again.
func TestTeamLeaderLearnsNothing(t *testing.T) {
	w, ctx := withWharf(t), t.Context()
	box := w.send("R0")
	w.tick()
	w.must(w.writes(noor, box.Dossier, withCase(teamPick(record.KindTeam, box, foreman, "the wharf"), "R0")))
	w.refused(w.again(noor, saar, box.Dossier, "to saar"), dossier.CodeEligible)
	w.confirms(bram, box.Dossier)
	fourth := w.ofTeam(3, foreman)[2]
	if w.fired(fourth) != 1 {
		t.Fatalf("four, and nothing fired: %s", w.kinds(fourth.Dossier))
	}
	w.days(1)
	if to := w.told(notify.KindHandling); strings.Contains(to, "d") {
		t.Errorf("%q were told", to)
	}
	unseen := func(when string) {
		t.Helper()
		for _, id := range []gehoor.DossierID{box.Dossier, fourth.Dossier} {
			if _, err := w.Dossier(ctx, veenhaven, saar, id); !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("%s: %v", when, err)
			}
			if _, err := w.Patterns(ctx, veenhaven, saar, id); !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("%s, of the pattern: %v", when, err)
			}
		}
		w.emptyList(saar)
	}
	unseen("leading the team")
	w.must(w.imports("moved", w.chartSeq(), chart.Place{Person: foreman, Account: saar}, chart.Place{Person: loader, Line: director}, chart.Place{Person: crane, Line: director}))
	unseen("leading it no more")
	w.replays()

	w.must(w.writes(noor, box.Dossier, teamPick(record.KindNotTeam, box, foreman, "another wharf")))
	w.confirms(bram, box.Dossier)
	if !strings.Contains(w.kinds(box.Dossier), "dossier.readmitted") {
		t.Errorf("the team was taken back: %s", w.kinds(box.Dossier))
	}
	w.must(w.again(noor, saar, box.Dossier, "after all"))
	w.seen(saar, box.Dossier)
	w.replays()
}

// TestOwnTeam: who picks the team that they work in is out with the pick, and the pick stands
// for somebody else.
func TestOwnTeam(t *testing.T) {
	w, ctx := withWharf(t), t.Context()
	w.must(w.imports("lent", w.chartSeq(), chart.Place{Person: charted[bram], Line: foreman, Account: bram}))
	box := w.send("R1")
	w.tick()
	w.must(w.writes(bram, box.Dossier, withCase(teamPick(record.KindTeam, box, foreman, "my team"), "R1")))
	if _, err := w.Dossier(ctx, veenhaven, bram, box.Dossier); !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("bram still sees it: %v", err)
	}
	if d := w.seen(noor, box.Dossier); len(d.Waiting) != 1 || len(d.Teams) != 1 || d.Teams[0].Confirmed {
		t.Errorf("%d wait, picked are %+v", len(d.Waiting), d.Teams)
	}
}

// TestTeamRefused: no team is picked of which it would be known who is meant, twice, by one
// alone, or under another ID of who leads it; and none is taken back that was not picked.
func TestTeamRefused(t *testing.T) {
	w := withWharf(t)
	box := w.send("R1")
	w.tick()
	pick := func(p gehoor.PersonID, say string) casework.Writing {
		return w.inCaseOf(box, teamPick(record.KindTeam, box, p, say))
	}
	w.refused(w.writes(noor, box.Dossier, pick(manager, "of one")), casework.CodeNoTeam)
	w.refused(w.writes(noor, box.Dossier, pick(loader, "of none")), casework.CodeNoTeam)
	w.refused(w.writes(noor, box.Dossier, pick(gehoor.PersonID(strings.Repeat("99", 16)), "of nobody")), record.CodeWrong)
	alone := pick(foreman, "alone")
	alone.Propose = false
	w.refused(w.writes(noor, box.Dossier, alone), dossier.CodeNeedsSecond)
	w.refused(w.writes(noor, box.Dossier, w.inCaseOf(box, teamPick(record.KindNotTeam, box, foreman, "too early"))), dossier.CodeNotTeam)
	w.namesTeam(box, foreman)
	w.refused(w.writes(noor, box.Dossier, pick(foreman, "again")), dossier.CodeTeamBefore)
	w.refused(w.writes(noor, box.Dossier, picked(record.KindNotConcerned, box, foreman, "as a person")), dossier.CodeNotConcerned)
	w.replays()
}

// TestTeamOfOnePerson: who leads the team turned out to be in the chart twice; the team is
// one, under whatever ID it was picked.
func TestTeamOfOnePerson(t *testing.T) {
	w := withWharf(t)
	twin := gehoor.PersonID(strings.Repeat("73", 16))
	w.must(w.imports("twin", w.chartSeq(), chart.Place{Person: twin}, chart.Place{Person: gehoor.PersonID(strings.Repeat("74", 16)), Line: twin}, chart.Place{Person: gehoor.PersonID(strings.Repeat("75", 16)), Line: twin}))
	w.ofTeam(3, foreman)
	other := w.ofTeam(1, twin)[0]
	if w.fired(other) != 0 {
		t.Errorf("two teams count as one: %s", w.kinds(other.Dossier))
	}
	w.must(w.MergePeople(t.Context(), veenhaven, floor, casework.ChartMend{SealedNames: anew("merged", w.chartSeq()), Reason: words("one person")}, foreman, twin))
	w.refused(w.writes(noor, other.Dossier, teamPick(record.KindTeam, other, foreman, "under the other")), dossier.CodeTeamBefore)
	if box := w.ofTeam(1, foreman)[0]; w.fired(box) != 1 {
		t.Errorf("five about one team: %s", w.kinds(box.Dossier))
	}
}

// TestTeamTellsNothing: whoever tells of a team to learn whether others did sees the same in
// the mailbox, whether a rule fires or not.
func TestTeamTellsNothing(t *testing.T) {
	mailbox := func(before int) string {
		w := withWharf(t)
		w.ofTeam(before, foreman)
		box := w.ofTeam(1, foreman)[0]
		if fired := w.fired(box) > 0; fired != (before >= 3) {
			t.Fatalf("after %d it fired: %v", before, fired)
		}
		m, err := w.Mailbox(t.Context(), box)
		w.must(err)
		return fmt.Sprintf("%d messages, %d clocks, %d steps, %v, %v", len(m.Signal.Thread), len(m.Clocks), len(m.Open), m.Changes, m.TalkBy)
	}
	if one, other := mailbox(0), mailbox(3); one != other {
		t.Errorf("without others the mailbox has %s, with others %s", one, other)
	}
}

// TestTeamStub: of a destroyed dossier about a team is kept that it counts, for as long as it
// does: that is shorter than of one about a person, and counts for nobody else.
func TestTeamStub(t *testing.T) {
	for months, kept := range map[int]int{3: 1, 24: 0} {
		w, ctx := newWorld(t), t.Context()
		w.withChart()
		w.must(w.imports("wharf", w.chartSeq(), wharf()...))
		r, err := retention.Parse(protocols.RetentionVeenhaven())
		w.must(err)
		for i := range r.Rules {
			if r.Rules[i].Of == retention.OfDossier {
				r.Rules[i].Term = protocol.Span{Months: months}
			}
		}
		w.must(w.AdoptRetention(ctx, veenhaven, gehoor.System, w.organisation().Adoption().Seq, directory.RetentionAdopted{Rules: r, By: "college"}))
		told := w.now
		box := w.ofTeam(1, foreman)[0]
		w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
		w.must(w.GiveFeedback(ctx, veenhaven, noor, box.Dossier, box.Signal, words("what we did")))
		w.must(w.Close(ctx, veenhaven, noor, box.Dossier, dossier.ExitFollowedUp, words("why"), nil))
		w.now = w.now.AddDate(0, months, 1)
		w.must(w.ProposeDestruction(ctx, veenhaven, noor, box.Dossier, words("over")))
		w.must(w.ConfirmDestruction(ctx, veenhaven, bram, box.Dossier))
		if rows := w.teamIncidents(foreman); len(rows) != kept || len(w.incidents(foreman)) != 0 {
			t.Errorf("after %d months is kept %+v", months, rows)
		}
		w.replays()
		if kept == 0 {
			continue
		}
		if last := w.ofTeam(3, foreman)[2]; w.fired(last) != 1 {
			t.Errorf("with what was kept there are four: %s", w.kinds(last.Dossier))
		}
		w.replays()
		w.now = told.AddDate(1, 0, 2)
		w.tick()
		if len(w.teamIncidents(foreman)) != 4 {
			t.Error("it went while a panel has to weigh it")
		}
	}
}

// TestTeamOfTheSecretary: the secretary, who is told of signals, goes on being told of one
// about a team further down, and meets nothing of one about the team that they lead
// themself; the mayor is told of both.
func TestTeamOfTheSecretary(t *testing.T) {
	w := newTop(t)
	w.withChart()
	top := gehoor.PersonID(strings.Repeat("76", 16))
	w.must(w.imports("top", w.chartSeq(), append(wharf(), chart.Place{Person: top, Account: siem}, chart.Place{Person: director, Line: top}, chart.Place{Person: charted[jet], Line: top, Account: jet})...))
	for team, told := range map[gehoor.PersonID]int{foreman: 1, top: 0} {
		before, _ := w.notices(siem)
		mayor, _ := w.notices(mia)
		box := w.send("of " + string(team))
		w.tick()
		w.must(w.writes(noor, box.Dossier, withCase(teamPick(record.KindTeam, box, team, "the team"+string(team)), string(box.Signal))))
		w.assess(box, "moderate", "employee")
		w.days(2)
		w.tick()
		if after, _ := w.notices(siem); len(after)-len(before) != told {
			t.Errorf("about the team of %s the secretary is told %d times, not %d", team[:2], len(after)-len(before), told)
		}
		if after, _ := w.notices(mia); len(after)-len(mayor) != 1 {
			t.Errorf("about the team of %s the mayor is told %d times", team[:2], len(after)-len(mayor))
		}
	}
	w.replays()
}
