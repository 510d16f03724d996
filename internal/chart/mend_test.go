package chart_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/chart"
)

// Of the tests: twin is ada once more, under another number, elsewhere.
var twin, here, gone = id(30), id(31), id(32)

func everyAccount(gehoor.PersonID) bool { return true }

func merged(kept, other gehoor.PersonID) chart.Merged {
	return chart.Merged{Edition: edition("2"), Kept: kept, Other: other, Reason: "r"}
}

func splitOf(p gehoor.PersonID) chart.Split {
	return chart.Split{Edition: edition("2"), Person: p, Here: here, Gone: gone, Reason: "r"}
}

// withTwin is the chart in which ada is there twice; the twin works at the bureau.
func withTwin(t *testing.T) *chart.Chart {
	t.Helper()
	c := imported(t)
	fold(t, c, chart.Placed{Places: []chart.Place{
		{Person: twin, Line: head, Posts: []chart.Post{{Office: gehoor.OfficeCouncilMember, Party: "Lijst Turfkade"}}},
		{Person: id(33), Line: twin, Account: account(id(33))},
		{Person: id(34), Posts: []chart.Post{{Office: gehoor.OfficeAlderman, Party: "lijst turfkade"}}, Account: account(id(34))},
	}})
	return c
}

func does(t *testing.T, c *chart.Chart, m chart.Merged) {
	t.Helper()
	facts, err := c.Merge(m, c.Seq, everyAccount)
	if err != nil {
		t.Fatal(err)
	}
	fold(t, c, facts...)
}

func splits(t *testing.T, c *chart.Chart, s chart.Split) {
	t.Helper()
	facts, err := c.Split(s, c.Seq)
	if err != nil {
		t.Fatal(err)
	}
	fold(t, c, facts...)
}

// TestMerge: picked under either number, somebody is one person: in both lines, of the
// party of either, with the account of one.
func TestMerge(t *testing.T) {
	for _, kept := range []gehoor.PersonID{ada, twin} {
		other := map[gehoor.PersonID]gehoor.PersonID{ada: twin, twin: ada}[kept]
		c := withTwin(t)
		before := c.Clone()
		does(t, c, merged(kept, other))
		if diff := cmp.Diff(before.StandsFor(other), []gehoor.PersonID{other}); diff != "" {
			t.Errorf("a copy changed: %s", diff)
		}
		want := []chart.Conflict{
			{account(secretary), chart.Superior}, {account(director), chart.Superior}, {account(manager), chart.Superior}, {account(ada), chart.Self},
			{account(head), chart.Superior}, {account(id(33)), chart.Subordinate},
		}
		for _, p := range []gehoor.PersonID{ada, twin} {
			if diff := cmp.Diff(want, c.Conflicts(p)); diff != "" {
				t.Errorf("kept %s, picked %s: %s", kept, p, diff)
			}
			if got := c.Fellows(p); !slices.Equal(got, []gehoor.PersonID{account(id(34))}) {
				t.Errorf("of the party: %s", got)
			}
			if got := c.StandsFor(p); !slices.Equal(got, []gehoor.PersonID{kept}) || c.Unclear(p) {
				t.Errorf("%s stands for %s", p, got)
			}
		}
		if _, there := c.Place(other); there || c.Departed(other) {
			t.Error("the other is still there")
		}
		place, _ := c.Place(kept)
		if place.Account != account(ada) || len(place.Posts) != 1 {
			t.Errorf("the place is %+v", place)
		}
		if c.Recipient != "age1names2" || len(c.Keys) != 1 {
			t.Errorf("the names are %+v", c.Edition)
		}

		// A new file says where they stand: only there.
		facts, err := c.Import(chart.Import{Imported: chart.Imported{Edition: edition("3")}, Places: []chart.Place{{Person: kept, Line: manager, Account: account(ada)}}}, c.Seq)
		if err != nil {
			t.Fatal(err)
		}
		fold(t, c, facts...)
		if slices.ContainsFunc(c.Conflicts(other), func(one chart.Conflict) bool { return one.Account == account(head) }) {
			t.Error("after a new file the earlier manager is still above")
		}
		_, err = c.Import(chart.Import{Imported: chart.Imported{Edition: edition("4")}, Places: []chart.Place{{Person: other}}}, c.Seq)
		refused(t, err, chart.CodePerson)
		_, err = c.Import(chart.Import{Imported: chart.Imported{Edition: edition("4")}, Left: []gehoor.PersonID{other}}, c.Seq)
		refused(t, err, chart.CodePerson)
		_, err = c.Import(chart.Import{Imported: chart.Imported{Edition: edition("4")}, Places: []chart.Place{{Person: bob, Line: other}}}, c.Seq)
		refused(t, err, chart.CodePerson)
	}
}

