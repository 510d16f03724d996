package seal

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"

	"github.com/gehoor/gehoor"
)

// A file is sealed in parts (doc/formats.md §1a): each an age file like any other
// content, to the one key of its compartment. All of them but the last have the
// same size.
const (
	// PartPlain is a full part's plaintext, header and padding included. It is a
	// Padmé size, so a full part wastes nothing.
	PartPlain = 8 << 20
	// MaxPartBody is how much of a file one part holds: what is left of PartPlain
	// beside the longest header (MaxHeaderBytes and its newline), rounded down.
	MaxPartBody = PartPlain - 256
	// PartHead is how many bytes an age header to one recipient has.
	PartHead = introBytes + stanzaBytes + footerBytes
	// MaxPartBytes is a full part as sealed.
	MaxPartBytes = PartHead + nonceLength + PartPlain + PartPlain/chunk*chunkTag

	// The lines of such a header, each with its newline.
	introBytes  = 22
	stanzaBytes = 18 + (encapsulation*8+5)/6 + 1 + (wrappedKey*8+5)/6 + 1
	footerBytes = 4 + (macLength*8+5)/6 + 1
)

// InspectPart checks a part that arrives by its first [PartHead] bytes and its
// size, before the rest is there: that it is an age file to one native hybrid
// recipient, with a payload of a Padmé length. It answers a
// [gehoor.CodeTooLarge] or [gehoor.CodeWronglySealed] refusal.
func InspectPart(head []byte, size int64) error {
	if size > MaxPartBytes {
		return tooLarge(Part)
	}
	rest, ok := bytes.CutPrefix(head, []byte(intro))
	if ok {
		rest, ok = cutStanza(rest)
	}
	if ok {
		rest, ok = cutField(rest, footerPrefix, macLength)
	}
	if !ok || len(rest) != 0 || !padded(int(size)-PartHead) {
		return wronglySealed()
	}
	return nil
}

// Piece is the memory in which pieces of files are sealed one after another, some
// 17 MiB: what a piece of a file costs whoever seals it where no browser does.
// Make it with [NewPiece]; it serves one caller at a time.
type Piece struct {
	// plain is room for a header at its end, the body, and padding.
	plain []byte
	size  int
	out   bytes.Buffer
}

// NewPiece makes the memory.
func NewPiece() *Piece {
	return &Piece{plain: make([]byte, MaxHeaderBytes+1+PartPlain)}
}

// Fill reads a piece: [MaxPartBody] bytes, or fewer where r ends, which last says.
// An error that is not the reader's end is returned as it is.
func (p *Piece) Fill(r io.Reader) (last bool, err error) {
	at := MaxHeaderBytes + 1
	p.size, err = io.ReadFull(r, p.plain[at:at+MaxPartBody])
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return true, nil
	}
	return false, err
}

// Body is what was read.
func (p *Piece) Body() []byte { return p.plain[MaxHeaderBytes+1:][:p.size] }

// Seal encrypts what was read, as [Seal] does. The result holds until the next
// call.
func (p *Piece) Seal(org gehoor.OrgID, to Recipient) ([]byte, error) {
	if _, err := gehoor.ParseOrgID(string(org)); err != nil {
		return nil, fmt.Errorf("seal: organisation: %w", err)
	}
	key, err := parse(to)
	if err != nil {
		return nil, err
	}
	line := Header{Org: org, Type: Part, Length: p.size}.Line()
	from := MaxHeaderBytes + 1 - len(line)
	copy(p.plain[from:], line)
	padded := p.plain[from:][:PadmeSize(len(line)+p.size)]
	clear(padded[len(line)+p.size:])
	p.out.Reset()
	p.out.Grow(MaxPartBytes)
	if err := encryptTo(&p.out, padded, []age.Recipient{key}); err != nil {
		return nil, err
	}
	return p.out.Bytes(), nil
}

// Clear forgets what was read.
func (p *Piece) Clear() { clear(p.plain) }
