package main

import (
	"errors"
	"regexp"
	"strings"
)

// A sheet is a style sheet as far as pruning needs to understand it: rules with
// declarations, and blocks (@media, @layer) with rules.
type sheet []rule

type rule struct {
	// prelude is the selector list, or the at-rule with its condition.
	prelude string
	// declarations are the texts between semicolons; of a rule.
	declarations []string
	// inner are the rules; of a block.
	inner sheet
	// alone marks a statement without braces, such as "@layer a, b".
	alone bool
}

var errSheet = errors.New("the style sheet ends inside a rule")

// parseSheet reads what esbuild has written: comments are allowed between
// rules and declarations, nested rules inside a rule are not.
func parseSheet(css string) (sheet, error) {
	p := &sheetParser{rest: comment.ReplaceAllString(css, "")}
	s, err := p.rules(false)
	return s, err
}

var comment = regexp.MustCompile(`(?s)/\*.*?\*/`)

type sheetParser struct{ rest string }

// rules reads rules up to the end or, when nested, the closing brace.
func (p *sheetParser) rules(nested bool) (sheet, error) {
	var s sheet
	for {
		p.rest = strings.TrimSpace(p.rest)
		switch {
		case p.rest == "" && nested:
			return nil, errSheet
		case p.rest == "":
			return s, nil
		case p.rest[0] == '}':
			p.rest = p.rest[1:]
			return s, nil
		}
		r, err := p.rule()
		if err != nil {
			return nil, err
		}
		s = append(s, r)
	}
}

// rule reads one rule, block or statement.
func (p *sheetParser) rule() (rule, error) {
	prelude, end := p.until("{;")
	r := rule{prelude: prelude}
	switch {
	case end == 0:
		return r, errSheet
	case end == ';':
		r.alone = true
		return r, nil
	case isBlock(prelude):
		inner, err := p.rules(true)
		r.inner = inner
		return r, err
	}
	for {
		declaration, end := p.until(";}")
		if declaration != "" {
			r.declarations = append(r.declarations, declaration)
		}
		if end == '}' {
			return r, nil
		}
		if end == 0 {
			return r, errSheet
		}
	}
}

func isBlock(prelude string) bool {
	for _, at := range []string{"@media", "@layer", "@supports"} {
		if strings.HasPrefix(prelude, at) {
			return true
		}
	}
	return false
}

// until reads up to one of the ends, outside of strings and brackets, and
// returns what was read and which end it was, 0 for the end of the text.
func (p *sheetParser) until(ends string) (string, byte) {
	depth, quote := 0, byte(0)
	for i := 0; i < len(p.rest); i++ {
		c := p.rest[i]
		switch {
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case depth == 0 && strings.IndexByte(ends, c) >= 0:
			read := strings.TrimSpace(p.rest[:i])
			p.rest = p.rest[i+1:]
			return read, c
		}
	}
	return "", 0
}

// prune takes out the rules whose classes no page has, then the tokens that
// no rule reads any more.
func prune(s sheet, used map[string]bool) sheet {
	s = pruneRules(s, used)
	read := make(map[string]bool)
	for {
		before := len(read)
		readTokens(s, read)
		if len(read) == before {
			return pruneTokens(s, read)
		}
	}
}

func pruneRules(s sheet, used map[string]bool) sheet {
	var kept sheet
	for _, r := range s {
		if r.inner != nil {
			r.inner = pruneRules(r.inner, used)
		}
		if !strings.HasPrefix(r.prelude, "@") {
			r.prelude = usedSelectors(r.prelude, used)
		}
		if r.alone || r.prelude != "" && (r.inner != nil || r.declarations != nil) {
			kept = append(kept, r)
		}
	}
	return kept
}

// not matches what a selector excludes: a class in there need not occur.
var not = regexp.MustCompile(`:not\([^()]*(?:\([^()]*\)[^()]*)*\)`)

// usedSelectors keeps those selectors of a list whose classes all occur.
func usedSelectors(list string, used map[string]bool) string {
	var kept []string
	p := &sheetParser{rest: list + ","}
	for strings.TrimSpace(p.rest) != "" {
		selector, _ := p.until(",")
		all := true
		for _, c := range class.FindAllString(not.ReplaceAllString(selector, ""), -1) {
			all = all && used[c]
		}
		if all {
			kept = append(kept, selector)
		}
	}
	return strings.Join(kept, ",")
}

var reading = regexp.MustCompile(`var\(\s*(--[a-zA-Z0-9_-]+)`)

// isToken says whether a declaration is a token of a theme: one that counts
// only if something reads it.
func isToken(declaration string) (name string, ok bool) {
	name, _, _ = strings.Cut(declaration, ":")
	name = strings.TrimSpace(name)
	return name, strings.HasPrefix(name, "--") && !strings.HasPrefix(name, "--_")
}

// readTokens adds the tokens that are read by declarations which count.
func readTokens(s sheet, read map[string]bool) {
	for _, r := range s {
		readTokens(r.inner, read)
		for _, d := range r.declarations {
			if name, ok := isToken(d); ok && !read[name] {
				continue
			}
			for _, m := range reading.FindAllStringSubmatch(d, -1) {
				read[m[1]] = true
			}
		}
	}
}

func pruneTokens(s sheet, read map[string]bool) sheet {
	var kept sheet
	for _, r := range s {
		if r.inner != nil {
			r.inner = pruneTokens(r.inner, read)
		}
		var declarations []string
		for _, d := range r.declarations {
			if name, ok := isToken(d); !ok || read[name] {
				declarations = append(declarations, d)
			}
		}
		r.declarations = declarations
		if r.alone || r.inner != nil || r.declarations != nil {
			kept = append(kept, r)
		}
	}
	return kept
}

// String writes the sheet as CSS.
func (s sheet) String() string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(r.prelude)
		switch {
		case r.alone:
			b.WriteString(";\n")
		case r.inner != nil:
			b.WriteString("{" + r.inner.String() + "}\n")
		default:
			b.WriteString("{" + strings.Join(r.declarations, ";") + "}\n")
		}
	}
	return b.String()
}
