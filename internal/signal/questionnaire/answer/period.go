package answer

import "strings"

// Open is the end of a period that has none: ISO 8601-2 writes it so.
const Open = ".."

// Period is from one day to another, as a date field gives them; "" where it is
// open. One of the two is there.
type Period struct{ From, To string }

// ReadPeriod reads "2006-01-02/2006-01-31", with ".." for an open end.
func ReadPeriod(s string) (p Period, ok bool) {
	from, to, both := strings.Cut(s, "/")
	if !both || from == Open && to == Open {
		return p, false
	}
	for _, end := range []struct {
		said string
		into *string
	}{{from, &p.From}, {to, &p.To}} {
		if end.said == Open {
			continue
		}
		if !isDay(end.said) || tidy(end.said) != end.said {
			return Period{}, false
		}
		*end.into = end.said
	}
	return p, true
}

// JoinPeriod is the answer that two fields give: "" if both are empty.
func JoinPeriod(from, to string) string {
	from, to = tidy(from), tidy(to)
	if from == "" && to == "" {
		return ""
	}
	if from == "" {
		from = Open
	}
	if to == "" {
		to = Open
	}
	return from + "/" + to
}

// SplitPeriod is what two fields show of an answer, whatever was typed.
func SplitPeriod(s string) (from, to string) {
	from, to, _ = strings.Cut(s, "/")
	if from == Open {
		from = ""
	}
	if to == Open {
		to = ""
	}
	return from, to
}
