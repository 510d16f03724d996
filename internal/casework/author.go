package casework

import (
	"context"
	"encoding/json"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/seal"
)

// Whoever works here signs what they say and write down, in their own browser, before it is
// sent (decision 59). Here it is looked at whether they signed what is recorded.

// Codes of refusals about signatures.
const (
	// CodeUnsignedAct: the author has a key to sign with, and did not sign.
	CodeUnsignedAct gehoor.Code = "act.unsigned"
	// CodeOtherAct: what was signed is not what would be recorded.
	CodeOtherAct gehoor.Code = "act.signed-other"
)

// Author gives a signature over what is recorded: a browser made it before it sent, a
// simulated one makes it now.
type Author func(stream gehoor.StreamID, kind gehoor.Kind, body json.RawMessage) gehoor.Sig

type author struct{}

// SignedBy is ctx for an act that its author signs.
func SignedBy(ctx context.Context, by Author) context.Context {
	if by == nil {
		return ctx
	}
	return context.WithValue(ctx, author{}, by)
}

// Signed is an author who signed one fact beforehand. What else must be signed it does not
// fit, and is refused.
func Signed(sig gehoor.Sig) Author {
	return func(gehoor.StreamID, gehoor.Kind, json.RawMessage) gehoor.Sig { return sig }
}

// signs asks the author for each fact that must be signed; nil if who acts has no key to
// sign with.
func signs(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID, signer seal.Signer) func(gehoor.Kind, json.RawMessage) (*gehoor.Sig, error) {
	if signer == "" {
		return nil
	}
	by, _ := ctx.Value(author{}).(Author)
	return func(kind gehoor.Kind, body json.RawMessage) (*gehoor.Sig, error) {
		if !record.Authored(kind) {
			return nil, nil
		}
		if by == nil {
			return nil, gehoor.Refuse(CodeUnsignedAct)
		}
		sig := by(stream, kind, body)
		e := gehoor.Event{Org: org, Stream: stream, Kind: kind, Body: body, Sig: &sig}
		if !signer.Signed(e) {
			return nil, gehoor.Refuse(CodeOtherAct)
		}
		return &sig, nil
	}
}
