package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Somebody asks that their data are erased (GDPR art. 17): the reporter, the person
// concerned or somebody else who is in the dossier. One handler records it, within a
// month two decide. What is granted is destroyed as after the end of a term; then no
// fact of the dossier follows, because nothing of it is left.

// Asker is who asked, by function and without a name.
type Asker string

// Who can ask.
const (
	AskerReporter  Asker = "reporter"
	AskerConcerned Asker = "person-concerned"
	AskerOther     Asker = "other"
)

// Askers are those that somebody can choose, in the order in which they are shown.
func Askers() []Asker { return []Asker{AskerReporter, AskerConcerned, AskerOther} }

// Answer is how a request is decided.
type Answer string

// The answers there are. A part cannot be taken out of a stream, and what cannot be
// done is no answer.
const (
	AnswerGranted Answer = "granted"
	AnswerRefused Answer = "refused"
)

// RefusalGround is why a request is refused.
type RefusalGround string

// The grounds: that of art. 17(1), which gives the right only in certain cases, and
// those of art. 17(3), in the order of its letters.
const (
	GroundNoRight    RefusalGround = "no-right"   // 17(1): none of its cases
	GroundExpression RefusalGround = "expression" // 17(3)(a)
	GroundDuty       RefusalGround = "duty"       // 17(3)(b): a legal obligation or a public task
	GroundHealth     RefusalGround = "health"     // 17(3)(c)
	GroundArchive    RefusalGround = "archive"    // 17(3)(d)
	GroundClaims     RefusalGround = "claims"     // 17(3)(e)
)

// RefusalGrounds are those that somebody can choose, in the order in which they are
// shown.
func RefusalGrounds() []RefusalGround {
	return []RefusalGround{GroundDuty, GroundClaims, GroundArchive, GroundExpression, GroundHealth, GroundNoRight}
}

// ErasureRequested: somebody asked that the dossier is erased. There are no words in
// it. Signal says whose reporter it was, if it was one.
type ErasureRequested struct {
	By     Asker           `json:"by"`
	Signal gehoor.SignalID `json:"signal,omitempty"`
	// ReceivedOn is the day on which the organisation was asked.
	ReceivedOn protocol.Date `json:"received_on"`
}

// ErasureProposed: somebody proposes how the request is decided. Content is why, in
// the compartment for internal words.
type ErasureProposed struct {
	Answer  Answer           `json:"answer"`
	Ground  RefusalGround    `json:"ground,omitempty"`
	Content gehoor.ContentID `json:"content"`
}

// ErasureDropped: the proposal is taken back, or somebody does not agree.
type ErasureDropped struct{}

// ErasureRefused: a second person agreed, and the request is refused.
type ErasureRefused struct {
	Ground RefusalGround `json:"ground"`
}

// Kind names the fact.
func (ErasureRequested) Kind() gehoor.Kind { return "dossier.erasure-requested" }

// Kind names the fact.
func (ErasureProposed) Kind() gehoor.Kind { return "dossier.erasure-proposed" }

// Kind names the fact.
func (ErasureDropped) Kind() gehoor.Kind { return "dossier.erasure-dropped" }

// Kind names the fact.
func (ErasureRefused) Kind() gehoor.Kind { return "dossier.erasure-refused" }

// ErasureProposal is a proposal that waits for a second person.
type ErasureProposal struct {
	ErasureProposed
	By gehoor.PersonID
	At time.Time
}

// ErasureRequest is one request, and how it was decided if it was.
type ErasureRequest struct {
	ErasureRequested
	RecordedBy gehoor.Actor
	RecordedAt time.Time
	// Seq is the place of its event.
	Seq gehoor.Seq
	// Proposal waits for a second person unless its By is empty.
	Proposal ErasureProposal
	// RefusedAt is zero until it is refused, for Ground.
	RefusedAt time.Time
	RefusedBy gehoor.Actor
	Ground    RefusalGround
}

// erasureTerm is the month within which who asked hears what is done (GDPR art.
// 12(3)). The two months more that it allows for what is complex are not counted on.
const erasureTerm = 1

// DueOn is the last day on which who asked must hear.
func (r ErasureRequest) DueOn() protocol.Date { return r.ReceivedOn.AddMonths(erasureTerm) }

// DueAt is the last second of that day.
func (r ErasureRequest) DueAt() time.Time { return r.DueOn().At(23, 59, 59) }

// Codes of refusals about requests for erasure.
const (
	// CodeErasureAsked: a request is not decided yet.
	CodeErasureAsked gehoor.Code = "erasure.asked-before"
	// CodeErasureNone: no request waits for this, or the proposal does not count.
	CodeErasureNone gehoor.Code = "erasure.none"
	// CodeErasureDay: the day on which it was asked is still to come.
	CodeErasureDay gehoor.Code = "erasure.day"
	// CodeErasureOpen: what is granted is closed first.
	CodeErasureOpen gehoor.Code = "erasure.open"
)

