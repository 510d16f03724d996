package directory_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol"
)

// monday is nine o'clock on Monday 5 January 2026, in Veenhaven.
var monday = time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)

func day(d int) protocol.Date { return protocol.Date{Year: 2026, Month: 1, Day: d} }

// happens folds facts into a person.
func happens(t *testing.T, p *directory.Person, at time.Time, by gehoor.Actor, facts ...gehoor.Fact) {
	t.Helper()
	for _, f := range facts {
		if err := p.Fold(gehoor.Event{Stream: gehoor.PersonStream(p.ID), At: at, Actor: by, Kind: f.Kind()}, f); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAbsenceFrom: an absence that is said for later begins with the first moment of its
// day, and not before; who said it goes on to be who did.
func TestAbsenceFrom(t *testing.T) {
	p := person("noor", gehoor.RoleCaseworker)
	me := gehoor.ByPerson("noor")
	said := directory.Absent{Reason: directory.AbsencePlanned, From: day(12), Until: day(30), Deputy: "bram"}
	facts, err := p.Declare(said, monday)
	if err != nil || len(facts) != 1 {
		t.Fatal(facts, err)
	}
	happens(t, p, monday, me, facts...)
	first := day(12).At(0, 0, 0)
	if p.Away() || !p.GoesAway() || p.Deputy() != "" || p.Named() != "bram" || !p.Begins().Equal(first) {
		t.Errorf("before it begins: %+v", p.Absence)
	}
	before := first.Add(-time.Second)
	if p.AwayAt(before) || p.Begin(before) != nil || p.Return(before) != nil {
		t.Error("it begins a second too early")
	}
	if again, err := p.Declare(said, monday); err != nil || again != nil {
		t.Errorf("said again: %v %v", again, err)
	}
	if !p.AwayAt(first) || len(p.Return(first)) != 1 {
		t.Error("it has not begun on its first moment")
	}
	happens(t, p, first, gehoor.System, p.Begin(first)...)
	if !p.Away() || p.GoesAway() || p.Deputy() != "bram" || !p.Absence.At.Equal(first) || p.Absence.By != me || p.Begin(first) != nil {
		t.Errorf("begun: %+v", p.Absence)
	}
	// Another last day: since when does not change.
	longer := directory.Absent{Reason: directory.AbsencePlanned, Until: day(31)}
	facts, err = p.Declare(longer, first.AddDate(0, 0, 3))
	if err != nil {
		t.Fatal(err)
	}
	happens(t, p, first.AddDate(0, 0, 3), me, facts...)
	if !p.Absence.At.Equal(first) || p.Deputy() != "" {
		t.Errorf("longer: %+v", p.Absence)
	}
}

// TestAbsenceFromRefused: not on a day that has passed, nor after the last day, nor for
// who is away already; today is at once.
func TestAbsenceFromRefused(t *testing.T) {
	p := person("noor", gehoor.RoleCaseworker)
	for name, f := range map[string]directory.Absent{
		"yesterday":          {From: day(4), Until: day(30)},
		"after the last day": {From: day(13), Until: day(12)},
	} {
		f.Reason = directory.AbsencePlanned
		if _, err := p.Declare(f, monday); !errors.Is(err, gehoor.Refuse(directory.CodeAbsenceFrom)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	facts, err := p.Declare(directory.Absent{Reason: directory.AbsencePlanned, From: day(5), Until: day(5)}, monday)
	if err != nil {
		t.Fatal(err)
	}
	happens(t, p, monday, gehoor.ByPerson("noor"), facts...)
	if !p.Away() {
		t.Error("today is not at once")
	}
	if _, err := p.Declare(directory.Absent{Reason: directory.AbsencePlanned, From: day(12), Until: day(30)}, monday); !errors.Is(err, gehoor.Refuse(directory.CodeAbsenceFrom)) {
		t.Errorf("away, and then again: %v", err)
	}
}

// TestAbsenceTakenBack: it can be taken back before it begins, ends when the person comes
// back, and does not begin for who left.
func TestAbsenceTakenBack(t *testing.T) {
	later := func() *directory.Person {
		p := person("noor", gehoor.RoleCaseworker)
		happens(t, p, monday, gehoor.ByPerson("noor"), directory.Absent{Reason: directory.AbsencePlanned, From: day(12), Until: day(30)})
		return p
	}
	p := later()
	happens(t, p, monday, gehoor.ByPerson("jet"), p.CallBack()...)
	if p.GoesAway() || p.AwayAt(day(13).At(9, 0, 0)) || p.CallBack() != nil {
		t.Errorf("taken back: %+v", p.Absence)
	}
	p = later()
	happens(t, p, monday, gehoor.System, directory.Left{})
	if p.GoesAway() || p.Begin(day(13).At(9, 0, 0)) != nil {
		t.Error("who left goes away")
	}
}

// TestAbsenceBefore: what was recorded before an absence had a first day began when it
// was recorded.
func TestAbsenceBefore(t *testing.T) {
	var f directory.Absent
	if err := json.Unmarshal([]byte(`{"reason":"sudden","until":"2026-01-30"}`), &f); err != nil {
		t.Fatal(err)
	}
	p := person("noor", gehoor.RoleCaseworker)
	happens(t, p, monday, gehoor.ByPerson("jet"), f)
	if !p.Away() || p.GoesAway() || !p.Absence.At.Equal(monday) {
		t.Errorf("%+v", p.Absence)
	}
	if data, err := json.Marshal(f); err != nil || string(data) != `{"reason":"sudden","until":"2026-01-30"}` {
		t.Errorf("written as %s %v", data, err)
	}
}
