package signal

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// A signal without content: a confidential adviser passes on, with somebody's consent, that
// there is something (protocols.md §0.5). It has no reporter, no code and no conversation,
// and no words but those that say whom it is about.

// PassedOn is the birth of such a signal; the actor is the adviser.
type PassedOn struct {
	Signal gehoor.SignalID `json:"signal"`
	// Content says whom it is about, sealed to those who receive it.
	Content gehoor.ContentID `json:"content"`
	// Severity is how serious the adviser finds it, as in a first assessment.
	Severity string `json:"severity"`
	// Year and Month are when the adviser was told. Nothing says the day.
	Year  int `json:"year"`
	Month int `json:"month"`
}

// Kind names the fact.
func (PassedOn) Kind() gehoor.Kind { return "adviser.passed-on" }

// Severities are how serious an adviser can find it, rising.
func Severities() []string { return []string{"limited", "moderate", "serious", "acute"} }

// EarliestMonths is how many months ago an adviser can have been told of what is passed on
// now: as long as a rule can look back.
const EarliestMonths = 60

// Codes of refusals about signals that were passed on.
const (
	// CodeNobody: the signal has no reporter, so there is nobody to write to or to ask.
	CodeNobody gehoor.Code = "signal.no-reporter"
	// CodeMonth: the month is still to come, or too long ago.
	CodeMonth gehoor.Code = "adviser.month"
	// CodeSeverity: no such severity.
	CodeSeverity gehoor.Code = "adviser.severity"
)

// Passed is what a signal that was passed on tells.
type Passed struct {
	By       gehoor.Actor
	Severity string
	// Month is its first day.
	Month time.Time
}

// PassOn takes in what an adviser passes on. today is the day on which they do.
func (s *State) PassOn(p PassedOn, route Routed, today time.Time) ([]gehoor.Fact, error) {
	if _, ok := s.byID[p.Signal]; ok {
		return nil, gehoor.Refuse(gehoor.CodeReplayed)
	}
	if !route.Office.Choosable() {
		return nil, gehoor.Refuse(CodeOffice)
	}
	if !route.Language.Valid() {
		return nil, gehoor.Refuse(CodeLanguage)
	}
	if !slices.Contains(Severities(), p.Severity) {
		return nil, gehoor.Refuse(CodeSeverity)
	}
	month := p.month()
	if p.Month < 1 || p.Month > 12 || month.After(today) || month.AddDate(0, EarliestMonths, 0).Before(today) {
		return nil, gehoor.Refuse(CodeMonth)
	}
	return []gehoor.Fact{p, route}, nil
}

func (p PassedOn) month() time.Time {
	return time.Date(p.Year, time.Month(p.Month), 1, 0, 0, 0, 0, time.UTC)
}

// Nobody says whether the signal has no reporter.
func (s Signal) Nobody() bool { return s.Passed != nil }

// ToReporter refuses facts that tell or ask the reporter of a signal something, if it has
// none.
func (s *State) ToReporter(facts []gehoor.Fact) error {
	for _, f := range facts {
		id, ok := Subject(f)
		one, there := s.byID[id]
		if ok && there && one.Nobody() && f.Kind().Noun() == "signal" {
			return gehoor.Refuse(CodeNobody)
		}
	}
	return nil
}
