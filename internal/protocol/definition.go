package protocol

import (
	"encoding/json"
	"slices"

	"github.com/gehoor/gehoor"
)

// Definition is a protocol: what must happen, by whom, by when. It is a plain
// value; run [Check] before using one that did not come with the program.
type Definition struct {
	// Code names the protocol, Version its edition as "1.0.0".
	Code    string      `json:"code"`
	Version string      `json:"version"`
	Title   gehoor.Text `json:"title"`
	Steps   []Step      `json:"steps"`

	// Roles are those that it names beside the roles of the program.
	Roles []Role `json:"roles,omitempty"`
	// Parameters are numbers that each organisation sets for itself.
	Parameters []Parameter `json:"parameters,omitempty"`
	// Trigger are the facts with which a dossier begins to follow it; none: every
	// dossier does. Facts from before count all the same.
	Trigger []Start `json:"trigger,omitempty"`
	// Until are the facts after which none of it need be done any more.
	Until  []Start `json:"until,omitempty"`
	Guards []Guard `json:"guards,omitempty"`
	// Exits are the ways in which a dossier can end. Protocols without any leave that
	// to the others.
	Exits []Exit `json:"exits,omitempty"`
	// Cards say in a few lines what somebody does and leaves.
	Cards []Card `json:"cards,omitempty"`
}

// Role is somebody whom a protocol names.
type Role struct {
	Code  Who         `json:"code"`
	Label gehoor.Text `json:"label"`
	// Chain are the roles of the program that act for it, in this order: the first of
	// which somebody works here, is not away and has no conflict.
	Chain []gehoor.Role `json:"chain"`
	// Outside: whoever has it has no account. Who acts for it tells them.
	Outside bool `json:"outside,omitempty"`
}

// Parameter is a number that an organisation sets, within bounds.
type Parameter struct {
	Name    string      `json:"name"`
	Label   gehoor.Text `json:"label"`
	Default int         `json:"default"`
	Least   int         `json:"least"`
	Most    int         `json:"most"`
}

// Card is what somebody keeps at hand.
type Card struct {
	Code  string        `json:"code"`
	Title gehoor.Text   `json:"title"`
	Do    []gehoor.Text `json:"do"`
	Dont  []gehoor.Text `json:"dont,omitempty"`
}

// Exit is a way in which a dossier can end.
type Exit struct {
	Code  string      `json:"code"`
	Label gehoor.Text `json:"label"`
	// Requires must all be so before a dossier ends like this.
	Requires []Requirement `json:"requires,omitempty"`
}

// Requirement is what must be so, and what is said if it is not.
type Requirement struct {
	If  Condition   `json:"if"`
	Why gehoor.Text `json:"why"`
}

// Guard keeps something from happening, or makes something happen.
type Guard struct {
	Code string `json:"code"`
	// Why is what somebody reads whom it stops, or who must do what it forces.
	Why gehoor.Text `json:"why"`
	// On are the facts at which it looks: those that somebody wants to record, if it
	// refuses; those that were recorded, if it forces.
	On []gehoor.Kind `json:"on"`
	// If it is so, the guard works.
	If     Condition `json:"if,omitzero"`
	Effect Effect    `json:"effect"`
	// Step is what it forces.
	Step StepCode `json:"step,omitempty"`
	// AtOnce: it holds for dossiers that are open already when it is adopted.
	AtOnce bool `json:"at_once,omitempty"`
	// Stopped and Passed are the stories that show it at work, and that show what it
	// lets through. They change nothing, so they are not pinned.
	Stopped string `json:"-"`
	Passed  string `json:"-"`

	while *while // of a guard that is held beside a definition; nil is always
}

// Effect is what a guard does.
type Effect string

// The effects.
const (
	Refuses Effect = "refuse"
	Forces  Effect = "force"
)

// StepCode names a step within its definition.
type StepCode string

