package questionnaire

import (
	"fmt"
	"strings"
)

// Fault is one thing that is wrong with a file, for whoever writes it.
type Fault struct {
	// Line counts from 1.
	Line int
	// What is wrong and where, Mend how to put it right.
	What, Mend string
}

// Error gives line, what and how to mend.
func (f Fault) Error() string { return fmt.Sprintf("line %d: %s: %s", f.Line, f.What, f.Mend) }

// Faults is everything that is wrong with a file, in its order, at most
// [MaxFaults].
type Faults []Fault

// MaxFaults bounds a list of faults: who has more mends these first.
const MaxFaults = 50

// Error has one line for each fault.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, one := range f {
		lines[i] = one.Error()
	}
	return "questionnaire: " + strings.Join(lines, "\n")
}
