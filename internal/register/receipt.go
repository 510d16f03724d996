package register

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// KindReceived is the only kind of event for which there are receipts: it names
// the signal and the content of the account, and no office.
const KindReceived gehoor.Kind = "signal.received"

// ReceiptExtension is how C2SP tlog-proof wants files to be named.
const ReceiptExtension = ".tlog-proof"

const saltBytes = 32

// Received is what the body of signal.received says; it may grow.
type Received struct {
	Signal  gehoor.SignalID  `json:"signal"`
	Content gehoor.ContentID `json:"content"`
}

// EventProof is a tlog-proof whose extra data is a salt and the stored bytes of an
// event (doc/formats.md §8). Parsing checks the form alone.
type EventProof struct {
	Proof Proof
	Salt  [saltBytes]byte
	Data  []byte
	Event gehoor.Event
}

// Leaf is the leaf that the proof is about.
func (p EventProof) Leaf() Leaf { return LeafOf(p.Salt, p.Data) }

// Receipt is the proof of a signal.received event.
type Receipt struct {
	EventProof
	Received Received
}

// Verified is what a genuine receipt shows.
type Verified struct {
	Receipt
	Checkpoint Checkpoint
}

// Day is the day on which the signal was recorded, in UTC.
func (v Verified) Day() time.Time { return dayOf(v.Event.At) }

// parseEventProof reads at most [MaxReceiptBytes] and checks their form.
func parseEventProof(data []byte) (EventProof, error) {
	p, err := ParseProof(data)
	if err != nil {
		return EventProof{}, err
	}
	malformed := fmt.Errorf("register: proof: %w", ErrMalformed)
	if len(p.Extra) <= saltBytes {
		return EventProof{}, malformed
	}
	e := EventProof{Proof: p, Salt: [saltBytes]byte(p.Extra[:saltBytes]), Data: p.Extra[saltBytes:]}
	if e.Event, err = gehoor.DecodeEvent(e.Data); err != nil {
		return EventProof{}, malformed
	}
	return e, nil
}

// ParseReceipt reads at most [MaxReceiptBytes] and checks their form.
func ParseReceipt(data []byte) (Receipt, error) {
	p, err := parseEventProof(data)
	if err != nil {
		return Receipt{}, err
	}
	r := Receipt{EventProof: p}
	if r.Received, err = received(p.Event); err != nil {
		return Receipt{}, err
	}
	return r, nil
}

// received reads what a signal.received event says.
func received(e gehoor.Event) (Received, error) {
	var body Received
	if e.Kind != KindReceived {
		return body, fmt.Errorf("register: event of another kind: %w", ErrMalformed)
	}
	err := json.Unmarshal(e.Body, &body)
	_, signalErr := gehoor.ParseSignalID(string(body.Signal))
	_, contentErr := gehoor.ParseContentID(string(body.Content))
	if errors.Join(err, signalErr, contentErr) != nil {
		return body, fmt.Errorf("register: body of %s: %w", e.Kind, ErrMalformed)
	}
	return body, nil
}

// verify checks the proof as C2SP tlog-proof says ("Verifying a tlog proof"): the
// leaf is computed from salt and event, the checkpoint is signed by the log's key,
// and the path leads from that leaf at that index to the signed root.
func (p EventProof) verify(log note.Verifier) (Checkpoint, error) {
	c, err := ParseCheckpoint(p.Proof.Checkpoint, log)
	if err != nil {
		return Checkpoint{}, err
	}
	leaf := p.Leaf()
	if err := tlog.CheckRecord(p.Proof.Path, c.N, c.Hash, p.Proof.Index, tlog.RecordHash(leaf[:])); err != nil {
		return Checkpoint{}, fmt.Errorf("register: proof: %w", ErrProof)
	}
	return c, nil
}

// VerifyReceipt checks a receipt: its proof, and that it is of a signal.received
// event. Who wants witnesses asks for the [Cosignatures] of the checkpoint. The
// error wraps [ErrMalformed], [ErrOtherKey], [ErrSignature] or [ErrProof].
func VerifyReceipt(data []byte, log note.Verifier) (Verified, error) {
	r, err := ParseReceipt(data)
	if err != nil {
		return Verified{}, err
	}
	c, err := r.verify(log)
	if err != nil {
		return Verified{}, err
	}
	return Verified{Receipt: r, Checkpoint: c}, nil
}

// Installed is a genuine proof of which program was installed.
type Installed struct {
	EventProof
	Checkpoint Checkpoint
	Program    gehoor.Program
}

// VerifyInstalled checks a proof as [VerifyReceipt] does, of an
// organisation.program-installed event.
func VerifyInstalled(data []byte, log note.Verifier) (Installed, error) {
	p, err := parseEventProof(data)
	if err != nil {
		return Installed{}, err
	}
	i := Installed{EventProof: p}
	if p.Event.Kind != gehoor.KindProgramInstalled {
		return Installed{}, fmt.Errorf("register: event of another kind: %w", ErrMalformed)
	}
	if err := json.Unmarshal(p.Event.Body, &i.Program); err != nil || !i.Program.Valid() {
		return Installed{}, fmt.Errorf("register: body of %s: %w", p.Event.Kind, ErrMalformed)
	}
	if i.Checkpoint, err = p.verify(log); err != nil {
		return Installed{}, err
	}
	return i, nil
}

// Stated is a genuine proof of a list of keys.
type Stated struct {
	EventProof
	Checkpoint Checkpoint
	Keys       gehoor.KeyList
}

