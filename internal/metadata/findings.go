package metadata

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tells is what something in a file tells.
type Tells uint8

// What there can be, in the order in which it is told. The numbers are kept in
// cookies for half an hour: new ones are added at the end.
const (
	Place Tells = iota
	Device
	Person
	Organisation
	Time
	Software
	Title
	Words
	Number
	Folder
	Thumbnail
	Profile
	Versions
	Attachment
	Behind
	Other
)

var tells = [...]string{
	"place", "device", "person", "organisation", "time", "software", "title", "words", "number", "folder",
	"thumbnail", "profile", "versions", "attachment", "behind", "other",
}

// String is the name of it, as the browser has it and the catalogue behind "metadata.".
func (t Tells) String() string { return tells[t] }

// Findings are all that a file told, a bit for each.
type Findings uint32

// List is what was found, in its order.
func (f Findings) List() []Tells {
	var all []Tells
	for t := range Tells(len(tells)) {
		if f&(1<<t) != 0 {
			all = append(all, t)
		}
	}
	return all
}

// finder collects what is found, and bounds what is looked at: a file can hold far
// more to look at than it is large, and everything of it goes anyway. What is not
// looked at is told as no more than that there was something.
type finder struct {
	found Findings
	// left is how many bytes may still be looked at.
	left int
}

// maxLooking is how many bytes of one file are looked at, however it repeats or
// packs them.
const maxLooking = 8 << 20

// look says how many of so many bytes may be looked at.
func (f *finder) look(n int) int {
	n = min(n, f.left)
	f.left -= n
	return n
}

func (f *finder) add(t Tells) { f.found |= 1 << t }

// addText adds a finding if there is something to read.
func (f *finder) addText(t Tells, value string) {
	for _, r := range value[:min(len(value), maxValue)] {
		if !unicode.IsSpace(r) && !unprintable(r) {
			f.add(t)
			return
		}
	}
}

// maxValue is how many bytes of a text are looked at.
const maxValue = 480

// unprintable are controls, and what turns the direction of text; as finding.ts.
func unprintable(r rune) bool {
	return r < 0x20 || r >= 0x7f && r <= 0x9f || r == 0x200e || r == 0x200f || r >= 0x2028 && r <= 0x202e ||
		r >= 0x2066 && r <= 0x2069 || r == 0xfeff || r == 0xfffd
}

// readable is text for a person, in UTF-8 if it is that, else one byte a character.
func readable(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	return latin1(b)
}

func latin1(b []byte) string {
	var s strings.Builder
	for _, c := range b {
		s.WriteRune(rune(c))
	}
	return s.String()
}
