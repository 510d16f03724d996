package participant

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/checkin"
)

// As is as what somebody takes part.
type As string

// The two.
const (
	Witness   As = "witness"
	Concerned As = "person-concerned"
)

// Roles lists them.
func Roles() []As { return []As{Witness, Concerned} }

// Valid says whether there is such a role.
func (a As) Valid() bool { return a == Witness || a == Concerned }

// Admitted gives somebody a code of their own. Content says who it is, in words that only
// those who handle the dossier can open. Language is that in which the slip was given.
type Admitted struct {
	Participant gehoor.ParticipantID `json:"participant"`
	As          As                   `json:"as"`
	Language    gehoor.Language      `json:"language"`
	Content     gehoor.ContentID     `json:"content"`
}

// MessageSent is a message; the actor says from which side.
type MessageSent struct {
	Participant gehoor.ParticipantID `json:"participant"`
	Content     gehoor.ContentID     `json:"content"`
}

// AgreementShared lets the person concerned read what was agreed with them. Agreement is
// the fact that records it.
type AgreementShared struct {
	Participant gehoor.ParticipantID `json:"participant"`
	Agreement   gehoor.Seq           `json:"agreement"`
	Content     gehoor.ContentID     `json:"content"`
}

// AgreementAnswered: they say whether that is what was agreed. Content are words with it,
// "" if there are none.
type AgreementAnswered struct {
	Participant gehoor.ParticipantID `json:"participant"`
	Agreement   gehoor.Seq           `json:"agreement"`
	Agrees      bool                 `json:"agrees"`
	Content     gehoor.ContentID     `json:"content,omitempty"`
}

// Ended: the code opens nothing any more.
type Ended struct {
	Participant gehoor.ParticipantID `json:"participant"`
}

// CheckInAsked: the program asked how it goes. Step is the contact of the protocol.
type CheckInAsked struct {
	Participant gehoor.ParticipantID `json:"participant"`
	As          As                   `json:"as"`
	Step        string               `json:"step"`
}

// CheckInAnswered is the answer. Left is how many others who take part as the same were
// asked about this contact and have not answered: a protocol has one such contact for all.
type CheckInAnswered struct {
	Participant gehoor.ParticipantID `json:"participant"`
	As          As                   `json:"as"`
	Step        string               `json:"step"`
	checkin.Answer
	Left int `json:"left,omitempty"`
}

// CheckInSkipped: they do not want this contact. Of who wants to be asked no more the
// program says so itself, when the contact comes. Left is as in [CheckInAnswered].
type CheckInSkipped struct {
	Participant gehoor.ParticipantID `json:"participant"`
	As          As                   `json:"as"`
	Step        string               `json:"step"`
	Left        int                  `json:"left,omitempty"`
}

// CheckInsStopped: they want to be asked no more.
type CheckInsStopped struct {
	Participant gehoor.ParticipantID `json:"participant"`
}

// CheckInsResumed: they want to be asked again.
type CheckInsResumed struct {
	Participant gehoor.ParticipantID `json:"participant"`
}

// Kind names the fact.
func (Admitted) Kind() gehoor.Kind { return "participant.admitted" }

// Kind names the fact.
func (MessageSent) Kind() gehoor.Kind { return "participant.message-sent" }

// Kind names the fact.
func (AgreementShared) Kind() gehoor.Kind { return "participant.agreement-shared" }

// Kind names the fact.
func (AgreementAnswered) Kind() gehoor.Kind { return "participant.agreement-answered" }

// Kind names the fact.
func (Ended) Kind() gehoor.Kind { return "participant.ended" }

// Kind names the fact.
func (CheckInAsked) Kind() gehoor.Kind { return "participant.check-in-asked" }

// Kind names the fact.
func (CheckInAnswered) Kind() gehoor.Kind { return "participant.check-in-answered" }

// Kind names the fact.
func (CheckInSkipped) Kind() gehoor.Kind { return "participant.check-in-skipped" }

// Kind names the fact.
func (CheckInsStopped) Kind() gehoor.Kind { return "participant.check-ins-stopped" }

// Kind names the fact.
func (CheckInsResumed) Kind() gehoor.Kind { return "participant.check-ins-resumed" }
