package casework_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
)

// real is the town of newTown without the marks of a trial.
func real(t *testing.T) *town {
	t.Helper()
	n := newTown(t)
	deps := n.deps()
	deps.Trial = false
	n.Casework = casework.New(deps)
	return n
}

// TestClosed: before somebody opened intake, nothing of a real signal is taken: no
// preview, no signal. It cannot be opened while something lacks, and what lacks
// becomes less step by step.
func TestClosed(t *testing.T) {
	n := real(t)
	ctx := t.Context()
	closed := func() {
		t.Helper()
		if takes, err := n.TakesSignals(ctx, veenhaven); err != nil || takes {
			t.Errorf("takes signals: %v %v", takes, err)
		}
		_, err := n.Preview(ctx, veenhaven, gehoor.OfficeAlderman, nil)
		n.refused(err, directory.CodeIntakeClosed)
		_, err = n.Receive(ctx, veenhaven, submission("R1", gehoor.OfficeAlderman, noor, bram))
		n.refused(err, directory.CodeIntakeClosed)
		n.refused(n.OpenIntake(ctx, veenhaven, gehoor.System), directory.CodeNotReady)
	}
	lacks := func(want directory.Readiness) {
		t.Helper()
		got, err := n.Readiness(ctx, veenhaven)
		n.must(err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("lacking (-want +got)\n%s", diff)
		}
		closed()
	}
	lacks(directory.Readiness{Short: gehoor.Offices(), Keyless: 2})
	n.comeIn("saar", saar)
	n.comeIn("fleur", fleur)
	lacks(directory.Readiness{Short: gehoor.Offices(), Keyless: 1})
	n.comeIn("milan", milan) // two at the desk receive where an office has nobody
	n.comeIn("sem", sem)
	lacks(directory.Readiness{})
	n.must(n.CloseIntake(ctx, veenhaven, gehoor.System)) // closed already
	n.must(n.Leave(ctx, veenhaven, gehoor.System, sem))
	lacks(directory.Readiness{Keyless: 1})
}

// TestTrialTakes: in a trial signals come in whatever is lacking.
func TestTrialTakes(t *testing.T) {
	n := newTown(t)
	if takes, err := n.TakesSignals(t.Context(), veenhaven); err != nil || !takes {
		t.Errorf("takes signals: %v %v", takes, err)
	}
}

// TestOpenIntake: nobody can say that it is open while something lacks, and
// nothing lacks once a recovery was tested; closing it is always possible.
func TestOpenIntake(t *testing.T) {
	fold := func(o *directory.Organisation, facts []gehoor.Fact, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range facts {
			if err := o.Fold(gehoor.Event{Kind: f.Kind()}, f); err != nil {
				t.Fatal(err)
			}
		}
	}
	o := &directory.Organisation{}
	if o.RecoveryTested() {
		t.Error("tested before anybody did")
	}
	o.TestedAt = time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	ready := directory.Readiness{Tested: o.RecoveryTested()}
	for name, r := range map[string]directory.Readiness{
		"an office": {Tested: true, Short: []gehoor.Office{gehoor.OfficeMayor}}, "a key": {Tested: true, Keyless: 1}, "a test": {},
	} {
		if _, err := o.OpenIntake(r); err == nil {
			t.Errorf("opened without %s", name)
		}
	}
	facts, err := o.OpenIntake(ready)
	fold(o, facts, err)
	if facts, err := o.OpenIntake(directory.Readiness{}); !o.IntakeOpen || len(facts) != 0 || err != nil {
		t.Errorf("open, and opened again: %v %v", facts, err)
	}
	facts, err = o.CloseIntake()
	fold(o, facts, err)
	if o.IntakeOpen {
		t.Error("closed, and open")
	}
}
