package pattern_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/pattern"
)

func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

// told is an incident of which nothing is known but the day.
func told(id, on string) pattern.Incident {
	return pattern.Incident{ID: pattern.IncidentID(id), Day: day(on), Severity: pattern.Limited}
}

var kinds = []pattern.SubjectKind{pattern.KindPerson, pattern.KindTeam, pattern.KindOffice, pattern.KindBody}

func rules(fired []pattern.Rule) string { return fmt.Sprint(fired) }

func TestFired(t *testing.T) {
	same := func(i pattern.Incident, as string) pattern.Incident { i.Same = pattern.IncidentID(as); return i }
	by := func(i pattern.Incident, whom string) pattern.Incident {
		i.Reporter = pattern.IncidentID(whom)
		return i
	}
	talk := func(i pattern.Incident, on string) pattern.Incident { i.TalkOn = day(on); return i }
	nothing := func(i pattern.Incident, on string) pattern.Incident { i.NothingOn = day(on); return i }
	heavy := func(i pattern.Incident) pattern.Incident { i.Severity = pattern.Serious; return i }
	for _, c := range []struct {
		name string
		kind pattern.SubjectKind
		all  []pattern.Incident
		want string
	}{
		{"nothing else", pattern.KindPerson, []pattern.Incident{told("n", "2026-06-01")}, "[]"},
		{"two in three years", pattern.KindPerson, []pattern.Incident{told("a", "2024-06-01"), told("n", "2026-06-01")}, "[]"},
		{"three, on the last day", pattern.KindPerson, []pattern.Incident{told("a", "2023-06-01"), told("b", "2024-06-01"), told("n", "2026-06-01")}, "[signals]"},
		{"three, one day too long", pattern.KindPerson, []pattern.Incident{told("a", "2023-05-31"), told("b", "2024-06-01"), told("n", "2026-06-01")}, "[]"},
		{"a stub of before that is entered now", pattern.KindPerson, []pattern.Incident{told("n", "2024-01-01"), told("a", "2025-06-01"), told("b", "2026-06-01")}, "[signals]"},
		{"in the middle", pattern.KindPerson, []pattern.Incident{told("a", "2023-06-02"), told("n", "2025-01-01"), told("b", "2026-06-01")}, "[signals]"},
		{"windows that do not meet", pattern.KindPerson, []pattern.Incident{told("a", "2022-01-01"), told("n", "2024-12-01"), told("b", "2027-01-01")}, "[]"},
		{"the same incident told twice", pattern.KindPerson, []pattern.Incident{told("a", "2026-01-01"), same(told("b", "2026-02-01"), "a"), told("n", "2026-06-01")}, "[]"},
		{"the new one is the same", pattern.KindPerson, []pattern.Incident{told("a", "2026-01-01"), told("b", "2026-02-01"), told("c", "2026-03-01"), same(told("n", "2026-06-01"), "a")}, "[]"},
		{"one reporter twice", pattern.KindPerson, []pattern.Incident{by(told("a", "2026-01-01"), "a"), by(told("n", "2026-06-01"), "a")}, "[]"},
		{"two reporters", pattern.KindPerson, []pattern.Incident{by(told("a", "2026-01-01"), "a"), by(told("n", "2026-06-01"), "n")}, "[reporters]"},
		{"two reporters, too long ago", pattern.KindPerson, []pattern.Incident{by(told("a", "2025-05-31"), "a"), by(told("n", "2026-06-01"), "n")}, "[]"},
		{"two, of whom one is anonymous", pattern.KindPerson, []pattern.Incident{by(told("a", "2026-01-01"), "a"), told("n", "2026-06-01")}, "[]"},
		{"after a talk", pattern.KindPerson, []pattern.Incident{talk(told("a", "2026-01-01"), "2026-02-01"), told("n", "2026-06-01")}, "[after-talk]"},
		{"before the talk", pattern.KindPerson, []pattern.Incident{talk(told("a", "2026-01-01"), "2026-07-01"), told("n", "2026-06-01")}, "[]"},
		{"a talk long ago", pattern.KindPerson, []pattern.Incident{talk(told("a", "2022-01-01"), "2022-02-01"), told("n", "2026-06-01")}, "[]"},
		{"its own talk", pattern.KindPerson, []pattern.Incident{talk(told("n", "2026-01-01"), "2026-01-01")}, "[]"},
		{"after nothing was done", pattern.KindPerson, []pattern.Incident{nothing(told("a", "2021-01-01"), "2021-03-01"), told("n", "2026-06-01")}, "[after-no-follow-up]"},
		{"serious", pattern.KindPerson, []pattern.Incident{heavy(told("n", "2026-06-01"))}, "[serious]"},
		{"a team of three", pattern.KindTeam, []pattern.Incident{told("a", "2026-01-01"), told("b", "2026-02-01"), told("n", "2026-06-01")}, "[]"},
		{"an office, two", pattern.KindOffice, []pattern.Incident{told("a", "2023-06-01"), told("n", "2026-06-01")}, "[]"},
		{"an office, three in three years", pattern.KindOffice, []pattern.Incident{told("a", "2023-06-01"), told("b", "2024-06-01"), told("n", "2026-06-01")}, "[office]"},
		{"an office, two reporters, a talk, serious, nothing done", pattern.KindOffice, []pattern.Incident{nothing(talk(by(told("a", "2026-01-01"), "a"), "2026-02-01"), "2026-02-01"), heavy(by(told("n", "2026-06-01"), "n"))}, "[]"},
		{"an office of several, three in a year", pattern.KindBody, []pattern.Incident{told("a", "2026-01-01"), told("b", "2026-02-01"), told("n", "2026-06-01")}, "[]"},
		{"an office of several, four in a year", pattern.KindBody, []pattern.Incident{told("a", "2026-01-01"), told("b", "2026-02-01"), told("c", "2026-03-01"), told("n", "2026-06-01")}, "[office]"},
		{"an office of several, four in two", pattern.KindBody, []pattern.Incident{told("a", "2024-07-01"), told("b", "2025-02-01"), told("c", "2026-03-01"), told("n", "2026-06-01")}, "[]"},
		{"a team of four", pattern.KindTeam, []pattern.Incident{told("a", "2026-01-01"), told("b", "2026-02-01"), told("c", "2026-03-01"), told("n", "2026-06-01")}, "[unit]"},
	} {
		if got := rules(pattern.Default.Fired(c.kind, c.all, "n")); got != c.want {
			t.Errorf("%s: %s fired, not %s", c.name, got, c.want)
		}
	}
}

