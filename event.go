package gehoor

import (
	"encoding/json"
	"errors"
	"strings"
	"time"
)

// Seq is an event's place in its stream: 1 for the first, without gaps. Order
// is Seq, never time.
type Seq int64

// Kind names what happened, "noun.what-happened", in English, for ever.
type Kind string

// Noun is the part before the dot: a fold looks only at kinds of its own noun.
func (k Kind) Noun() string {
	noun, _, _ := strings.Cut(string(k), ".")
	return noun
}

// Fact is what happened, before it has an envelope. Every fact is a struct
// whose JSON encoding is frozen by a golden file; fields are only ever added.
type Fact interface {
	// Kind is constant per type; only a record's type stands for many kinds.
	Kind() Kind
}

// Actor is who did it: "system", "person/<PersonID>", "reporter/<SignalID>" or
// "participant/<ParticipantID>". A reporter’s actor says which signal, and a participant’s
// which participant; never who.
type Actor string

// System acts when a clock passes; nobody is behind it.
const System Actor = "system"

// ByPerson is the actor for a member of staff.
func ByPerson(id PersonID) Actor { return Actor("person/" + string(id)) }

// ByReporter is the actor for whoever holds the code of a signal.
func ByReporter(id SignalID) Actor { return Actor("reporter/" + string(id)) }

// ByParticipant is the actor for whoever holds the code of a participant.
func ByParticipant(id ParticipantID) Actor { return Actor("participant/" + string(id)) }

// Person returns who acted, and whether it was a member of staff.
func (a Actor) Person() (PersonID, bool) {
	rest, ok := strings.CutPrefix(string(a), "person/")
	return PersonID(rest), ok
}

// Signal returns whose reporter acted, and whether it was a reporter.
func (a Actor) Signal() (SignalID, bool) {
	rest, ok := strings.CutPrefix(string(a), "reporter/")
	return SignalID(rest), ok
}

// Participant returns which participant acted, and whether it was one.
func (a Actor) Participant() (ParticipantID, bool) {
	rest, ok := strings.CutPrefix(string(a), "participant/")
	return ParticipantID(rest), ok
}

// Valid says whether the actor has one of the four forms.
func (a Actor) Valid() bool {
	if a == System {
		return true
	}
	kind, id, ok := strings.Cut(string(a), "/")
	return ok && isHex(id, randomDigits) && (kind == "person" || kind == "reporter" || kind == "participant")
}

// Event is one fact with its envelope (architecture §4). Its JSON encoding is
// made once, when the event is appended, and stored as it is; nothing ever
// encodes a stored event again.
type Event struct {
	V      int      `json:"v"` // 1
	Org    OrgID    `json:"org"`
	Stream StreamID `json:"stream"`
	Seq    Seq      `json:"seq"`
	// At is UTC in whole seconds, as RFC 3339.
	At    time.Time `json:"at"`
	Actor Actor     `json:"actor"`
	Kind  Kind      `json:"kind"`
	// Protocol pins the definition under which the fact was decided, if one was.
	Protocol Digest `json:"protocol,omitempty"`
	// Sig is the author's signed intent; nil for what nobody signs.
	Sig  *Sig            `json:"sig,omitempty"`
	Body json.RawMessage `json:"body"`
}

// EnvelopeVersion is the only V there is.
const EnvelopeVersion = 1

// Sig is an author's own word for a fact: Intent is the byte-exact JSON of an
// [Intent], Signature an Ed25519 signature over it by the author's key.
type Sig struct {
	Intent    []byte `json:"intent"`
	Signature []byte `json:"signature"`
}

// Intent is what an author's browser signs. It has no Seq and no At, because
// those are given at commit; Nonce (16 random bytes) keeps two equal intents
// apart.
type Intent struct {
	Org    OrgID           `json:"org"`
	Stream StreamID        `json:"stream"`
	Kind   Kind            `json:"kind"`
	Body   json.RawMessage `json:"body"`
	Nonce  []byte          `json:"nonce"`
}

// MaxEventBytes bounds one event's encoding. Words are content, not events: the
// largest fact, a compartment with thirty grants, stays below 8 KiB.
const MaxEventBytes = 64 << 10

var errEvent = errors.New("gehoor: malformed event")

// DecodeEvent reads a stored event. Unknown fields are allowed (bodies grow),
// an unknown version, a malformed name or a body that is no object is not.
func DecodeEvent(data []byte) (Event, error) {
	var e Event
	if len(data) > MaxEventBytes {
		return e, errEvent
	}
	if err := json.Unmarshal(data, &e); err != nil {
		return Event{}, errEvent
	}
	_, orgErr := ParseOrgID(string(e.Org))
	_, streamErr := ParseStreamID(string(e.Stream))
	switch {
	case e.V != EnvelopeVersion, orgErr != nil, streamErr != nil, e.Seq < 1,
		!e.Actor.Valid(), !strings.Contains(string(e.Kind), "."), e.At.IsZero(),
		e.At.Nanosecond() != 0, len(e.Body) == 0 || e.Body[0] != '{':
		return Event{}, errEvent
	}
	e.At = e.At.UTC()
	return e, nil
}

// Moment is t as events keep it: UTC in whole seconds. It is the one place
// where a time is truncated.
func Moment(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }
