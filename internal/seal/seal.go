// Package seal turns words into content that only chosen people can read, and
// tells from the outside whether content was sealed as it must be.
//
// # What it is
//
// Content is an age file to native hybrid recipients (ML-KEM-768 with X25519)
// and to nothing else. Inside are one line of JSON, the words, and zeros up to
// the next Padmé size; doc/formats.md §1 has the bytes. Content is named by the
// SHA-256 of its ciphertext ([NameOf]), so a name in an event pins the words
// without saying anything about them.
//
// # The rules
//
//   - Every recipient of one content is hybrid. A file that is also open to a
//     classic key is open to whoever breaks that key later, so it is refused
//     when sealing ([ParseRecipient]) and when it arrives ([Inspect]).
//   - The length is padded: the server sees one of a few sizes, and a "yes"
//     looks like a sentence. Content whose length cannot be a padded one is
//     refused.
//   - The header binds the organisation and the kind of content, so that a
//     server cannot hand an old note to a browser as a new message.
//
// # What it never does
//
// It never opens anything: that is package unseal, which the server does not
// link. It reads no clock and no environment; its only randomness is age's own.
// Its errors and refusals never repeat what was typed.
package seal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"filippo.io/age"

	"github.com/gehoor/gehoor"
)

const (
	// MaxBytes is the largest content as sealed: larger words go in parts to
	// the blob store (architecture §6). It equals the ledger's limit for a row;
	// a test of casework keeps the two equal.
	MaxBytes = 256 << 10
	// MaxRecipients bounds the stanzas of one content. Content goes to one
	// compartment and a grant to one person; a draft for a whole office still
	// stays far below, while 256 KiB of stanzas would hold 167.
	MaxRecipients = 32
)

// Type is what kind of words content holds. A reader names the type that it
// expects, and any other is refused.
type Type string

// The types there are; doc/formats.md §1 says what each body holds.
const (
	Account  Type = "account"
	Message  Type = "message"
	Note     Type = "note"
	Who      Type = "who"
	Draft    Type = "draft"
	Key      Type = "key"
	Share    Type = "share"
	Identity Type = "identity"
	File     Type = "file"
	Part     Type = "part"
	// Recovery is a custodian's share on its way to the recipient of a recovery.
	Recovery Type = "recovery"
	// Chart are names of the organisation chart, sealed to the key of one edition.
	Chart Type = "chart"
	// Diary is what somebody kept before deciding: one entry, or all of a signal.
	Diary Type = "diary"
	// Advice is what a confidential adviser notes in a year, sealed to the adviser alone.
	Advice Type = "advice"
)

// Types lists every type, in the order of doc/formats.md.
func Types() []Type {
	return []Type{Account, Message, Note, Who, Draft, Key, Share, Identity, File, Part, Recovery, Chart, Diary, Advice}
}

// max is the largest content of a type as sealed. Only a piece of a file is no
// row and may be larger.
func (t Type) max() int {
	if t == Part {
		return MaxPartBytes
	}
	return MaxBytes
}

// Valid says whether the type exists.
func (t Type) Valid() bool {
	for _, known := range Types() {
		if t == known {
			return true
		}
	}
	return false
}

// Recipient is the public key of a person or a compartment, as age writes it:
// "age1pq1" and 1,952 characters. It is made by [ParseRecipient]; other values
// are refused by [Seal].
type Recipient string

// recipientLength is that of every hybrid recipient: 1,216 bytes in Bech32.
const recipientLength = 1959

var errRecipient = errors.New("seal: malformed recipient: want age1pq1 and 1952 characters")

// ParseRecipient accepts a native hybrid recipient in its one spelling (lower
// case) and refuses every other kind that age knows: X25519, tagged, SSH,
// plugins.
func ParseRecipient(s string) (Recipient, error) {
	if _, err := parse(Recipient(s)); err != nil {
		return "", err
	}
	return Recipient(s), nil
}

func parse(r Recipient) (*age.HybridRecipient, error) {
	if !oneSpelling(string(r)) {
		return nil, errRecipient
	}
	h, err := age.ParseHybridRecipient(string(r))
	if err != nil {
		return nil, errRecipient
	}
	return h, nil
}

// oneSpelling says whether s has the length, the prefix and the letters of a
// hybrid recipient as age writes it. Of such a text every letter is five bits of
// the key or of the checksum, and age refuses spare bits that are not zero: what
// it then reads has no second spelling. To spell the key again and compare would
// cost the server a tenth of all that it does for a signal.
func oneSpelling(s string) bool {
	const prefix, letters = "age1pq1", "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
	if len(s) != recipientLength || s[:len(prefix)] != prefix {
		return false
	}
	for i := len(prefix); i < len(s); i++ {
		if strings.IndexByte(letters, s[i]) < 0 {
			return false
		}
	}
	return true
}

// Seal encrypts body to the recipients, at least one and at most
// [MaxRecipients]; a piece of a file to exactly one. Two calls with the same arguments give different bytes,
// because age draws fresh keys. Words that would not fit in [MaxBytes], and a
// piece of a file that would not in [MaxPartBytes], are a [gehoor.CodeTooLarge]
// refusal; everything else that fails is a mistake of the
// caller.
func Seal(org gehoor.OrgID, t Type, body []byte, to ...Recipient) ([]byte, error) {
	if len(to) == 0 || len(to) > MaxRecipients || t == Part && len(to) != 1 {
		return nil, fmt.Errorf("seal: %d recipients: want 1 to %d", len(to), MaxRecipients)
	}
	if !t.Valid() {
		return nil, errors.New("seal: unknown type of content")
	}
	if _, err := gehoor.ParseOrgID(string(org)); err != nil {
		return nil, fmt.Errorf("seal: organisation: %w", err)
	}
	if len(body) > t.max() {
		return nil, tooLarge(t)
	}
	keys := make([]age.Recipient, 0, len(to))
	for _, r := range to {
		k, err := parse(r)
		if err != nil {
			return nil, err
		}
		keys = append(keys, k)
	}
	sealed, err := encrypt(plaintext(org, t, body), keys)
	if err != nil {
		return nil, err
	}
	if len(sealed) > t.max() {
		return nil, tooLarge(t)
	}
	return sealed, nil
}

func plaintext(org gehoor.OrgID, t Type, body []byte) []byte {
	h := Header{Org: org, Type: t, Length: len(body)}
	plain := append(h.Line(), body...)
	return Pad(plain)
}

func encrypt(plain []byte, keys []age.Recipient) ([]byte, error) {
	var out bytes.Buffer
	err := encryptTo(&out, plain, keys)
	return out.Bytes(), err
}

func encryptTo(out io.Writer, plain []byte, keys []age.Recipient) error {
	w, err := age.Encrypt(out, keys...)
	if err == nil {
		_, err = w.Write(plain)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return fmt.Errorf("seal: encrypt: %w", err)
	}
	return nil
}

// NameOf names content: the SHA-256 of its ciphertext in lower-case hex.
func NameOf(sealed []byte) gehoor.ContentID {
	sum := sha256.Sum256(sealed)
	return gehoor.ContentID(hex.EncodeToString(sum[:]))
}

func tooLarge(t Type) *gehoor.Refusal {
	return gehoor.Refuse(gehoor.CodeTooLarge, "limit", strconv.Itoa(t.max()>>10)+" KiB")
}

func wronglySealed() *gehoor.Refusal { return gehoor.Refuse(gehoor.CodeWronglySealed) }
