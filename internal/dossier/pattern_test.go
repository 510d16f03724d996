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
	theConcern   = dossier.Concern{Person: "p", Signal: "s", Confirmed: true}
	panelWeighs  = about(record.KindWeighed, "", record.Fields{"pattern": true, "weighed_by": "panel", "choice": record.NoFollowUp, "severity": "moderate"})
)

// TestUnlooked: what counts is looked at once, and again when something is said that
// changes it; what only waits for a second person is not.
func TestUnlooked(t *testing.T) {
	d := &folding{T: t, State: dossier.New()}
	todo := func(want ...dossier.Concern) {
		t.Helper()
		if got := d.Unlooked(); len(got) != len(want) || len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("%v is to be looked at, not %v", got, want)
		}
	}
	d.add(dossier.RecordProposed{Record: record.KindConcerned, Signal: "s", Fields: record.Fields{"person": "p"}})
	todo()
	d.add(about(record.KindConcerned, "s", record.Fields{"person": "p"}))
	todo(theConcern)
	before := d.Clone()
	d.add(d.Look(theConcern, nil, "")...)
	todo()
	if len(before.Unlooked()) != 1 {
		t.Error("a clone changed too")
	}
	d.add(about(record.KindDistinct, "s", record.Fields{"other": true}))
	todo(theConcern)
	d.add(d.Look(theConcern, nil, "")...)
	d.add(about(record.KindDistinct, "other", record.Fields{"other": true}))
	todo()
	d.add(about(record.KindNotConcerned, "s", record.Fields{"person": "p"}), about(record.KindConcerned, "s", record.Fields{"person": "p"}))
	todo(theConcern)
}

// TestLook: a rule that fires is recorded once, and forces a weighing until a panel
// weighed; nothing else ends that, also not that the pick was a mistake.
func TestLook(t *testing.T) {
	d := &folding{T: t, State: dossier.New()}
	d.add(about(record.KindConcerned, "s", record.Fields{"person": "p"}))
	facts := d.Look(theConcern, threeSignals, "")
	if want := []gehoor.Fact{dossier.PatternLooked{Signal: "s", Person: "p"}, record.Fired("s", "p", "signals")}; !reflect.DeepEqual(facts, want) {
		t.Errorf("recorded %v, not %v", facts, want)
	}
	d.add(facts...)
	if again := d.Look(theConcern, threeSignals, ""); len(again) != 1 {
		t.Errorf("fired again: %v", again)
	}
	d.add(about(record.KindNotConcerned, "s", record.Fields{"person": "p"}), about(record.KindWeighed, "", record.Fields{"pattern": true, "weighed_by": "two"}))
	if !d.Weighing("p") || d.Weighing("q") || len(d.Patterned()) != 1 {
		t.Error("the weighing went away")
	}
	d.add(panelWeighs)
	if d.Weighing("p") || len(d.Patterned()) != 1 {
		t.Error("a panel weighed, and it is still to be weighed")
	}
}

// TestJoin: what fires while a panel has a weighing before it elsewhere goes along with
// that; not if there is one here already.
func TestJoin(t *testing.T) {
	d := &folding{T: t, State: dossier.New()}
	d.add(about(record.KindConcerned, "s", record.Fields{"person": "p"}))
	d.add(d.Look(theConcern, threeSignals, "elsewhere")...)
	if with := d.With("p"); with != "elsewhere" || d.Weighing("p") || len(d.Patterned()) != 0 {
		t.Errorf("joined %q, weighing %v", with, d.Weighing("p"))
	}
	if again := d.Look(theConcern, threeSignals, "another"); len(again) != 1 {
		t.Errorf("joined twice: %v", again)
	}
	// Somebody else of whom the dossier tells too is weighed for themself; what was joined is
	// done when all of it is.
	other := dossier.Concern{Person: "q", Signal: "s", Confirmed: true}
	d.add(about(record.KindConcerned, "s", record.Fields{"person": "q"}))
	d.add(d.Look(other, threeSignals, "another")...)
	if d.With("q") != "another" || d.With("p") != "elsewhere" {
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
