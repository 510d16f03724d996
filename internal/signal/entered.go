package signal

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// An account that somebody else wrote down: told by telephone, in a letter or in
// person, and entered by somebody of staff. It is complete when its reporter has
// read it, corrected it where it was wrong, and approved it (Wbk art. 2a for an
// oral report). And a reporter who would rather talk.

// Channel is how the one who entered a signal was told of it.
type Channel string

// The channels.
const (
	ChannelPhone    Channel = "phone"
	ChannelLetter   Channel = "letter"
	ChannelInPerson Channel = "in-person"
)

// Channels lists them in the order in which they are shown.
func Channels() []Channel { return []Channel{ChannelPhone, ChannelLetter, ChannelInPerson} }

// Valid says whether the channel exists.
func (c Channel) Valid() bool { return slices.Contains(Channels(), c) }

// Entered: the actor, somebody of staff, wrote down what the reporter told, and
// saw the reporter's code while doing so.
type Entered struct {
	Signal  gehoor.SignalID `json:"signal"`
	Channel Channel         `json:"channel"`
	// Consent: a confidential adviser entered it, and said that the reporter agreed.
	Consent bool `json:"consent,omitempty"`
}

// AccountCorrected: the reporter says what is wrong in the account that somebody
// else wrote, or what is missing. The account itself stays as it was sealed.
type AccountCorrected struct {
	Signal  gehoor.SignalID  `json:"signal"`
	Content gehoor.ContentID `json:"content"`
}

// AccountApproved: the reporter agrees with the account. Contents are all that
// was agreed with: the account, and the corrections up to then.
type AccountApproved struct {
	Signal   gehoor.SignalID    `json:"signal"`
	Contents []gehoor.ContentID `json:"contents"`
}

// TalkAsked: the reporter wants to be called or met. Content says when it is
// safe, how, and in which language; it is "" where the account says so.
type TalkAsked struct {
	Signal  gehoor.SignalID  `json:"signal"`
	Content gehoor.ContentID `json:"content,omitempty"`
}

// Kind names the fact.
func (Entered) Kind() gehoor.Kind { return "signal.entered" }

// Kind names the fact.
func (AccountCorrected) Kind() gehoor.Kind { return "signal.account-corrected" }

// Kind names the fact.
func (AccountApproved) Kind() gehoor.Kind { return "signal.account-approved" }

// Kind names the fact.
func (TalkAsked) Kind() gehoor.Kind { return "signal.talk-asked" }

// Codes of refusals about entered accounts.
const (
	// CodeOwnAccount: the reporter wrote the account, so there is nothing to approve.
	CodeOwnAccount gehoor.Code = "signal.own-account"
	// CodeApproved: the account is approved as it is.
	CodeApproved gehoor.Code = "signal.approved-before"
	// CodeAccountChanged: what was agreed with is not all that there is now.
	CodeAccountChanged gehoor.Code = "signal.account-changed"
)

// Approval is how it stands with an account that somebody else wrote down.
type Approval string

// The standings of an approval.
const (
	// ApprovalNone: the reporter wrote the account.
	ApprovalNone Approval = ""
	// ApprovalAwaited: the reporter did not read it yet, or did not say so.
	ApprovalAwaited Approval = "awaited"
	// ApprovalCorrected: the reporter corrected it, and did not agree since.
	ApprovalCorrected Approval = "corrected"
	// ApprovalGiven: the reporter agreed with all that there is.
	ApprovalGiven Approval = "given"
)

// Entering is how an account came to be written by somebody else, and what its
// reporter said of it.
type Entering struct {
	// Channel is "" for an account that its reporter wrote.
	Channel Channel
	By      gehoor.Actor
	// Consent: who entered it is a confidential adviser, to whom the reporter agreed.
	Consent bool
	// Corrections are the reporter's, oldest first.
	Corrections []gehoor.ContentID
	// Approved is what was agreed with last, and ApprovedAt when.
	Approved   []gehoor.ContentID
	ApprovedAt time.Time
}

// AccountContents is the account with the reporter's corrections: what can be
// agreed with.
func (s Signal) AccountContents() []gehoor.ContentID {
	return append([]gehoor.ContentID{s.Account}, s.Entered.Corrections...)
}

// Approval says how it stands with the account.
func (s Signal) Approval() Approval {
	switch {
	case s.Entered.Channel == "":
		return ApprovalNone
	case slices.Equal(s.Entered.Approved, s.AccountContents()):
		return ApprovalGiven
	case len(s.Entered.Corrections) > 0:
		return ApprovalCorrected
	}
	return ApprovalAwaited
}

// Enter says that somebody of staff wrote down the account that they received.
func (s *State) Enter(id gehoor.SignalID, c Channel, consent bool) ([]gehoor.Fact, error) {
	if !c.Valid() {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return []gehoor.Fact{Entered{Signal: id, Channel: c, Consent: consent}}, nil
}

// Correct adds the reporter's correction to an account that somebody else wrote.
func (s *State) Correct(id gehoor.SignalID, c gehoor.ContentID) ([]gehoor.Fact, error) {
	if _, err := s.entered(id); err != nil {
		return nil, err
	}
	return []gehoor.Fact{AccountCorrected{Signal: id, Content: c}}, nil
}

// Approve agrees with an account that somebody else wrote. contents are what the
// reporter read: nothing else is agreed with.
func (s *State) Approve(id gehoor.SignalID, contents []gehoor.ContentID) ([]gehoor.Fact, error) {
	one, err := s.entered(id)
	if err != nil {
		return nil, err
	}
	if one.Approval() == ApprovalGiven {
		return nil, gehoor.Refuse(CodeApproved)
	}
	if !slices.Equal(contents, one.AccountContents()) {
		return nil, gehoor.Refuse(CodeAccountChanged)
	}
	return []gehoor.Fact{AccountApproved{Signal: id, Contents: contents}}, nil
}

func (s *State) entered(id gehoor.SignalID) (*Signal, error) {
	one, ok := s.byID[id]
	if !ok {
		return nil, gehoor.Refuse(CodeUnknown)
	}
	if one.Entered.Channel == "" {
		return nil, gehoor.Refuse(CodeOwnAccount)
	}
	return one, nil
}

// AskTalk asks for a talk, again if something changed: another time, another
// number.
func (s *State) AskTalk(id gehoor.SignalID, c gehoor.ContentID) ([]gehoor.Fact, error) {
	if _, ok := s.byID[id]; !ok {
		return nil, gehoor.Refuse(CodeUnknown)
	}
	return []gehoor.Fact{TalkAsked{Signal: id, Content: c}}, nil
}

// foldEntered folds the facts of this file, and says whether it was one.
func (s *Signal) foldEntered(e gehoor.Event, f gehoor.Fact) bool {
	switch f := f.(type) {
	case Entered:
		s.Entered.Channel, s.Entered.By, s.Entered.Consent = f.Channel, e.Actor, f.Consent
	case AccountCorrected:
		s.Entered.Corrections = append(s.Entered.Corrections, f.Content)
		s.add(e, FormCorrection, f.Content)
	case AccountApproved:
		s.Entered.Approved, s.Entered.ApprovedAt = f.Contents, e.At
	case TalkAsked:
		if !s.TalkAsked {
			s.TalkAsked, s.TalkAskedAt = true, e.At
		}
		if f.Content != "" {
			s.add(e, FormTalk, f.Content)
		}
	default:
		return false
	}
	return true
}
