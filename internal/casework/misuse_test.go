package casework_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/view"
)

// What somebody who would misuse the rules about several signals can and cannot do. The
// threat model names these tests and their neighbours, by who would.

// TestFloodProvesNothing: after a flood of false signals about one person nothing happened to
// that person but that a panel has to weigh: a measure on the number alone is refused, and
// with a weighing that nothing is done it is over.
func TestFloodProvesNothing(t *testing.T) {
	w := withPatterns(t)
	all := w.signals(6, director)
	for _, box := range all {
		for _, kind := range strings.Fields(w.kinds(box.Dossier)) {
			if noun, _, _ := strings.Cut(kind, "."); noun == "measure" || noun == "inquiry" || noun == "decision" {
				t.Errorf("%s follows from a number", kind)
			}
		}
	}
	third := all[2]
	w.refused(w.writes(noor, third.Dossier, casework.Writing{Kind: "measure.imposed", Words: words("there are six"), Propose: true, Fields: record.Fields{
		"burden": []string{"person-concerned"}, "what": "warning", "with_source_measure": "itself", "basis": "pattern-only", "hearing_offered": true, "requested_by": "nobody", "weight": "high",
		"pay_loss": false, "task_loss": false, "interim": false, "decided_by": "line", "care_contact": true, "starts_on": "2026-01-06", "review_on": "2026-01-16",
	}}), protocol.CodeGuard)
	w.members(third)
	w.must(w.writes(noor, third.Dossier, panel("they are false", record.NoFollowUp)))
	w.confirms(bram, third.Dossier)
	for i, box := range all {
		if w.openStep(box, "weigh-pattern") != "never" || w.openStep(box, "weighed-with-others") != "never" {
			t.Errorf("it is weighed, and dossier %d waits: %s", i, w.kinds(box.Dossier))
		}
	}
}

// TestCoordinatedReports: reports that were agreed on, the same day and each by another person,
// are weighed once, and all of them: that they were agreed on is for the panel to see and
// write down, and no program takes them away before it.
func TestCoordinatedReports(t *testing.T) {
	w, ctx := withPatterns(t), t.Context()
	all := w.signals(5, director)
	weighings := 0
	for _, box := range all {
		w.must(w.writes(noor, box.Dossier, casework.Writing{Kind: record.KindDistinct, Signal: box.Signal, Fields: record.Fields{"other": true}}))
	}
	var weighs account.Mailbox
	for _, box := range all {
		if step := w.openStep(box, "weigh-pattern"); step != "never" {
			weighings, weighs = weighings+1, box
		}
	}
	if weighings != 1 {
		t.Fatalf("%d panels weigh it", weighings)
	}
	p, err := w.Patterns(ctx, veenhaven, noor, weighs.Dossier)
	w.must(err)
	days := map[time.Time]bool{}
	for _, one := range p[0].Told {
		days[one.Day] = true
	}
	if len(p[0].Told) != 5 || len(days) != 1 {
		t.Errorf("the panel is shown %d signals of %d days", len(p[0].Told), len(days))
	}
	weighed, _ := record.Of(record.KindWeighed)
	if f, asks := weighed.Field("coordinated"); !asks || !f.Sealed || f.Needed {
		t.Error("the weighing has no place for it")
	}
}

// TestOnlyPickedCounts: what counts is whom two people picked: not a name that reporters type,
// nor what one handler picks again and again by themself.
func TestOnlyPickedCounts(t *testing.T) {
	w := withPatterns(t)
	for i := range 5 {
		box := w.send(fmt.Sprint("it is director Jansen, ", i))
		w.tick()
		if i%2 == 0 {
			w.must(w.writes(noor, box.Dossier, withCase(picked(record.KindConcerned, box, director, fmt.Sprint("alone", i)), string(box.Signal))))
			w.refused(w.ConfirmRecord(t.Context(), veenhaven, noor, box.Dossier, casework.Confirming{Proposal: w.seen(noor, box.Dossier).Waiting[0].Seq}), dossier.CodeOwnProposal)
		}
		w.tick()
		if kinds := w.kinds(box.Dossier); strings.Contains(kinds, "pattern") {
			t.Errorf("of what nobody confirmed: %s", kinds)
		}
	}
	if rows := w.incidents(director); len(rows) != 0 {
		t.Errorf("%d count", len(rows))
	}
}

