package seal

import "bytes"

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