// VerifyStated checks a proof as [VerifyReceipt] does, of an
// organisation.keys-stated event.
func VerifyStated(data []byte, log note.Verifier) (Stated, error) {
	p, err := parseEventProof(data)
	if err != nil {
		return Stated{}, err
	}
	s := Stated{EventProof: p}
	if p.Event.Kind != gehoor.KindKeysStated {
		return Stated{}, fmt.Errorf("register: event of another kind: %w", ErrMalformed)
	}
	if err := json.Unmarshal(p.Event.Body, &s.Keys); err != nil || !s.Keys.Valid() {
		return Stated{}, fmt.Errorf("register: body of %s: %w", p.Event.Kind, ErrMalformed)
	}
	if s.Checkpoint, err = p.verify(log); err != nil {
		return Stated{}, err
	}
	return s, nil
}

// VerifyEvent checks a proof as [VerifyReceipt] does, of an event of whatever kind.
func VerifyEvent(data []byte, log note.Verifier) (EventProof, error) {
	p, err := parseEventProof(data)
	if err != nil {
		return EventProof{}, err
	}
	_, err = p.verify(log)
	return p, err
}

// KindStreamErased is the fact that streams were destroyed.
const KindStreamErased gehoor.Kind = "organisation.stream-erased"

// Erased is what such a fact says, as far as an outsider reads it.
type Erased struct {
	Streams []struct {
		Stream gehoor.StreamID `json:"stream"`
		Events int64           `json:"events"`
	} `json:"streams"`
	Category string `json:"category"`
	Term     string `json:"term"`
	ClosedOn string `json:"closed_on"`
	DueOn    string `json:"due_on"`
}

// Events is how many leaves of the log say nothing any more.
func (e Erased) Events() int64 {
	n := int64(0)
	for _, s := range e.Streams {
		n += s.Events
	}
	return n
}

// Destroyed is a genuine proof of a destruction.
type Destroyed struct {
	EventProof
	Checkpoint Checkpoint
	Erased     Erased
}

// VerifyDestroyed checks a proof as [VerifyReceipt] does, of an
// organisation.stream-erased event.
func VerifyDestroyed(data []byte, log note.Verifier) (Destroyed, error) {
	p, err := parseEventProof(data)
	if err != nil {
		return Destroyed{}, err
	}
	d := Destroyed{EventProof: p}
	if p.Event.Kind != KindStreamErased {
		return Destroyed{}, fmt.Errorf("register: event of another kind: %w", ErrMalformed)
	}
	if err := json.Unmarshal(p.Event.Body, &d.Erased); err != nil || len(d.Erased.Streams) == 0 {
		return Destroyed{}, fmt.Errorf("register: body of %s: %w", p.Event.Kind, ErrMalformed)
	}
	if d.Checkpoint, err = p.verify(log); err != nil {
		return Destroyed{}, err
	}
	return d, nil
}

// BuildReceipt makes the receipt of a signal.received event, as [BuildProof] does.
func BuildReceipt(ctx context.Context, store Store, org gehoor.OrgID, stream gehoor.StreamID, seq gehoor.Seq) ([]byte, error) {
	return BuildProof(ctx, store, org, stream, seq, KindReceived)
}

// BuildProof makes the proof of an event of that kind, with its salt and its
// bytes, under the checkpoint that [Covering] gives. Before there is one it
// refuses with [CodeProofPending]; an event of another kind, or an erased one, is
// [gehoor.ErrNotFound]. What it returns has been checked against the checkpoint's
// root: a damaged database gives an error, never a proof that does not hold.
func BuildProof(ctx context.Context, store Store, org gehoor.OrgID, stream gehoor.StreamID, seq gehoor.Seq, kind gehoor.Kind) ([]byte, error) {
	place, err := store.Place(ctx, org, stream, seq)
	if err != nil {
		return nil, fmt.Errorf("register: find leaf: %w", err)
	}
	if e, err := gehoor.DecodeEvent(place.Data); err != nil || e.Kind != kind {
		return nil, fmt.Errorf("register: no proof of this event: %w", gehoor.ErrNotFound)
	}
	return build(ctx, store, org, place)
}

// build proves a leaf under the checkpoint that [Covering] gives.
func build(ctx context.Context, store Store, org gehoor.OrgID, place Place) ([]byte, error) {
	msg, err := Covering(ctx, store, org, place.Index)
	if err != nil {
		return nil, err
	}
	c, err := PeekCheckpoint(msg)
	if err != nil {
		return nil, err
	}
	path, err := tlog.ProveRecord(c.N, place.Index, reader(ctx, store, org))
	if err != nil {
		return nil, fmt.Errorf("register: prove leaf %d: %w", place.Index, err)
	}
	leaf := LeafOf(place.Salt, place.Data)
	if err := tlog.CheckRecord(path, c.N, c.Hash, place.Index, tlog.RecordHash(leaf[:])); err != nil {
		return nil, fmt.Errorf("register: leaf %d: %w", place.Index, ErrProof)
	}
	extra := append(place.Salt[:], place.Data...)
	return Proof{Extra: extra, Index: place.Index, Path: path, Checkpoint: msg}.Format(), nil
}

// Covering returns the checkpoint under which a leaf is proved: the first that
// covers it and that enough witnesses cosigned, or as long as there is none, the
// first that covers it. So a receipt that was fetched while witnesses were away
// can be fetched again and then has their word; after that it stays the same. A
// leaf that no checkpoint covers yet is the refusal [CodeProofPending].
func Covering(ctx context.Context, store Store, org gehoor.OrgID, index int64) ([]byte, error) {
	msg, err := store.Cosigned(ctx, org, index+1)
	if errors.Is(err, gehoor.ErrNotFound) {
		msg, err = store.Checkpoint(ctx, org, index+1)
	}
	if errors.Is(err, gehoor.ErrNotFound) {
		return nil, gehoor.Refuse(CodeProofPending)
	}
	if err != nil {
		return nil, fmt.Errorf("register: find checkpoint: %w", err)
	}
	return msg, nil
}
