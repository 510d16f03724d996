package protocol

import "github.com/gehoor/gehoor"

// Definition is a protocol: what must happen, by whom, by when. It is a plain
// value; run [Check] before using one that did not come with the program.
type Definition struct {
	// Code names the protocol, Version its edition as "1.0.0".
	Code    string      `json:"code"`
	Version string      `json:"version"`
	Title   gehoor.Text `json:"title"`
	Steps   []Step      `json:"steps"`
}

// StepCode names a step within its definition.
type StepCode string

// Step is one thing that must be done.
type Step struct {
	Code StepCode `json:"code"`
	// Actor does it.
	Actor gehoor.Role `json:"actor"`
	// PerSignal: every signal of the dossier has this step and its clock for
	// itself. Else the dossier has it once.
	PerSignal bool `json:"per_signal,omitempty"`
	// Start is when the clock begins: at the earliest of these.
	Start []Start `json:"start"`
	// Repeat: once done, the step begins again with the next fact of Start. A fact of
	// both Stop and Start ends one turn and begins the next.
	Repeat bool `json:"repeat,omitempty"`
	// Stop are the kinds of fact that record that it was done; the first one does.
	Stop []gehoor.Kind `json:"stop"`
	// StopBy: only if these recorded it.
	StopBy Party `json:"stop_by,omitempty"`
	// Ends are the kinds of fact after which it need not be done any more.
	Ends []gehoor.Kind `json:"ends,omitempty"`
	// Needs are steps that must be done before a fact of Stop is allowed.
	Needs []StepCode `json:"needs,omitempty"`
	// Default is the term that holds where no law does.
	Default *Term `json:"default,omitempty"`
	// Statutory is the term of the law, and when it holds.
	Statutory *Statutory `json:"statutory,omitempty"`
	// Aim is a shorter length that the organisation strives for. Missing it is
	// no lateness.
	Aim Span `json:"aim,omitzero"`
	// Label is the step's short name for staff; Told is the sentence in which
	// the reporter reads what will happen.
	Label gehoor.Text `json:"label"`
	Told  gehoor.Text `json:"told"`
}

// Start is one way in which a step's clock begins.
type Start struct {
	// Kind is the fact that it begins with; of several such facts the earliest.
	Kind gehoor.Kind `json:"kind"`
	// By: only if these recorded it.
	By Party `json:"by,omitempty"`
	// After delays the beginning: with "7kd" the clock begins when the seventh
	// day after the fact has passed, and that day is its day 0.
	After Span `json:"after,omitzero"`
}

// Basis says where a term comes from.
type Basis string

// The bases (protocols.md): only S is law.
const (
	BasisStatutory Basis = "S"
	BasisGuidance  Basis = "G"
	BasisDefault   Basis = "D"
)

// Term is a wait that is not from the law.
type Term struct {
	Length Span `json:"length"`
	// Basis is G or D.
	Basis  Basis  `json:"basis"`
	Ladder []Rung `json:"ladder"`
}

// Statutory is a wait that the law sets. Its length is in the law table.
type Statutory struct {
	Law LawCode `json:"law"`
	// If is the fact that makes it hold, for as long as the dossier lives and
	// from the clock's own beginning; "" is always.
	If     gehoor.Kind `json:"if,omitempty"`
	Ladder []Rung      `json:"ladder"`
}

// Anchor is what a rung counts from.
type Anchor string

// The anchors.
const (
	FromStart Anchor = "start"
	FromDue   Anchor = "due"
)

// Rung is one escalation of a step that is not done.
//
//   - from start, after 5kd: at 08:30 of the fifth day, or of the last working
//     day before it, and never before the clock has begun
//   - from due, before 1wd: at 08:30 of the last working day before the target's
//     day
//   - from due, neither: in the first late second, the breach
//   - from due, after 2wd: when that term, counted from the target, is due
type Rung struct {
	// Level counts from 1; a level is told once per step and signal, also when
	// the law takes over half-way.
	Level  int      `json:"level"`
	From   Anchor   `json:"from"`
	After  Span     `json:"after,omitzero"`
	Before Span     `json:"before,omitzero"`
	To     Audience `json:"to"`
}

// Audience is who is told: [OtherHolder], or a role.
type Audience string

// OtherHolder is another person who holds the dossier than the one who acts.
const OtherHolder Audience = "other-holder"

// ToRole is the audience of everybody with the role.
func ToRole(r gehoor.Role) Audience { return Audience(r) }

// Role returns the role, and whether the audience is one.
func (a Audience) Role() (gehoor.Role, bool) {
	r := gehoor.Role(a)
	return r, r.Valid()
}

func complete(t gehoor.Text) bool { return t.NL != "" && t.EN != "" }

// Step finds a step by its code, and says whether the definition has it.
func (d Definition) Step(code StepCode) (Step, bool) {
	for _, s := range d.Steps {
		if s.Code == code {
			return s, true
		}
	}
	return Step{}, false
}

// Digest pins the definition; an event that was decided under it carries this.
func (d Definition) Digest() gehoor.Digest { return digest("gehoor protocol v1\n", d) }
