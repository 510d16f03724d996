package seal

import (
	"bytes"
	"encoding/base64"
)

// Summary is what anybody can see of content without a key.
type Summary struct {
	// Recipients is how many can open it. Who they are cannot be seen.
	Recipients int
}

// The parts of an age file to hybrid recipients (https://age-encryption.org/v1).
// Every stanza has exactly one spelling of one length, so the whole file can be
// checked without any key and without copying it.
const (
	intro         = "age-encryption.org/v1\n"
	stanzaPrefix  = "-> mlkem768x25519 "
	footerPrefix  = "--- "
	encapsulation = 1120 // ML-KEM-768 ciphertext 1,088 and X25519 share 32
	wrappedKey    = 32   // file key 16 and Poly1305 tag 16
	macLength     = 32
	nonceLength   = 16
	chunk         = 64 << 10
	chunkTag      = 16
)

var b64 = base64.RawStdEncoding.Strict()

// Inspect checks content that arrived, without any key: that it is an age file
// of at most [MaxBytes], that each of its 1 to [MaxRecipients] stanzas is a
// native hybrid one, and that its length is that of a padded plaintext. It
// answers a [gehoor.CodeTooLarge] or [gehoor.CodeWronglySealed] refusal.
//
// It cannot see whether the words inside are right, or whether somebody can
// open them: the reader's browser does (package unseal). Memory is bounded by
// one stanza, whatever is sent.
func Inspect(sealed []byte) (Summary, error) {
	if len(sealed) > MaxBytes {
		return Summary{}, tooLarge(Account)
	}
	rest, ok := bytes.CutPrefix(sealed, []byte(intro))
	if !ok {
		return Summary{}, wronglySealed()
	}
	recipients := 0
	for bytes.HasPrefix(rest, []byte(stanzaPrefix)) {
		if rest, ok = cutStanza(rest); !ok || recipients == MaxRecipients {
			return Summary{}, wronglySealed()
		}
		recipients++
	}
	rest, ok = cutField(rest, footerPrefix, macLength)
	if !ok || recipients == 0 || !padded(len(rest)) {
		return Summary{}, wronglySealed()
	}
	return Summary{Recipients: recipients}, nil
}

func cutStanza(rest []byte) ([]byte, bool) {
	rest, ok := cutField(rest, stanzaPrefix, encapsulation)
	if !ok {
		return nil, false
	}
	return cutField(rest, "", wrappedKey)
}

// cutField takes off one line: the prefix, size bytes in strict base64 without
// padding, and a newline.
func cutField(rest []byte, prefix string, size int) ([]byte, bool) {
	end := len(prefix) + b64.EncodedLen(size)
	if len(rest) <= end || rest[end] != '\n' || !bytes.HasPrefix(rest, []byte(prefix)) {
		return nil, false
	}
	field := rest[len(prefix):end]
	// The decoder skips newlines; a second spelling of one file is not wanted.
	if bytes.ContainsAny(field, "\r\n") {
		return nil, false
	}
	var decoded [encapsulation + 2]byte
	n, err := b64.Decode(decoded[:], field)
	return rest[end+1:], err == nil && n == size
}

// padded says whether a payload of n bytes (nonce, then chunks with a tag each)
// holds a plaintext of a Padmé size.
func padded(n int) bool {
	n -= nonceLength
	if n <= 0 {
		return false
	}
	chunks := (n + chunk + chunkTag - 1) / (chunk + chunkTag)
	plain := n - chunks*chunkTag
	full := (plain + chunk - 1) / chunk
	return plain >= MinPadded && full == chunks && PadmeSize(plain) == plain
}
