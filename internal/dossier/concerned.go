package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
)

// Whom a dossier is about. Somebody who handles picks them from the organisation chart,
// and a second person confirms; from the pick on, those who may not know by the chart are
// shut out (protocols.md §0.3, §0.8). If it was a mistake, or the chart says otherwise
// now, they are let in again, without a key.
//
// If nobody knows who it is, the team is picked, by who leads it, or the office. It is in no
// way about that person, or about who holds the office. Who was shut out for a team stays so
// for as long as a team is picked, wherever people and who leads them go to work: the team of
// then is whom it is about. So it is with an office, whoever holds it next.

// LinesChecked: those in line of the persons concerned were looked for in the chart as
// it was after this fact of its stream.
type LinesChecked struct {
	Chart gehoor.Seq `json:"chart"`
	// Held are the offices of the persons concerned, by signal, as the chart had them; none
	// in a fact from before they were looked up.
	Held []OfficesHeld `json:"held,omitempty"`
	// Unclear: nobody can say which of two people was picked.
	Unclear bool `json:"unclear,omitempty"`
	// Again is the day on which an office of one of them begins, or has ended, so that they
	// are to be looked up again; zero if none is known.
	Again protocol.Date `json:"again,omitzero"`
}

// LinesWake is when the persons concerned are to be looked up again because an office
// begins or has ended; zero if none is known, or the dossier is closed.
func (s *State) LinesWake() time.Time {
	if _, closed := s.Closing(); closed || s.Looked.Again == (protocol.Date{}) {
		return time.Time{}
	}
	return s.Looked.Again.At(0, 0, 0)
}

// OfficesHeld are those of the people whom one signal is about.
type OfficesHeld struct {
	Signal  gehoor.SignalID `json:"signal"`
	Offices []gehoor.Office `json:"offices"`
}

// OfficesOf are the offices by the chart of those whom a signal is about, or with "" any
// signal of the dossier; none before somebody was picked.
func (s *State) OfficesOf(id gehoor.SignalID) []gehoor.Office {
	var all []gehoor.Office
	for _, h := range s.Looked.Held {
		if id == "" || h.Signal == id {
			all = append(all, h.Offices...)
		}
	}
	return all
}

// Readmitted ends one reason for which somebody was shut out. What they held they do not
// hold again by it.
type Readmitted struct {
	Person gehoor.PersonID `json:"person"`
	Reason Reason          `json:"reason"`
}

// Kind names the fact.
func (LinesChecked) Kind() gehoor.Kind { return "dossier.lines-checked" }

// Kind names the fact.
func (Readmitted) Kind() gehoor.Kind { return "dossier.readmitted" }

// Concern is whom a signal is about.
type Concern struct {
	pattern.Subject
	Signal gehoor.SignalID
	// Confirmed: a second person agreed. Until then it counts for nothing but shutting out.
	Confirmed bool
}

// Picked are all whom signals are about: persons concerned, teams and offices, those that
// wait for a second person last.
func (s *State) Picked() []Concern {
	var all []Concern
	for _, r := range s.Records {
		pick, ok := r.Picks()
		one := Concern{Subject: pick.Subject, Signal: r.Signal, Confirmed: true}
		switch {
		case ok && pick.TakenBack:
			all = slices.DeleteFunc(all, func(c Concern) bool { return c == one })
		case ok:
			all = append(all, one)
		}
	}
	for _, p := range s.RecordProposals {
		if pick, ok := p.Picks(); ok && !pick.TakenBack {
			all = append(all, Concern{Subject: pick.Subject, Signal: p.Signal})
		}
	}
	return all
}

// Concerned are the persons concerned, those that wait for a second person last.
func (s *State) Concerned() []Concern {
	return slices.DeleteFunc(s.Picked(), func(c Concern) bool { return !c.IsPerson() })
}

// Teams are those of which nobody knew, when they were picked, whom of them a signal is
// about; those that wait for a second person last.
func (s *State) Teams() []Concern {
	return slices.DeleteFunc(s.Picked(), func(c Concern) bool { return !c.Team })
}

// OfficesPicked are the offices of which nobody knew, when they were picked, about whom of
// those who hold or held them a signal is; those that wait for a second person last.
func (s *State) OfficesPicked() []Concern {
	return slices.DeleteFunc(s.Picked(), func(c Concern) bool { return c.Office == "" })
}

// Counting is what counts when patterns are looked for: the confirmed persons concerned, and
// the confirmed teams and offices of signals for which no person is. So a signal counts for
// the person as soon as somebody knows who it is, and not for the team or office as well.
func (s *State) Counting() []Concern {
	all := slices.DeleteFunc(s.Picked(), func(c Concern) bool { return !c.Confirmed })
	known := map[gehoor.SignalID]bool{}
	for _, c := range all {
		known[c.Signal] = known[c.Signal] || c.IsPerson()
	}
	return slices.DeleteFunc(all, func(c Concern) bool { return !c.IsPerson() && known[c.Signal] })
}