// TestUntil: about a team, or an office that several hold, an incident counts for a shorter
// time, and is kept no longer.
func TestUntil(t *testing.T) {
	for about, want := range map[pattern.Subject]struct {
		kind  pattern.SubjectKind
		until string
	}{
		{Person: "p"}:             {pattern.KindPerson, "2029-06-02"},
		{Person: "p", Team: true}: {pattern.KindTeam, "2027-06-02"},
		{Office: "mayor"}:         {pattern.KindOffice, "2029-06-02"},
		{Office: "council-clerk"}: {pattern.KindOffice, "2029-06-02"},
		{Office: "alderman"}:      {pattern.KindBody, "2027-06-02"},
		{Office: "whole-college"}: {pattern.KindBody, "2027-06-02"},
	} {
		if got := pattern.Default.Until(about.Kind(), day("2026-06-01")).Format(time.DateOnly); about.Kind() != want.kind || got != want.until {
			t.Errorf("%v is a %s and counts until %s", about, about.Kind(), got)
		}
	}
}

// TestOff: a number that is 0 turns its rule off.
func TestOff(t *testing.T) {
	all := []pattern.Incident{
		{ID: "a", Day: day("2026-01-01"), Reporter: "a", TalkOn: day("2026-02-01"), NothingOn: day("2026-02-01")},
		{ID: "b", Day: day("2026-02-01"), Reporter: "b"},
		{ID: "n", Day: day("2026-06-01"), Reporter: "n", Severity: pattern.Acute},
	}
	if got := rules(pattern.Default.Fired(pattern.KindPerson, all, "n")); got != "[signals reporters after-talk serious after-no-follow-up]" {
		t.Errorf("with all rules: %s", got)
	}
	for _, kind := range kinds {
		if got := (pattern.Rules{}).Fired(kind, all, "n"); got != nil {
			t.Errorf("%s without rules: %v", kind, got)
		}
	}
}

// TestOrder: in whatever order incidents are read, the same fires; and one more about the
// same subject never makes fewer rules fire.
func TestOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 9))
	for range 2000 {
		all := some(random)
		kind := kinds[random.IntN(len(kinds))]
		before := pattern.Default.Fired(kind, all, "0")
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if after := pattern.Default.Fired(kind, all, "0"); !slices.Equal(before, after) {
			t.Fatalf("%v in another order: %v, not %v", all, after, before)
		}
		more := append(slices.Clone(all), pattern.Incident{ID: "more", Day: all[0].Day})
		after := pattern.Default.Fired(kind, more, "0")
		for _, f := range before {
			if !slices.Contains(after, f) {
				t.Fatalf("%v and one more: %v, and before %v", all, after, before)
			}
		}
	}
}

// some are incidents as they could be.
func some(random *rand.Rand) []pattern.Incident {
	var all []pattern.Incident
	for n := range 1 + random.IntN(9) {
		one := pattern.Incident{ID: pattern.IncidentID(fmt.Sprint(n)), Day: day("2020-01-31").AddDate(0, 0, random.IntN(2500))}
		if random.IntN(3) == 0 {
			one.Reporter = pattern.IncidentID(fmt.Sprint(random.IntN(n + 1)))
		}
		if n > 1 && random.IntN(4) == 0 {
			one.Same = "1"
		}
		if random.IntN(4) == 0 {
			one.TalkOn = one.Day.AddDate(0, 0, random.IntN(100))
		}
		all = append(all, one)
	}
	return all
}

// FuzzFired: whatever the days and numbers are, it ends, and no rule fires twice or asks for
// more than there is.
func FuzzFired(f *testing.F) {
	f.Add(uint64(1), 3, 36)
	f.Add(uint64(2), 0, -1)
	f.Fuzz(func(t *testing.T, seed uint64, count, months int) {
		all := some(rand.New(rand.NewPCG(seed, 1)))
		r := pattern.Rules{Signals: count, SignalMonths: months % 1200, Reporters: count, ReporterMonths: months % 1200, AfterTalkMonths: months % 1200, Serious: true, AfterNothing: true}
		fired := r.Fired(pattern.KindPerson, all, "0")
		if len(slices.Compact(slices.Sorted(slices.Values(fired)))) != len(fired) || count > len(all) && (slices.Contains(fired, pattern.RuleSignals) || slices.Contains(fired, pattern.RuleReporters)) {
			t.Errorf("%v: %v of %d", r, fired, len(all))
		}
	})
}
