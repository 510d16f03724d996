package mail

import (
	"slices"
	"strings"
	"unicode"

	"github.com/gehoor/gehoor"
)

// Fault is what is wrong with a subject or a body, for whoever types it in a form. A
// file is told the line as well ([ParseTemplates]).
type Fault string

// The faults. The rules are those of a file.
const (
	FaultMissing Fault = "missing"
	FaultLong    Fault = "long"
	FaultSigns   Fault = "signs" // not letters and line ends; in a subject not even those
	FaultPlace   Fault = "place" // something in braces that cannot be filled in, or half of it
	FaultNeeded  Fault = "needed"
)

// SubjectFault says what is wrong with a subject, "" if nothing is.
func SubjectFault(s string) Fault {
	switch {
	case strings.TrimSpace(s) == "":
		return FaultMissing
	case strings.ContainsFunc(s, unicode.IsControl):
		return FaultSigns
	case len(s) > maxSubject:
		return FaultLong
	}
	return placesFault(s, []string{placeOrganisation}, nil)
}

// BodyFault says what is wrong with a body, "" if nothing is.
func BodyFault(n Name, s string) Fault {
	odd := func(r rune) bool { return unicode.IsControl(r) && r != '\n' }
	switch {
	case strings.TrimSpace(s) == "":
		return FaultMissing
	case strings.ContainsFunc(s, odd):
		return FaultSigns
	case len(s) > maxBody:
		return FaultLong
	}
	return placesFault(s, allowed(n), needed(n))
}

func placesFault(s string, allowed, needed []string) Fault {
	for _, p := range placePattern.FindAllString(s, -1) {
		if !slices.Contains(allowed, p) {
			return FaultPlace
		}
	}
	if strings.ContainsAny(placePattern.ReplaceAllString(s, ""), "{}") {
		return FaultPlace
	}
	for _, p := range needed {
		if !strings.Contains(s, p) {
			return FaultNeeded
		}
	}
	return ""
}

// Needed are the places that a body must have.
func Needed(n Name) []string { return slices.Clone(needed(n)) }

// Allowed are the places that a body may have.
func Allowed(n Name) []string { return slices.Clone(allowed(n)) }

// Languages are those that each text is in.
func Languages() []gehoor.Language { return slices.Clone(languages) }
