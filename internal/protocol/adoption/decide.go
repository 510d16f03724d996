package adoption

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Codes of refusals.
const (
	// CodeInForce: it is what is in force now.
	CodeInForce gehoor.Code = "protocol.in-force"
	// CodeMoved: somebody else changed the protocols in the meantime.
	CodeMoved gehoor.Code = "protocol.moved"
	// CodeVersion: another edition has this version; args: version.
	CodeVersion gehoor.Code = "protocol.version"
	// CodeExample: it shows how something goes wrong, and is only to be rehearsed
	// against; args: protocol.
	CodeExample gehoor.Code = "protocol.example"
	// CodeStepGone: a step is not there on which pages and lists lean; args: step.
	CodeStepGone gehoor.Code = "protocol.step-gone"
	// CodeStepTaken: another protocol has a step of this name; args: step.
	CodeStepTaken gehoor.Code = "protocol.step-taken"
	// CodeAtOnce: a guard is to hold at once, and names a step that the edition which is
	// in force does not have, or not with these answers; args: guard, step.
	CodeAtOnce gehoor.Code = "protocol.at-once"
	// CodeTooMany: that many protocols at the same time nobody can follow.
	CodeTooMany gehoor.Code = "protocol.too-many"
	// CodeTooMuch: the file does not fit one event; args: percent.
	CodeTooMuch gehoor.Code = "protocol.too-much"
	// CodeGates: something is missing without which real signals are not handled by it.
	CodeGates gehoor.Code = "protocol.gates"
	// CodeGateText: a text is no line of at most so many characters; args: most.
	CodeGateText gehoor.Code = "protocol.gate-text"
	// CodeGateBoth: the works council agreed, and its consent was not needed.
	CodeGateBoth gehoor.Code = "protocol.gate-both"
	// CodeGateLater: a day is still to come.
	CodeGateLater gehoor.Code = "protocol.gate-later"
	// CodeRetired: no such protocol is in force that can be retired.
	CodeRetired gehoor.Code = "protocol.retired"
	// CodeClosingPast: a day that has come is added or left out.
	CodeClosingPast gehoor.Code = "protocol.closing-past"
	// CodeClosing: a day is there twice, or its reason is no short line; args: most.
	CodeClosing gehoor.Code = "protocol.closing"
	// CodeClosings: too many days; args: most.
	CodeClosings gehoor.Code = "protocol.closings"
)

const (
	// maxFile bounds a file as it is adopted, gzipped. In base64 it has four thirds of
	// that, and an event may have 64 KiB, of which the gates may need five. The shipped
	// protocol has a thirtieth of it.
	maxFile = 44 << 10
	// maxAdoptions bounds what one organisation adopts in all its years, because all
	// of it is read when a program starts.
	maxAdoptions = 300
	// MaxClosings bounds the closing days: twenty a year for ten years, and an event
	// that has them all, with reasons of the longest, stays below 64 KiB.
	MaxClosings = 200
	// keptMonths is how long days are kept that have passed: no term that is still
	// running began longer ago.
	keptMonths = 60
	// MaxWhy bounds the reason for a closing, in characters: "de brug na Hemelvaart".
	MaxWhy = 40
)

// example is how the names of protocols begin that show how something goes wrong.
const example = "example-"

// Proposal is a protocol that is to be adopted.
type Proposal struct {
	// Definition is what the file says, and has passed [protocol.Check].
	Definition protocol.Definition
	File       []byte
	Gates      Gates
	// After pins the set that was in force when this was decided.
	After gehoor.Digest
}

// Place is where something is adopted: when, and for what.
type Place struct {
	// Shipped is what comes with the program.
	Shipped protocol.Set
	Today   protocol.Date
	// Trial: nothing real is told there, and the gates may be absent.
	Trial bool
}

// Adopt lets dossiers that are opened from now on follow a protocol.
func (s *State) Adopt(p Proposal, in Place) ([]gehoor.Fact, error) {
	now, d := s.InForce(in.Shipped), p.Definition
	if now.Digest() != p.After {
		return nil, gehoor.Refuse(CodeMoved)
	}
	if err := s.fits(d, now, in.Shipped); err != nil {
		return nil, err
	}
	if err := p.Gates.check(in.Today); err != nil {
		return nil, err
	}
	if !in.Trial && len(p.Gates.Missing()) > 0 {
		return nil, gehoor.Refuse(CodeGates)
	}
	file := zip(p.File)
	if len(file) > maxFile {
		return nil, gehoor.Refuse(CodeTooMuch, "percent", strconv.Itoa(100*len(file)/maxFile))
	}
	return []gehoor.Fact{Adopted{Protocol: d.Code, Version: d.Version, Digest: d.Digest(), File: file, Gates: p.Gates}}, nil
}

