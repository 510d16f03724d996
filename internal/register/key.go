package register

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Origin names a log, as a schema-less URL without plus or space:
// "gehoor.veenhaven.example/log/veenhaven" (C2SP tlog-checkpoint, "Note text").
// It is also the name of the log's key.
type Origin string

// originPattern is narrower than C2SP asks, so that an origin can be a line in
// a file and a part of an address without being escaped.
var originPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9./:_-]{0,199}$`)

// ParseOrigin reads an origin: lower-case letters, digits and "./:_-", at most
// 200 characters.
func ParseOrigin(s string) (Origin, error) {
	if !originPattern.MatchString(s) {
		return "", fmt.Errorf("register: origin: %w", ErrMalformed)
	}
	return Origin(s), nil
}

// algEd25519 is the signature type of C2SP signed-note, "Signature types".
const algEd25519 = 0x01

// Signer is a log's key. It signs notes (C2SP signed-note, Ed25519) under the
// log's origin, and knows its own verifier.
type Signer struct {
	note.Signer
	verifier note.Verifier
	public   string
}

// Origin is the log that the key signs for.
func (s *Signer) Origin() Origin { return Origin(s.Name()) }

// Verifier checks what the key signed.
func (s *Signer) Verifier() note.Verifier { return s.verifier }

// VerifierKey is the public half as C2SP signed-note writes it ("Verifier
// keys"): what an organisation publishes off the server.
func (s *Signer) VerifierKey() string { return s.public }

// MakeKey spells the Ed25519 key that grows from seed as a secret and a public
// note key. The seed comes from outside: this package knows no randomness.
func MakeKey(origin Origin, seed [ed25519.SeedSize]byte) (secret, public string, err error) {
	if _, err := ParseOrigin(string(origin)); err != nil {
		return "", "", err
	}
	key := ed25519.NewKeyFromSeed(seed[:])
	publicKey, ok := key.Public().(ed25519.PublicKey)
	if !ok {
		return "", "", fmt.Errorf("register: key: %w", ErrMalformed)
	}
	public, err = note.NewEd25519VerifierKey(string(origin), publicKey)
	if err != nil {
		return "", "", fmt.Errorf("register: make key: %w", err)
	}
	secret = fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s", origin, keyID(string(origin), algEd25519, publicKey),
		base64.StdEncoding.EncodeToString(append([]byte{algEd25519}, seed[:]...)))
	return secret, public, nil
}

// ParseSigner reads a secret key as [MakeKey] writes it. Its error never
// repeats the input.
func ParseSigner(secret string) (*Signer, error) {
	inner, err := note.NewSigner(secret)
	if err != nil {
		return nil, fmt.Errorf("register: secret key: %w", ErrMalformed)
	}
	parts := strings.Split(secret, "+")
	raw, err := decode64(strings.Join(parts[4:], "+")) // base64 may hold a plus
	if err != nil || len(raw) != 1+ed25519.SeedSize {
		return nil, fmt.Errorf("register: secret key: %w", ErrMalformed)
	}
	_, public, err := MakeKey(Origin(inner.Name()), [ed25519.SeedSize]byte(raw[1:]))
	if err != nil {
		return nil, err
	}
	verifier, err := ParseVerifier(public)
	if err != nil {
		return nil, err
	}
	return &Signer{Signer: inner, verifier: verifier, public: public}, nil
}

// ParseVerifier reads a log's verifier key, "name+hash+base64".
func ParseVerifier(public string) (note.Verifier, error) {
	v, err := note.NewVerifier(public)
	if err != nil {
		return nil, fmt.Errorf("register: verifier key: %w", ErrMalformed)
	}
	return v, nil
}

// keyID is the short name of a key (C2SP signed-note, "Signatures").
func keyID(name string, alg byte, public []byte) uint32 {
	h := sha256.New()
	h.Write([]byte(name))
	h.Write([]byte{'\n', alg})
	h.Write(public)
	return binary.BigEndian.Uint32(h.Sum(nil))
}