// Step is one thing that must be done.
type Step struct {
	Code StepCode `json:"code"`
	// Actor does it.
	Actor Who `json:"actor"`
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
	// StopIf: only if this is so of it.
	StopIf Condition `json:"stop_if,omitzero"`
	// Ends are the facts after which it need not be done any more.
	Ends []End `json:"ends,omitempty"`
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
	// Decision: it is done by choosing one of these.
	Decision *Decision `json:"decision,omitempty"`
	// Card helps whoever does it.
	Card string `json:"card,omitempty"`
	// Informs: the program does it, by telling the first of these roles in which somebody
	// works here who may know of it ([Result.Informs]). Where nobody does, somebody does
	// it by hand.
	Informs []gehoor.Role `json:"informs,omitempty"`
}

// Decision is a question that somebody answers with one of its options.
type Decision struct {
	Options []Option `json:"options"`
	// Undecided is the option that counts once the term has passed without an answer,
	// until there is one. It never closes anything. "" leaves the question open.
	Undecided string `json:"undecided,omitempty"`
}

// Option is an answer to a decision.
type Option struct {
	Code  string      `json:"code"`
	Label gehoor.Text `json:"label"`
	// Closes: with this answer nothing more is done.
	Closes bool `json:"closes,omitempty"`
}

// Start is one way in which a step's clock begins.
type Start struct {
	// Kind is the fact that it begins with; of several such facts the earliest.
	Kind gehoor.Kind `json:"kind"`
	// By: only if these recorded it.
	By Party `json:"by,omitempty"`
	// If: only if this is so when it is recorded.
	If Condition `json:"if,omitzero"`
	// After delays the beginning: with "7kd" the clock begins when the seventh
	// day after the fact has passed, and that day is its day 0.
	After Span `json:"after,omitzero"`
	// From is a field of the fact that holds a day: the clock began on that day, if it
	// came before the fact. "" is the moment of the fact.
	From string `json:"from,omitempty"`

	guard string // whose start it is; see plan
	while *while // for how long it is one; nil is always
}

// End is a fact after which a step need not be done any more.
type End struct {
	Kind gehoor.Kind
	// If: only if this is so when it is recorded.
	If Condition
}

// MarshalJSON writes an end without a condition as its kind alone, as all were before
// there were any, so that a definition keeps its digest.
func (e End) MarshalJSON() ([]byte, error) {
	if e.If.IsZero() {
		return json.Marshal(e.Kind)
	}
	return json.Marshal(struct {
		Kind gehoor.Kind `json:"kind"`
		If   Condition   `json:"if"`
	}{e.Kind, e.If})
}

// String writes it as a difference shows it, "dossier.triaged if severity >= serious".
func (e End) String() string { return onlyIf(string(e.Kind), e.If) }

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
	// Cases are other lengths; the first of which the condition is so holds.
	Cases []Case `json:"cases,omitempty"`
	// Pause and Extension are what it allows.
	Pause     *Pause     `json:"pause,omitempty"`
	Extension *Extension `json:"extension,omitempty"`
}

// Case is the length of a term when something is so.
type Case struct {
	If     Condition `json:"if"`
	Length Span      `json:"length"`
	// Urgent: hours are real time, whatever the day.
	Urgent bool `json:"urgent,omitempty"`
	// Ladder is the term's own if it is empty.
	Ladder []Rung `json:"ladder,omitempty"`
}

// Pause is when and for how long a term may stand still.
type Pause struct {
	Reasons []string `json:"reasons"`
	// Longest is the longest that one pause may last.
	Longest Span `json:"longest"`
}

