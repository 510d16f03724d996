package chart_test

import (
	"slices"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/protocol"
)

func day(year int, month time.Month, d int) protocol.Date {
	return protocol.Date{Year: year, Month: month, Day: d}
}

// TestOffices: what somebody holds on a day, or else what their place in the line makes
// them; of a number that was two people's, what both are.
func TestOffices(t *testing.T) {
	c := imported(t)
	both := id(40)
	fold(t, c, chart.Placed{Places: []chart.Place{{Person: both, Posts: []chart.Post{
		{Office: gehoor.OfficeCouncilMember, Until: day(2026, time.May, 25)},
		{Office: gehoor.OfficeMayor, From: day(2026, time.May, 26)},
	}}}})
	for name, x := range map[string]struct {
		who  gehoor.PersonID
		days []protocol.Date
		want []gehoor.Office
	}{
		"the first day":                        {alderman, []protocol.Date{day(2026, time.May, 26)}, []gehoor.Office{gehoor.OfficeAlderman}},
		"the day before it":                    {alderman, []protocol.Date{day(2026, time.May, 25)}, []gehoor.Office{gehoor.OfficeEmployee}},
		"the last day":                         {both, []protocol.Date{day(2026, time.May, 25)}, []gehoor.Office{gehoor.OfficeCouncilMember}},
		"the day after it":                     {both, []protocol.Date{day(2026, time.May, 26)}, []gehoor.Office{gehoor.OfficeMayor}},
		"one when it came in, another by now":  {both, []protocol.Date{day(2026, time.May, 25), day(2026, time.June, 1)}, []gehoor.Office{gehoor.OfficeCouncilMember, gehoor.OfficeMayor}},
		"somebody under whom somebody works":   {manager, []protocol.Date{day(2026, time.May, 26)}, []gehoor.Office{gehoor.OfficeManager}},
		"somebody under whom nobody works":     {ada, []protocol.Date{day(2026, time.May, 26)}, []gehoor.Office{gehoor.OfficeEmployee}},
		"somebody of whom the chart is silent": {id(99), []protocol.Date{day(2026, time.May, 26)}, nil},
	} {
		if got := c.Offices(x.who, x.days...); !slices.Equal(got, x.want) {
			t.Errorf("%s: %v, want %v", name, got, x.want)
		}
	}

	for _, x := range []struct{ after, want protocol.Date }{
		{day(2026, time.May, 20), day(2026, time.May, 26)},
		{day(2026, time.May, 25), day(2026, time.May, 26)},
		{day(2026, time.May, 26), protocol.Date{}},
	} {
		if got := c.Changes(both, x.after); got != x.want {
			t.Errorf("after %v: %v, want %v", x.after, got, x.want)
		}
	}

	splits(t, c, splitOf(both))
	fold(t, c, chart.Placed{Places: []chart.Place{{Person: here, Line: manager}}})
	if got, want := c.Offices(both, day(2026, time.June, 1)), []gehoor.Office{gehoor.OfficeEmployee, gehoor.OfficeMayor}; !slices.Equal(got, want) {
		t.Errorf("of whoever was split: %v, want %v", got, want)
	}
}

func TestFitting(t *testing.T) {
	const (
		employee, boss, hired, unknown = gehoor.OfficeEmployee, gehoor.OfficeManager, gehoor.OfficeContractor, gehoor.OfficeUnknown
		mayor, wethouder, raad         = gehoor.OfficeMayor, gehoor.OfficeAlderman, gehoor.OfficeCouncilMember
		bureau                         = gehoor.OfficeBureau
	)
	type held = []gehoor.Office
	for _, x := range []struct {
		by      gehoor.Office
		held    held
		fitting gehoor.Office
		fits    bool
	}{
		{employee, nil, employee, true},
		{mayor, nil, mayor, true},
		{employee, held{employee}, employee, true},
		{unknown, held{boss}, boss, true},
		{hired, held{employee}, employee, true},
		{employee, held{mayor}, mayor, false},
		{unknown, held{gehoor.OfficeSecretary}, gehoor.OfficeSecretary, false},
		{wethouder, held{employee}, employee, false},
		{mayor, held{wethouder}, wethouder, false},
		{employee, held{bureau, employee}, bureau, false},
		{bureau, held{employee}, employee, false},
		{raad, held{raad}, raad, true},
		// Several offices, or several people: the one of whom the fewest hear first.
		{wethouder, held{wethouder, mayor}, mayor, false},
		{mayor, held{mayor, wethouder, employee}, mayor, true},
		{wethouder, held{gehoor.OfficeSecretary, wethouder}, gehoor.OfficeSecretary, false},
		{raad, held{raad, employee}, raad, true},
		{chart.WholeCollege, held{wethouder}, wethouder, true},
		{chart.WholeCollege, held{mayor, wethouder}, mayor, true},
		{chart.WholeCollege, held{raad}, raad, false},
		// A signal that is about the whole college takes no other way.
		{wethouder, held{chart.WholeCollege}, chart.WholeCollege, false},
		{chart.WholeCollege, held{chart.WholeCollege, wethouder}, chart.WholeCollege, true},
	} {
		if fitting, fits := chart.Fitting(x.by, x.held); fitting != x.fitting || fits != x.fits {
			t.Errorf("by %q about %v: %q, %v; want %q, %v", x.by, x.held, fitting, fits, x.fitting, x.fits)
		}
	}
	// Every office that somebody can hold has a place among them.
	for _, o := range gehoor.Offices() {
		if fitting, fits := chart.Fitting("another", held{o}); o != unknown && (fitting != o || fits) {
			t.Errorf("about %q it goes on by %q", o, fitting)
		}
	}
}

