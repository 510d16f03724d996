package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/measure"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/record"
)

// Whether what was told belongs to a pattern (package pattern). Signals about the same
// person, the same team or the same office are held against each other as soon as a second
// person confirmed whom a signal is about. If a rule fires, a panel weighs all of them;
// nothing takes that back. What fires while a panel has such a weighing before it in another
// dossier goes along with that one.

// PatternLooked: what a signal tells of somebody was held against all that is known of
// them. Team: of those who work under them; or of an office.
type PatternLooked struct {
	Signal gehoor.SignalID `json:"signal"`
	Person gehoor.PersonID `json:"person,omitempty"`
	Team   bool            `json:"team,omitempty"`
	Office gehoor.Office   `json:"office,omitempty"`
}

// Subject is whom it is about.
func (p PatternLooked) Subject() pattern.Subject {
	return pattern.Subject{Person: p.Person, Team: p.Team, Office: p.Office}
}

// PatternJoined: a rule fired, and a panel weighs it in another dossier, where one has the
// weighing before it already.
type PatternJoined struct {
	Signal gehoor.SignalID  `json:"signal"`
	Person gehoor.PersonID  `json:"person,omitempty"`
	With   gehoor.DossierID `json:"with"`
	Team   bool             `json:"team,omitempty"`
	Office gehoor.Office    `json:"office,omitempty"`
}

// Subject is whom it is about.
func (p PatternJoined) Subject() pattern.Subject {
	return pattern.Subject{Person: p.Person, Team: p.Team, Office: p.Office}
}

// PatternWeighed: what was joined is weighed.
type PatternWeighed struct {
	With gehoor.DossierID `json:"with"`
}

// Kind names the fact.
func (PatternLooked) Kind() gehoor.Kind { return "dossier.pattern-looked" }

// Kind names the fact.
func (PatternJoined) Kind() gehoor.Kind { return "dossier.pattern-joined" }

// Kind names the fact.
func (PatternWeighed) Kind() gehoor.Kind { return "dossier.pattern-weighed" }

// told is what one signal tells of one subject.
type told struct {
	signal  gehoor.SignalID
	subject pattern.Subject
}

// told is what a signal tells of them.
func (c Concern) told() told { return told{c.Signal, c.Subject} }

// patterns is what is known of them in a dossier.
type patterns struct {
	// looked is when each was last held against the others, changed when something was
	// said that counts in it.
	looked, changed map[told]gehoor.Seq
	// fired are the rules that did, by when.
	fired []fired
	// joined are those that a panel weighs in another dossier, oldest first.
	joined []PatternJoined
	// weighing are those about whom a rule fired since a panel last weighed.
	weighing []pattern.Subject
}

type fired struct {
	told
	rule pattern.Rule
}

// Unlooked are those of [State.Counting] of whom it was not yet looked whether there is a
// pattern, or was before something was said that counts.
func (s *State) Unlooked() []Concern {
	return slices.DeleteFunc(s.Counting(), func(c Concern) bool {
		t := c.told()
		return s.patterns.looked[t] != 0 && s.patterns.looked[t] > s.patterns.changed[t]
	})
}

// Weighing says whether a panel has to weigh, in this dossier, several signals about
// somebody together.
func (s *State) Weighing(about pattern.Subject) bool {
	return slices.Contains(s.patterns.weighing, about)
}

// Joined are those of whom a panel weighs in another dossier what this one tells, oldest
// first.
func (s *State) Joined() []PatternJoined { return s.patterns.joined }

// With is the dossier in which a panel weighs what this one tells of somebody; "" if none
// does.
func (s *State) With(about pattern.Subject) gehoor.DossierID {
	i := slices.IndexFunc(s.patterns.joined, func(j PatternJoined) bool { return j.Subject() == about })
	if i < 0 {
		return ""
	}
	return s.patterns.joined[i].With
}

// Patterned are those about whom a rule ever fired in this dossier, each once.
func (s *State) Patterned() []pattern.Subject {
	var all []pattern.Subject
	for _, f := range s.patterns.fired {
		if !slices.Contains(all, f.subject) {
			all = append(all, f.subject)
		}
	}
	return all
}

