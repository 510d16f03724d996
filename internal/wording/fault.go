package wording

import (
	"regexp"
	"strings"
	"unicode"
)

// Fault is what is wrong with a text; "" is nothing.
type Fault string

// The faults.
const (
	FaultLong  Fault = "long"
	FaultLine  Fault = "line" // more than one line or paragraph, an item or an address, where that cannot be
	FaultSigns Fault = "signs"
	FaultLink  Fault = "link"  // an address that does not begin with https:// or has no ordinary name
	FaultPlace Fault = "place" // braces around something that is not filled in
	// FaultReserved: it says a line that keeps a reporter safe, which the program says.
	FaultReserved Fault = "reserved"
)

// Clean is a text as people mean it: line ends of one kind, no signs that are not
// seen, no spaces around lines, no more than one empty line.
func Clean(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r != '\n' && unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSpace(l)
	}
	return strings.TrimSpace(empty.ReplaceAllString(strings.Join(lines, "\n"), "\n\n"))
}

var (
	empty  = regexp.MustCompile(`\n{3,}`)
	braces = regexp.MustCompile(`[{}]`)
	// stacked are more marks on a letter than any word has: they grow over other lines.
	stacked = regexp.MustCompile(`\p{M}{3,}`)
)

// FaultOf says what is wrong with a text at a place. "" is right anywhere.
func FaultOf(p Place, s string) Fault {
	switch {
	case s == "":
		return ""
	case len([]rune(s)) > p.Size().Max():
		return FaultLong
	case s != Clean(s) || strings.ContainsFunc(s, unseen) || stacked.MatchString(s):
		return FaultSigns
	case braces.MatchString(Fill(s, "", "", "")):
		return FaultPlace
	case reserved(s):
		return FaultReserved
	}
	for _, found := range address.FindAllString(s, -1) {
		if !leads(strings.TrimRight(found, after)) {
			return FaultLink
		}
	}
	if p.Size() != Prose {
		return faultOfLine(s)
	}
	return ""
}

func faultOfLine(s string) Fault {
	if strings.Contains(s, "\n") || strings.HasPrefix(s, item) || address.MatchString(s) {
		return FaultLine
	}
	return ""
}

// unseen are signs of which a reader sees nothing, or not what they are.
func unseen(r rune) bool {
	return unicode.IsControl(r) && r != '\n' || r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) || strings.ContainsRune(blank, r)
}

// blank are signs that count as letters and show nothing.
const blank = "\u115f\u1160\u2800\u3164\uffa0"

// Reserved are the lines that keep a reporter safe, in both languages; a test sees that
// they are those of the catalogue.
func Reserved() []string {
	return []string{
		"Snel weg", "Leave now",
		"Wie kan dit openen?", "Who can open this?",
		"Deze manier is minder veilig", "This way is less safe",
		"Wat wij beloven", "What we promise",
		"Wat wij niet kunnen beloven", "What we cannot promise",
		"Dit is een proefversie", "This is a trial version",
		"Gebruik liever geen apparaat van uw werk", "Better not use a device from work", "Better not to use a device from work",
	}
}

// reserved says whether a text has one of those lines in it, whatever signs, spaces and
// capitals are around its words.
func reserved(s string) bool {
	said := " " + words(s) + " "
	for _, line := range Reserved() {
		if strings.Contains(said, " "+words(line)+" ") {
			return true
		}
	}
	return false
}

// words are the words of a text, in small letters.
func words(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }), " ")
}