// TestMergeOfThree: an ID leads on, however often who it stands for was merged.
func TestMergeOfThree(t *testing.T) {
	c := withTwin(t)
	does(t, c, merged(twin, bob))
	does(t, c, merged(alderman, twin))
	if got := c.StandsFor(bob); !slices.Equal(got, []gehoor.PersonID{alderman}) {
		t.Errorf("bob stands for %s", got)
	}
	if !slices.ContainsFunc(c.Conflicts(bob), func(one chart.Conflict) bool {
		return one == chart.Conflict{Account: account(manager), Relation: chart.Superior}
	}) {
		t.Error("bob's manager is not above any more")
	}
}

// TestMergeOfWhoLeft: somebody is there if they are there under one of the numbers, and
// then has an account; who left under both left.
func TestMergeOfWhoLeft(t *testing.T) {
	for name, x := range map[string]struct {
		left []gehoor.PersonID
		want bool
	}{"the kept": {[]gehoor.PersonID{ada}, false}, "the other": {[]gehoor.PersonID{twin}, false}, "both": {[]gehoor.PersonID{ada, twin}, true}} {
		c := withTwin(t)
		fold(t, c, chart.Departed{People: x.left})
		does(t, c, merged(ada, twin))
		self := slices.Contains(c.Conflicts(twin), chart.Conflict{Account: account(ada), Relation: chart.Self})
		if c.Departed(ada) != x.want || self == x.want {
			t.Errorf("%s left: departed %v, account %v", name, c.Departed(ada), self)
		}
	}
}

func TestMergeRefused(t *testing.T) {
	with := func(change func(*chart.Merged)) chart.Merged {
		m := merged(ada, twin)
		change(&m)
		return m
	}
	for name, x := range map[string]struct {
		m      chart.Merged
		want   gehoor.Code
		behind gehoor.Seq
	}{
		"with themself":    {m: merged(ada, ada), want: chart.CodeSame},
		"with nobody":      {m: merged(ada, id(99)), want: chart.CodePerson},
		"nobody":           {m: merged(id(99), ada), want: chart.CodePerson},
		"their manager":    {m: merged(ada, manager), want: chart.CodeLine},
		"their report":     {m: merged(secretary, ada), want: chart.CodeLine},
		"two accounts":     {m: merged(ada, caseworker), want: chart.CodeAccounts},
		"without a reason": {m: with(func(m *chart.Merged) { m.Reason = "" }), want: chart.CodeReason},
		"without names":    {m: with(func(m *chart.Merged) { m.Names = nil }), want: chart.CodeNames},
		"too late":         {m: merged(ada, twin), behind: 1, want: chart.CodeBehind},
	} {
		c := withTwin(t)
		_, err := c.Merge(x.m, max(c.Seq-x.behind, 0), everyAccount)
		if !refusedAs(err, x.want) {
			t.Errorf("%s: %v, want %s", name, err, x.want)
		}
	}
	_, err := (&chart.Chart{}).Merge(merged(ada, twin), 0, everyAccount)
	refused(t, err, chart.CodeBehind)

	// An account that nobody uses is no hindrance, and does not stay.
	c := withTwin(t)
	facts, err := c.Merge(merged(ada, caseworker), c.Seq, func(p gehoor.PersonID) bool { return p == account(caseworker) })
	if err != nil {
		t.Fatal(err)
	}
	fold(t, c, facts...)
	if place, _ := c.Place(ada); place.Account != account(caseworker) {
		t.Errorf("the account is %s", place.Account)
	}
	// Merged twice is refused, under either number.
	_, err = c.Merge(merged(twin, caseworker), c.Seq, everyAccount)
	refused(t, err, chart.CodePerson)
}

// TestStandInMerged: who stood in for themselves under another number stands in for nobody,
// and for others under the one that stays.
func TestStandInMerged(t *testing.T) {
	c := withTwin(t)
	fold(t, c, chart.Placed{Places: []chart.Place{{Person: ada, Line: manager, StandIn: twin}, {Person: bob, Line: manager, StandIn: twin}}})
	does(t, c, merged(ada, twin))
	if place, _ := c.Place(ada); place.StandIn != "" {
		t.Errorf("ada's stand-in is %s", place.StandIn)
	}
	if c.Relation(ada, bob) != chart.Deputy {
		t.Error("ada does not stand in for bob")
	}
}

