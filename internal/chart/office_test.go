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