// Look records that one of [State.Unlooked] was held against the others, and what fired
// that did not before. elsewhere is a dossier in which a panel has a weighing about the
// same before it; "" if there is none.
func (s *State) Look(c Concern, rules []pattern.Rule, elsewhere gehoor.DossierID) []gehoor.Fact {
	facts := []gehoor.Fact{PatternLooked{Signal: c.Signal, Person: c.Person, Team: c.Team, Office: c.Office}}
	rules = slices.DeleteFunc(slices.Clone(rules), func(r pattern.Rule) bool {
		return slices.Contains(s.patterns.fired, fired{c.told(), r})
	})
	if len(rules) == 0 || s.With(c.Subject) != "" {
		return facts
	}
	if elsewhere != "" && !s.Weighing(c.Subject) {
		return append(facts, PatternJoined{Signal: c.Signal, Person: c.Person, Team: c.Team, Office: c.Office, With: elsewhere})
	}
	for _, r := range rules {
		facts = append(facts, record.Fired(c.Signal, c.Subject, string(r)))
	}
	return facts
}

// Settle records that what was joined is weighed, once all of it is: until then the dossier
// waits. weighing says whether a panel still has it before it.
func (s *State) Settle(weighing func(PatternJoined) bool) []gehoor.Fact {
	if slices.ContainsFunc(s.patterns.joined, weighing) {
		return nil
	}
	var facts []gehoor.Fact
	for _, j := range s.patterns.joined {
		if one := (PatternWeighed{With: j.With}); !slices.Contains(facts, gehoor.Fact(one)) {
			facts = append(facts, one)
		}
	}
	return facts
}

// Incident is what counts of one of [State.Counting] when patterns are looked for, but for
// the day on which it was told.
func (s *State) Incident(c Concern) pattern.Incident {
	i := pattern.Incident{ID: pattern.IncidentID(c.Signal)}
	for _, r := range s.Records {
		about := r.Signal == c.Signal || r.Signal == ""
		switch {
		case !about:
		case r.What == record.KindTriaged, r.What == record.KindWeighed:
			if severity, ok := r.Fields["severity"].(string); ok {
				i.Severity = pattern.Severity(severity)
			}
			if r.WeighsPattern() && r.Fields["choice"] == record.NoFollowUp {
				i.NothingOn = r.At.UTC().Truncate(24 * time.Hour)
			}
		case r.What == record.KindDistinct && r.Signal == c.Signal:
			if i.Reporter = ""; r.Fields["other"] == true {
				i.Reporter = i.ID
			}
		case r.AgreesWithConcerned():
			if on := r.At.UTC().Truncate(24 * time.Hour); on.After(i.TalkOn) {
				i.TalkOn = on
			}
		default:
			if on, ok := r.TalkedOn(); ok && on.After(i.TalkOn) {
				i.TalkOn = on
			}
		}
	}
	return i
}

// EarlierSignal is one of before Gehoor that somebody entered in this dossier.
type EarlierSignal struct {
	record.Earlier
	// Seq is the fact that entered it.
	Seq gehoor.Seq
}

// Once are the dossiers that tell of the same incident by the same reporter as this one.
func (s *State) Once() []gehoor.DossierID {
	var all []gehoor.DossierID
	for _, l := range s.Links {
		if l.Once() {
			all = append(all, l.Dossier)
		}
	}
	slices.Sort(all)
	return all
}

// Entered are the signals of before Gehoor that were entered in this dossier, and not by
// mistake. They count as every other, about whomever they are.
func (s *State) Entered() []EarlierSignal {
	var all []EarlierSignal
	for _, r := range s.Records {
		if earlier, ok := r.Earlier(); ok {
			all = append(all, EarlierSignal{earlier, r.Seq})
		}
		if i := entered(all, r.Record); i >= 0 {
			all = slices.Delete(all, i, i+1)
		}
	}
	return all
}

// entered is the place of the last one that a record takes back, -1 if that is none.
func entered(all []EarlierSignal, r record.Record) int {
	about, day, ok := r.NotEarlier()
	for i := len(all) - 1; ok && i >= 0; i-- {
		if all[i].Subject == about && all[i].Day.Equal(day) {
			return i
		}
	}
	return -1
}

