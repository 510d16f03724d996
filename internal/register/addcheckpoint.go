package register

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/gehoor/gehoor"
	"golang.org/x/mod/sumdb/tlog"
)

// MaxConsistency is how many hashes a consistency proof may have in a request
// (C2SP tlog-witness, "add-checkpoint").
const MaxConsistency = 63

// MaxAddBytes bounds a request to a witness: the old size, a proof, a checkpoint.
const MaxAddBytes = 32 + MaxConsistency*45 + MaxNoteBytes

// AddCheckpoint is what a log sends a witness: a checkpoint, and the proof that
// it continues the tree of Old leaves that the witness saw last (C2SP
// tlog-witness, "add-checkpoint"). Parsing checks the form alone.
type AddCheckpoint struct {
	// Old is 0 for a witness that never saw this log.
	Old        int64
	Proof      tlog.TreeProof
	Checkpoint []byte
}

// Format writes the request; [ParseAddCheckpoint] reads back what was written.
func (a AddCheckpoint) Format() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "old %d\n", a.Old)
	for _, h := range a.Proof {
		fmt.Fprintf(&b, "%s\n", h)
	}
	b.WriteString("\n")
	b.Write(a.Checkpoint)
	return b.Bytes()
}

// ParseAddCheckpoint reads a request in its only spelling. The checkpoint has the
// form of one; its signatures are not checked.
func ParseAddCheckpoint(data []byte) (AddCheckpoint, error) {
	malformed := fmt.Errorf("register: add-checkpoint: %w", ErrMalformed)
	if len(data) > MaxAddBytes {
		return AddCheckpoint{}, malformed
	}
	head, checkpoint, ok := strings.Cut(string(data), "\n\n")
	lines := strings.Split(head, "\n")
	number, old := strings.CutPrefix(lines[0], "old ")
	if !ok || !old || len(lines) > 1+MaxConsistency {
		return AddCheckpoint{}, malformed
	}
	a := AddCheckpoint{Checkpoint: []byte(checkpoint)}
	var err error
	if a.Old, err = parseNumber(number); err != nil {
		return AddCheckpoint{}, malformed
	}
	for _, line := range lines[1:] {
		h, err := parseHash(line)
		if err != nil {
			return AddCheckpoint{}, malformed
		}
		a.Proof = append(a.Proof, h)
	}
	if _, err := PeekCheckpoint(a.Checkpoint); err != nil {
		return AddCheckpoint{}, err
	}
	return a, nil
}

// emptyRoot is the root of a tree without leaves (RFC 6962 §2.1).
func emptyRoot() tlog.Hash { return sha256.Sum256(nil) }

// CheckConsistency checks that one tree is the beginning of the other, as a
// witness must (C2SP tlog-witness): nothing comes before any tree and needs no
// proof, a tree is consistent with itself. The error wraps [ErrProof].
func CheckConsistency(from, to tlog.Tree, proof tlog.TreeProof) error {
	wrong := fmt.Errorf("register: consistency of %d with %d: %w", to.N, from.N, ErrProof)
	switch {
	case from.N > to.N, to.N == 0 && to.Hash != emptyRoot():
		return wrong
	case from.N == 0:
		if len(proof) > 0 {
			return wrong
		}
		return nil
	}
	if err := tlog.CheckTree(proof, to.N, to.Hash, from.N, from.Hash); err != nil {
		return wrong
	}
	return nil
}

// ProveConsistency makes the proof that the log's tree of so many leaves is the
// beginning of the one of to; of nothing the proof is empty. Both are published
// sizes, and neither is beyond the newest checkpoint.
func ProveConsistency(ctx context.Context, store Store, org gehoor.OrgID, from, to int64) (tlog.TreeProof, error) {
	if from == 0 {
		return nil, nil
	}
	proof, err := tlog.ProveTree(to, from, reader(ctx, store, org))
	if err != nil {
		return nil, fmt.Errorf("register: prove %d from %d: %w", to, from, err)
	}
	return proof, nil
}