// ErasureAsked returns the request that waits for a decision, and whether one does.
func (s *State) ErasureAsked() (ErasureRequest, bool) {
	if len(s.Erasures) == 0 {
		return ErasureRequest{}, false
	}
	last := s.Erasures[len(s.Erasures)-1]
	if !s.Holds(last.Proposal.By, gehoor.Conversation) { // who proposed may not see it any more
		last.Proposal = ErasureProposal{}
	}
	return last, last.RefusedAt.IsZero()
}

// AskErasure records a request. Whether a signal is one of the dossier the caller has
// seen.
func (s *State) AskErasure(f ErasureRequested, today protocol.Date) ([]gehoor.Fact, error) {
	switch _, asked := s.ErasureAsked(); {
	case asked:
		return nil, gehoor.Refuse(CodeErasureAsked)
	case !slices.Contains(Askers(), f.By), (f.By == AskerReporter) != (f.Signal != ""):
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	case f.ReceivedOn == (protocol.Date{}), today.Before(f.ReceivedOn):
		return nil, gehoor.Refuse(CodeErasureDay)
	}
	return []gehoor.Fact{f}, nil
}

// ProposeErasure proposes how the request is decided. Whoever does it holds the
// compartment for the reasons, or makes it in the same act.
func (s *State) ProposeErasure(f ErasureProposed, by gehoor.PersonID, made bool) ([]gehoor.Fact, error) {
	r, asked := s.ErasureAsked()
	refused := f.Answer == AnswerRefused && slices.Contains(RefusalGrounds(), f.Ground)
	granted := f.Answer == AnswerGranted && f.Ground == ""
	switch {
	case !refused && !granted:
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	case !asked:
		return nil, gehoor.Refuse(CodeErasureNone)
	case r.Proposal.By != "":
		return nil, gehoor.Refuse(CodeProposed)
	case !made && !s.Holds(by, gehoor.Case):
		return nil, gehoor.Refuse(CodeNoCompartment)
	case granted:
		if err := s.mayErase(); err != nil {
			return nil, err
		}
	}
	return []gehoor.Fact{f}, nil
}

// mayErase refuses to grant while something forbids it: a hold, or work that is not
// done.
func (s *State) mayErase() error {
	if s.Held() {
		return gehoor.Refuse(CodeHeld)
	}
	if _, closed := s.Closing(); !closed {
		return gehoor.Refuse(CodeErasureOpen)
	}
	return nil
}

// DropErasure takes the proposal back, or says no to it. The request goes on.
func (s *State) DropErasure() ([]gehoor.Fact, error) {
	if r, asked := s.ErasureAsked(); !asked || r.Proposal.By == "" {
		return nil, gehoor.Refuse(CodeErasureNone)
	}
	return []gehoor.Fact{ErasureDropped{}}, nil
}

// ConfirmErasure returns the request that a second person decides as it was proposed.
// For a refusal a fact follows; what is granted leaves none.
func (s *State) ConfirmErasure(by gehoor.PersonID) (ErasureRequest, []gehoor.Fact, error) {
	r, asked := s.ErasureAsked()
	switch {
	case !asked || r.Proposal.By == "":
		return r, nil, gehoor.Refuse(CodeErasureNone)
	case r.Proposal.By == by:
		return r, nil, gehoor.Refuse(CodeSecond)
	case !s.Holds(by, gehoor.Conversation):
		return r, nil, gehoor.ErrNotFound
	case r.Proposal.Answer == AnswerGranted:
		return r, nil, s.mayErase()
	}
	return r, []gehoor.Fact{ErasureRefused{Ground: r.Proposal.Ground}}, nil
}

// foldErasure adds one event about a request; ok is false for another fact.
func (s *State) foldErasure(e gehoor.Event, f gehoor.Fact) (ok bool) {
	if f, asked := f.(ErasureRequested); asked {
		s.Erasures = append(s.Erasures, ErasureRequest{ErasureRequested: f, RecordedBy: e.Actor, RecordedAt: e.At, Seq: e.Seq})
		return true
	}
	if len(s.Erasures) == 0 {
		return false
	}
	last := &s.Erasures[len(s.Erasures)-1]
	switch f := f.(type) {
	case ErasureProposed:
		by, _ := e.Actor.Person()
		last.Proposal = ErasureProposal{ErasureProposed: f, By: by, At: e.At}
	case ErasureDropped:
		last.Proposal = ErasureProposal{}
	case ErasureRefused:
		last.RefusedAt, last.RefusedBy, last.Ground = e.At, e.Actor, f.Ground
	default:
		return false
	}
	return true
}
