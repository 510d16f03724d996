package personnel

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// decode is the text of bytes, in the first of these spellings that fits: UTF-16 or UTF-8
// with a mark, UTF-8 without, Windows-1252.
func decode(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		if text, ok := decodeWide(data[2:], func(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 }); ok {
			return text
		}
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		if text, ok := decodeWide(data[2:], func(b []byte) uint16 { return uint16(b[1]) | uint16(b[0])<<8 }); ok {
			return text
		}
	case utf8.Valid(data):
		return strings.TrimPrefix(string(data), mark)
	}
	var b strings.Builder
	for _, one := range data {
		r := charmap.Windows1252.DecodeByte(one)
		if r == unicode.ReplacementChar { // five bytes that stand for nothing
			r = rune(one)
		}
		b.WriteRune(r)
	}
	return b.String()
}

const mark = "\ufeff"

// decodeWide reads UTF-16; ok is false for what is none.
func decodeWide(data []byte, unit func([]byte) uint16) (text string, ok bool) {
	if len(data)%2 != 0 {
		return "", false
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = unit(data[2*i:])
	}
	for i := 0; i < len(units); i++ {
		if !utf16.IsSurrogate(rune(units[i])) {
			continue
		}
		if i+1 == len(units) || utf16.DecodeRune(rune(units[i]), rune(units[i+1])) == unicode.ReplacementChar {
			return "", false
		}
		i++
	}
	return string(utf16.Decode(units)), true
}

// isSpace says whether a character is what JavaScript calls white space.
func isSpace(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', ' ', 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}

// tidy is a value without what nobody sees: spaces around and control characters.
func tidy(cell string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFC.String(cell) {
		switch {
		case isSpace(r) || unicode.Is(unicode.Cc, r):
			space = true
		case unicode.Is(unicode.Cf, r):
			// it goes, with or without a space beside it
		default:
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		}
	}
	return b.String()
}

var spelledAlike = strings.NewReplacer("ß", "ss", "ø", "o", "ł", "l")

// plain is a text as it is compared: without case, marks on letters and spaces too many.
func plain(text string) string {
	if isPlain(text) {
		return text
	}
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Diacritic, r) {
			return -1
		}
		return r
	}, norm.NFD.String(text))
	bare = spelledAlike.Replace(cases.Lower(language.Und).String(bare))
	return strings.Join(strings.FieldsFunc(bare, isSpace), " ")
}

// isPlain says whether a text is as it is compared already.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// units is the length of a text as JavaScript counts it.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// head is the beginning of a text, of at most so many units.
func head(text string, most int) string {
	n := 0
	for i, r := range text {
		if n += utf16.RuneLen(r); n > most {
			return text[:i]
		}
	}
	return text
}
