package protocol

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Fact is what evaluation sees of an event: no words, no persons.
type Fact struct {
	Kind gehoor.Kind
	At   time.Time
	// Seq is the event's place in its stream; it, and never At, says what came
	// first.
	Seq gehoor.Seq
	// Signal is the signal that the fact is about; "" if it is about none.
	Signal gehoor.SignalID
	// By says who recorded it.
	By Party
	// Fields are further values, by the names and of the Go types that the
	// [Vocabulary] says. They are shared and never changed.
	Fields map[string]any
}

// The fields of an [Escalated] fact. Its signal is Fact.Signal.
const (
	FieldStep  = "step"  // a code
	FieldLevel = "level" // a number
	FieldBegan = "began" // a number; absent if the step is not repeated
)

// Decided is the fact that answers a decision. Its fields are [FieldDecision] and
// [FieldOption].
const Decided gehoor.Kind = "dossier.decided"

// The fields of a [Decided] fact, both codes.
const (
	FieldDecision = "decision"
	FieldOption   = "option"
)

// Party is whose word a fact is.
type Party string

// The parties.
const (
	ByStaff       Party = "staff"
	ByReporter    Party = "reporter"
	ByParticipant Party = "participant"
	BySystem      Party = "system"
)

// Parties lists them.
func Parties() []Party { return []Party{ByStaff, ByReporter, ByParticipant, BySystem} }

// Valid says whether the party exists.
func (p Party) Valid() bool { return slices.Contains(Parties(), p) }

// Setting is everything beside the definition and the facts that an answer
// depends on. It belongs to an organisation and is pinned by its digest.
type Setting struct {
	Calendar Calendar
	Law      Law
	// Parameters are the organisation's own numbers, by protocol and name. What is not
	// among them, or not within the bounds, is as the definition has it.
	Parameters map[string]map[string]int
}

// Number is the number that holds for a parameter of a protocol: the organisation's
// own, where it set one within the bounds, else what the protocol proposes.
func (s Setting) Number(protocol string, p Parameter) int {
	if n, set := s.Parameters[protocol][p.Name]; set && n >= p.Least && n <= p.Most {
		return n
	}
	return p.Default
}

// Digest pins the setting.
func (s Setting) Digest() gehoor.Digest {
	parts := []gehoor.Digest{s.Calendar.Digest(), s.Law.Digest()}
	if len(s.Parameters) > 0 {
		parts = append(parts, digest("gehoor parameters v1\n", s.Parameters))
	}
	return digest("gehoor setting v1\n", parts)
}
