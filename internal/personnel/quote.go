package personnel

import "strings"

// quotes reads rows of values, some of which stand between quotation marks as files have
// them: as the browser's papaparse 5.7.1 reads them, mark by mark, so that a file that is
// not quite right is the same people in both.
type quotes struct {
	text, delimiter string
	// at is where it reads; the others are where what they name comes next, -1 for never.
	at, delim, line, quote int

	row    []string
	rows   [][]string
	broken []int // rows whose marks do not fit
}

func readQuoted(text, delimiter string) (rows [][]string, broken []int) {
	if text == "" {
		return nil, nil
	}
	q := &quotes{text: text, delimiter: delimiter}
	q.delim, q.line = q.find(delimiter, 0), q.find("\n", 0)
	for q.next() {
	}
	return append(q.rows, q.row), q.broken
}

// find is where something comes, from a place on.
func (q *quotes) find(what string, from int) int {
	if from > len(q.text) {
		return -1
	}
	i := strings.Index(q.text[from:], what)
	if i < 0 {
		return -1
	}
	return from + i
}

// next reads one value; false after the last one.
func (q *quotes) next() bool {
	switch {
	case q.at < len(q.text) && q.text[q.at] == '"':
		return q.quoted()
	case q.delim >= 0 && (q.line < 0 || q.delim < q.line):
		q.row = append(q.row, q.text[q.at:q.delim])
		q.at = q.delim + 1
		q.delim = q.find(q.delimiter, q.at)
		return true
	case q.line >= 0:
		q.row = append(q.row, q.text[q.at:q.line])
		q.ends(q.line + 1)
		return true
	}
	q.row = append(q.row, q.text[q.at:])
	return false
}

// ends closes a row; the next one begins there.
func (q *quotes) ends(at int) {
	q.rows, q.row = append(q.rows, q.row), nil
	q.at = at
	q.line = q.find("\n", at)
}

// quoted reads a value that begins with a mark.
func (q *quotes) quoted() bool {
	q.quote = q.at
	q.at++
	for {
		q.quote = q.find(`"`, q.quote+1)
		switch {
		case q.quote < 0: // nobody closes it
			q.broken = append(q.broken, len(q.rows))
			q.row = append(q.row, q.text[q.at:])
			return false
		case q.quote == len(q.text)-1:
			q.row = append(q.row, q.value())
			return false
		case q.text[q.quote+1] == '"':
			q.quote++
			continue
		}
		q.refresh(q.quote + 1)
		if to, ok := q.closes(q.delimiter, q.nearest()); ok {
			q.row = append(q.row, q.value())
			q.at = to
			q.refresh(q.at)
			return true
		}
		if to, ok := q.closes("\n", q.line); ok {
			q.row = append(q.row, q.value())
			q.ends(to)
			q.refresh(q.at)
			return true
		}
		q.broken = append(q.broken, len(q.rows))
		q.quote++
	}
}

// value is what stands between the marks; two of them are one.
func (q *quotes) value() string {
	return strings.ReplaceAll(q.text[q.at:q.quote], `""`, `"`)
}

// refresh finds what comes next anew, where it lies before a place.
func (q *quotes) refresh(from int) {
	if q.delim >= 0 && q.delim < from {
		q.delim = q.find(q.delimiter, from)
	}
	if q.line >= 0 && q.line < from {
		q.line = q.find("\n", from)
	}
}

// nearest is where the value could end; -1 if no separator follows.
func (q *quotes) nearest() int {
	if q.line < 0 {
		return q.delim
	}
	return min(q.delim, q.line)
}

// closes says whether a mark is followed by what ends a value, with nothing but spaces
// between; to is where the next value begins.
func (q *quotes) closes(end string, until int) (to int, ok bool) {
	to = q.quote + 1
	if until > to && strings.TrimFunc(q.text[to:until], isSpace) == "" {
		to = until
	}
	return to + 1, strings.HasPrefix(q.text[to:], end)
}
