package story

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, or a text in quotes.
type token struct {
	col  int // counted from 1, in characters
	text string
	// quoted: text is what stood between quotes, without escapes.
	quoted bool
}

// lexProblem is what is wrong within a line.
type lexProblem struct {
	col        int
	what, mend string
}

// split cuts a line into tokens. It stops at the first thing that is no token.
func split(line string) ([]token, *lexProblem) {
	var tokens []token
	runes := []rune(line)
	for i := 0; i < len(runes); {
		switch r := runes[i]; {
		case r == ' ':
			i++
		case r == '"':
			text, next, problem := quotedText(runes, i)
			if problem != nil {
				return tokens, problem
			}
			tokens = append(tokens, token{col: i + 1, text: text, quoted: true})
			i = next
		default:
			start := i
			for i < len(runes) && runes[i] != ' ' && runes[i] != '"' {
				i++
			}
			tokens = append(tokens, token{col: start + 1, text: string(runes[start:i])})
		}
	}
	return tokens, nil
}

// quotedText reads a text that begins with a quote at runes[from] and returns
// where it ends.
func quotedText(runes []rune, from int) (string, int, *lexProblem) {
	var b strings.Builder
	for i := from + 1; i < len(runes); i++ {
		switch r := runes[i]; r {
		case '"':
			if i+1 < len(runes) && runes[i+1] != ' ' {
				return "", 0, &lexProblem{i + 2, "a text in quotes is followed by something", "put a space after the closing quote"}
			}
			return b.String(), i + 1, nil
		case '\\':
			i++
			if i == len(runes) || !strings.ContainsRune(`"\n`, runes[i]) {
				return "", 0, &lexProblem{i, `a backslash stands only before a quote, n or a backslash`, `write \\ for a backslash`}
			}
			if runes[i] == 'n' {
				b.WriteByte('\n')
			} else {
				b.WriteRune(runes[i])
			}
		default:
			b.WriteRune(r)
		}
	}
	return "", 0, &lexProblem{from + 1, "a text in quotes does not end", `put " at its end`}
}

// quote is the opposite of quotedText.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
}

// checkText says what in a line is no text at all.
func checkText(line string) *lexProblem {
	if !utf8.ValidString(line) {
		return &lexProblem{1, "the line is not UTF-8", "save the file as UTF-8"}
	}
	col := 0
	for _, r := range line {
		col++
		if r == '\t' {
			return &lexProblem{col, "a tab", "use spaces"}
		}
		if unicode.IsControl(r) || r == '\ufeff' || r == '\u2028' || r == '\u2029' {
			return &lexProblem{col, "a character that cannot be seen", "take it out"}
		}
	}
	return nil
}
