package personnel

import (
	"slices"
	"strings"
)

// The largest file, and the most lines, that a browser can show at ease; here the same, so
// that a file that is good at one place is good at the other.
const (
	MaxFileBytes = 20_000_000
	MaxLines     = 100_000
)

// Line is a row, and the line of the file on which it begins, from 1.
type Line struct {
	Line  int      `json:"line"`
	Cells []string `json:"cells"`
}

// Table is what a file says.
type Table struct {
	Headings []string `json:"headings"`
	Lines    []Line   `json:"lines"`
	// Broken are lines whose quotation marks do not fit.
	Broken []int `json:"broken"`
}

// Unreadable says why nothing of a file can be read.
type Unreadable string

// The reasons.
const (
	TooLarge     Unreadable = "too-large"
	TooManyLines Unreadable = "too-many-lines"
	Empty        Unreadable = "empty"
	NoText       Unreadable = "no-text"
)

// Error implements error.
func (u Unreadable) Error() string { return "personnel: a file that cannot be read: " + string(u) }

// Read reads a file; the error is an [Unreadable]. Lines without any value are left out.
func Read(data []byte) (Table, error) {
	if len(data) > MaxFileBytes {
		return Table{}, TooLarge
	}
	text := strings.ReplaceAll(strings.ReplaceAll(decode(data), "\r\n", "\n"), "\r", "\n")
	if strings.Contains(text, "\x00") {
		return Table{}, NoText // a workbook, not a CSV file
	}
	delimiter, skip := separated(text)
	at := 1
	if skip > 0 {
		at = 2
	}
	rows, broken := readQuoted(strings.TrimPrefix(text[skip:], mark), delimiter)
	var lines []Line
	starts := make([]int, len(rows))
	for i, row := range rows {
		starts[i] = at
		cells := make([]string, len(row))
		for j, cell := range row {
			cells[j] = tidy(cell)
			at += strings.Count(cell, "\n")
		}
		at++
		if slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
			lines = append(lines, Line{starts[i], cells})
		}
	}
	if len(lines) > MaxLines+1 {
		return Table{}, TooManyLines
	}
	if len(lines) < 2 {
		return Table{}, Empty
	}
	t := Table{Headings: lines[0].Cells, Lines: lines[1:], Broken: []int{}}
	for _, row := range broken {
		if line := starts[row]; !slices.Contains(t.Broken, line) {
			t.Broken = append(t.Broken, line)
		}
	}
	return t, nil
}

// separators are by what values can be separated, the likeliest first.
var separators = []string{";", ",", "\t"}

// separated says by what the values are separated, and how much stands before the headings
// ("sep=;", as Excel writes it).
func separated(text string) (delimiter string, skip int) {
	if len(text) > 5 && strings.EqualFold(text[:4], "sep=") && text[5] == '\n' && slices.Contains(separators, text[4:5]) {
		return text[4:5], 6
	}
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
	first = outsideQuotes(first)
	delimiter = separators[0]
	for _, one := range separators[1:] {
		if strings.Count(first, one) > strings.Count(first, delimiter) {
			delimiter = one
		}
	}
	return delimiter, 0
}

// outsideQuotes is a line without what stands between marks.
func outsideQuotes(line string) string {
	var b strings.Builder
	for {
		before, rest, opened := strings.Cut(line, `"`)
		_, after, closed := strings.Cut(rest, `"`)
		if !opened || !closed {
			b.WriteString(line)
			return b.String()
		}
		b.WriteString(before)
		line = after
	}
}
