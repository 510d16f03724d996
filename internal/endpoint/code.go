package endpoint

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/browser/words"
)

const (
	// CodeBytes is the length of a code: 128 random bits.
	CodeBytes = 16
	// CodeWords is how many words show a code: 128 bits and 4 of checksum, in
	// elevens.
	CodeWords = 12
	// PlainCodeBytes is the length of a plain code: 160 random bits, the next
	// length that BIP-39 has, so that counting the words tells the two apart.
	PlainCodeBytes = 20
	// PlainCodeWords is how many words show a plain code: 160 bits and 5 of
	// checksum, in elevens.
	PlainCodeWords = 15
	// maxCodeText bounds what is read as a code: fifteen words of the longest
	// eight letters need 135, and nobody's list of notes is a code.
	maxCodeText = 512
	// prefixLetters is how many letters of a word are enough.
	prefixLetters = 4
	bitsPerWord   = 11
)

// Code is what a reporter keeps: 16 random bytes. The bytes are the secret, not
// the words, so that a code can be shown again in the other language.
type Code [CodeBytes]byte

// NewCode draws a code from random, which fills its argument.
func NewCode(random func([]byte)) Code {
	var c Code
	random(c[:])
	return c
}

// String hides the secret.
func (c Code) String() string { return "code(hidden)" }

// GoString hides the secret.
func (c Code) GoString() string { return c.String() }

// Words shows the code in a language by BIP-39.
func (c Code) Words(lang gehoor.Language) []string { return spell(c[:], lang) }

// ParseCode reads a code as typed in a language. Case, numbering, punctuation
// and extra spaces are forgiven, and a word may be cut off after four letters.
// Its error is a [*CodeError].
func ParseCode(text string, lang gehoor.Language) (Code, error) {
	return asCode(parse(text, lang, CodeBytes))
}

// ParseAnyCode reads a code in whichever of the two languages it was written
// down, the preferred one first. When neither fits, the error is that of the
// language that knows more of the words.
func ParseAnyCode(text string, preferred gehoor.Language) (Code, error) {
	return asCode(parseAny(text, preferred, CodeBytes))
}

func asCode(secret []byte, err error) (Code, error) {
	if err != nil {
		return Code{}, err
	}
	return Code(secret), nil
}

// PlainCode is what a reporter keeps whose browser runs no scripts: 20 random
// bytes that the server drew, and sees whenever they are typed.
type PlainCode [PlainCodeBytes]byte

// NewPlainCode draws a code from random, which fills its argument.
func NewPlainCode(random func([]byte)) PlainCode {
	var c PlainCode
	random(c[:])
	return c
}

// String hides the secret.
func (c PlainCode) String() string { return "plain code(hidden)" }

// GoString hides the secret.
func (c PlainCode) GoString() string { return c.String() }

// Words shows the code in a language by BIP-39.
func (c PlainCode) Words(lang gehoor.Language) []string { return spell(c[:], lang) }

// ParsePlainCode reads a plain code as [ParseAnyCode] reads a code.
func ParsePlainCode(text string, preferred gehoor.Language) (PlainCode, error) {
	secret, err := parseAny(text, preferred, PlainCodeBytes)
	if err != nil {
		return PlainCode{}, err
	}
	return PlainCode(secret), nil
}

// CodeFault says what is wrong with a typed code.
type CodeFault string

// The faults, as the browser names them too.
const (
	FaultCount    CodeFault = "count"
	FaultUnknown  CodeFault = "unknown"
	FaultChecksum CodeFault = "checksum"
)

// CodeError says what is wrong with a typed code, so that the reporter can mend
// it. It never holds the words.
type CodeError struct {
	Fault CodeFault
	// Count is how many words there were.
	Count int
	// Positions are the unknown words, counted from 1.
	Positions []int
}

// Error is for logs and tests.
func (e *CodeError) Error() string {
	return fmt.Sprintf("endpoint: code: %s (%d words, unknown at %v)", e.Fault, e.Count, e.Positions)
}

// wordsOf is how many words show so many bytes by BIP-39, which adds a bit of
// checksum for each four bytes.
func wordsOf(bytes int) int { return (bytes*8 + bytes/4) / bitsPerWord }

// spell shows a secret by BIP-39.
func spell(secret []byte, lang gehoor.Language) []string {
	list := words.List(lang)
	data := append(slices.Clone(secret), checksum(secret))
	defer clear(data)
	shown := make([]string, wordsOf(len(secret)))
	for i := range shown {
		shown[i] = list[bitsAt(data, i*bitsPerWord)]
	}
	return shown
}

// bitsAt reads eleven bits.
func bitsAt(data []byte, at int) int {
	v := 0
	for bit := at; bit < at+bitsPerWord; bit++ {
		v = v<<1 | int(data[bit/8]>>(7-bit%8)&1)
	}
	return v
}

// checksum is the first bits of the SHA-256, one for each four bytes, followed
// by zeros.
func checksum(secret []byte) byte {
	sum := sha256.Sum256(secret)
	return sum[0] &^ (0xff >> (len(secret) / 4))
}

// parse reads a secret of so many bytes as typed in a language.
func parse(text string, lang gehoor.Language, bytes int) ([]byte, error) {
	if len(text) > maxCodeText {
		return nil, &CodeError{Fault: FaultCount}
	}
	typed := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r)
	})
	if len(typed) != wordsOf(bytes) {
		return nil, &CodeError{Fault: FaultCount, Count: len(typed)}
	}
	list := words.List(lang)
	indexes := make([]int, len(typed))
	var unknown []int
	for i, word := range typed {
		at, ok := find(list, word)
		if !ok {
			unknown = append(unknown, i+1)
		}
		indexes[i] = at
	}
	if unknown != nil {
		return nil, &CodeError{Fault: FaultUnknown, Count: len(typed), Positions: unknown}
	}
	return join(indexes, bytes)
}

func parseAny(text string, preferred gehoor.Language, bytes int) ([]byte, error) {
	other := gehoor.English
	if preferred == gehoor.English {
		other = gehoor.Dutch
	}
	secret, err := parse(text, preferred, bytes)
	if err == nil {
		return secret, nil
	}
	secret, second := parse(text, other, bytes)
	if second == nil {
		return secret, nil
	}
	if unknownIn(second) < unknownIn(err) {
		return nil, second
	}
	return nil, err
}

// unknownIn is how many words a language does not know.
func unknownIn(err error) int {
	var e *CodeError
	if errors.As(err, &e) {
		return len(e.Positions)
	}
	return PlainCodeWords
}

// find gives the place of a word. No two words of a list share their first four
// letters (words_test.go).
func find(list []string, word string) (int, bool) {
	if i := slices.Index(list, word); i >= 0 || len(word) < prefixLetters {
		return i, i >= 0
	}
	i := slices.IndexFunc(list, func(known string) bool { return strings.HasPrefix(known, word) })
	return i, i >= 0
}

func join(indexes []int, bytes int) ([]byte, error) {
	data := make([]byte, bytes+1)
	for i, v := range indexes {
		for b := range bitsPerWord {
			bit := i*bitsPerWord + b
			data[bit/8] |= byte(v>>(bitsPerWord-1-b)&1) << (7 - bit%8)
		}
	}
	secret := data[:bytes:bytes]
	if data[bytes] != checksum(secret) {
		return nil, &CodeError{Fault: FaultChecksum, Count: len(indexes)}
	}
	return secret, nil
}
