package story

import "strings"

// Print writes a story as its canonical text: one space between words, two
// before an indented line, a newline at the end of every line.
func Print(s *Story) []byte {
	var b strings.Builder
	for _, line := range s.Lines {
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// String is the line as [Print] writes it.
func (s Statement) String() string {
	indent := ""
	if s.Part && s.Form != formEmpty {
		indent = "  "
	}
	if s.Form == formRemark {
		return indent + "#" + s.Values[0]
	}
	words := strings.Fields(string(s.Form))
	next := 0
	for i, w := range words {
		name, ok := blank(w)
		if !ok {
			continue
		}
		words[i] = s.Values[next]
		if kind(name) == "text" {
			words[i] = quote(words[i])
		}
		next++
	}
	return indent + strings.Join(words, " ")
}
