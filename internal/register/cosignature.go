package register

import (
	"crypto/ed25519"
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// algCosignature is the signature type of a timestamped Ed25519 cosignature.
const algCosignature = 0x04

// Witness checks the cosignatures of one witness: that it saw the log grow
// consistently up to this checkpoint (C2SP tlog-cosignature, "Ed25519 signed
// message"). It is a [note.Verifier].
type Witness struct {
	name string
	id   uint32
	key  ed25519.PublicKey
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
	if name == "" || keyID(name, algCosignature, raw[1:]) != uint32(id) {
		return nil, malformed
	}
	return &Witness{name: name, id: uint32(id), key: raw[1:]}, nil
}

// Name implements [note.Verifier].
func (w *Witness) Name() string { return w.name }

// KeyHash implements [note.Verifier].
func (w *Witness) KeyHash() uint32 { return w.id }

// Verify implements [note.Verifier]: eight bytes of POSIX time, big-endian, and
// the signature over header, time line and the checkpoint's text. When it was
// cosigned is not judged.
func (w *Witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	at := binary.BigEndian.Uint64(signature)
	if at > math.MaxInt64 {
		return false
	}
	signed := fmt.Appendf(nil, "cosignature/v1\ntime %d\n%s", at, text)
	return ed25519.Verify(w.key, signed, signature[8:])
}

var _ note.Verifier = (*Witness)(nil)
