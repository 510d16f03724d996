package register

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// KindContinued is the event with which a log says that it goes on for another,
// after its database was put back from a backup.
const KindContinued gehoor.Kind = "organisation.log-continued"

// Continued is what that event says; it may grow. The tree is the one of the log
// before, as the backup held it: every leaf under Checkpoint is a leaf of the new
// log too, at the same index. What the log before published beyond is lost.
type Continued struct {
	// Log and Before are the verifier keys of the new log and of the one before.
	Log    string `json:"log"`
	Before string `json:"before"`
	// Checkpoint is the newest one of the log before that the backup held, as it
	// was signed; empty if there was none.
	Checkpoint string `json:"checkpoint,omitempty"`
	// Size counts the leaves of the backup, also those under no checkpoint.
	Size int64 `json:"size"`
	// Highest is the size of the highest checkpoint that is known to have been
	// published, HighestRoot its root in base64; 0 and empty if nobody kept it.
	Highest     int64     `json:"highest,omitempty"`
	HighestRoot string    `json:"highest_root,omitempty"`
	TakenAt     time.Time `json:"taken_at"`
}

// ContinuedPrefix is where a log serves its statements: continued/1 is the first.
const ContinuedPrefix = "continued/"

// MaxContinued bounds how many statements a reader asks for: a log that was
// restored more often is no longer one.
const MaxContinued = 100

// ParseContinuedPath reads "continued/<n>", n from 1, in its only spelling.
func ParseContinuedPath(path string) (int, bool) {
	rest, ok := strings.CutPrefix(path, ContinuedPrefix)
	n, err := strconv.Atoi(rest)
	return n, ok && err == nil && n >= 1 && n <= MaxContinued && strconv.Itoa(n) == rest
}

// VerifiedContinued is a genuine statement.
type VerifiedContinued struct {
	Continued
	Leaf  Leaf
	Index int64
	At    time.Time
	// From is what Checkpoint says; the zero tree without one.
	From tlog.Tree
}

// BuildContinued makes the proof of a statement, as [BuildReceipt] does that of a
// received signal. Any other event is [gehoor.ErrNotFound], like one that no
// checkpoint covers yet.
func BuildContinued(ctx context.Context, store Store, org gehoor.OrgID, stream gehoor.StreamID, seq gehoor.Seq) ([]byte, error) {
	place, err := store.Place(ctx, org, stream, seq)
	if err != nil {
		return nil, fmt.Errorf("register: find leaf: %w", err)
	}
	if _, _, err := decodeContinued(place.Data); err != nil {
		return nil, gehoor.ErrNotFound
	}
	proof, err := build(ctx, store, org, place)
	if errors.Is(err, gehoor.Refuse(CodeProofPending)) {
		return nil, gehoor.ErrNotFound
	}
	return proof, err
}

// VerifyContinued checks a statement of the log of the first key about the log of
// the second: it is a leaf of the one, names the other, and the checkpoint in it
// is signed by that one. Whether the log holds that checkpoint's tree is for who
// reads the log. Errors wrap the same as those of [VerifyReceipt].
func VerifyContinued(data []byte, log, before note.Verifier) (VerifiedContinued, error) {
	var v VerifiedContinued
	p, err := ParseProof(data)
	if err != nil {
		return v, err
	}
	malformed := fmt.Errorf("register: continued: %w", ErrMalformed)
	if len(p.Extra) <= saltBytes {
		return v, malformed
	}
	event, said, err := decodeContinued(p.Extra[saltBytes:])
	if err != nil {
		return v, malformed
	}
	c, err := ParseCheckpoint(p.Checkpoint, log)
	if err != nil {
		return v, err
	}
	leaf := LeafOf([saltBytes]byte(p.Extra[:saltBytes]), p.Extra[saltBytes:])
	if err := tlog.CheckRecord(p.Path, c.N, c.Hash, p.Index, tlog.RecordHash(leaf[:])); err != nil {
		return v, fmt.Errorf("register: continued: %w", ErrProof)
	}
	named, err := ParseVerifier(said.Before)
	if err != nil || named.Name() != before.Name() || named.KeyHash() != before.KeyHash() {
		return v, fmt.Errorf("register: continued: for another log: %w", ErrOtherKey)
	}
	v = VerifiedContinued{Continued: said, Leaf: leaf, Index: p.Index, At: event.At}
	if said.Checkpoint == "" {
		return v, nil
	}
	from, err := ParseCheckpoint([]byte(said.Checkpoint), before)
	if err != nil || from.N > p.Index {
		return v, fmt.Errorf("register: continued: its checkpoint: %w", errors.Join(err, ErrDisagree))
	}
	v.From = from.Tree
	return v, nil
}

// decodeContinued reads the bytes of such an event.
func decodeContinued(data []byte) (gehoor.Event, Continued, error) {
	var body Continued
	e, err := gehoor.DecodeEvent(data)
	if err != nil || e.Kind != KindContinued {
		return e, body, fmt.Errorf("register: no statement: %w", ErrMalformed)
	}
	if err := json.Unmarshal(e.Body, &body); err != nil || body.Log == "" || body.Before == "" {
		return e, body, fmt.Errorf("register: body of %s: %w", e.Kind, ErrMalformed)
	}
	return e, body, nil
}
