package register_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/gehoor/gehoor/internal/register"
)

// cosigner is a witness, written from C2SP tlog-cosignature for these tests.
type cosigner struct {
	name string
	key  ed25519.PrivateKey
}

func newCosigner(name string) *cosigner {
	seed := sha256.Sum256([]byte(name))
	return &cosigner{name: name, key: ed25519.NewKeyFromSeed(seed[:])}
}

func (c *cosigner) Name() string { return c.name }

func (c *cosigner) KeyHash() uint32 {
	sum := sha256.Sum256(append([]byte(c.name+"\n\x04"), c.key[32:]...))
	return binary.BigEndian.Uint32(sum[:])
}

func (c *cosigner) Sign(text []byte) ([]byte, error) {
	const at = 1767600000
	signed := append([]byte("cosignature/v1\ntime 1767600000\n"), text...)
	return append(binary.BigEndian.AppendUint64(nil, at), ed25519.Sign(c.key, signed)...), nil
}

func (c *cosigner) public() string {
	raw := append([]byte{4}, c.key[32:]...)
	return fmt.Sprintf("%s+%08x+%s", c.name, c.KeyHash(), base64.StdEncoding.EncodeToString(raw))
}

func (c *cosigner) verifier(t *testing.T) *register.Witness {
	t.Helper()
	w, err := register.ParseWitness(c.public())
	if err != nil {
		t.Fatal(err)
	}
	return w
}
