package register

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// MaxSignatures is how many signature lines a note may have: the log's, and as
// many witnesses as a policy may name ([MaxWitnesses]). C2SP signed-note asks
// readers to accept at least 16.
const MaxSignatures = 1 + MaxWitnesses

// MaxNoteBytes bounds a note: 16 signatures of up to 5 kB each in base64, the
// largest (post-quantum) that C2SP signed-note foresees, and the text. More
// signatures must be smaller, as Ed25519's are.
const MaxNoteBytes = 128 << 10

// signaturePrefix begins a signature line: em dash, space.
const signaturePrefix = "— "

// openNote returns a note that is signed by the log's key. A signature by a key
// of known must fit, and need not be there.
//
// It is stricter than [note.Open], which accepts base64 with stray trailing
// bits and a second, unchecked signature by a known key: here each signature
// line has one spelling and each key signs once. Lines by unknown keys are
// ignored, as C2SP signed-note says ("Signatures").
func openNote(msg []byte, log note.Verifier, known ...note.Verifier) (*note.Note, error) {
	if _, err := splitNote(msg); err != nil {
		return nil, err
	}
	n, err := note.Open(msg, note.VerifierList(append([]note.Verifier{log}, known...)...))
	var invalid *note.InvalidSignatureError
	var unverified *note.UnverifiedNoteError
	switch {
	case errors.As(err, &invalid):
		return nil, ErrSignature
	case errors.As(err, &unverified):
		return nil, ErrOtherKey
	case err != nil:
		return nil, ErrMalformed
	}
	if _, ok := signatureBy(n, log); !ok {
		return nil, fmt.Errorf("%w: %s", ErrOtherKey, log.Name())
	}
	return n, nil
}

func signatureBy(n *note.Note, v note.Verifier) (note.Signature, bool) {
	for _, s := range n.Sigs {
		if s.Name == v.Name() && s.Hash == v.KeyHash() {
			return s, true
		}
	}
	return note.Signature{}, false
}

// splitNote returns a note's text, with its last newline, after checking the
// spelling of what follows. It checks no signature.
func splitNote(msg []byte) (string, error) {
	if len(msg) > MaxNoteBytes {
		return "", fmt.Errorf("%w: longer than %d bytes", ErrMalformed, MaxNoteBytes)
	}
	whole := string(msg)
	i := strings.LastIndex(whole, "\n\n")
	if i < 0 || !strings.HasSuffix(whole, "\n") {
		return "", ErrMalformed
	}
	text, block := whole[:i+1], whole[i+2:]
	if block == "" {
		return "", ErrMalformed
	}
	lines := strings.Split(strings.TrimSuffix(block, "\n"), "\n")
	if len(lines) > MaxSignatures {
		return "", fmt.Errorf("%w: more than %d signatures", ErrMalformed, MaxSignatures)
	}
	seen := make(map[string]bool, len(lines))
	for _, line := range lines {
		key, err := signatureKey(line)
		if err != nil || seen[key] {
			return "", ErrMalformed
		}
		seen[key] = true
	}
	return text, nil
}

// signatureKey reads a signature line and returns the name and ID of its key.
func signatureKey(line string) (string, error) {
	rest, ok := strings.CutPrefix(line, signaturePrefix)
	if !ok {
		return "", ErrMalformed
	}
	name, b64, ok := strings.Cut(rest, " ")
	raw, err := decode64(b64)
	if !ok || err != nil || name == "" || len(raw) < 5 {
		return "", ErrMalformed
	}
	return fmt.Sprintf("%s+%x", name, raw[:4]), nil
}

// signatureName is what [signatureKey] answers for a line by this key.
func signatureName(v note.Verifier) string { return fmt.Sprintf("%s+%08x", v.Name(), v.KeyHash()) }

// decode64 reads standard base64 (RFC 4648 §4) in its only spelling: the
// library's strict mode still skips line ends, so the text is made again.
func decode64(s string) ([]byte, error) {
	raw, err := base64.StdEncoding.Strict().DecodeString(s)
	if err != nil || base64.StdEncoding.EncodeToString(raw) != s {
		return nil, ErrMalformed
	}
	return raw, nil
}

func encode64(b []byte) string { return base64.StdEncoding.EncodeToString(b) }
