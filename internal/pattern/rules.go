package pattern

import (
	"slices"
	"time"
)

// Rule is one reason to weigh signals together.
type Rule string

// The rules, in the order in which they are shown.
const (
	// RuleSignals: so many incidents within some months.
	RuleSignals Rule = "signals"
	// RuleReporters: so many different reporters within some months.
	RuleReporters Rule = "reporters"
	// RuleAfterTalk: a signal after somebody talked with the subject.
	RuleAfterTalk Rule = "after-talk"
	// RuleSerious: one serious incident.
	RuleSerious Rule = "serious"
	// RuleUnit: so many incidents in a team within some months; who of it is not known.
	RuleUnit Rule = "unit"
	// RuleOffice: so many incidents about an office within some months; who of those who hold
	// or held it is not known.
	RuleOffice Rule = "office"
	// RuleAfterNothing: a signal after several were weighed and nothing was to be done.
	RuleAfterNothing Rule = "after-no-follow-up"
)

// Rules are the numbers of an organisation. A number that is 0 turns its rule off.
type Rules struct {
	Signals         int `json:"signals"`
	SignalMonths    int `json:"signal_months"`
	Reporters       int `json:"reporters"`
	ReporterMonths  int `json:"reporter_months"`
	AfterTalkMonths int `json:"after_talk_months"`
	Unit            int `json:"unit"`
	UnitMonths      int `json:"unit_months"`
	// Serious and AfterNothing have no number: one is enough.
	Serious      bool `json:"serious"`
	AfterNothing bool `json:"after_nothing"`
}

// Default are the numbers of protocols.md §1.9, which a council can change.
var Default = Rules{
	Signals: 3, SignalMonths: 36, Reporters: 2, ReporterMonths: 12, AfterTalkMonths: 36,
	Unit: 4, UnitMonths: 12, Serious: true, AfterNothing: true,
}

// Months is how long an incident about such a subject can still count.
func (r Rules) Months(kind SubjectKind) int {
	switch kind {
	case KindTeam, KindBody:
		return r.UnitMonths
	case KindOffice:
		return r.SignalMonths
	}
	return max(r.SignalMonths, r.ReporterMonths, r.AfterTalkMonths)
}

// Until is the first day on which an incident of a day counts no more.
func (r Rules) Until(kind SubjectKind, day time.Time) time.Time {
	return day.AddDate(0, r.Months(kind), 1)
}

// Fired are the rules that one incident makes fire, of all that is known about its subject.
// They are the same in whatever order all is given. An incident that another told of before
// makes none fire.
func (r Rules) Fired(kind SubjectKind, all []Incident, id IncidentID) []Rule {
	at := slices.IndexFunc(all, func(i Incident) bool { return i.ID == id })
	if at < 0 || all[at].Same != "" {
		return nil
	}
	one := all[at]
	var fired []Rule
	add := func(fires bool, rule Rule) {
		if fires {
			fired = append(fired, rule)
		}
	}
	many := r.Signals > 0 && signals(all, one, r.SignalMonths) >= r.Signals
	several := r.Unit > 0 && signals(all, one, r.UnitMonths) >= r.Unit
	switch kind {
	case KindTeam:
		add(several, RuleUnit)
		return fired
	case KindBody: // each of them can be meant, as in a team
		add(several, RuleOffice)
		return fired
	case KindOffice: // one at a time, whose successor goes on with what there was
		add(many, RuleOffice)
		return fired
	}
	add(many, RuleSignals)
	add(r.Reporters > 0 && one.Reporter != "" && reporters(all, one, r.ReporterMonths) >= r.Reporters, RuleReporters)
	add(r.AfterTalkMonths > 0 && r.afterTalk(all, one), RuleAfterTalk)
	add(r.Serious && one.Severity.High(), RuleSerious)
	add(r.AfterNothing && afterNothing(all, one), RuleAfterNothing)
	return fired
}

// signals are how many incidents lie in one window with one.
func signals(all []Incident, one Incident, months int) int {
	latest := map[IncidentID]time.Time{}
	for _, i := range all {
		if g := i.group(); i.Day.After(latest[g]) {
			latest[g] = i.Day
		}
	}
	latest[one.group()] = one.Day
	days := make([]time.Time, 0, len(latest))
	for _, day := range latest {
		days = append(days, day)
	}
	return most(days, one.Day, months)
}

// reporters are how many different ones told something at most so many months from one.
func reporters(all []Incident, one Incident, months int) int {
	seen := map[IncidentID]bool{}
	for _, i := range all {
		if i.Reporter != "" && within(i.Day, one.Day, months) {
			seen[i.Reporter] = true
		}
	}
	return len(seen)
}

func (r Rules) afterTalk(all []Incident, one Incident) bool {
	return slices.ContainsFunc(all, func(i Incident) bool {
		return i.ID != one.ID && !i.TalkOn.IsZero() && !one.Day.Before(i.TalkOn) && within(i.TalkOn, one.Day, r.AfterTalkMonths)
	})
}

func afterNothing(all []Incident, one Incident) bool {
	return slices.ContainsFunc(all, func(i Incident) bool {
		return i.ID != one.ID && !i.NothingOn.IsZero() && !one.Day.Before(i.NothingOn)
	})
}
