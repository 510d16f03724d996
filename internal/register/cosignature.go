package register

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// algCosignature is the signature type of a timestamped Ed25519 cosignature.
const algCosignature = 0x04

// Witness checks the cosignatures of one witness: that it saw the log grow
// consistently up to this checkpoint (C2SP tlog-cosignature, "Ed25519 signed
// message"). It is a [note.Verifier].
type Witness struct {
	name   string
	id     uint32
	key    ed25519.PublicKey
	public string
}

// ParseWitness reads a witness's verifier key, of signature type 0x04.
func ParseWitness(public string) (*Witness, error) {
	malformed := fmt.Errorf("register: witness key: %w", ErrMalformed)
	name, rest, _ := strings.Cut(public, "+")
	hash, b64, _ := strings.Cut(rest, "+")
	id, err := strconv.ParseUint(hash, 16, 32)
	if err != nil || len(hash) != 8 {
		return nil, malformed
	}
	raw, err := decode64(b64)
	if err != nil || len(raw) != 1+ed25519.PublicKeySize || raw[0] != algCosignature {
		return nil, malformed
	}
	if name == "" || strings.ContainsAny(name, " \t\n") || keyID(name, algCosignature, raw[1:]) != uint32(id) {
		return nil, malformed
	}
	return &Witness{name: name, id: uint32(id), key: raw[1:], public: public}, nil
}

// Name implements [note.Verifier].
func (w *Witness) Name() string { return w.name }

// KeyHash implements [note.Verifier].
func (w *Witness) KeyHash() uint32 { return w.id }

// VerifierKey is the key as it was read.
func (w *Witness) VerifierKey() string { return w.public }

// Verify implements [note.Verifier]: eight bytes of POSIX time, big-endian, and
// the signature over header, time line and the checkpoint's text. When it was
// cosigned is not judged, but there must be a moment: without one a cosignature
// does not say that no larger tree was seen.
func (w *Witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	at := binary.BigEndian.Uint64(signature)
	if at == 0 || at > math.MaxInt64 {
		return false
	}
	return ed25519.Verify(w.key, cosigned(int64(at), text), signature[8:])
}

// cosigned is the message that a cosignature signs.
func cosigned(at int64, text []byte) []byte {
	return fmt.Appendf(nil, "cosignature/v1\ntime %d\n%s", at, text)
}

// Cosignature is a witness's word under a checkpoint.
type Cosignature struct {
	Witness *Witness
	// At is when the witness had seen no larger tree than this one, by its own
	// clock.
	At time.Time
}

// Cosignatures returns what those of the witnesses say who cosigned a checkpoint
// of the log, in the order of the witnesses. A signature by one of their keys
// that does not fit makes the whole checkpoint [ErrSignature].
func Cosignatures(msg []byte, log note.Verifier, witnesses ...*Witness) ([]Cosignature, error) {
	known := make([]note.Verifier, len(witnesses))
	for i, w := range witnesses {
		known[i] = w
	}
	n, err := openNote(msg, log, known...)
	if err != nil {
		return nil, fmt.Errorf("register: cosignatures: %w", err)
	}
	return cosignaturesIn(n, witnesses), nil
}

// PeekCosignatures is [Cosignatures] for a checkpoint of our own database: whose
// log signed it is not asked, because after a restore it may be the log before.
func PeekCosignatures(msg []byte, witnesses ...*Witness) ([]Cosignature, error) {
	if _, err := splitNote(msg); err != nil {
		return nil, fmt.Errorf("register: cosignatures: %w", err)
	}
	known := make([]note.Verifier, len(witnesses))
	for i, w := range witnesses {
		known[i] = w
	}
	n, err := note.Open(msg, note.VerifierList(known...))
	var unverified *note.UnverifiedNoteError
	switch {
	case errors.As(err, &unverified):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("register: cosignatures: %w", ErrSignature)
	}
	return cosignaturesIn(n, witnesses), nil
}

