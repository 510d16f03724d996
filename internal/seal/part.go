package seal

import (
	"bytes"
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

// Piece is the memory in which pieces of files are sealed or opened one after
// another, some 17 MiB: what a piece of a file costs whoever does that where no
// browser does. Make it with [NewPiece]; it serves one caller at a time.
type Piece struct {
	// plain is room for a header at its end, the body, and padding.
	plain []byte
	size  int
	out   bytes.Buffer
}

// NewPiece makes the memory.
func NewPiece() *Piece {
	// As large as a sealed part, for opening one in its place, and what a buffer that
	// reads to the end wants to have free.
	p := &Piece{plain: make([]byte, MaxPartBytes+bytes.MinRead)}
	p.out.Grow(MaxPartBytes + bytes.MinRead)
	return p
}

// Fill reads a piece: [MaxPartBody] bytes, or fewer where r ends, which last says.
// An error that is not the reader's end is returned as it is.
func (p *Piece) Fill(r io.Reader) (last bool, err error) {
	// Not io.ReadFull: a reader's own io.ErrUnexpectedEOF says that it was cut off.
	room := p.plain[MaxHeaderBytes+1:][:MaxPartBody]
	for p.size = 0; p.size < len(room) && err == nil; {
		var n int
		n, err = r.Read(room[p.size:])
		p.size += n
	}
	if err == io.EOF {
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
	if err := encryptTo(&p.out, padded, []age.Recipient{key}); err != nil {
		return nil, err
	}
	return p.out.Bytes(), nil
}

// Take reads a sealed part instead, at most [MaxPartBytes] of it. The result holds
// until the next call.
func (p *Piece) Take(r io.Reader) ([]byte, error) {
	p.out.Reset()
	_, err := p.out.ReadFrom(io.LimitReader(r, MaxPartBytes))
	return p.out.Bytes(), err
}

// Room is where a part can be opened (package unseal).
func (p *Piece) Room() []byte { return p.plain }

// Clear forgets what was read, sealed or opened.
func (p *Piece) Clear() { clear(p.plain) }