// Codes of refusals about whom a signal is about.
const (
	// CodeNotConcerned: nobody picked this person for this signal.
	CodeNotConcerned gehoor.Code = "dossier.not-concerned"
	// CodeConcernedBefore: this person is picked for this signal already.
	CodeConcernedBefore gehoor.Code = "dossier.concerned-before"
	// CodeNotTeam and CodeTeamBefore are the same of a team.
	CodeNotTeam    gehoor.Code = "dossier.team-not-picked"
	CodeTeamBefore gehoor.Code = "dossier.team-before"
	// CodeNotOffice and CodeOfficeBefore are the same of an office.
	CodeNotOffice    gehoor.Code = "dossier.office-not-picked"
	CodeOfficeBefore gehoor.Code = "dossier.office-before"
)

// PickedBefore is the refusal to pick whom was picked already.
func PickedBefore(s pattern.Subject) error {
	switch {
	case s.Office != "":
		return gehoor.Refuse(CodeOfficeBefore)
	case s.Team:
		return gehoor.Refuse(CodeTeamBefore)
	}
	return gehoor.Refuse(CodeConcernedBefore)
}

// notPicked is the refusal to take back what was not picked.
func notPicked(s pattern.Subject) error {
	switch {
	case s.Office != "":
		return gehoor.Refuse(CodeNotOffice)
	case s.Team:
		return gehoor.Refuse(CodeNotTeam)
	}
	return gehoor.Refuse(CodeNotConcerned)
}

// concernable refuses to pick a subject twice, and to take back what was not picked.
func (s *State) concernable(r record.Record) error {
	pick, ok := r.Picks()
	if !ok {
		return nil
	}
	there := slices.Contains(s.Picked(), Concern{Subject: pick.Subject, Signal: r.Signal, Confirmed: true})
	switch {
	case !pick.TakenBack && there:
		return PickedBefore(pick.Subject)
	case pick.TakenBack && !there:
		return notPicked(pick.Subject)
	}
	return nil
}

// Shut is somebody who may not know of the dossier by the chart, and why.
type Shut struct {
	Person gehoor.PersonID
	Reason Reason
}

// CheckLines shuts out whom the chart shuts out, lets in again who was and is not any
// more, and says by which chart, and what it says of the persons concerned. Nothing follows
// if all is so already.
func (s *State) CheckLines(looked LinesChecked, shut []Shut) []gehoor.Fact {
	var facts []gehoor.Fact
	for _, p := range s.Exclusions() {
		for _, reason := range s.excluded[p] {
			if reason.byChart() && !slices.Contains(shut, Shut{p, reason}) && !s.keeps(reason) {
				facts = append(facts, Readmitted{p, reason})
			}
		}
	}
	for _, one := range shut {
		if slices.Contains(s.excluded[one.Person], one.Reason) || one.Reason.suspends() && s.lasts(one.Person) {
			continue
		}
		if s.Holds(one.Person, gehoor.Conversation) {
			facts = append(facts, Withdrawn{Person: one.Person, Reason: WithdrawalConflict})
		}
		facts = append(facts, Excluded(one))
	}
	facts = s.settled(facts)
	if !looked.same(s.Looked) {
		facts = append(facts, looked)
	}
	return facts
}

// keeps says whether a reason stays, whoever the chart has there now.
func (s *State) keeps(r Reason) bool {
	return r == ReasonTeam && len(s.Teams()) > 0 || r == ReasonOffice && len(s.OfficesPicked()) > 0
}

// same says whether two looks found the same.
func (l LinesChecked) same(other LinesChecked) bool {
	return l.Chart == other.Chart && l.Unclear == other.Unclear && l.Again == other.Again && slices.EqualFunc(l.Held, other.Held, func(a, b OfficesHeld) bool {
		return a.Signal == b.Signal && slices.Equal(a.Offices, b.Offices)
	})
}

// foldConcerned says whether the fact is one of these.
func (s *State) foldConcerned(f gehoor.Fact) bool {
	switch f := f.(type) {
	case Excluded:
		if !slices.Contains(s.excluded[f.Person], f.Reason) {
			s.excluded[f.Person] = append(slices.Clone(s.excluded[f.Person]), f.Reason)
		}
		// Whom the dossier is about stands, also if who said so is in their line.
		s.RecordProposals = slices.DeleteFunc(s.RecordProposals, func(p RecordProposal) bool {
			return p.By == f.Person && !record.PicksSubject(p.What)
		})
	case Readmitted:
		rest := slices.DeleteFunc(slices.Clone(s.excluded[f.Person]), func(r Reason) bool { return r == f.Reason })
		if s.excluded[f.Person] = rest; len(rest) == 0 {
			delete(s.excluded, f.Person)
		}
	case LinesChecked:
		s.Looked = f
	case InterestsDecided:
		// That nobody is suspended is counted.
	default:
		return false
	}
	return true
}