// CodeNotEntered: no signal of before Gehoor was entered of this person and this day.
const CodeNotEntered gehoor.Code = "dossier.not-entered"

// takeable refuses to take back what was not entered.
func (s *State) takeable(r record.Record) error {
	if _, _, takesBack := r.NotEarlier(); takesBack && entered(s.Entered(), r) < 0 {
		return gehoor.Refuse(CodeNotEntered)
	}
	return nil
}

// Refuted says whether an inquiry refuted what was told: then it does not count any more
// (protocols.md §0.13).
func (s *State) Refuted() bool {
	refuted := false
	for _, r := range s.Records {
		if now, found := r.Refutes(); found {
			refuted = now
		}
	}
	return refuted
}

// TakenBack says whether the consent with which a signal was passed on was taken back: then
// it does not count any more (protocols.md §0.5).
func (s *State) TakenBack(id gehoor.SignalID) bool {
	return slices.ContainsFunc(s.Records, func(r Recorded) bool { return r.What == record.KindTakenBack && r.Signal == id })
}

// FirstMeasure is when the first measure began whose burden a person concerned bears; zero
// if none was imposed.
func (s *State) FirstMeasure() time.Time {
	var first time.Time
	for _, m := range s.Measures().All {
		if _, bears := m.Burden(measure.Concerned); bears && (first.IsZero() || m.Start.Before(first)) {
			first = m.Start
		}
	}
	return first
}

// foldPatterns takes what a record says of patterns.
func (s *State) foldPatterns(r record.Record, seq gehoor.Seq) {
	pick, picks := r.Picks()
	earlier, enters := r.Earlier()
	switch {
	case picks && !pick.TakenBack:
		s.changes(told{r.Signal, pick.Subject}, seq)
	case picks:
		// Without the person, a team or office of the same signal can count again.
		s.changesOf(s.Picked(), seq, func(c Concern) bool { return c.Signal == r.Signal && !c.IsPerson() })
	case r.What == record.KindDistinct:
		s.changesOf(s.Picked(), seq, func(c Concern) bool { return c.Signal == r.Signal })
	case enters:
		s.changesOf(s.Picked(), seq, func(c Concern) bool { return c.Subject == earlier.Subject })
	case r.What == record.KindFired:
		rule, about := r.Firing()
		s.patterns.weighing = append(slices.Clip(s.patterns.weighing), about)
		s.patterns.fired = append(slices.Clip(s.patterns.fired), fired{told{r.Signal, about}, pattern.Rule(rule)})
	case r.WeighsPattern():
		s.patterns.weighing = nil
	}
}

// changesAll: something was said that counts in each.
func (s *State) changesAll(seq gehoor.Seq) {
	s.changesOf(s.Picked(), seq, func(Concern) bool { return true })
}

// changesOf: something was said that counts in some of all.
func (s *State) changesOf(all []Concern, seq gehoor.Seq, some func(Concern) bool) {
	for _, c := range all {
		if some(c) {
			s.changes(c.told(), seq)
		}
	}
}

func (s *State) changes(t told, seq gehoor.Seq) {
	if s.patterns.changed == nil {
		s.patterns.changed = map[told]gehoor.Seq{}
	}
	s.patterns.changed[t] = seq
}

// foldPattern says whether the fact is one of these.
func (s *State) foldPattern(e gehoor.Event, f gehoor.Fact) bool {
	switch f := f.(type) {
	case PatternLooked:
		if s.patterns.looked == nil {
			s.patterns.looked = map[told]gehoor.Seq{}
		}
		s.patterns.looked[told{f.Signal, f.Subject()}] = e.Seq
	case PatternJoined:
		s.patterns.joined = append(slices.Clip(s.patterns.joined), f)
	case PatternWeighed:
		s.patterns.joined = slices.DeleteFunc(slices.Clone(s.patterns.joined), func(j PatternJoined) bool { return j.With == f.With })
	default:
		return false
	}
	return true
}
