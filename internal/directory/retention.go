package directory

import (
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
	// Quiet: somebody of staff could know nothing of the dossier, so only those who
	// decided are shown that it was destroyed.
	Quiet bool `json:"quiet,omitempty"`
	// Again: a backup had brought it back, and it was destroyed once more. ErasedAt
	// is when it was the first time.
	Again    bool      `json:"again,omitempty"`
	ErasedAt time.Time `json:"erased_at,omitzero"`
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

// AdoptRetention gives the organisation rules; those that hold already are no new
// fact.
func (o *Organisation) AdoptRetention(f RetentionAdopted) ([]gehoor.Fact, error) {
	if f.Complete() != nil {
		return nil, gehoor.Refuse(CodeNoCategory)
	}
	if !o.RetentionAt.IsZero() && o.Retention.Digest() == f.Digest() {
		return nil, nil
	}
	return []gehoor.Fact{f}, nil
}
