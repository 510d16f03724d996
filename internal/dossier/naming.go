package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// A court or the law can require that somebody knows who the reporter is, without the
// reporter's consent (decision 58). One who holds the dossier proposes it, another tells
// the reporter, and a term passes. Then the custodians are asked for the shares of that
// one compartment, as in a recovery.

// NamingGround is why it is required.
type NamingGround string

const (
	// NamingCourt: a court ordered it.
	NamingCourt NamingGround = "court-order"
	// NamingCriminal: the public prosecutor demands it in criminal proceedings.
	NamingCriminal NamingGround = "criminal-proceedings"
	// NamingStatute: another statute requires it; the words say which article.
	NamingStatute NamingGround = "statute"
)

// NamingGrounds lists them in the order in which they are shown.
func NamingGrounds() []NamingGround {
	return []NamingGround{NamingCourt, NamingCriminal, NamingStatute}
}

// Outsider is for whom the recipient gets to know it, if not for the work on the dossier
// alone.
type Outsider string

const (
	OutsiderCourt      Outsider = "court"
	OutsiderProsecutor Outsider = "prosecutor" // or the police
	OutsiderAuthority  Outsider = "authority"  // another one
)

// Outsiders lists them in the order in which they are shown.
func Outsiders() []Outsider { return []Outsider{OutsiderCourt, OutsiderProsecutor, OutsiderAuthority} }

// NamingProposed: somebody proposes that the recipient, who holds the dossier, gets to know
// who the reporter is. Outside is to whom they say it; "" if to nobody. Content is why, in
// words to the reporter.
type NamingProposed struct {
	Signal    gehoor.SignalID  `json:"signal"`
	Recipient gehoor.PersonID  `json:"recipient"`
	Outside   Outsider         `json:"outside,omitempty"`
	Ground    NamingGround     `json:"ground"`
	Content   gehoor.ContentID `json:"content"`
}

// NamingTold: a second person agreed, and the reporter is told from here on. Until is the
// last day of the reporter's term.
type NamingTold struct {
	Naming gehoor.Seq    `json:"naming"`
	Until  protocol.Date `json:"until"`
}

// NamingEnded: it is taken back, or somebody does not agree.
type NamingEnded struct {
	Naming gehoor.Seq `json:"naming"`
}

// NamingDue: the reporter's term is over, and who holds the dossier is told that the
// custodians can be asked.
type NamingDue struct {
	Naming gehoor.Seq `json:"naming"`
}

// Kind names the fact.
func (NamingDue) Kind() gehoor.Kind { return "dossier.naming-due" }

// Kind names the fact.
func (NamingProposed) Kind() gehoor.Kind { return "dossier.naming-proposed" }

// Kind names the fact.
func (NamingTold) Kind() gehoor.Kind { return "dossier.naming-told" }

// Kind names the fact.
func (NamingEnded) Kind() gehoor.Kind { return "dossier.naming-ended" }

// NamingSpan is the reporter's term: to answer, to ask advice, or to go to a court.
func NamingSpan() protocol.Span { return protocol.Span{WorkingDays: 10} }

// namingMonths is how long after that term the custodians can be asked: what was required
// long ago is not used later.
const namingMonths = 3

// Naming is one, and how far it is. The place of the fact that proposed it is its name.
type Naming struct {
	NamingProposed
	Seq gehoor.Seq
	By  gehoor.PersonID
	At  time.Time
	// ToldAt is zero until a second person agreed.
	ToldAt time.Time
	ToldBy gehoor.PersonID
	Until  protocol.Date
	// DueAt is when who holds the dossier was told that the term is over.
	DueAt time.Time
	// AskedAt is when the custodians were asked last.
	AskedAt time.Time
	// GivenAt is when the recipient got the key, and Key is its content.
	GivenAt time.Time
	Key     gehoor.ContentID
	EndedAt time.Time
}

// NamingStanding is how far a naming is.
type NamingStanding string

// How far it can be.
const (
	NamingWaits  NamingStanding = "proposed" // for a second person
	NamingTerm   NamingStanding = "term"     // the reporter's term runs
	NamingReady  NamingStanding = "ready"    // the custodians can be asked
	NamingAsked  NamingStanding = "asked"    // they are
	NamingGiven  NamingStanding = "given"
	NamingIsOver NamingStanding = "over" // taken back, or lapsed
)