// cosignaturesIn reads those of the witnesses, which were verified.
func cosignaturesIn(n *note.Note, witnesses []*Witness) (found []Cosignature) {
	for _, w := range witnesses {
		if s, ok := signatureBy(n, w); ok {
			raw, _ := base64.StdEncoding.DecodeString(s.Base64) // verified a moment ago
			found = append(found, Cosignature{Witness: w, At: time.Unix(int64(binary.BigEndian.Uint64(raw[4:])), 0).UTC()})
		}
	}
	return found
}

// AddCosignature appends to a checkpoint the one line of an answer that is the
// witness's own, once it is verified; lines by other keys are left out, as C2SP
// tlog-witness says ("add-checkpoint"). An answer without such a line is
// [ErrOtherKey].
func AddCosignature(msg, answer []byte, log note.Verifier, w *Witness) ([]byte, error) {
	if len(answer) > MaxNoteBytes {
		return nil, fmt.Errorf("register: cosignature: %w", ErrMalformed)
	}
	want := signatureName(w)
	for line := range strings.Lines(string(answer)) {
		key, err := signatureKey(strings.TrimSuffix(line, "\n"))
		if err != nil || !strings.HasSuffix(line, "\n") {
			return nil, fmt.Errorf("register: cosignature: %w", ErrMalformed)
		}
		if key != want {
			continue
		}
		more := append(msg[:len(msg):len(msg)], line...)
		if _, err := Cosignatures(more, log, w); err != nil {
			return nil, err
		}
		return more, nil
	}
	return nil, fmt.Errorf("register: cosignature: %w", ErrOtherKey)
}

// Cosigner is a witness's own key.
type Cosigner struct {
	witness *Witness
	key     ed25519.PrivateKey
}

// NewCosigner is the witness key of that name that grows from seed. The name has
// the form of an origin: "witness.duinrade.example/gehoor".
func NewCosigner(name Origin, seed [ed25519.SeedSize]byte) (*Cosigner, error) {
	if _, err := ParseOrigin(string(name)); err != nil {
		return nil, err
	}
	key := ed25519.NewKeyFromSeed(seed[:])
	public := key[ed25519.SeedSize:]
	w, err := ParseWitness(fmt.Sprintf("%s+%08x+%s", name, keyID(string(name), algCosignature, public),
		encode64(append([]byte{algCosignature}, public...))))
	if err != nil {
		return nil, err
	}
	return &Cosigner{witness: w, key: key}, nil
}

// Witness checks what the key cosigned.
func (c *Cosigner) Witness() *Witness { return c.witness }

// Cosign returns the checkpoint with the log's signature and the cosigner's
// alone. at is in whole seconds, after 1970. The caller has made sure that the
// tree is consistent with all that this key cosigned before.
func (c *Cosigner) Cosign(msg []byte, log note.Verifier, at time.Time) ([]byte, error) {
	n, err := openNote(msg, log)
	if err != nil {
		return nil, fmt.Errorf("register: cosign: %w", err)
	}
	if at.Unix() <= 0 {
		return nil, fmt.Errorf("register: cosign: the clock stands before 1970: %w", ErrMalformed)
	}
	n.UnverifiedSigs = nil
	signed, err := note.Sign(n, cosigning{c, at.Unix()})
	if err != nil {
		return nil, fmt.Errorf("register: cosign: %w", err)
	}
	return signed, nil
}

// cosigning is a [note.Signer] at one moment.
type cosigning struct {
	*Cosigner
	at int64
}

func (c cosigning) Name() string    { return c.witness.name }
func (c cosigning) KeyHash() uint32 { return c.witness.id }

func (c cosigning) Sign(text []byte) ([]byte, error) {
	return append(binary.BigEndian.AppendUint64(nil, uint64(c.at)), ed25519.Sign(c.key, cosigned(c.at, text))...), nil
}

// SignatureLine is the line of a checkpoint that is the witness's, with its
// newline: what add-checkpoint answers.
func (c *Cosigner) SignatureLine(msg []byte) ([]byte, error) {
	for line := range strings.Lines(string(msg)) {
		if key, err := signatureKey(strings.TrimSuffix(line, "\n")); err == nil && key == signatureName(c.witness) {
			return []byte(line), nil
		}
	}
	return nil, fmt.Errorf("register: cosignature: %w", ErrOtherKey)
}

var _ note.Verifier = (*Witness)(nil)
