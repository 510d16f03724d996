package register

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/gehoor/gehoor"
	"golang.org/x/mod/sumdb/tlog"
)

// proofFormat is the first line of C2SP tlog-proof.
const proofFormat = "c2sp.org/tlog-proof@v1"

// maxPath is the longest inclusion proof in a tree of [MaxSize] leaves.
const maxPath = 48

// maxExtra bounds the extra data: a salt and an event.
const maxExtra = saltBytes + gehoor.MaxEventBytes

// MaxReceiptBytes bounds a receipt, and so what a reader of one must hold: the
// extra data in base64, a path, a checkpoint.
const MaxReceiptBytes = maxExtra*4/3 + 64 + maxPath*45 + MaxNoteBytes

// Proof is a C2SP tlog-proof as it is written; nothing in it has been checked.
type Proof struct {
	// Extra is opaque to the format and not covered by any signature.
	Extra []byte
	Index int64
	// Path leads from the leaf's sibling up to the root's child.
	Path tlog.RecordProof
	// Checkpoint is the signed note, verbatim.
	Checkpoint []byte
}

// Format writes the proof (C2SP tlog-proof, "Format"). [ParseProof] reads back
// exactly what was written.
func (p Proof) Format() []byte {
	var b bytes.Buffer
	b.WriteString(proofFormat + "\n")
	if len(p.Extra) > 0 {
		fmt.Fprintf(&b, "extra %s\n", encode64(p.Extra))
	}
	fmt.Fprintf(&b, "index %d\n", p.Index)
	for _, h := range p.Path {
		fmt.Fprintf(&b, "%s\n", h)
	}
	b.WriteString("\n")
	b.Write(p.Checkpoint)
	return b.Bytes()
}

// ParseProof reads a tlog-proof in its only spelling. It checks no signature
// and no path; [VerifyReceipt] does.
func ParseProof(data []byte) (Proof, error) {
	var p Proof
	malformed := fmt.Errorf("register: proof: %w", ErrMalformed)
	if len(data) > MaxReceiptBytes {
		return p, fmt.Errorf("register: proof: %w: longer than %d bytes", ErrMalformed, MaxReceiptBytes)
	}
	head, checkpoint, ok := strings.Cut(string(data), "\n\n")
	lines := strings.Split(head, "\n")
	if !ok || lines[0] != proofFormat || len(lines) > 3+maxPath {
		return p, malformed
	}
	lines = lines[1:]
	if rest, ok := strings.CutPrefix(first(lines), "extra "); ok {
		extra, err := decode64(rest)
		if err != nil || len(extra) == 0 || len(extra) > maxExtra {
			return p, malformed
		}
		p.Extra, lines = extra, lines[1:]
	}
	number, ok := strings.CutPrefix(first(lines), "index ")
	index, err := parseNumber(number)
	if !ok || err != nil {
		return p, malformed
	}
	for _, line := range lines[1:] {
		h, err := parseHash(line)
		if err != nil || len(p.Path) == maxPath {
			return Proof{}, malformed
		}
		p.Path = append(p.Path, h)
	}
	if _, err := splitNote([]byte(checkpoint)); err != nil {
		return Proof{}, fmt.Errorf("register: proof: checkpoint: %w", err)
	}
	p.Index, p.Checkpoint = index, []byte(checkpoint)
	return p, nil
}

func first(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return lines[0]
}