// Codes of refusals about namings.
const (
	// CodeNamingOpen: one is under way already.
	CodeNamingOpen gehoor.Code = "naming.open-already"
	// CodeNamingOver: it was given, taken back, has lapsed, or never was.
	CodeNamingOver gehoor.Code = "naming.over"
	// CodeNamingSelf: nobody has a hand in it who gets to know the name.
	CodeNamingSelf gehoor.Code = "naming.not-for-yourself"
	// CodeNamingSecond: whoever proposed it is not who tells the reporter.
	CodeNamingSecond gehoor.Code = "naming.second"
	// CodeNamingTerm: the reporter's term still runs.
	CodeNamingTerm gehoor.Code = "naming.term-runs"
	// CodeNamingStays: what the law required is not the reporter's to take back.
	CodeNamingStays gehoor.Code = "naming.stays"
)

// Naming finds one, and says whether it is there.
func (s *State) Naming(seq gehoor.Seq) (Naming, bool) {
	i := slices.IndexFunc(s.Namings, func(n Naming) bool { return n.Seq == seq })
	if i < 0 {
		return Naming{}, false
	}
	return s.Namings[i], true
}

// Standing says how far a naming is. One that nobody tells the reporter of counts as long
// as whoever proposed it holds the dossier.
func (s *State) Standing(n Naming, now time.Time) NamingStanding {
	today := protocol.DateOf(now)
	r, pending := s.Pending(now)
	switch {
	case !n.GivenAt.IsZero():
		return NamingGiven
	case !n.EndedAt.IsZero(), n.ToldAt.IsZero() && !s.Holds(n.By, gehoor.Conversation):
		return NamingIsOver
	case n.ToldAt.IsZero():
		return NamingWaits
	case !n.Until.Before(today):
		return NamingTerm
	case pending && r.Naming == n.Seq:
		return NamingAsked
	case n.Until.AddMonths(namingMonths).Before(today):
		return NamingIsOver
	}
	return NamingReady
}

