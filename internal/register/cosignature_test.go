package register_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/register"
)

var cosignedAt = time.Unix(1767600000, 0).UTC()

func ownCosigner(t fataler, name register.Origin) *register.Cosigner {
	t.Helper()
	c, err := register.NewCosigner(name, sha256.Sum256([]byte(name)))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestCosignerAgrees: our witness key signs as the one that was written from the
// specification for the tests.
func TestCosignerAgrees(t *testing.T) {
	other := newCosigner("witness.example/one")
	own := ownCosigner(t, "witness.example/one")
	if own.Witness().VerifierKey() != other.public() {
		t.Errorf("the key is %s, want %s", own.Witness().VerifierKey(), other.public())
	}
	s := signer(t, origin)
	msg, err := register.SignCheckpoint(s, treeOf(8, "a"))
	if err != nil {
		t.Fatal(err)
	}
	stranger, err := ownCosigner(t, "witness.example/two").Cosign(msg, s.Verifier(), cosignedAt)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := own.Cosign(stranger, s.Verifier(), cosignedAt.Add(time.Nanosecond))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(signed, msg) || bytes.Count(signed, []byte("\n— ")) != 2 {
		t.Errorf("more than log and witness signed:\n%s", signed)
	}
	have, err := register.Cosignatures(signed, s.Verifier(), other.verifier(t))
	if err != nil || len(have) != 1 || !have[0].At.Equal(cosignedAt) {
		t.Errorf("%+v, %v", have, err)
	}
	line, err := own.SignatureLine(signed)
	if err != nil || string(signed) != string(msg)+string(line) {
		t.Errorf("the line is %q, %v", line, err)
	}
	if _, err := own.Cosign(msg, s.Verifier(), time.Unix(0, 0)); err == nil {
		t.Error("cosigned without a moment")
	}
	if _, err := own.Cosign(msg, signer(t, "other.example").Verifier(), cosignedAt); !errors.Is(err, register.ErrOtherKey) {
		t.Errorf("cosigned what the log did not sign: %v", err)
	}
}

// TestAddCosignature: of an answer only the witness's own line is taken, and only
// if it fits.
func TestAddCosignature(t *testing.T) {
	s := signer(t, origin)
	msg, err := register.SignCheckpoint(s, treeOf(8, "a"))
	if err != nil {
		t.Fatal(err)
	}
	one, two := ownCosigner(t, "witness.example/one"), ownCosigner(t, "witness.example/two")
	line := func(c *register.Cosigner, msg []byte) string {
		signed, err := c.Cosign(msg, s.Verifier(), cosignedAt)
		if err != nil {
			t.Fatal(err)
		}
		l, err := c.SignatureLine(signed)
		if err != nil {
			t.Fatal(err)
		}
		return string(l)
	}
	good := line(one, msg)
	otherTree, err := register.SignCheckpoint(s, treeOf(8, "b"))
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		answer string
		want   error
	}{
		"its line":              {good, nil},
		"its line among others": {line(two, msg) + good, nil},
		"another's line":        {line(two, msg), register.ErrOtherKey},
		"nothing":               {"", register.ErrOtherKey},
		"no line":               {"cosigned\n", register.ErrMalformed},
		"no end":                {strings.TrimSuffix(good, "\n"), register.ErrMalformed},
		"of another tree":       {line(one, otherTree), register.ErrSignature},
		"a checkpoint":          {string(otherTree), register.ErrMalformed},
	} {
		more, err := register.AddCosignature(msg, []byte(test.answer), s.Verifier(), one.Witness())
		if !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
		if test.want == nil && string(more) != string(msg)+good {
			t.Errorf("%s: %q", name, more)
		}
	}
}

// TestCosignatureWithoutMoment: a moment of zero says nothing about larger trees.
func TestCosignatureWithoutMoment(t *testing.T) {
	c := newCosigner("witness.example/one")
	sig, err := c.Sign([]byte("text"))
	if err != nil || !c.verifier(t).Verify([]byte("text"), sig) {
		t.Fatal("the signature does not fit")
	}
	for _, at := range [][]byte{make([]byte, 8), bytes.Repeat([]byte{0xff}, 8)} {
		if c.verifier(t).Verify([]byte("text"), append(at, sig[8:]...)) {
			t.Errorf("accepted at %x", at)
		}
	}
}
