package dossier

import (
	"maps"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
)

// What people at the top are told of a signal: that it is there, and no word of it
// (protocols.md §0.4 and §1.8, G-TOP). Each confirms that they know.

// NoticeGiven: the program told somebody at the top of a signal.
type NoticeGiven struct {
	Signal gehoor.SignalID `json:"signal"`
	// Step is the step of a protocol that this does; "" if somebody told them by hand, and
	// they can confirm it.
	Step string `json:"step"`
	// To are those who were told, and Functions as what; both are empty if nobody works
	// here who may know of it.
	To        []gehoor.PersonID `json:"to"`
	Functions []gehoor.Role     `json:"functions"`
}

// Kind names the fact.
func (NoticeGiven) Kind() gehoor.Kind { return "dossier.notice-given" }

// Notice is what one person was told of one signal.
type Notice struct {
	Person   gehoor.PersonID
	Function gehoor.Role
	Signal   gehoor.SignalID
	At       time.Time
	// ConfirmedAt is when they confirmed it; zero before.
	ConfirmedAt time.Time
}

// CodeNoNotice: the person was told nothing of this signal.
const CodeNoNotice gehoor.Code = "notice.none"

// Inform tells people with one function of a signal; nobody, with function "".
func (s *State) Inform(signal gehoor.SignalID, step string, to []gehoor.PersonID, function gehoor.Role) []gehoor.Fact {
	f := NoticeGiven{Signal: signal, Step: step, To: []gehoor.PersonID{}, Functions: []gehoor.Role{}}
	for _, p := range to {
		if !s.Excluded(p) {
			f.To = append(f.To, p)
		}
	}
	if len(f.To) > 0 {
		f.Functions = append(f.Functions, function)
	}
	return []gehoor.Fact{f}
}

// NoticeOf finds what a person was told of a signal, and says whether that was
// something. Who is excluded was told nothing, whatever it was.
func (s *State) NoticeOf(p gehoor.PersonID, signal gehoor.SignalID) (Notice, bool) {
	i := slices.IndexFunc(s.Notices, func(n Notice) bool { return n.Person == p && n.Signal == signal })
	if i < 0 || s.Excluded(p) {
		return Notice{}, false
	}
	return s.Notices[i], true
}

// The answers of a confirmation, by the names of the catalogue.
const (
	kindConfirmed gehoor.Kind = "notice.confirmed"
	fieldFunction string      = "function"
	fieldReadOn   string      = "read_on"
)

// ConfirmNotice records that somebody who was told knows of it, on a day (ISO 8601).
// Once is enough.
func (s *State) ConfirmNotice(p gehoor.PersonID, signal gehoor.SignalID, day string) ([]gehoor.Fact, error) {
	n, ok := s.NoticeOf(p, signal)
	switch {
	case !ok:
		return nil, gehoor.Refuse(CodeNoNotice)
	case !n.ConfirmedAt.IsZero():
		return nil, nil
	}
	r := record.Record{What: kindConfirmed, Signal: signal, Fields: record.Fields{fieldFunction: string(n.Function), fieldReadOn: day}}
	if t, _ := record.Of(kindConfirmed); t.Check(r) != nil {
		return nil, t.Check(r)
	}
	return []gehoor.Fact{r}, nil
}

// kindDeclared is what somebody who was told says of themselves.
const kindDeclared gehoor.Kind = "knowledge.declared"

// Earlier is that somebody knew of a signal before they were told.
type Earlier struct {
	// Since is the day, as ISO 8601 writes it.
	Since string
	// By is the function of whoever told them, an answer of the catalogue; "" for
	// somebody or something else.
	By string
	// Acted: they did something with it.
	Acted bool
}

// DeclareEarlier records what somebody who was told says of themselves. Said once more
// in the same answers it is nothing; with others it stands beside what was said before.
func (s *State) DeclareEarlier(p gehoor.PersonID, signal gehoor.SignalID, e Earlier) ([]gehoor.Fact, error) {
	n, ok := s.NoticeOf(p, signal)
	if !ok {
		return nil, gehoor.Refuse(CodeNoNotice)
	}
	r := record.Record{What: kindDeclared, Signal: signal, Fields: record.Fields{
		fieldFunction: string(n.Function), "person": string(p), "since": e.Since, "acted": e.Acted,
	}}
	if e.By != "" {
		r.Fields["told_by"] = e.By
	}
	if t, _ := record.Of(kindDeclared); t.Check(r) != nil {
		return nil, t.Check(r)
	}
	same := func(old Recorded) bool {
		return old.What == r.What && old.Signal == signal && maps.Equal(old.Fields, r.Fields)
	}
	if slices.ContainsFunc(s.Records, same) {
		return nil, nil
	}
	return []gehoor.Fact{r}, nil
}

func (s *State) noticed(f NoticeGiven, at time.Time) {
	for _, p := range f.To {
		one := Notice{Person: p, Function: f.Functions[0], Signal: f.Signal, At: at}
		if i := slices.IndexFunc(s.Notices, func(n Notice) bool { return n.Person == p && n.Signal == f.Signal }); i < 0 {
			s.Notices = append(s.Notices, one)
		}
	}
}

// confirmed notes that somebody confirmed what they were told.
func (s *State) confirmed(r record.Record, by gehoor.Actor, at time.Time) {
	p, staff := by.Person()
	if r.What != kindConfirmed || !staff {
		return
	}
	for i := range s.Notices {
		if n := &s.Notices[i]; n.Person == p && n.Signal == r.Signal && n.ConfirmedAt.IsZero() {
			n.ConfirmedAt = at
		}
	}
}
