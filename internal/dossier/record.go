package dossier

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
)

// What was written down at steps of a protocol. A record that a second person has to
// confirm, or may, waits until somebody else does; it counts from then on.

// RecordProposed is a whole record that waits for a second person.
type RecordProposed struct {
	Record  gehoor.Kind      `json:"record"`
	Signal  gehoor.SignalID  `json:"signal,omitempty"`
	Fields  record.Fields    `json:"fields,omitempty"`
	Content gehoor.ContentID `json:"content,omitempty"`
	// Alike is what the writer's browser found, see [record.Likeness].
	Alike *record.Likeness `json:"alike,omitempty"`
}

// RecordDropped: the proposal with this Seq is taken back, or somebody does not
// agree.
type RecordDropped struct {
	Proposal gehoor.Seq `json:"proposal"`
}

// Kind names the fact.
func (RecordProposed) Kind() gehoor.Kind { return "dossier.record-proposed" }

// Kind names the fact.
func (RecordDropped) Kind() gehoor.Kind { return "dossier.record-dropped" }

// Recorded is one record.
type Recorded struct {
	record.Record
	// In is where its words lie.
	In  gehoor.Compartment
	Seq gehoor.Seq
	By  gehoor.Actor
	At  time.Time
}

// RecordProposal is a record that waits for a second person.
type RecordProposal struct {
	record.Record
	// In is where its words lie.
	In  gehoor.Compartment
	Seq gehoor.Seq
	By  gehoor.PersonID
	At  time.Time
}

// Codes of refusals about records.
const (
	// CodeNoProposal: there is no such proposal, or it was decided.
	CodeNoProposal gehoor.Code = "record.no-proposal"
	// CodeOwnProposal: whoever proposed it cannot confirm it.
	CodeOwnProposal gehoor.Code = "record.own-proposal"
	// CodeProposedTwice: a record with the same answers waits already.
	CodeProposedTwice gehoor.Code = "record.proposed-before"
	// CodeNeedsSecond: a record of this kind counts only if a second person confirms.
	CodeNeedsSecond gehoor.Code = "record.needs-second"
	// CodeNoSecond: a record of this kind is not confirmed by anybody.
	CodeNoSecond gehoor.Code = "record.takes-no-second"
)

// ProposedRecord finds a proposal that waits, and says whether there is one.
func (s *State) ProposedRecord(seq gehoor.Seq) (RecordProposal, bool) {
	i := slices.IndexFunc(s.RecordProposals, func(p RecordProposal) bool { return p.Seq == seq })
	if i < 0 {
		return RecordProposal{}, false
	}
	return s.RecordProposals[i], true
}

// Record writes one down that needs no second person. The writer holds the
// compartment for internal words, or makes it in the same act, if there are any.
func (s *State) Record(r record.Record, by gehoor.PersonID, made bool) ([]gehoor.Fact, error) {
	if err := s.recordable(r, by, made); err != nil {
		return nil, err
	}
	if t, _ := record.Of(r.What); t.Second == record.SecondMust {
		return nil, gehoor.Refuse(CodeNeedsSecond)
	}
	return []gehoor.Fact{r}, nil
}

// ProposeRecord lets one wait for a second person.
func (s *State) ProposeRecord(r record.Record, by gehoor.PersonID, made bool) ([]gehoor.Fact, error) {
	if err := s.recordable(r, by, made); err != nil {
		return nil, err
	}
	if t, _ := record.Of(r.What); t.Second == record.SecondNone {
		return nil, gehoor.Refuse(CodeNoSecond)
	}
	if slices.ContainsFunc(s.RecordProposals, func(p RecordProposal) bool { return p.Same(r) }) {
		return nil, gehoor.Refuse(CodeProposedTwice)
	}
	return []gehoor.Fact{RecordProposed{Record: r.What, Signal: r.Signal, Fields: r.Fields, Content: r.Content, Alike: r.Alike}}, nil
}

// ConfirmRecord makes a proposal count: the record, with who proposed it. The second
// person is somebody else, and can open the words. Their browser compared them again,
// read is nil if it did not; different is why they are different enough, "" if that is
// not said.
func (s *State) ConfirmRecord(seq gehoor.Seq, by gehoor.PersonID, read *record.Likeness, different gehoor.ContentID) ([]gehoor.Fact, error) {
	p, ok := s.ProposedRecord(seq)
	switch {
	case !ok:
		return nil, gehoor.Refuse(CodeNoProposal)
	case p.By == by:
		return nil, gehoor.Refuse(CodeOwnProposal)
	}
	r := p.Record
	r.Proposal, r.Proposer, r.Read, r.Different = p.Seq, p.By, read, different
	if err := s.recordable(r, by, false); err != nil {
		return nil, err
	}
	return []gehoor.Fact{r}, nil
}

// DropRecord ends a proposal without a record: whoever made it takes it back, or
// another holder does not agree.
func (s *State) DropRecord(seq gehoor.Seq) ([]gehoor.Fact, error) {
	if _, ok := s.ProposedRecord(seq); !ok {
		return nil, gehoor.Refuse(CodeNoProposal)
	}
	return []gehoor.Fact{RecordDropped{Proposal: seq}}, nil
}

// recordable refuses what the catalogue does not know or allow, and words that the
// writer could not have sealed or the second person cannot read.
func (s *State) recordable(r record.Record, by gehoor.PersonID, made bool) error {
	t, ok := record.Of(r.What)
	if !ok || !t.HasForm() {
		return gehoor.Refuse(record.CodeUnknown)
	}
	if err := t.Check(r); err != nil {
		return err
	}
	if err := s.concernable(r); err != nil {
		return err
	}
	if err := s.takeable(r); err != nil {
		return err
	}
	if err := s.decidable(r); err != nil {
		return err
	}
	if err := s.lettered(r); err != nil {
		return err
	}
	if !s.Measures().Names(r) {
		return gehoor.Refuse(record.CodeMeasure)
	}
	if r.Content != "" && !made && !s.Holds(by, t.Compartment()) {
		return gehoor.Refuse(CodeNoCompartment)
	}
	return nil
}

// foldRecord says whether the fact is one of these.
func (s *State) foldRecord(e gehoor.Event, f gehoor.Fact) bool {
	switch f := f.(type) {
	case record.Record:
		s.Records = append(s.Records, Recorded{Record: f, In: s.WordsIn(f.What), Seq: e.Seq, By: e.Actor, At: e.At})
		s.endProposal(f.Proposal)
		s.confirmed(f, e.Actor, e.At)
		s.decided(f)
		s.foldPatterns(f, e.Seq)
		s.consented(f)
	case RecordProposed:
		by, _ := e.Actor.Person()
		r := record.Record{What: f.Record, Signal: f.Signal, Fields: f.Fields, Content: f.Content, Alike: f.Alike}
		s.RecordProposals = append(s.RecordProposals, RecordProposal{Record: r, In: s.WordsIn(f.Record), Seq: e.Seq, By: by, At: e.At})
	case RecordDropped:
		s.endProposal(f.Proposal)
	default:
		return false
	}
	return true
}

func (s *State) endProposal(seq gehoor.Seq) {
	s.RecordProposals = slices.DeleteFunc(s.RecordProposals, func(p RecordProposal) bool { return p.Seq == seq })
}
