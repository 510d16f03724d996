package seal_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
)

func part(t testing.TB, size int) []byte {
	t.Helper()
	sealed, err := seal.Seal(org, seal.Part, make([]byte, size), newRecipient(t))
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func inspectPart(sealed []byte) error {
	return seal.InspectPart(sealed[:min(len(sealed), seal.PartHead)], int64(len(sealed)))
}

func TestPartSizes(t *testing.T) {
	for _, size := range []int{0, 1, 70_000, seal.MaxPartBody - 1, seal.MaxPartBody} {
		if err := inspectPart(part(t, size)); err != nil {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
	full := part(t, seal.MaxPartBody)
	if len(full) != seal.MaxPartBytes {
		t.Errorf("a full part has %d bytes, want %d", len(full), seal.MaxPartBytes)
	}
	// A longer name of the organisation must not make it larger.
	longest, err := seal.Seal("a-region-with-a-name-of-forty-characters", seal.Part, make([]byte, seal.MaxPartBody), newRecipient(t))
	if err != nil || len(longest) != len(full) {
		t.Errorf("a full part of another organisation has %d bytes, %v", len(longest), err)
	}
	if _, err := seal.Seal(org, seal.Part, make([]byte, seal.PartPlain), newRecipient(t)); !errors.Is(err, gehoor.Refuse(gehoor.CodeTooLarge)) {
		t.Errorf("more than fits: %v", err)
	}
	if _, err := seal.Seal(org, seal.Part, nil, newRecipient(t), newRecipient(t)); err == nil {
		t.Error("sealed to two")
	}
}

// TestPieceThatIsCutOff: a reader that was cut off is not one that ended.
func TestPieceThatIsCutOff(t *testing.T) {
	p := seal.NewPiece()
	for _, cut := range []error{io.ErrUnexpectedEOF, errors.New("the line broke")} {
		if last, err := p.Fill(io.MultiReader(strings.NewReader("half"), iotest.ErrReader(cut))); last || !errors.Is(err, cut) {
			t.Errorf("%v: last %t, %v", cut, last, err)
		}
	}
	if last, err := p.Fill(iotest.OneByteReader(strings.NewReader("whole"))); !last || err != nil || string(p.Body()) != "whole" {
		t.Errorf("%q, last %t, %v", p.Body(), last, err)
	}
	if sealed, err := p.Seal(org, newRecipient(t)); err != nil || inspectPart(sealed) != nil {
		t.Errorf("sealed: %v", err)
	}
	if p.Clear(); bytes.Contains(p.Body(), []byte("whole")) {
		t.Error("what was read is still there")
	}
}

func TestInspectPartRefuses(t *testing.T) {
	sealed := part(t, 70_000)
	two, err := seal.Seal(org, seal.File, nil, newRecipient(t), newRecipient(t))
	if err != nil {
		t.Fatal(err)
	}
	size := int64(len(sealed))
	head := func(change func([]byte)) []byte {
		h := append([]byte(nil), sealed[:seal.PartHead]...)
		change(h)
		return h
	}
	same := head(func([]byte) {})
	for name, c := range map[string]struct {
		head []byte
		size int64
		want gehoor.Code
	}{
		"nothing":             {nil, 0, gehoor.CodeWronglySealed},
		"half a header":       {same[:800], size, gehoor.CodeWronglySealed},
		"a byte more of it":   {sealed[:seal.PartHead+1], size, gehoor.CodeWronglySealed},
		"two recipients":      {two[:seal.PartHead], int64(len(two)), gehoor.CodeWronglySealed},
		"another version":     {head(func(h []byte) { h[20] = '2' }), size, gehoor.CodeWronglySealed},
		"another recipient":   {head(func(h []byte) { copy(h[22:], "-> X25519 ") }), size, gehoor.CodeWronglySealed},
		"no newline":          {head(func(h []byte) { h[seal.PartHead-1] = ' ' }), size, gehoor.CodeWronglySealed},
		"a byte more":         {same, size + 1, gehoor.CodeWronglySealed},
		"no payload":          {same, seal.PartHead, gehoor.CodeWronglySealed},
		"less than a header":  {same, 5, gehoor.CodeWronglySealed},
		"a negative size":     {same, -1, gehoor.CodeWronglySealed},
		"larger than a part":  {same, seal.MaxPartBytes + 1, gehoor.CodeTooLarge},
		"larger than memory":  {same, 1 << 60, gehoor.CodeTooLarge},
		"words, of their own": {[]byte("Ik wil graag praten."), 20, gehoor.CodeWronglySealed},
	} {
		if err := seal.InspectPart(c.head, c.size); !errors.Is(err, gehoor.Refuse(c.want)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzInspectPart(f *testing.F) {
	sealed := part(f, 300)
	seeds := [][]byte{sealed[:seal.PartHead], sealed[:100], sealed}
	for _, seed := range seeds {
		f.Add(seed, int64(len(sealed)))
	}
	f.Fuzz(func(t *testing.T, head []byte, size int64) {
		if seal.InspectPart(head, size) == nil && (len(head) != seal.PartHead || size <= seal.PartHead || size > seal.MaxPartBytes) {
			t.Errorf("accepted a header of %d bytes and a part of %d", len(head), size)
		}
	})
}
