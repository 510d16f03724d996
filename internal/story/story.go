package story

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/gehoor/gehoor"
)

// Limits. A story is read by people: the longest shipped one has 60 lines.
const (
	// MaxBytes is the largest file.
	MaxBytes = 64 << 10
	// MaxLineBytes is the longest line: a text in quotes of some 600 words.
	MaxLineBytes = 4 << 10
	// maxProblems is how many problems are told at once.
	maxProblems = 20
)

// Story is a parsed file. Its lines are all there, also the empty ones, so that
// printing it gives the file again.
type Story struct {
	// Name is the file's, for messages: "late.story".
	Name  string
	Lines []Statement
}

// Statement is one line: a form of the language and what stands in its blanks.
type Statement struct {
	// Line is its number in the file, from 1.
	Line int
	Form Form
	// Values stand in the form's blanks, in their order, as they are printed
	// (a text in quotes: without quotes and escapes).
	Values []string
	// Part: the line is indented, and belongs to the one above.
	Part bool
}

// Value returns the value of a blank by its name, without brackets; "" if the
// form has no such blank.
func (s Statement) Value(blank string) string {
	for i, b := range s.Form.blanks() {
		if b == blank && i < len(s.Values) {
			return s.Values[i]
		}
	}
	return ""
}

// Title is what the story is about. In Dutch it is the line below the title, or the
// title itself if there is none.
func (s *Story) Title() gehoor.Text {
	title := s.first(formTitle)
	return gehoor.Text{NL: cmp.Or(s.first(formTitleNL), title), EN: title}
}

// Org is the organisation in which it plays.
func (s *Story) Org() gehoor.OrgID { return gehoor.OrgID(s.first(formOrganisation)) }

// Protocols are the names of the shipped protocols under which it plays.
func (s *Story) Protocols() []string {
	if names := strings.Fields(s.first(formProtocols)); len(names) > 0 {
		return names
	}
	return []string{"receive"}
}

func (s *Story) first(f Form) string {
	for _, line := range s.Lines {
		if line.Form == f {
			return line.Values[0]
		}
	}
	return ""
}

// Problem is one thing that is wrong with a story.
type Problem struct {
	Name      string
	Line, Col int
	What      string
	// Mend is what to write instead; "" if nobody can know.
	Mend string
}

// Error is "late.story:12:8: there is no office "aldermen"; did you mean alderman?"
func (p Problem) Error() string {
	s := fmt.Sprintf("%s:%d:%d: %s", p.Name, p.Line, p.Col, p.What)
	if p.Mend != "" {
		s += "; " + p.Mend
	}
	return s
}

// Problems are all that was found wrong, the first ones first.
type Problems []Problem

// Error has a line for each.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, one := range p {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}
