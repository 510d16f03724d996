package directory

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/retention"
)

// RetentionAdopted gives the organisation rules of retention, in place of those
// before. They hold for what is open and closed already.
type RetentionAdopted struct {
	retention.Rules
	// By is the body that decided, On the day of its decision; both may be empty.
	By string        `json:"by,omitempty"`
	On protocol.Date `json:"on,omitzero"`
}

// StreamErased: streams were destroyed, in the transaction of this fact. It says
// what was destroyed, under which rule and who decided, and nothing of what was in
// it: what is left of a dossier is this and the leaves of its events.
type StreamErased struct {
	Streams []ErasedStream `json:"streams"`
	// Contents are all sealed texts, keys and shares, Files those that lay apart.
	Contents int `json:"contents"`
	Files    int `json:"files"`
	// Rule is the code in the Rules that held; what follows is what it said.
	Rule     string           `json:"rule"`
	Rules    gehoor.Digest    `json:"rules"`
	Category string           `json:"category"`
	Ground   gehoor.Text      `json:"ground"`
	Term     string           `json:"term"`
	Action   retention.Action `json:"action"`
	ClosedOn protocol.Date    `json:"closed_on"`
	// DueOn is the first day on which it could be destroyed.
	DueOn       protocol.Date   `json:"due_on"`
	ProposedBy  gehoor.PersonID `json:"proposed_by"`
	ProposedAt  time.Time       `json:"proposed_at"`
	ConfirmedBy gehoor.PersonID `json:"confirmed_by"`
	// Request is set if it was destroyed because somebody asked (GDPR art. 17), and not
	// under a rule: then Rule, Rules, Category and Term are empty.
	Request *ErasureRequest `json:"request,omitempty"`
	// Quiet: somebody of staff could know nothing of the dossier, so only those who
	// decided are shown that it was destroyed.
	Quiet bool `json:"quiet,omitempty"`
	// Again: a backup had brought it back, and it was destroyed once more. ErasedAt
	// is when it was the first time.
	Again    bool      `json:"again,omitempty"`
	ErasedAt time.Time `json:"erased_at,omitzero"`
}

// ErasureRequest is who asked for it, by function, and on which day.
type ErasureRequest struct {
	By         string        `json:"by"`
	ReceivedOn protocol.Date `json:"received_on"`
}

// ErasedStream is one stream that was destroyed.
type ErasedStream struct {
	Stream gehoor.StreamID `json:"stream"`
	// Events is how many leaves it has in the log.
	Events gehoor.Seq `json:"events"`
}

// Kind names the fact.
func (RetentionAdopted) Kind() gehoor.Kind { return "organisation.retention-adopted" }

// Kind names the fact.
func (StreamErased) Kind() gehoor.Kind { return "organisation.stream-erased" }

// StubsDestroyed: what was kept of incidents stopped to count and was destroyed.
type StubsDestroyed struct {
	Stubs []gehoor.StubID `json:"stubs"`
}

// Kind names the fact.
func (StubsDestroyed) Kind() gehoor.Kind { return "organisation.stubs-destroyed" }

// Erasure is one time that streams were destroyed.
type Erasure struct {
	// Seq is its event in the organisation's stream.
	Seq gehoor.Seq
	At  time.Time
	StreamErased
}

// First is when it was destroyed, the first time.
func (e Erasure) First() time.Time {
	if e.Again {
		return e.ErasedAt
	}
	return e.At
}

// Codes of refusals about retention.
const (
	// CodeNoRule: the organisation has adopted no rule for this.
	CodeNoRule gehoor.Code = "retention.no-rule"
	// CodeNoCategory: a rule has no category of the selection list.
	CodeNoCategory gehoor.Code = "retention.no-category"
)

// Adoption is one time that rules were adopted.
type Adoption struct {
	// Seq is its event in the organisation's stream; 0 before there was any.
	Seq gehoor.Seq
	At  time.Time
	// Actor is who recorded it; By, of the fact, is the body that decided.
	Actor gehoor.Actor
	RetentionAdopted
}

// maxAdoptions is how many former ones a state remembers. All of them stay in the
// stream.
const maxAdoptions = 20

// Adoption is the rules that hold now, the zero Adoption if there are none.
func (o *Organisation) Adoption() Adoption {
	if n := len(o.Adoptions); n > 0 {
		return o.Adoptions[n-1]
	}
	return Adoption{}
}

// Retention is the rules that hold now, without any before some were adopted.
func (o *Organisation) Retention() retention.Rules { return o.Adoption().Rules }

// AdoptRetention gives the organisation rules; those that hold already are no new
// fact. after is the Seq of the adoption that was changed: somebody else may have
// changed the rules since.
func (o *Organisation) AdoptRetention(after gehoor.Seq, f RetentionAdopted) ([]gehoor.Fact, error) {
	now := o.Adoption()
	switch {
	case !o.Exists():
		return nil, gehoor.ErrNotFound
	case now.Seq > 0 && now.Digest() == f.Digest():
		return nil, nil // adopted before
	case now.Seq != after:
		return nil, gehoor.Refuse(CodeChanged)
	case f.Check() != nil, f.By != "" && LineFault(f.By) != "":
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	case f.Complete() != nil:
		return nil, gehoor.Refuse(CodeNoCategory)
	}
	return []gehoor.Fact{f}, nil
}

func (o *Organisation) adopted(e gehoor.Event, f RetentionAdopted) {
	o.Adoptions = append(o.Adoptions, Adoption{Seq: e.Seq, At: e.At, Actor: e.Actor, RetentionAdopted: f})
	if n := len(o.Adoptions) - maxAdoptions; n > 0 {
		o.Adoptions = slices.Clone(o.Adoptions[n:])
	}
}
