package draw

import (
	"strings"
	"unicode/utf8"
)

// widths are those of Helvetica in thousandths of its size, from U+0020 to U+007E
// (Adobe Font Metrics, 1997). A picture is shown with whatever font is there, so
// they are taken larger: wider than the text may be, narrower never.
var widths = [...]int{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	222, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

const (
	roomier = 1.17 // DejaVu Sans, the widest that a system has by itself
	bolder  = 1.13
	unknown = 1000 // a letter of another script
)

// width is how wide a text is at a size, at most.
func width(s string, size float64, bold bool) float64 {
	sum := 0
	for _, r := range s {
		if r >= ' ' && int(r-' ') < len(widths) {
			sum += widths[r-' ']
		} else {
			sum += unknown
		}
	}
	w := float64(sum) / 1000 * size * roomier
	if bold {
		w *= bolder
	}
	return w
}

// ellipsis ends a text of which not everything is shown.
const ellipsis = "…"

// wrap breaks a text into lines of at most room, and no more than most lines. A word
// that is too long for a line is broken.
func wrap(s string, size, room float64, bold bool, most int) []string {
	var lines []string
	line := ""
	for _, word := range words(s, size, room, bold) {
		switch joined := strings.TrimPrefix(line+" "+word, " "); {
		case width(joined, size, bold) <= room:
			line = joined
		case len(lines) == most-1:
			return append(lines, line+ellipsis)
		default:
			lines, line = append(lines, line), word
		}
	}
	if line == "" {
		return lines
	}
	return append(lines, line)
}

// words are those of a text, the too long ones in pieces that fit.
func words(s string, size, room float64, bold bool) []string {
	var all []string
	for _, word := range strings.Fields(clip(s)) {
		for width(word, size, bold) > room {
			end := len(word)
			for end > 1 && width(word[:end], size, bold) > room {
				_, last := utf8.DecodeLastRuneInString(word[:end])
				end -= last
			}
			end = max(end, firstRune(word))
			all, word = append(all, word[:end]), word[end:]
		}
		if word != "" {
			all = append(all, word)
		}
	}
	return all
}

func firstRune(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// maxText bounds what is taken of one text: labels of protocol files are shorter.
const maxText = 1200

// clip bounds a text.
func clip(s string) string {
	if len(s) <= maxText {
		return s
	}
	cut := maxText
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + ellipsis
}
