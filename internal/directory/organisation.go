package directory

import (
	"fmt"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Organisation is the state of the organisation stream.
type Organisation struct {
	Founded    Founded
	Custodians []gehoor.PersonID
	// Root is the verifier key that vouches for keys of staff now, Next the one that
	// was announced, and FormerRoots those before, the first one first.
	Root        string
	Next        NextRoot
	FormerRoots []FormerRoot
	// Log is the log's verifier key as it is now.
	Log string
	// Continued are the places of the facts that gave the log another key.
	Continued []gehoor.Seq
	// IntakeOpen: real signals are taken in.
	IntakeOpen bool
	// TestedAt is when custodians last recovered something together as a drill;
	// zero if they never did.
	TestedAt time.Time
	// Tested is that drill.
	Tested RecoveryTested
	// Adoptions are the last rules of retention that were adopted, the newest last.
	Adoptions []Adoption
	// Erased are all streams that were destroyed, oldest first.
	Erased []Erasure
	// Programs are all that ever served, the first one first.
	Programs []Installation
	// Keys is the list of keys as it was stated last; its edition is 0 before the first.
	Keys KeysKnown
	// Descriptions are the last of what the organisation said of itself, the newest
	// last.
	Descriptions []Description
	// Wordings are the last of what mails said, the newest last.
	Wordings []Wording
	// Texts are the last of what pages said in the organisation's own words, the newest
	// last.
	Texts []PageTexts
	// WatchAgreedOn is when the works council agreed that reporters' names are compared
	// with files of the personnel system; zero as long as nobody compares.
	WatchAgreedOn protocol.Date
}

// Installation is a program, and since when it served.
type Installation struct {
	// Seq is its event in the organisation's stream.
	Seq     gehoor.Seq
	At      time.Time
	Program gehoor.Program
}

// Exists says whether the organisation was founded.
func (o *Organisation) Exists() bool { return o.Founded.Name != "" }

// Clone returns an independent copy.
func (o *Organisation) Clone() *Organisation {
	c := *o
	c.Custodians = slices.Clone(o.Custodians)
	c.Continued = slices.Clone(o.Continued)
	c.Programs = slices.Clone(o.Programs)
	c.Descriptions = slices.Clone(o.Descriptions)
	c.Erased = slices.Clone(o.Erased)
	c.Adoptions = slices.Clone(o.Adoptions)
	c.Wordings = slices.Clone(o.Wordings)
	c.FormerRoots = slices.Clone(o.FormerRoots)
	c.Next.Confirmed = slices.Clone(o.Next.Confirmed)
	c.Texts = slices.Clone(o.Texts)
	return &c
}

// Fold adds one event.
func (o *Organisation) Fold(e gehoor.Event, f gehoor.Fact) error {
	switch f := f.(type) {
	case Founded:
		o.Founded, o.Log, o.Root = f, f.Log, f.Root
	case LogContinued:
		o.Log = f.Log
		o.Continued = append(o.Continued, e.Seq)
	case CustodianAppointed:
		o.Custodians = append(o.Custodians, f.Person)
	case IntakeOpened:
		o.IntakeOpen = true
	case IntakeClosed:
		o.IntakeOpen = false
	case ProgramInstalled:
		o.Programs = append(o.Programs, Installation{Seq: e.Seq, At: e.At, Program: f.Program})
	case KeysStated:
		o.Keys = KeysKnown{Seq: e.Seq, At: e.At, List: f.KeyList}
	case Described:
		o.described(e, f)
	case RetentionAdopted:
		o.adopted(e, f)
	case StreamErased:
		o.Erased = append(o.Erased, Erasure{Seq: e.Seq, At: e.At, StreamErased: f})
	case StubsDestroyed:
		// What they were is gone.
	case MailsWorded:
		o.worded(e, f)
	case TextsWorded:
		o.textsWorded(e, f)
	case WatchAgreed:
		o.WatchAgreedOn = f.On
	case WatchEnded:
		o.WatchAgreedOn = protocol.Date{}
	case RecoveryTested:
		o.Tested, o.TestedAt = f, e.At
	default:
		if o.foldRoot(e, f) {
			return nil
		}
		return unknownOwn(e, "organisation")
	}
	return nil
}

// Codes of refusals about the organisation.
const (
	// CodeFounded: the organisation is there already.
	CodeFounded gehoor.Code = "organisation.founded-before"
	// CodeThreshold: the number of custodians needed is below two or above what
	// there is.
	CodeThreshold gehoor.Code = "organisation.threshold"
	// CodeLog: the log that should go on is not the one that there is, or would
	// keep its key.
	CodeLog gehoor.Code = "organisation.log"
	// CodeProgram: what should be installed is not described whole.
	CodeProgram gehoor.Code = "organisation.program"
)

// Found makes the organisation, with the custodians of its shares. One
// custodian alone recovers nothing, so the threshold is at least two.
func (o *Organisation) Found(f Founded, custodians []gehoor.PersonID) ([]gehoor.Fact, error) {
	if o.Exists() {
		return nil, gehoor.Refuse(CodeFounded)
	}
	if f.Threshold < 2 || f.Threshold > len(custodians) {
		return nil, gehoor.Refuse(CodeThreshold)
	}
	facts := []gehoor.Fact{f}
	for _, c := range custodians {
		facts = append(facts, CustodianAppointed{Person: c})
	}
	return facts, nil
}

// Appoint makes one more custodian of somebody who joins as one.
func (o *Organisation) Appoint(p gehoor.PersonID) []gehoor.Fact {
	if slices.Contains(o.Custodians, p) {
		return nil
	}
	return []gehoor.Fact{CustodianAppointed{Person: p}}
}

// ContinueLog gives the log another key after a restore. The key before must be
// the one that signed until now: nobody passes a log by.
func (o *Organisation) ContinueLog(f LogContinued) ([]gehoor.Fact, error) {
	if !o.Exists() || f.Before != o.Log || f.Log == f.Before || f.Log == "" {
		return nil, gehoor.Refuse(CodeLog)
	}
	return []gehoor.Fact{f}, nil
}

// Install states which program serves from now on; nothing if it is the one that
// served last.
func (o *Organisation) Install(p gehoor.Program) ([]gehoor.Fact, error) {
	if !p.Valid() {
		return nil, gehoor.Refuse(CodeProgram)
	}
	if last, ok := o.Program(); ok && last.Program.Equal(p) {
		return nil, nil
	}
	return []gehoor.Fact{ProgramInstalled{p}}, nil
}

// Program is the last that was installed, and whether there was one.
func (o *Organisation) Program() (Installation, bool) {
	if len(o.Programs) == 0 {
		return Installation{}, false
	}
	return o.Programs[len(o.Programs)-1], true
}

// Test records that a drill of a recovery succeeded; saying it again is no new
// fact.
func (o *Organisation) Test(f RecoveryTested) []gehoor.Fact {
	if o.Tested.Drill == f.Drill {
		return nil
	}
	return []gehoor.Fact{f}
}

// unknownOwn is nil for a fact of another noun and an error for an unknown one
// of our own: ignoring that would be forgetting something that happened.
func unknownOwn(e gehoor.Event, noun string) error {
	if e.Kind.Noun() != noun {
		return nil
	}
	return fmt.Errorf("directory: unknown fact %q", e.Kind)
}
