package dossier_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/record"
)

// folding is a dossier to which a test adds facts.
type folding struct {
	*testing.T
	*dossier.State
	seq gehoor.Seq
}

func (f *folding) add(facts ...gehoor.Fact) {
	f.Helper()
	for _, one := range facts {
		f.seq++
		e := gehoor.Event{Kind: one.Kind(), Seq: f.seq, Actor: gehoor.System, At: time.Date(2026, 3, int(f.seq), 9, 0, 0, 0, time.UTC)}
		if err := f.Fold(e, one); err != nil {
			f.Fatal(err)
		}
	}
}

func about(kind gehoor.Kind, s gehoor.SignalID, fields record.Fields) record.Record {
	return record.Record{What: kind, Signal: s, Fields: fields}
}

var (
	threeSignals = []pattern.Rule{pattern.RuleSignals}
	theConcern   = dossier.Concern{Subject: gehoor.Subject{Person: "p"}, Signal: "s", Confirmed: true}
	panelWeighs  = about(record.KindWeighed, "", record.Fields{"pattern": true, "weighed_by": "panel", "choice": record.NoFollowUp, "severity": "moderate"})
)

func person(p gehoor.PersonID) pattern.Subject { return pattern.Subject{Person: p} }

// TestUnlooked: what counts is looked at once, and again when something is said that
// changes it; what only waits for a second person is not.
func TestUnlooked(t *testing.T) {
	d := &folding{T: t, State: dossier.New()}
	waits := func(want ...dossier.Concern) {
		t.Helper()
		if got := d.Unlooked(); len(got) != len(want) || len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("%v is to be looked at, not %v", got, want)
		}
	}
	d.add(dossier.RecordProposed{Record: record.KindConcerned, Signal: "s", Fields: record.Fields{"person": "p"}})
	waits()
	d.add(about(record.KindConcerned, "s", record.Fields{"person": "p"}))
	waits(theConcern)
	before := d.Clone()
	d.add(d.Look(theConcern, nil, "")...)
	waits()
	if len(before.Unlooked()) != 1 {
		t.Error("a clone changed too")
	}
	d.add(about(record.KindDistinct, "s", record.Fields{"other": true}))
	waits(theConcern)
	d.add(d.Look(theConcern, nil, "")...)
	d.add(about(record.KindDistinct, "other", record.Fields{"other": true}))
	waits()
	d.add(about(record.KindNotConcerned, "s", record.Fields{"person": "p"}), about(record.KindConcerned, "s", record.Fields{"person": "p"}))
	waits(theConcern)
}

// TestLook: a rule that fires is recorded once, and forces a weighing until a panel
// weighed; nothing else ends that, also not that the pick was a mistake.
func TestLook(t *testing.T) {
	d := &folding{T: t, State: dossier.New()}
	d.add(about(record.KindConcerned, "s", record.Fields{"person": "p"}))
	facts := d.Look(theConcern, threeSignals, "")
	if want := []gehoor.Fact{dossier.PatternLooked{Signal: "s", Person: "p"}, record.Fired("s", person("p"), "signals")}; !reflect.DeepEqual(facts, want) {
		t.Errorf("recorded %v, not %v", facts, want)
	}
	d.add(facts...)
	if again := d.Look(theConcern, threeSignals, ""); len(again) != 1 {
		t.Errorf("fired again: %v", again)
	}
	d.add(about(record.KindNotConcerned, "s", record.Fields{"person": "p"}), about(record.KindWeighed, "", record.Fields{"pattern": true, "weighed_by": "two"}))
	if !d.Weighing(person("p")) || d.Weighing(person("q")) || len(d.Patterned()) != 1 {
		t.Error("the weighing went away")
	}
	d.add(panelWeighs)
	if d.Weighing(person("p")) || len(d.Patterned()) != 1 {
		t.Error("a panel weighed, and it is still to be weighed")
	}
}