// TestSplit: nobody can say who was meant by the ID, so both count; who is picked anew
// counts alone.
func TestSplit(t *testing.T) {
	c := withTwin(t)
	splits(t, c, splitOf(ada))
	if got := c.StandsFor(ada); !slices.Equal(got, []gehoor.PersonID{here, gone}) || !c.Unclear(ada) {
		t.Errorf("ada stands for %s", got)
	}
	above := []chart.Conflict{{account(secretary), chart.Superior}, {account(director), chart.Superior}, {account(manager), chart.Superior}}
	self := append(slices.Clone(above), chart.Conflict{Account: account(ada), Relation: chart.Self})
	for p, want := range map[gehoor.PersonID][]chart.Conflict{ada: self, here: self, gone: above} {
		if diff := cmp.Diff(want, c.Conflicts(p)); diff != "" {
			t.Errorf("%s: %s", p, diff)
		}
	}
	if c.Departed(here) || !c.Departed(gone) {
		t.Error("who is here left, or who left is here")
	}

	// The one who is here moves; then an old pick is in both lines.
	facts, err := c.Import(chart.Import{Imported: chart.Imported{Edition: edition("3")}, Places: []chart.Place{{Person: here, Line: head, Account: account(ada)}}}, c.Seq)
	if err != nil {
		t.Fatal(err)
	}
	fold(t, c, facts...)
	for _, line := range []gehoor.PersonID{manager, head} {
		if !slices.Contains(c.Conflicts(ada), chart.Conflict{Account: account(line), Relation: chart.Superior}) {
			t.Errorf("%s is not above", line)
		}
	}
	// Were they one after all, they are one person again.
	does(t, c, merged(here, gone))
	if c.Unclear(ada) || !slices.Equal(c.StandsFor(ada), []gehoor.PersonID{here}) || c.Departed(here) {
		t.Errorf("ada stands for %s", c.StandsFor(ada))
	}
}

// TestSplitAbove: who worked under the ID, and for whom it stood in, has whoever is here.
func TestSplitAbove(t *testing.T) {
	c := imported(t)
	fold(t, c, chart.Placed{Places: []chart.Place{{Person: alderman, StandIn: manager}}})
	splits(t, c, splitOf(manager))
	if c.Relation(here, ada) != chart.Superior || c.Relation(ada, here) != chart.Subordinate || c.Relation(here, alderman) != chart.Deputy {
		t.Error("the lines to whoever is here are not as they were")
	}
	if _, err := c.Import(chart.Import{Imported: chart.Imported{Edition: edition("3")}}, c.Seq); err != nil {
		t.Errorf("the next import: %v", err)
	}
}

func TestSplitRefused(t *testing.T) {
	for name, x := range map[string]struct {
		change func(*chart.Split)
		want   gehoor.Code
	}{
		"nobody":             {func(s *chart.Split) { s.Person = id(99) }, chart.CodePerson},
		"into one":           {func(s *chart.Split) { s.Here = s.Gone }, chart.CodePerson},
		"into somebody else": {func(s *chart.Split) { s.Here = bob }, chart.CodePerson},
		"into themself":      {func(s *chart.Split) { s.Gone = s.Person }, chart.CodePerson},
		"into no ID":         {func(s *chart.Split) { s.Gone = "x" }, chart.CodePerson},
		"without a reason":   {func(s *chart.Split) { s.Reason = "" }, chart.CodeReason},
		"without names":      {func(s *chart.Split) { s.Keys = nil }, chart.CodeNames},
	} {
		c := withTwin(t)
		s := splitOf(ada)
		x.change(&s)
		if _, err := c.Split(s, c.Seq); !refusedAs(err, x.want) {
			t.Errorf("%s: %v, want %s", name, err, x.want)
		}
	}
	c := withTwin(t)
	_, err := c.Split(splitOf(ada), c.Seq-1)
	refused(t, err, chart.CodeBehind)
	does(t, c, merged(ada, twin))
	_, err = c.Split(chart.Split{Edition: edition("3"), Person: bob, Here: twin, Gone: gone, Reason: "r"}, c.Seq)
	refused(t, err, chart.CodePerson) // an ID that was somebody's is nobody else's
}

// TestSplitMendsMerge: a merge that was wrong is mended by a split; nothing that was picked
// under either is guessed.
func TestSplitMendsMerge(t *testing.T) {
	c := withTwin(t)
	does(t, c, merged(ada, twin))
	splits(t, c, splitOf(ada))
	for _, p := range []gehoor.PersonID{ada, twin} {
		if !c.Unclear(p) || !slices.Contains(c.Conflicts(p), chart.Conflict{Account: account(head), Relation: chart.Superior}) {
			t.Errorf("%s stands for %s", p, c.StandsFor(p))
		}
	}
}

// TestForgettable: the name of somebody who left is kept as long as signals are weighed together.
func TestForgettable(t *testing.T) {
	c := imported(t)
	left := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	f := chart.Departed{People: []gehoor.PersonID{ada}}
	if err := c.Fold(gehoor.Event{Kind: f.Kind(), Seq: c.Seq + 1, At: left}, f); err != nil {
		t.Fatal(err)
	}
	for at, want := range map[time.Time]int{left.AddDate(0, chart.KeptMonths, 0).Add(-time.Second): 0, left.AddDate(0, chart.KeptMonths, 0): 1} {
		if got := c.Forgettable(at); len(got) != want {
			t.Errorf("at %s: %s", at, got)
		}
	}
}

func refusedAs(err error, want gehoor.Code) bool {
	return errors.Is(err, &gehoor.Refusal{Code: want})
}

func refused(t *testing.T, err error, want gehoor.Code) {
	t.Helper()
	if !refusedAs(err, want) {
		t.Errorf("%v, want %s", err, want)
	}
}
