package language

import (
	"fmt"
	"strings"
)

// Fault is one thing that is wrong with a file, for whoever writes it.
type Fault struct {
	// Line and Column count from 1; a column counts bytes.
	Line, Column int
	// What is wrong and where, Mend how to put it right.
	What, Mend string
}

func (f Fault) String() string {
	return fmt.Sprintf("%d:%d: %s: %s", f.Line, f.Column, f.What, f.Mend)
}

// Faults are all that was found, in the order of the file.
type Faults []Fault

// Error has a line for each fault.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, one := range f {
		lines[i] = one.String()
	}
	return strings.Join(lines, "\n")
}

// maxFaults is how many faults are told: whoever has more mends these first.
const maxFaults = 50

// quote shows what somebody wrote, shortened.
func quote(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return fmt.Sprintf("%q", s)
}