// TestJoin: what fires while a panel has a weighing before it elsewhere goes along with
// that; not if there is one here already.
func TestJoin(t *testing.T) {
	d := &folding{T: t, State: dossier.New()}
	d.add(about(record.KindConcerned, "s", record.Fields{"person": "p"}))
	d.add(d.Look(theConcern, threeSignals, "elsewhere")...)
	if with := d.With(person("p")); with != "elsewhere" || d.Weighing(person("p")) || len(d.Patterned()) != 0 {
		t.Errorf("joined %q, weighing %v", with, d.Weighing(person("p")))
	}
	if again := d.Look(theConcern, threeSignals, "another"); len(again) != 1 {
		t.Errorf("joined twice: %v", again)
	}
	// Somebody else of whom the dossier tells too is weighed for themself; what was joined is
	// done when all of it is.
	other := dossier.Concern{Subject: gehoor.Subject{Person: "q"}, Signal: "s", Confirmed: true}
	d.add(about(record.KindConcerned, "s", record.Fields{"person": "q"}))
	d.add(d.Look(other, threeSignals, "another")...)
	if d.With(person("q")) != "another" || d.With(person("p")) != "elsewhere" {
		t.Errorf("joined are %v", d.Joined())
	}
	if facts := d.Settle(func(j dossier.PatternJoined) bool { return j.Person == "q" }); len(facts) != 0 {
		t.Errorf("one is still weighed, and it did %v", facts)
	}
	done := func(dossier.PatternJoined) bool { return false }
	d.add(d.Settle(done)...)
	if len(d.Joined()) != 0 || len(d.Settle(done)) != 0 {
		t.Error("it is settled, and still joined")
	}
	d.add(d.Look(theConcern, threeSignals, "")...)
	if own := d.Look(theConcern, []pattern.Rule{pattern.RuleReporters}, "elsewhere"); len(own) != 2 || own[1].Kind() != record.KindFired {
		t.Errorf("a weighing of its own is before the panel, and it did %v", own)
	}
}

// TestIncident: what counts is what was said last, of this signal or of the dossier.
func TestIncident(t *testing.T) {
	d := &folding{T: t, State: dossier.New()}
	if got := d.Incident(theConcern); got != (pattern.Incident{ID: "s"}) {
		t.Errorf("of nothing: %+v", got)
	}
	d.add(
		about(record.KindTriaged, "s", record.Fields{"severity": "limited"}), about(record.KindTriaged, "other", record.Fields{"severity": "acute"}),
		about("dossier.talk-held", "", record.Fields{"kind": "corrective", "held_on": "2026-02-03"}),
		about("dossier.talk-held", "", record.Fields{"kind": "informal", "held_on": "2026-01-03"}),
		about("dossier.talk-held", "", record.Fields{"kind": "choice", "held_on": "2026-03-03"}),
		about(record.KindDistinct, "s", record.Fields{"other": true}), panelWeighs,
	)
	want := pattern.Incident{ID: "s", Severity: pattern.Moderate, Reporter: "s",
		TalkOn: time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC), NothingOn: time.Date(2026, 3, 7, 0, 0, 0, 0, time.UTC)}
	if got := d.Incident(theConcern); got != want {
		t.Errorf("%+v, not %+v", got, want)
	}
	d.add(about(record.KindDistinct, "s", record.Fields{"other": false}))
	if got := d.Incident(theConcern); got.Reporter != "" {
		t.Error("taken back, and still another reporter")
	}
}

var theTeam = dossier.Concern{Subject: gehoor.Subject{Person: "m", Team: true}, Signal: "s", Confirmed: true}

func aboutTeam(kind gehoor.Kind, s gehoor.SignalID, manager string) record.Record {
	return about(kind, s, record.Fields{"manager": manager})
}

