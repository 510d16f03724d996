package simulate

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"github.com/gehoor/gehoor/internal/pattern"
)

// life is what was told of one subject, in the order of its days.
type life struct {
	repeats bool
	kind    pattern.SubjectKind
	told    []pattern.Incident
	// until is the last day of which the simulation knows.
	until time.Time
}

// begin is the first day of every simulation; which it is does not matter.
var begin = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)

// lives are all subjects about whom something was told, and how many people there were in
// all: who repeats, and who does not.
func (t Town) lives(r *rand.Rand) (all []life, people [2]int) {
	teams := make([]life, (t.Staff+t.Team-1)/t.Team)
	end := float64(t.Years) * year
	for n := range t.Staff {
		for from := 0.0; from < end; {
			gone := min(end, from+until(r, -math.Log(1-min(t.Leave, 0.999))))
			one := life{repeats: chance(r, t.Repeating), kind: pattern.KindPerson, until: day(gone)}
			people[index(one.repeats)]++
			leads := chance(r, t.Leading)
			often := t.incidents(one.repeats, leads)
			for at := from + until(r, often); at < gone; at += until(r, often) {
				if chance(r, t.Unknown) {
					team := &teams[n/t.Team]
					team.repeats = team.repeats || one.repeats
					t.tell(r, team, at)
				} else {
					t.tell(r, &one, at)
				}
			}
			all = add(all, one)
			from = gone
		}
	}
	for _, team := range teams {
		team.kind, team.until = pattern.KindTeam, day(end)
		all = add(all, team)
	}
	return all, people
}

// add leaves out of whom nothing was told, who are nearly everybody.
func add(all []life, one life) []life {
	if len(one.told) == 0 {
		return all
	}
	slices.SortStableFunc(one.told, func(a, b pattern.Incident) int { return a.Day.Compare(b.Day) })
	return append(all, one)
}

// tell has somebody tell of an incident, and perhaps somebody else.
func (t Town) tell(r *rand.Rand, of *life, at float64) {
	one := pattern.Incident{ID: id(of), Day: day(at), Severity: pattern.Moderate}
	if chance(r, t.Serious) {
		one.Severity = pattern.Serious
	}
	if chance(r, t.Talk) {
		one.TalkOn = day(at + 60*r.Float64())
	}
	one.Reporter = t.reporter(r, of, one.ID)
	of.told = append(of.told, one)
	if !chance(r, t.Twice) {
		return
	}
	second := pattern.Incident{ID: id(of), Day: day(at + 30*r.Float64()), Severity: one.Severity, Same: one.ID}
	if !chance(r, t.Anonymous) {
		second.Reporter = second.ID
	}
	of.told = append(of.told, second)
}

// reporter is who told: nobody knows, somebody who told before, or somebody else.
func (t Town) reporter(r *rand.Rand, of *life, own pattern.IncidentID) pattern.IncidentID {
	if chance(r, t.Anonymous) {
		return ""
	}
	if len(of.told) > 0 && chance(r, t.Again) {
		return of.told[r.IntN(len(of.told))].Reporter
	}
	return own
}

func id(of *life) pattern.IncidentID { return pattern.IncidentID(strconv.Itoa(len(of.told))) }

func day(at float64) time.Time { return begin.AddDate(0, 0, int(at)) }

// index is where figures of people are kept who repeat, and of the others.
func index(repeats bool) int {
	if repeats {
		return 1
	}
	return 0
}