// Fits refuses a definition that cannot be adopted, whatever its gates.
func (s *State) Fits(d protocol.Definition, shipped protocol.Set) error {
	return s.fits(d, s.InForce(shipped), shipped)
}

func (s *State) fits(d protocol.Definition, now, shipped protocol.Set) error {
	if strings.HasPrefix(d.Code, example) {
		return gehoor.Refuse(CodeExample, "protocol", d.Code)
	}
	if same, ok := now.Protocol(d.Code); ok && same.Digest() == d.Digest() {
		return gehoor.Refuse(CodeInForce)
	}
	if s.taken(d, shipped) {
		return gehoor.Refuse(CodeVersion, "version", d.Version)
	}
	if base, ok := shipped.Protocol(d.Code); ok {
		for _, step := range base.Steps {
			if _, there := d.Step(step.Code); !there {
				return gehoor.Refuse(CodeStepGone, "step", string(step.Code))
			}
		}
	}
	if before, ok := now.Protocol(d.Code); ok {
		if _, unfit := before.AtOnce(d); len(unfit) > 0 {
			return gehoor.Refuse(CodeAtOnce, "guard", unfit[0].Guard.Code, "step", string(unfit[0].Step))
		}
	}
	problems := now.With(d).Check()
	if i := slices.IndexFunc(problems, func(p protocol.Problem) bool { return p.Step != "" }); i >= 0 {
		return gehoor.Refuse(CodeStepTaken, "step", string(problems[i].Step))
	}
	if len(problems) > 0 || len(s.All) >= maxAdoptions {
		return gehoor.Refuse(CodeTooMany)
	}
	return nil
}

// taken says whether another edition has the version: a number names one text.
func (s *State) taken(d protocol.Definition, shipped protocol.Set) bool {
	other := func(o protocol.Definition) bool {
		return o.Code == d.Code && o.Version == d.Version && o.Digest() != d.Digest()
	}
	return slices.ContainsFunc(shipped, other) ||
		slices.ContainsFunc(s.All, func(a Adoption) bool { return other(a.Definition) })
}

// Retire lets dossiers that are opened from now on follow a protocol no more. What
// comes with the program stays; of an edition of it, adopting another is the way.
func (s *State) Retire(code string, after gehoor.Digest, shipped protocol.Set) ([]gehoor.Fact, error) {
	now := s.InForce(shipped)
	if now.Digest() != after {
		return nil, gehoor.Refuse(CodeMoved)
	}
	_, there := now.Protocol(code)
	if _, always := shipped.Protocol(code); !there || always {
		return nil, gehoor.Refuse(CodeRetired)
	}
	return []gehoor.Fact{Retired{Protocol: code}}, nil
}

// Close says on which days the office is closed, in place of what was said before.
// before are the days that hold where nobody said any, after is the Seq of
// [State.LastClosings] as it was when this was decided.
func (s *State) Close(days, before []protocol.Closing, after gehoor.Seq, today protocol.Date) ([]gehoor.Fact, error) {
	last := s.LastClosings()
	if last.Seq != after {
		return nil, gehoor.Refuse(CodeMoved)
	}
	if last.Seq != 0 {
		before = last.Days
	}
	days, before = inOrder(days, today), inOrder(before, today)
	if len(days) > MaxClosings {
		return nil, gehoor.Refuse(CodeClosings, "most", strconv.Itoa(MaxClosings))
	}
	for i, d := range days {
		if i > 0 && d.On == days[i-1].On || !short(d.Why) {
			return nil, gehoor.Refuse(CodeClosing, "most", strconv.Itoa(MaxWhy))
		}
	}
	if !slices.Equal(past(days, today), past(before, today)) {
		return nil, gehoor.Refuse(CodeClosingPast)
	}
	if slices.Equal(days, before) {
		return nil, nil
	}
	return []gehoor.Fact{ClosingsSet{Days: days}}, nil
}

// inOrder sorts days, the first one first, and drops those of long ago.
func inOrder(days []protocol.Closing, today protocol.Date) []protocol.Closing {
	from := today.AddMonths(-keptMonths)
	days = slices.DeleteFunc(slices.Clone(days), func(d protocol.Closing) bool { return d.On.Before(from) })
	slices.SortStableFunc(days, func(a, b protocol.Closing) int { return cmp.Compare(a.On.String(), b.On.String()) })
	return days
}

// past are the days that have come: not after today.
func past(days []protocol.Closing, today protocol.Date) []protocol.Closing {
	i := slices.IndexFunc(days, func(d protocol.Closing) bool { return today.Before(d.On) })
	if i < 0 {
		return days
	}
	return days[:i]
}

// short says whether a reason is a short line.
func short(why string) bool {
	return why != "" && utf8.RuneCountInString(why) <= MaxWhy && strings.TrimSpace(why) == why &&
		!strings.ContainsFunc(why, func(r rune) bool { return !unicode.IsPrint(r) })
}