// TestTeamCounts: a team counts once a second person confirmed it, until a person is picked
// for the same signal, and again when that was a mistake; of who leads it nothing is said.
func TestTeamCounts(t *testing.T) {
	d := &folding{T: t, State: dossier.New()}
	counts := func(when string, want ...dossier.Concern) {
		t.Helper()
		if got := d.Counting(); len(got) != len(want) || len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v count, not %v", when, got, want)
		}
	}
	d.add(dossier.RecordProposed{Record: record.KindTeam, Signal: "s", Fields: record.Fields{"manager": "m"}})
	counts("proposed")
	if len(d.Teams()) != 1 || d.Teams()[0].Confirmed || len(d.Concerned()) != 0 {
		t.Errorf("picked are %v", d.Picked())
	}
	d.add(aboutTeam(record.KindTeam, "s", "m"))
	counts("confirmed", theTeam)
	d.add(d.Look(theTeam, nil, "")...)
	if len(d.Unlooked()) != 0 {
		t.Errorf("it is looked at, and %v waits to be looked at", d.Unlooked())
	}
	d.add(dossier.RecordProposed{Record: record.KindConcerned, Signal: "s", Fields: record.Fields{"person": "p"}})
	counts("a person is proposed", theTeam)
	d.add(about(record.KindConcerned, "s", record.Fields{"person": "p"}), aboutTeam(record.KindTeam, "other", "m"))
	counts("a person is known", theConcern, dossier.Concern{Subject: gehoor.Subject{Person: "m", Team: true}, Signal: "other", Confirmed: true})
	d.add(about(record.KindNotConcerned, "s", record.Fields{"person": "p"}), aboutTeam(record.KindNotTeam, "other", "m"))
	counts("it was not that person", theTeam)
	if waits := d.Unlooked(); len(waits) != 1 || waits[0] != theTeam {
		t.Errorf("it counts again, and %v waits to be looked at", waits)
	}
}

// TestTeamIsNobody: what fires, is joined or is weighed about a team is about nobody who
// leads it, and the other way round.
func TestTeamIsNobody(t *testing.T) {
	d := &folding{T: t, State: dossier.New()}
	d.add(aboutTeam(record.KindTeam, "s", "m"), about(record.KindConcerned, "other", record.Fields{"person": "m"}))
	facts := d.Look(theTeam, []pattern.Rule{pattern.RuleUnit}, "")
	if want := []gehoor.Fact{dossier.PatternLooked{Signal: "s", Person: "m", Team: true}, record.Fired("s", theTeam.Subject, "unit")}; !reflect.DeepEqual(facts, want) {
		t.Errorf("recorded %v, not %v", facts, want)
	}
	d.add(facts...)
	if again := d.Look(theTeam, []pattern.Rule{pattern.RuleUnit}, ""); len(again) != 1 {
		t.Errorf("fired again: %v", again)
	}
	team := theTeam.Subject
	if !d.Weighing(team) || d.Weighing(person("m")) || len(d.Patterned()) != 1 || d.Patterned()[0] != team {
		t.Errorf("weighed are %v", d.Patterned())
	}
	leads := dossier.Concern{Subject: gehoor.Subject{Person: "m"}, Signal: "other", Confirmed: true}
	d.add(d.Look(leads, threeSignals, "elsewhere")...)
	if d.With(person("m")) != "elsewhere" || d.With(team) != "" {
		t.Errorf("joined are %v", d.Joined())
	}
	d.add(panelWeighs)
	if d.Weighing(team) {
		t.Error("a panel weighed, and it is still to be weighed")
	}
}

// TestTeamStaysOut: who was shut out for a team stays so when the chart says that they work
// elsewhere, and is let in again when no team is picked any more.
func TestTeamStaysOut(t *testing.T) {
	d := &folding{T: t, State: dossier.New()}
	d.add(aboutTeam(record.KindTeam, "s", "m"))
	inTeam, other := dossier.Shut{Person: "a", Reason: dossier.ReasonTeam}, dossier.Shut{Person: "b", Reason: dossier.ReasonTeam}
	d.add(d.CheckLines(dossier.LinesChecked{Chart: 1}, []dossier.Shut{inTeam})...)
	d.add(d.CheckLines(dossier.LinesChecked{Chart: 2}, []dossier.Shut{other})...)
	if !d.Excluded("a") || !d.Excluded("b") {
		t.Errorf("shut out are %v", d.Exclusions())
	}
	d.add(aboutTeam(record.KindNotTeam, "s", "m"))
	d.add(d.CheckLines(dossier.LinesChecked{Chart: 2}, nil)...)
	if d.Excluded("a") || d.Excluded("b") {
		t.Errorf("no team is picked, and shut out are %v", d.Exclusions())
	}
}
