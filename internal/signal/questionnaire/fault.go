package questionnaire

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Fault is one thing that is wrong with a file, for whoever writes it.
type Fault struct {
	// Line counts from 1.
	Line int
	// What is wrong and where, Mend how to put it right.
	What, Mend string
	// Path is where it is in the file: "steps/0/questions/2/label/nl".
	Path string
}

// FaultCode names how a fault is mended, for sentences in other languages than that
// of files.
type FaultCode string

// The codes there are. A page by which questions are written can only make faults
// of these; all else is [FaultOther].
const (
	FaultMissing     FaultCode = "missing"
	FaultEmpty       FaultCode = "empty"
	FaultSpace       FaultCode = "space"
	FaultLong        FaultCode = "long"
	FaultMarkup      FaultCode = "markup"
	FaultNumber      FaultCode = "number"
	FaultList        FaultCode = "list"
	FaultTwice       FaultCode = "twice"
	FaultWhenEarlier FaultCode = "when-earlier"
	FaultWhenOptions FaultCode = "when-options"
	FaultWhenOption  FaultCode = "when-option"
	FaultTooMuch     FaultCode = "too-much"
	FaultPhone       FaultCode = "phone"
	FaultIdentity    FaultCode = "identity"
	FaultFollowUp    FaultCode = "follow-up"
	FaultOther       FaultCode = "other"
)

// mends are how the sentences of how to mend begin.
var mends = []struct {
	begins string
	code   FaultCode
}{
	{"translate it", FaultMissing},
	{"write it, or leave", FaultEmpty},
	{"remove the space", FaultSpace},
	{"shorten it", FaultLong},
	{"write plain text", FaultMarkup},
	{"use a whole number", FaultNumber},
	{"have yes, no", FaultOther},
	{"have ", FaultList},
	{"remove one, or give", FaultTwice},
	{"name a question that is asked earlier", FaultWhenEarlier},
	{"name one with options", FaultWhenOptions},
	{"name an option that is there", FaultWhenOption},
	{"lower the limits", FaultTooMuch},
	{"write digits", FaultPhone},
	{"there are only the questions", FaultIdentity},
	{"take it out: a follow-up", FaultFollowUp},
}

var numbers = regexp.MustCompile(`[0-9]+`)

// Code is how the fault is mended; n is the number of its sentence, 0 if it has
// none.
func (f Fault) Code() (code FaultCode, n int) {
	code = FaultOther
	for _, m := range mends {
		if strings.HasPrefix(f.Mend, m.begins) {
			code = m.code
			break
		}
	}
	if all := numbers.FindAllString(f.Mend, -1); len(all) > 0 {
		n, _ = strconv.Atoi(all[len(all)-1])
	}
	return code, n
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
