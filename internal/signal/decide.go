package signal

import "github.com/gehoor/gehoor"

// Codes of refusals about signals: what is impossible in any protocol.
const (
	// CodeAcknowledged: an acknowledgement was sent before.
	CodeAcknowledged gehoor.Code = "signal.acknowledged-before"
	// CodeFormal: the signal is a formal report already.
	CodeFormal gehoor.Code = "signal.formal-before"
	// CodeIdentified: the reporter said who they are before.
	CodeIdentified gehoor.Code = "signal.identified-before"
	// CodeUnknown: the dossier has no such signal.
	CodeUnknown gehoor.Code = "signal.unknown"
	// CodeOffice: no such office to report about.
	CodeOffice gehoor.Code = "signal.office"
	// CodeLanguage: no such language.
	CodeLanguage gehoor.Code = "signal.language"
)

// Receive takes in a signal.
func (s *State) Receive(r Received, route Routed, who gehoor.ContentID) ([]gehoor.Fact, error) {
	if _, ok := s.byID[r.Signal]; ok {
		return nil, gehoor.Refuse(gehoor.CodeReplayed)
	}
	if !route.Office.Choosable() {
		return nil, gehoor.Refuse(CodeOffice)
	}
	if !route.Language.Valid() {
		return nil, gehoor.Refuse(CodeLanguage)
	}
	facts := []gehoor.Fact{r, route}
	if who != "" {
		facts = append(facts, Identified{Signal: r.Signal, Content: who})
	}
	return facts, nil
}

// Identify adds who the reporter is to a signal that was anonymous.
func (s *State) Identify(id gehoor.SignalID, who gehoor.ContentID) ([]gehoor.Fact, error) {
	one, ok := s.byID[id]
	if !ok {
		return nil, gehoor.Refuse(CodeUnknown)
	}
	if one.Who != "" {
		return nil, gehoor.Refuse(CodeIdentified)
	}
	return []gehoor.Fact{Identified{Signal: id, Content: who}}, nil
}

// AllSeen refuses what comes of a reporter who has seen so many of their own
// entries. One more is what was sent already, or comes from another window: the
// refusal is [gehoor.CodeReplayed].
func (s *State) AllSeen(id gehoor.SignalID, seen int) error {
	if one, ok := s.byID[id]; ok && one.FromReporter() != seen {
		return gehoor.Refuse(gehoor.CodeReplayed)
	}
	return nil
}

// Acknowledge tells the reporter that we have it. It happens once.
func (s *State) Acknowledge(id gehoor.SignalID, c gehoor.ContentID) ([]gehoor.Fact, error) {
	one, ok := s.byID[id]
	if !ok {
		return nil, gehoor.Refuse(CodeUnknown)
	}
	if !one.AcknowledgedAt.IsZero() {
		return nil, gehoor.Refuse(CodeAcknowledged)
	}
	return []gehoor.Fact{Acknowledged{Signal: id, Content: c}}, nil
}

// Say adds a message to the conversation, from either side.
func (s *State) Say(id gehoor.SignalID, c gehoor.ContentID) ([]gehoor.Fact, error) {
	if _, ok := s.byID[id]; !ok {
		return nil, gehoor.Refuse(CodeUnknown)
	}
	return []gehoor.Fact{MessageSent{Signal: id, Content: c}}, nil
}

// AddFile adds a file to the conversation, from either side. That its parts are
// there is the store's to see.
func (s *State) AddFile(f FileAdded) ([]gehoor.Fact, error) {
	if _, ok := s.byID[f.Signal]; !ok {
		return nil, gehoor.Refuse(CodeUnknown)
	}
	return []gehoor.Fact{f}, nil
}

// GiveFeedback tells the reporter how the signal was assessed. It may happen
// again: later feedback adds to earlier.
func (s *State) GiveFeedback(id gehoor.SignalID, c gehoor.ContentID) ([]gehoor.Fact, error) {
	if _, ok := s.byID[id]; !ok {
		return nil, gehoor.Refuse(CodeUnknown)
	}
	return []gehoor.Fact{FeedbackGiven{Signal: id, Content: c}}, nil
}

// MakeFormal makes the signal a formal report.
func (s *State) MakeFormal(id gehoor.SignalID) ([]gehoor.Fact, error) {
	one, ok := s.byID[id]
	if !ok {
		return nil, gehoor.Refuse(CodeUnknown)
	}
	if one.Formal {
		return nil, gehoor.Refuse(CodeFormal)
	}
	return []gehoor.Fact{MadeFormal{Signal: id}}, nil
}
