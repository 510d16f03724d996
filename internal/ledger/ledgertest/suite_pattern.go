package ledgertest

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/view"
)

// incident is one of which everything is known, told so many days after the beginning.
func incident(stream gehoor.StreamID, subject gehoor.PersonID, day int) view.Incident {
	on := base.Truncate(24*time.Hour).AddDate(0, 0, day)
	return view.Incident{
		Stream: stream, Signal: newID[gehoor.SignalID](), Subject: gehoor.Subject{Person: subject}, Day: on, Severity: "moderate", Distinct: true,
		Channel: "letter", TalkOn: on.AddDate(0, 1, 0), NothingOn: on.AddDate(0, 2, 0), MeasureOn: on.AddDate(0, 3, 0), Exit: "talk", ClosedOn: on.AddDate(0, 4, 0), Weighing: true, With: newID[gehoor.DossierID](), Same: newID[gehoor.DossierID](),
	}
}

// viewIncidents: those about one subject are found, the newest first, of every dossier;
// those of a team are others, and those that went are not there.
func viewIncidents(t *testing.T, s Stores) {
	c := newScene(t, s)
	subject, other := newID[gehoor.PersonID](), newID[gehoor.PersonID]()
	var all []view.Incident
	for i := range 4 {
		stream := newStream()
		one, team := incident(stream, subject, i), incident(stream, subject, i)
		team.Subject.Team = true
		office := incident(stream, subject, i)
		office.Subject = gehoor.Subject{Office: gehoor.OfficeMayor}
		if i == 0 {
			one = view.Incident{Stream: stream, Signal: one.Signal, Subject: gehoor.Subject{Person: subject}, Day: one.Day}
		}
		c.put(stream, one, team, office, incident(stream, other, i))
		all = append([]view.Incident{one}, all...)
	}
	about := func(org gehoor.OrgID, p gehoor.PersonID, limit int) []view.Incident {
		return get[[]view.Incident](t)(s.Incidents(t.Context(), org, gehoor.Subject{Person: p}, limit))
	}
	same(t, "all", about(veenhaven, subject, 10), all)
	same(t, "the two newest", about(veenhaven, subject, 2), all[:2])
	same(t, "of somebody else", about(veenhaven, newID[gehoor.PersonID](), 10), []view.Incident{})
	same(t, "elsewhere", about(duinrade, subject, 10), []view.Incident{})
	for _, one := range []gehoor.Subject{{Person: subject, Team: true}, {Office: gehoor.OfficeMayor}} {
		if some := get[[]view.Incident](t)(s.Incidents(t.Context(), veenhaven, one, 10)); len(some) != 4 || some[0].Subject != one {
			t.Errorf("about %v: %v", one, some)
		}
	}
	c.put(all[0].Stream)
	same(t, "after one went", about(veenhaven, subject, 10), all[1:])
}

// viewMeasures: the burdens that can count in a year are found, of every dossier; those that
// were over before and those that were written down later are not.
func viewMeasures(t *testing.T, s Stores) {
	c := newScene(t, s)
	first := base.Truncate(24 * time.Hour)
	on := func(day int) time.Time { return first.AddDate(0, 0, day) }
	stream, other := newStream(), newStream()
	row := func(stream gehoor.StreamID, number int, recorded, ended, start, until, planned int) view.Measure {
		m := view.Measure{Stream: stream, Number: number, Bearer: "reporter", Weight: "low", Breach: number%2 == 0, Own: number%3 == 0, On: on(recorded), Start: on(start)}
		for at, day := range map[*time.Time]int{&m.EndedOn: ended, &m.Until: until, &m.Planned: planned} {
			if day != 0 {
				*at = on(day)
			}
		}
		return m
	}
	runs := row(stream, 1, 10, 0, 5, 0, 0)
	over := row(stream, 2, 10, 20, 5, 18, 0)
	planned := row(stream, 3, 10, 0, 5, 110, 110)
	endedIn := row(stream, 4, 10, 120, 5, 30, 0)
	within := row(stream, 5, 150, 150, 20, 30, 0)
	later := row(stream, 6, 200, 0, 5, 0, 0)
	before := row(stream, 7, 10, 20, 5, 18, 110)
	also := row(other, 1, 199, 0, 300, 0, 0)
	witness := runs
	witness.Bearer = "witness"
	c.put(stream, witness, later, within, runs, over, planned, endedIn, before)
	c.put(other, also)
	want := []view.Measure{runs, witness, planned, endedIn, within, before, also}
	slices.SortStableFunc(want, func(a, b view.Measure) int { return cmp.Compare(a.Stream, b.Stream) })
	measures := func(org gehoor.OrgID, from, before int) []view.Measure {
		return get[[]view.Measure](t)(s.Measures(t.Context(), org, on(from), on(before)))
	}
	same(t, "of a year", measures(veenhaven, 100, 200), want)
	same(t, "elsewhere", measures(duinrade, 100, 200), []view.Measure{})
	same(t, "of before", measures(veenhaven, -100, 10), []view.Measure{})
	c.put(stream)
	same(t, "after a dossier went", measures(veenhaven, 100, 200), []view.Measure{also})
}

// viewUnlooked: a dossier is found until it was looked at, in the order of its name.
func viewUnlooked(t *testing.T, s Stores) {
	c := newScene(t, s)
	var all []view.Place
	for range 4 {
		stream := newStream()
		c.put(stream, view.Unlooked{Stream: stream})
		all = append(all, view.Place{Org: veenhaven, Stream: stream})
	}
	slices.SortFunc(all, func(a, b view.Place) int { return cmp.Compare(a.Stream, b.Stream) })
	unlooked := func(after view.Place, limit int) []view.Place {
		return get[[]view.Place](t)(s.Unlooked(t.Context(), after, limit))
	}
	same(t, "all", unlooked(view.Place{}, 10), all)
	same(t, "two", unlooked(view.Place{}, 2), all[:2])
	same(t, "after the second", unlooked(all[1], 10), all[2:])
	c.put(all[0].Stream)
	same(t, "after one was looked at", unlooked(view.Place{}, 10), all[1:])
}
