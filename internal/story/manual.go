package story

import (
	"fmt"
	"strings"
)

// Manual is doc/stories.md: the language for people who write stories.
func Manual() string {
	var b strings.Builder
	b.WriteString(manualHead)
	for _, part := range manualParts {
		fmt.Fprintf(&b, "\n## %s\n\n| sentence | meaning |\n|---|---|\n", part)
		for _, e := range forms {
			if e.Form == formEmpty || section(e) != part {
				continue
			}
			indent := ""
			if e.Under != "" {
				indent = "&nbsp;&nbsp;"
			}
			fmt.Fprintf(&b, "| %s`%s` | %s |\n", indent, e.Form, e.Meaning)
		}
	}
	b.WriteString(manualTail)
	return b.String()
}

// The parts of the manual, in order.
const (
	partTop    = "The top"
	partWhen   = "When"
	partWho    = "Who"
	partDo     = "What they do"
	partExpect = "What must be true"
)

var manualParts = []string{partTop, partWhen, partWho, partDo, partExpect}

// section is where a form stands in the manual.
func section(e Entry) string {
	switch e.Form {
	case formRemark, formTitle, formTitleNL, formOrganisation, formProtocols:
		return partTop
	case formAt, formAsleep, formClock:
		return partWhen
	case formAs, formAsReporter, formAsOwn, formAbout:
		return partWho
	case formRefused:
		return partExpect
	}
	if strings.HasPrefix(string(e.Form), "expect ") {
		return partExpect
	}
	return partDo
}

const manualHead = `# Stories

A story is a small text file in which you write down who does what, when, and what must be true then. You can read it without knowing the program, and the program plays it: as a test of the rules,
and to fill the demo. The shipped ones are in ` + "`protocols/stories/`" + `. This page is made from ` + "`internal/story/forms.go`" + `.

Every line is one sentence. What stands between < and > is for you to fill in. Lines that begin with two spaces belong to the line above. What people say stands in quotes; write \" for a quote and \n
for a new line. If a line is not right, you are told where and what to write instead.
`

const manualTail = `
## Moments

All times are Dutch time.

| you write | it is |
|---|---|
| ` + "`2026-01-05 09:00`" + ` | that day |
| ` + "`+2 days`, `+1 week 10:30`, `+3 hours`" + ` | counted from the moment before |
| ` + "`20 days ago 10:15`, `2 hours ago`, `today 08:30`, `yesterday 16:00`" + ` | counted back from when the story is played |
| ` + "`three Mondays ago 09:00`" + ` | the third Monday before today |

## What happens by itself

Between two moments the clock ticks whenever something is due, and messages are delivered. Whoever opens something gets exactly the words that were said, or the story fails.
`
