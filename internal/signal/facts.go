package signal

import "github.com/gehoor/gehoor"

// Received is the moment at which the organisation has the signal. Content is
// the reporter's account.
type Received struct {
	Signal  gehoor.SignalID  `json:"signal"`
	Content gehoor.ContentID `json:"content"`
}

// Routed holds what left the reporter's browser unsealed, because the way and
// the clocks need it. NotSafe is true only if the reporter agreed.
type Routed struct {
	Signal   gehoor.SignalID `json:"signal"`
	Office   gehoor.Office   `json:"office"`
	Language gehoor.Language `json:"language"`
	NotSafe  bool            `json:"not_safe,omitempty"`
}

// SentPlainly: the reporter's browser runs no scripts, so what the reporter writes
// and reads passes through the server in the clear, now and in every message that
// follows. Handlers are told, so that nobody thinks the conversation safer than
// it is.
type SentPlainly struct {
	Signal gehoor.SignalID `json:"signal"`
}

// Identified says that the reporter put a name in the identity compartment.
type Identified struct {
	Signal  gehoor.SignalID  `json:"signal"`
	Content gehoor.ContentID `json:"content"`
}

// Acknowledged: the reporter was told that we have it, and what follows.
type Acknowledged struct {
	Signal  gehoor.SignalID  `json:"signal"`
	Content gehoor.ContentID `json:"content"`
}

// MessageSent is a message in the conversation; the actor says from which side.
type MessageSent struct {
	Signal  gehoor.SignalID  `json:"signal"`
	Content gehoor.ContentID `json:"content"`
}

// FeedbackGiven: the reporter was told how the signal was assessed and what is
// done with it.
type FeedbackGiven struct {
	Signal  gehoor.SignalID  `json:"signal"`
	Content gehoor.ContentID `json:"content"`
}

// FileAdded is a file in the conversation; the actor says from which side.
// Content says what it is and how its parts belong together.
type FileAdded struct {
	Signal  gehoor.SignalID  `json:"signal"`
	Content gehoor.ContentID `json:"content"`
	Parts   []gehoor.Part    `json:"parts"`
}

// MadeFormal makes the signal a formal report; the terms of the law run from
// the day of receipt.
type MadeFormal struct {
	Signal gehoor.SignalID `json:"signal"`
}

// Kind names the fact.
func (Received) Kind() gehoor.Kind { return "signal.received" }

// Kind names the fact.
func (Routed) Kind() gehoor.Kind { return "signal.routed" }

// Kind names the fact.
func (SentPlainly) Kind() gehoor.Kind { return "signal.sent-plainly" }

// Kind names the fact.
func (Identified) Kind() gehoor.Kind { return "signal.identified" }

// Kind names the fact.
func (Acknowledged) Kind() gehoor.Kind { return "signal.acknowledged" }

// Kind names the fact.
func (MessageSent) Kind() gehoor.Kind { return "signal.message-sent" }

// Kind names the fact.
func (FeedbackGiven) Kind() gehoor.Kind { return "signal.feedback-given" }

// Kind names the fact.
func (FileAdded) Kind() gehoor.Kind { return "signal.file-added" }

// Kind names the fact.
func (MadeFormal) Kind() gehoor.Kind { return "signal.made-formal" }
