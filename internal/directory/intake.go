package directory

import "github.com/gehoor/gehoor"

// Real signals are taken in from the moment that somebody says so, and nobody can
// say so before nobody would be alone and nobody stuck. Later, an office that lost
// its people takes none about itself; the others go on ([Triage]).

// Codes of refusals about intake.
const (
	// CodeIntakeClosed: real signals cannot be given here (yet).
	CodeIntakeClosed gehoor.Code = "intake.closed"
	// CodeNotReady: something stands between the organisation and real signals.
	CodeNotReady gehoor.Code = "intake.not-ready"
)

// Readiness is what must be true before real signals come in. All of it is of the
// present moment but Tested.
type Readiness struct {
	// Short are the offices about which fewer than two people with signed keys
	// could open a signal, also with the external desk.
	Short []gehoor.Office
	// Keyless is how many custodians more must have a signed key.
	Keyless int
	// Tested: custodians recovered something together, as a drill.
	Tested bool
}

// Ready says whether nothing is lacking.
func (r Readiness) Ready() bool { return len(r.Short) == 0 && r.Keyless == 0 && r.Tested }

// RecoveryTested says whether a recovery was ever tested.
func (o *Organisation) RecoveryTested() bool { return !o.TestedAt.IsZero() }

// OpenIntake lets real signals in.
func (o *Organisation) OpenIntake(r Readiness) ([]gehoor.Fact, error) {
	switch {
	case o.IntakeOpen:
		return nil, nil
	case !r.Ready():
		return nil, gehoor.Refuse(CodeNotReady)
	}
	return []gehoor.Fact{IntakeOpened{}}, nil
}

// CloseIntake lets no more of them in; whoever gave one keeps their mailbox.
func (o *Organisation) CloseIntake() ([]gehoor.Fact, error) {
	if !o.IntakeOpen {
		return nil, nil
	}
	return []gehoor.Fact{IntakeClosed{}}, nil
}
