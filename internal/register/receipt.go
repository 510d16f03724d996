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

// Receipt is a tlog-proof whose extra data is a salt and the stored bytes of a
// signal.received event (doc/formats.md §8). Parsing checks the form alone.
type Receipt struct {
	Proof    Proof
	Salt     [saltBytes]byte
	Data     []byte
	Event    gehoor.Event
	Received Received
}

// Leaf is the leaf that the receipt is about.
func (r Receipt) Leaf() Leaf { return LeafOf(r.Salt, r.Data) }

// Verified is what a genuine receipt shows.
type Verified struct {
	Receipt
	Checkpoint Checkpoint
}

// Day is the day on which the signal was recorded, in UTC.
func (v Verified) Day() time.Time { return dayOf(v.Event.At) }

// ParseReceipt reads at most [MaxReceiptBytes] and checks their form.
func ParseReceipt(data []byte) (Receipt, error) {
	p, err := ParseProof(data)
	if err != nil {
		return Receipt{}, err
	}
	malformed := fmt.Errorf("register: receipt: %w", ErrMalformed)
	if len(p.Extra) <= saltBytes {
		return Receipt{}, malformed
	}
	r := Receipt{Proof: p, Salt: [saltBytes]byte(p.Extra[:saltBytes]), Data: p.Extra[saltBytes:]}
	if r.Event, r.Received, err = decodeReceived(r.Data); err != nil {
		return Receipt{}, malformed
	}
	return r, nil
}

// decodeReceived reads the bytes of a signal.received event.
func decodeReceived(data []byte) (gehoor.Event, Received, error) {
	var body Received
	e, err := gehoor.DecodeEvent(data)
	if err != nil {
		return e, body, fmt.Errorf("register: %w", err)
	}
	if e.Kind != KindReceived {
		return e, body, fmt.Errorf("register: event of another kind: %w", ErrMalformed)
	}
	err = json.Unmarshal(e.Body, &body)
	_, signalErr := gehoor.ParseSignalID(string(body.Signal))
	_, contentErr := gehoor.ParseContentID(string(body.Content))
	if errors.Join(err, signalErr, contentErr) != nil {
		return e, body, fmt.Errorf("register: body of %s: %w", e.Kind, ErrMalformed)
	}
	return e, body, nil
}

// VerifyReceipt checks a receipt as C2SP tlog-proof says ("Verifying a tlog
// proof"): the leaf is computed from salt and event, the checkpoint is signed by
// the log's key, and the path leads from that leaf at that index to the signed
// root. Who wants witnesses asks for the [Cosignatures] of the checkpoint. The
// error wraps [ErrMalformed], [ErrOtherKey], [ErrSignature] or [ErrProof].
func VerifyReceipt(data []byte, log note.Verifier) (Verified, error) {
	r, err := ParseReceipt(data)
	if err != nil {
		return Verified{}, err
	}
	c, err := ParseCheckpoint(r.Proof.Checkpoint, log)
	if err != nil {
		return Verified{}, err
	}
	leaf := r.Leaf()
	if err := tlog.CheckRecord(r.Proof.Path, c.N, c.Hash, r.Proof.Index, tlog.RecordHash(leaf[:])); err != nil {
		return Verified{}, fmt.Errorf("register: receipt: %w", ErrProof)
	}
	return Verified{Receipt: r, Checkpoint: c}, nil
}

// BuildReceipt makes the receipt of a signal.received event, under the checkpoint
// that [Covering] gives. Before there is one it refuses with [CodeProofPending];
// any other event, or an erased one, is [gehoor.ErrNotFound]. What it returns has been
// checked against the checkpoint's root: a damaged database gives an error,
// never a receipt that does not hold.
func BuildReceipt(ctx context.Context, store Store, org gehoor.OrgID, stream gehoor.StreamID, seq gehoor.Seq) ([]byte, error) {
	place, err := store.Place(ctx, org, stream, seq)
	if err != nil {
		return nil, fmt.Errorf("register: find leaf: %w", err)
	}
	if _, _, err := decodeReceived(place.Data); err != nil {
		return nil, fmt.Errorf("register: no receipt for this event: %w", gehoor.ErrNotFound)
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