// TestNotSplitAway: an administrator who says that the ID of the chart was of two people takes
// no signal away from a pattern: until somebody picks again all of them count, for both.
func TestNotSplitAway(t *testing.T) {
	w := withPatterns(t)
	w.signals(2, director)
	here, left := gehoor.PersonID(strings.Repeat("67", 16)), gehoor.PersonID(strings.Repeat("68", 16))
	w.must(w.SplitPerson(t.Context(), veenhaven, floor, mended("split", w.chartSeq()), director, here, left))
	box := w.send("under the new number")
	w.tick()
	w.names(box, here)
	if w.fired(box) != 1 {
		t.Errorf("of the third is known %s", w.kinds(box.Dossier))
	}
}

// TestPersonConcernedProbes: what somebody reads before they send is the same whether signals
// about them are there or not, whomever they say may not read it.
func TestPersonConcernedProbes(t *testing.T) {
	preview := func(before int) string {
		w := withPatterns(t)
		w.signals(before, director)
		var all []string
		for _, struck := range [][]gehoor.PersonID{nil, {bram}} {
			p, err := w.Preview(t.Context(), veenhaven, gehoor.OfficeAlderman, struck)
			w.must(err)
			for _, h := range p.Holders {
				all = append(all, string(h.ID))
			}
			all = append(all, fmt.Sprint(len(p.Custodians), p.Threshold, p.Enough))
		}
		return strings.Join(all, " ")
	}
	if one, other := preview(0), preview(3); one != other {
		t.Errorf("without others it says %s, with others %s", one, other)
	}
}

// TestTablesTellNoWords: who reads the tables learns from what counts no more than the threat
// model says: IDs, days, how serious, how it came and what was done; no word, and nothing of a
// reporter. Another column is another thing to be read, and must be said there.
func TestTablesTellNoWords(t *testing.T) {
	names := func(of any) []string {
		var all []string
		for i, typ := 0, reflect.TypeOf(of); i < typ.NumField(); i++ {
			all = append(all, typ.Field(i).Name)
		}
		return all
	}
	if got, want := strings.Join(names(view.Incident{}), " "), "Stream Signal Subject Day Severity Distinct Same Channel TalkOn NothingOn MeasureOn Exit ClosedOn Weighing With"; got != want {
		t.Errorf("a row has %s", got)
	}
	if got, want := strings.Join(names(pattern.Kept{}), " "), "Person Team Office Day Severity Distinct Channel TalkOn NothingOn MeasureOn Exit ClosedOn Until"; got != want {
		t.Errorf("a stub has %s", got)
	}
	w := withPatterns(t)
	box := w.signals(1, director)[0]
	w.assess(box, "moderate", "alderman")
	row := w.incidents(director)[0]
	if row.Severity != "moderate" || row.Day.Hour() != 0 || !slices.Contains(names(row), "Day") {
		t.Errorf("the row is %+v", row)
	}
	d := w.seen(noor, box.Dossier)
	for _, secret := range []string{string(d.Signals[0].Account), fmt.Sprint(box.Lookup)} {
		if strings.Contains(fmt.Sprint(row), secret) {
			t.Errorf("the row has %q", secret)
		}
	}
	var refusal *gehoor.Refusal
	if _, err := w.Patterns(t.Context(), veenhaven, floor, box.Dossier); errors.As(err, &refusal) || !errors.Is(err, gehoor.ErrNotFound) {
		t.Errorf("an administrator is told %v", err)
	}
}
