package story

import (
	"bytes"
	"fmt"
	"strings"
)

// Parse reads a story. name is the file's, for messages. What is wrong is told
// as [Problems], at most twenty at once.
func Parse(name string, file []byte) (*Story, error) {
	p := &parser{story: &Story{Name: name}}
	if len(file) > MaxBytes {
		p.problem(1, &lexProblem{1, fmt.Sprintf("the story is over %d KiB", MaxBytes>>10), "cut it in two"})
		return nil, p.problems
	}
	text := bytes.TrimPrefix(file, []byte("\ufeff"))
	text = bytes.TrimSuffix(text, []byte("\n"))
	number := 0
	for line := range bytes.SplitSeq(text, []byte("\n")) {
		number++
		p.line(number, strings.TrimRight(string(bytes.TrimSuffix(line, []byte("\r"))), " "))
		if len(p.problems) >= maxProblems {
			return nil, p.problems
		}
	}
	if len(p.problems) == 0 {
		p.check()
	}
	if len(p.problems) > 0 {
		return nil, p.problems
	}
	return p.story, nil
}

type parser struct {
	story    *Story
	above    Form // the last line that was not indented, remarks left out
	problems Problems
}

func (p *parser) problem(line int, l *lexProblem) {
	p.problems = append(p.problems, Problem{Name: p.story.Name, Line: line, Col: l.col, What: l.what, Mend: l.mend})
}

func (p *parser) add(s Statement) {
	p.story.Lines = append(p.story.Lines, s)
	if !s.Part && s.Form != formEmpty && s.Form != formRemark {
		p.above = s.Form
	}
}

func (p *parser) line(number int, line string) {
	if len(line) > MaxLineBytes {
		p.problem(number, &lexProblem{1, fmt.Sprintf("the line is over %d KiB", MaxLineBytes>>10), "cut it in two"})
		return
	}
	if bad := checkText(line); bad != nil {
		p.problem(number, bad)
		return
	}
	bare := strings.TrimLeft(line, " ")
	part := len(bare) < len(line)
	if s, ok := wholeLine(bare); ok {
		s.Line, s.Part = number, part
		p.add(s)
		return
	}
	tokens, bad := split(line)
	if bad != nil {
		p.problem(number, bad)
		return
	}
	s, bad := p.match(tokens, part)
	if bad != nil {
		p.problem(number, bad)
		return
	}
	s.Line, s.Part = number, part
	p.add(s)
}

// wholeLine reads the lines that are no tokens: empty ones, remarks and titles.
func wholeLine(bare string) (Statement, bool) {
	if bare == "" {
		return Statement{Form: formEmpty}, true
	}
	if rest, ok := strings.CutPrefix(bare, "#"); ok {
		return Statement{Form: formRemark, Values: []string{rest}}, true
	}
	if rest, ok := strings.CutPrefix(bare, "title "); ok && strings.TrimSpace(rest) != "" {
		rest = strings.TrimSpace(rest)
		if dutch, ok := strings.CutPrefix(rest, "nl "); ok {
			return Statement{Form: formTitleNL, Values: []string{strings.TrimSpace(dutch)}}, true
		}
		return Statement{Form: formTitle, Values: []string{rest}}, true
	}
	return Statement{}, false
}

// match finds the form of a line. If none fits, the problem is that of the
// forms that fit furthest.
func (p *parser) match(tokens []token, part bool) (Statement, *lexProblem) {
	under := Form("")
	if part {
		under = p.above
		switch under {
		case formEnter: // the same lines as a reporter's own
			under = formSend
		case formGoesWords:
			under = formGoes
		}
	}
	var best failure
	for _, e := range forms {
		if e.Under != under || e.Form == formEmpty || e.Form == formRemark || (part && under == "") {
			continue
		}
		values, fail := fit(e.Form, tokens)
		if fail == nil {
			return Statement{Form: e.Form, Values: values}, nil
		}
		best = best.or(*fail)
	}
	if len(best.wants) == 0 {
		return Statement{}, &lexProblem{1, "nothing can be indented here", "begin the line at the margin"}
	}
	return Statement{}, best.problem(tokens)
}

// fit lays tokens over a form.
func fit(f Form, tokens []token) ([]string, *failure) {
	var values []string
	words := strings.Fields(string(f))
	at := 0
	for _, w := range words {
		name, isBlank := blank(w)
		if isBlank && takesRest(name) {
			value, why := restOf(kind(name), tokens[at:])
			if why != "" || value == "" {
				return nil, missed(at, w, f, why)
			}
			return append(values, value), nil
		}
		if at == len(tokens) {
			return nil, missed(at, w, f, "")
		}
		t := tokens[at]
		switch {
		case isBlank:
			if why := checkBlank(kind(name), t); why != "" {
				return nil, missed(at, w, f, why)
			}
			values = append(values, t.text)
		case t.quoted || t.text != w:
			return nil, missed(at, w, f, "")
		}
		at++
	}
	if at < len(tokens) {
		return nil, missed(at, "", f, "")
	}
	return values, nil
}