// TestHolders: who holds or held an office in some time, and whether that is one alone: not if
// it is unknown since when, nor if another came in that time.
func TestHolders(t *testing.T) {
	c := &chart.Chart{}
	old, now, mayor, one, other := id(60), id(61), id(62), id(63), id(64)
	post := func(p gehoor.PersonID, o gehoor.Office, from, until protocol.Date) chart.Place {
		return chart.Place{Person: p, Posts: []chart.Post{{Office: o, From: from, Until: until}}}
	}
	var ever protocol.Date
	fold(t, c, chart.Placed{Places: []chart.Place{
		post(old, gehoor.OfficeCouncilClerk, day(2010, 1, 1), day(2025, 6, 30)), post(now, gehoor.OfficeCouncilClerk, day(2025, 7, 1), ever),
		post(mayor, gehoor.OfficeMayor, ever, ever), post(one, gehoor.OfficeAlderman, day(2010, 1, 1), ever), post(other, gehoor.OfficeAlderman, day(2026, 3, 1), ever),
	}})
	for _, x := range []struct {
		name     string
		office   gehoor.Office
		from, to protocol.Date
		holders  []gehoor.PersonID
		alone    gehoor.PersonID
	}{
		{"before the change", gehoor.OfficeCouncilClerk, day(2022, 1, 1), day(2025, 6, 30), []gehoor.PersonID{old}, old},
		{"over the change", gehoor.OfficeCouncilClerk, day(2022, 1, 1), day(2025, 7, 1), []gehoor.PersonID{old, now}, ""},
		{"the last day of one", gehoor.OfficeCouncilClerk, day(2025, 6, 30), day(2026, 1, 1), []gehoor.PersonID{old, now}, ""},
		{"after the change", gehoor.OfficeCouncilClerk, day(2025, 7, 1), day(2026, 1, 1), []gehoor.PersonID{now}, now},
		{"unknown since when", gehoor.OfficeMayor, day(2022, 1, 1), day(2026, 1, 1), []gehoor.PersonID{mayor}, ""},
		{"of which there can be more", gehoor.OfficeAlderman, day(2022, 1, 1), day(2026, 1, 1), []gehoor.PersonID{one}, ""},
		{"all of the college", chart.WholeCollege, day(2026, 1, 1), day(2026, 3, 1), []gehoor.PersonID{mayor, one, other}, ""},
		{"of nobody", gehoor.OfficeSecretary, day(2022, 1, 1), day(2026, 1, 1), nil, ""},
	} {
		if got := c.Holders(x.office, x.from, x.to); !slices.Equal(got, x.holders) {
			t.Errorf("%s: %v, want %v", x.name, got, x.holders)
		}
		if got := c.Alone(x.office, x.from, x.to); got != x.alone {
			t.Errorf("%s: alone is %q, want %q", x.name, got, x.alone)
		}
	}
	for _, o := range []gehoor.Office{gehoor.OfficeAlderman, chart.WholeCollege} {
		if got := c.NextHolder(o, day(2026, 1, 1)); got != day(2026, 3, 1) {
			t.Errorf("the next %s begins on %v", o, got)
		}
		if got := c.NextHolder(o, day(2026, 3, 1)); got != (protocol.Date{}) {
			t.Errorf("after that the next %s begins on %v", o, got)
		}
	}
	// Who is not in the file any more holds nothing any more.
	if err := c.Fold(gehoor.Event{Kind: "chart.departed", Seq: 9, At: time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)}, chart.Departed{People: []gehoor.PersonID{now}}); err != nil {
		t.Fatal(err)
	}
	if got := c.Holders(gehoor.OfficeCouncilClerk, day(2026, 4, 2), day(2026, 5, 1)); got != nil {
		t.Errorf("who left holds it: %v", got)
	}
}
