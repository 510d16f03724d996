package person

import (
	"crypto/sha256"
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
	// maxCodeText bounds what is read as a code: twelve words of the longest
	// eight letters need 108, and nobody's list of notes is a code.
	maxCodeText = 512
	// prefixLetters is how many letters of a word are enough.
	prefixLetters = 4
	bitsPerWord   = 11
	checksumBits  = 4
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
func (c Code) Words(lang gehoor.Language) []string {
	list := words.List(lang)
	shown := make([]string, CodeWords)
	for i := range shown {
		shown[i] = list[bitsAt(c, i*bitsPerWord)]
	}
	return shown
}

// bitsAt reads eleven bits of the code followed by its checksum.
func bitsAt(c Code, at int) int {
	data := append(c[:], checksum(c)<<checksumBits)
	v := 0
	for bit := at; bit < at+bitsPerWord; bit++ {
		v = v<<1 | int(data[bit/8]>>(7-bit%8)&1)
	}
	return v
}

// checksum is the first four bits of the SHA-256.
func checksum(c Code) byte {
	sum := sha256.Sum256(c[:])
	return sum[0] >> checksumBits
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
	return fmt.Sprintf("person: code: %s (%d words, unknown at %v)", e.Fault, e.Count, e.Positions)
}

// ParseCode reads a code as typed in a language. Case, numbering, punctuation
// and extra spaces are forgiven, and a word may be cut off after four letters.
// Its error is a [*CodeError].
func ParseCode(text string, lang gehoor.Language) (Code, error) {
	if len(text) > maxCodeText {
		return Code{}, &CodeError{Fault: FaultCount}
	}
	typed := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r)
	})
	if len(typed) != CodeWords {
		return Code{}, &CodeError{Fault: FaultCount, Count: len(typed)}
	}
	list := words.List(lang)
	var indexes [CodeWords]int
	var unknown []int
	for i, word := range typed {
		at, ok := find(list, word)
		if !ok {
			unknown = append(unknown, i+1)
		}
		indexes[i] = at
	}
	if unknown != nil {
		return Code{}, &CodeError{Fault: FaultUnknown, Count: CodeWords, Positions: unknown}
	}
	return join(indexes)
}

// ParseAnyCode reads a code in whichever of the two languages it was written
// down, the preferred one first. When neither fits, the error is that of the
// language that knows more of the words.
func ParseAnyCode(text string, preferred gehoor.Language) (Code, error) {
	other := gehoor.English
	if preferred == gehoor.English {
		other = gehoor.Dutch
	}
	c, err := ParseCode(text, preferred)
	if err == nil {
		return c, nil
	}
	c, second := ParseCode(text, other)
	if second == nil {
		return c, nil
	}
	if unknownIn(second) < unknownIn(err) {
		return Code{}, second
	}
	return Code{}, err
}

func unknownIn(err error) int {
	if e, ok := err.(*CodeError); ok {
		return len(e.Positions)
	}
	return CodeWords
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

func join(indexes [CodeWords]int) (Code, error) {
	var data [CodeBytes + 1]byte
	for i, v := range indexes {
		for b := range bitsPerWord {
			bit := i*bitsPerWord + b
			data[bit/8] |= byte(v>>(bitsPerWord-1-b)&1) << (7 - bit%8)
		}
	}
	c := Code(data[:CodeBytes])
	if data[CodeBytes]>>checksumBits != checksum(c) {
		return Code{}, &CodeError{Fault: FaultChecksum, Count: CodeWords}
	}
	return c, nil
}