// Statutory is a wait that the law sets. Its length is in the law table.
type Statutory struct {
	Law LawCode `json:"law"`
	// If is the fact that makes it hold, for as long as the dossier lives and
	// from the clock's own beginning; "" is always.
	If gehoor.Kind `json:"if,omitempty"`
	// Length is a shorter length that the organisation promises; zero is the law's.
	Length Span   `json:"length,omitzero"`
	Ladder []Rung `json:"ladder"`
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
//   - at 50 percent: when half of the term has passed; of a term of two days or more
//     at 08:30 of that day, or of the last working day before it
//   - from start, after 5kd: at 08:30 of the fifth day, or of the last working
//     day before it, and never before the clock has begun
//   - from due, before 1wd: at 08:30 of the last working day before the target's
//     day
//   - from due, neither: in the first late second, the breach
//   - from due, after 2wd: when that term, counted from the target, is due
type Rung struct {
	// Level counts from 1; a level is told once per step and signal, also when
	// the law takes over half-way.
	Level int    `json:"level"`
	From  Anchor `json:"from,omitempty"`
	// Percent of the term, instead of From.
	Percent int  `json:"percent,omitempty"`
	After   Span `json:"after,omitzero"`
	Before  Span `json:"before,omitzero"`
	To      Who  `json:"to"`
}

// Who is somebody in a protocol: [ActingHolder], [OtherHolder], a role of the program, or one of the
// protocol's own [Definition.Roles].
type Who string

// Two that are no roles: who acts in the dossier, being the one who last wrote to the
// reporter, and another person who holds it.
const (
	ActingHolder Who = "acting-holder"
	OtherHolder  Who = "other-holder"
)

// ToRole names everybody with the role.
func ToRole(r gehoor.Role) Who { return Who(r) }

// Role returns the role of the program, and whether it is one.
func (w Who) Role() (gehoor.Role, bool) {
	r := gehoor.Role(w)
	return r, r.Valid()
}

// Role finds one of the protocol's own roles, and says whether it has it.
func (d Definition) Role(w Who) (Role, bool) {
	i := slices.IndexFunc(d.Roles, func(r Role) bool { return r.Code == w })
	if i < 0 {
		return Role{}, false
	}
	return d.Roles[i], true
}

// Chain are the roles of the program that act for somebody, in their order; none for
// who holds the dossier.
func (d Definition) Chain(w Who) []gehoor.Role {
	if r, ok := d.Role(w); ok {
		return r.Chain
	}
	if r, ok := w.Role(); ok {
		return []gehoor.Role{r}
	}
	return nil
}

// Parameter finds a number by its name, and says whether the definition has it.
func (d Definition) Parameter(name string) (Parameter, bool) {
	i := slices.IndexFunc(d.Parameters, func(p Parameter) bool { return p.Name == name })
	if i < 0 {
		return Parameter{}, false
	}
	return d.Parameters[i], true
}

// Uses are the steps and guards whose conditions name a number: what changes with it.
func (d Definition) Uses(number string) (steps []Step, guards []Guard) {
	names := func(c Condition) bool { return slices.Contains(c.numbers, number) }
	for _, s := range d.Steps {
		found := false
		s.conditions(func(c Condition) bool { found = found || names(c); return true })
		if found {
			steps = append(steps, s)
		}
	}
	for _, g := range d.Guards {
		if names(g.If) {
			guards = append(guards, g)
		}
	}
	return steps, guards
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

// Labels are what the steps are called.
func (d Definition) Labels() map[StepCode]gehoor.Text {
	m := make(map[StepCode]gehoor.Text, len(d.Steps))
	for _, s := range d.Steps {
		m[s.Code] = s.Label
	}
	return m
}

// Digest pins the definition; an event that was decided under it carries this.
func (d Definition) Digest() gehoor.Digest { return digest("gehoor protocol v1\n", d) }

// Conditions are all that are asked in the definition, also those that ask nothing.
func (d Definition) Conditions(yield func(Condition) bool) {
	for i := range d.Steps {
		if !d.Steps[i].conditions(yield) {
			return
		}
	}
	for _, list := range [][]Start{d.Trigger, d.Until} {
		for _, s := range list {
			if !yield(s.If) {
				return
			}
		}
	}
	for i := range d.Guards {
		if !yield(d.Guards[i].If) {
			return
		}
	}
	for _, e := range d.Exits {
		for _, r := range e.Requires {
			if !yield(r.If) {
				return
			}
		}
	}
}

func (s *Step) conditions(yield func(Condition) bool) bool {
	for _, start := range s.Start {
		if !yield(start.If) {
			return false
		}
	}
	for _, end := range s.Ends {
		if !yield(end.If) {
			return false
		}
	}
	if s.Default != nil {
		for _, c := range s.Default.Cases {
			if !yield(c.If) {
				return false
			}
		}
	}
	return yield(s.StopIf)
}