// ProposeNaming proposes that somebody who holds the dossier gets to know who the reporter
// of a signal is.
func (s *State) ProposeNaming(f NamingProposed, by gehoor.PersonID, now time.Time) ([]gehoor.Fact, error) {
	if !slices.Contains(NamingGrounds(), f.Ground) || f.Outside != "" && !slices.Contains(Outsiders(), f.Outside) {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	if _, named := s.boxes[gehoor.Identity].CodeGrant(Coded{Signal: f.Signal}); !named {
		return nil, gehoor.Refuse(CodeNameless)
	}
	for _, n := range s.Namings {
		if at := s.Standing(n, now); at != NamingGiven && at != NamingIsOver {
			return nil, gehoor.Refuse(CodeNamingOpen)
		}
	}
	if err := s.nameable(f.Recipient, by); err != nil {
		return nil, err
	}
	return []gehoor.Fact{f}, nil
}

// nameable refuses a recipient who does not hold the dossier, who knows already, or who
// decides about it.
func (s *State) nameable(recipient, by gehoor.PersonID) error {
	switch {
	case recipient == by:
		return gehoor.Refuse(CodeNamingSelf)
	case !s.Holds(recipient, gehoor.Conversation):
		return gehoor.Refuse(CodeEligible)
	case s.Holds(recipient, gehoor.Identity):
		return gehoor.Refuse(CodeGranted)
	}
	return nil
}

// TellNaming is the second person's yes, with which the reporter is told.
func (s *State) TellNaming(seq gehoor.Seq, by gehoor.PersonID, until protocol.Date, now time.Time) ([]gehoor.Fact, error) {
	n, ok := s.Naming(seq)
	if !ok || s.Standing(n, now) != NamingWaits {
		return nil, gehoor.Refuse(CodeNamingOver)
	}
	if by == n.By {
		return nil, gehoor.Refuse(CodeNamingSecond)
	}
	if err := s.nameable(n.Recipient, by); err != nil {
		return nil, err
	}
	return []gehoor.Fact{NamingTold{Naming: seq, Until: until}}, nil
}

// EndNaming takes one back, and what the custodians are asked for it.
func (s *State) EndNaming(seq gehoor.Seq, now time.Time) ([]gehoor.Fact, error) {
	n, ok := s.Naming(seq)
	if !ok {
		return nil, gehoor.Refuse(CodeNamingOver)
	}
	switch s.Standing(n, now) {
	case NamingGiven, NamingIsOver:
		return nil, gehoor.Refuse(CodeNamingOver)
	case NamingAsked:
		r, _ := s.Pending(now)
		return []gehoor.Fact{RecoveryEnded{Recovery: r.Recovery}, NamingEnded{Naming: seq}}, nil
	}
	return []gehoor.Fact{NamingEnded{Naming: seq}}, nil
}

// mayName refuses to ask the custodians who the reporter is before the reporter was told
// and the term has passed, or for somebody else than the reporter was told.
func (s *State) mayName(f RecoveryRequested, by gehoor.PersonID, now time.Time) error {
	n, ok := s.Naming(f.Naming)
	if !ok || n.Recipient != f.Recipient {
		return gehoor.Refuse(CodeNamingOver)
	}
	switch s.Standing(n, now) {
	case NamingReady:
		return s.nameable(n.Recipient, by)
	case NamingTerm, NamingWaits:
		return gehoor.Refuse(CodeNamingTerm)
	}
	return gehoor.Refuse(CodeNamingOver)
}

// namingMorning is when on the day after the reporter's term it is said.
const namingMorning = 8

// NamingWake is when something follows of a naming because time passes; zero if nothing
// does. Once the reporter's term is over it is said, and once nobody can use it any more it
// ends.
func (s *State) NamingWake() time.Time {
	i := slices.IndexFunc(s.Namings, func(n Naming) bool { return !n.ToldAt.IsZero() && n.EndedAt.IsZero() && n.GivenAt.IsZero() })
	if i < 0 {
		return time.Time{}
	}
	n := s.Namings[i]
	if n.DueAt.IsZero() && n.AskedAt.IsZero() {
		return n.Until.AddDays(1).At(namingMorning, 0, 0)
	}
	lapses := n.Until.AddMonths(namingMonths).AddDays(1).At(0, 0, 0)
	if r, pending := s.Pending(lapses); pending && r.Naming == n.Seq {
		return r.Until() // the custodians were asked on one of the last days
	}
	return lapses
}

// WakeNaming is what follows of it at a moment.
func (s *State) WakeNaming(now time.Time) []gehoor.Fact {
	at := s.NamingWake()
	if at.IsZero() || now.Before(at) {
		return nil
	}
	var facts []gehoor.Fact
	for _, n := range s.Namings {
		switch standing := s.Standing(n, now); {
		case n.ToldAt.IsZero():
		case standing == NamingIsOver && n.EndedAt.IsZero():
			facts = append(facts, NamingEnded{Naming: n.Seq})
		case standing == NamingReady && n.DueAt.IsZero() && n.AskedAt.IsZero():
			facts = append(facts, NamingDue{Naming: n.Seq})
		}
	}
	return facts
}

// NamingReady says whether there is one for which the custodians can be asked.
func (s *State) NamingReady(now time.Time) bool {
	return slices.ContainsFunc(s.Namings, func(n Naming) bool { return s.Standing(n, now) == NamingReady })
}

// Required says whether a person knows who the reporter is because the law required it.
func (s *State) Required(p gehoor.PersonID) bool {
	g, ok := s.boxes[gehoor.Identity].Grant(p)
	return ok && slices.ContainsFunc(s.Namings, func(n Naming) bool { return n.Key == g.Content })
}

// foldNaming adds one event about a naming; ok is false for a fact of another kind.
func (s *State) foldNaming(e gehoor.Event, f gehoor.Fact) (ok bool) {
	switch f := f.(type) {
	case NamingProposed:
		by, _ := e.Actor.Person()
		s.Namings = append(s.Namings, Naming{NamingProposed: f, Seq: e.Seq, By: by, At: e.At})
	case NamingTold:
		s.inNaming(f.Naming, func(n *Naming) {
			n.ToldAt, n.Until = e.At, f.Until
			n.ToldBy, _ = e.Actor.Person()
		})
	case NamingDue:
		s.inNaming(f.Naming, func(n *Naming) { n.DueAt = e.At })
	case NamingEnded:
		s.inNaming(f.Naming, func(n *Naming) { n.EndedAt = e.At })
	default:
		return false
	}
	return true
}

func (s *State) inNaming(seq gehoor.Seq, do func(*Naming)) {
	for i := range s.Namings {
		if s.Namings[i].Seq == seq {
			do(&s.Namings[i])
		}
	}
}

// named notes the key that a recovery gave of who the reporter is.
func (s *State) named(by gehoor.Actor, f Granted) {
	r := s.lastRecovery()
	if f.Compartment == gehoor.Identity && r.Naming != 0 && !r.RecoveredAt.IsZero() && by == gehoor.ByPerson(f.Person) {
		s.inNaming(r.Naming, func(n *Naming) {
			if n.Key == "" {
				n.Key = f.Content
			}
		})
	}
}

func (s *State) lastRecovery() Recovery {
	if len(s.Recoveries) == 0 {
		return Recovery{}
	}
	return s.Recoveries[len(s.Recoveries)-1]
}
