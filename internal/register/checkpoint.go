package register

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// MaxSize is the largest tree that a checkpoint may claim. It is beyond any
// real log, and keeps the tree's arithmetic far from the edge of int64, where
// package tlog does not end.
const MaxSize = 1 << 48

// Checkpoint says that the log Origin had a tree of N leaves with this root
// (C2SP tlog-checkpoint).
type Checkpoint struct {
	Origin Origin
	tlog.Tree
}

// SignCheckpoint signs the tree's head for the log of the signer's name. The
// caller has made sure that it is consistent with all that was signed before:
// a [Publisher] does.
func SignCheckpoint(signer note.Signer, tree tlog.Tree) ([]byte, error) {
	if tree.N < 0 || tree.N > MaxSize {
		return nil, fmt.Errorf("register: sign checkpoint of size %d: %w", tree.N, ErrMalformed)
	}
	text := fmt.Sprintf("%s\n%d\n%s\n", signer.Name(), tree.N, tree.Hash)
	msg, err := note.Sign(&note.Note{Text: text}, signer)
	if err != nil {
		return nil, fmt.Errorf("register: sign checkpoint: %w", err)
	}
	return msg, nil
}

// ParseCheckpoint reads a checkpoint that is signed by the log's key, whose
// name is its origin. Extension lines are signed and ignored; our logs write
// none. What witnesses say of it, [Cosignatures] reads.
func ParseCheckpoint(msg []byte, log note.Verifier) (Checkpoint, error) {
	n, err := openNote(msg, log)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("register: checkpoint: %w", err)
	}
	c, err := parseTree(n.Text)
	if err != nil {
		return Checkpoint{}, err
	}
	if string(c.Origin) != log.Name() {
		return Checkpoint{}, fmt.Errorf("register: checkpoint of another log: %w", ErrOtherKey)
	}
	return c, nil
}

// PeekCheckpoint reads a checkpoint and checks none of its signatures: for one of
// our own database, or to learn whose key must check it.
func PeekCheckpoint(msg []byte) (Checkpoint, error) {
	text, err := splitNote(msg)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("register: checkpoint: %w", err)
	}
	return parseTree(text)
}

// parseTree reads the three lines of a checkpoint, and extension lines, none of
// which may be empty.
func parseTree(text string) (Checkpoint, error) {
	malformed := fmt.Errorf("register: checkpoint: %w", ErrMalformed)
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) < 3 {
		return Checkpoint{}, malformed
	}
	for _, line := range lines {
		if line == "" {
			return Checkpoint{}, malformed
		}
	}
	size, err := parseNumber(lines[1])
	if err != nil || size > MaxSize {
		return Checkpoint{}, malformed
	}
	root, err := parseHash(lines[2])
	if err != nil {
		return Checkpoint{}, malformed
	}
	return Checkpoint{Origin: Origin(lines[0]), Tree: tlog.Tree{N: size, Hash: root}}, nil
}

// parseNumber reads a decimal without sign and without leading zeroes.
func parseNumber(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || strconv.FormatInt(n, 10) != s {
		return 0, ErrMalformed
	}
	return n, nil
}

// parseHash reads 32 bytes of base64.
func parseHash(s string) (tlog.Hash, error) {
	raw, err := decode64(s)
	if err != nil || len(raw) != tlog.HashSize {
		return tlog.Hash{}, ErrMalformed
	}
	return tlog.Hash(raw), nil
}
