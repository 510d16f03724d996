package person

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/story"
)

// ParticipantBrowser is the browser of a witness or the person concerned who holds a code.
// It implements [story.Participant].
type ParticipantBrowser struct {
	org gehoor.OrgID
	own endpoint.Reporter
}

var _ story.Participant = (*ParticipantBrowser)(nil)

// NewParticipantBrowser is a browser into which the code was typed.
func NewParticipantBrowser(org gehoor.OrgID, code endpoint.Code) (*ParticipantBrowser, error) {
	own, err := code.Reporter(org)
	if err != nil {
		return nil, err
	}
	return &ParticipantBrowser{org: org, own: own}, nil
}

// LookUp is the secret that is sent to find what there is to read.
func (b *ParticipantBrowser) LookUp() endpoint.LookUp { return b.own.LookUp }

// Say implements [story.Participant].
func (b *ParticipantBrowser) Say(box casework.ParticipantBox, text string) (ledger.Content, error) {
	return endpoint.SayTo(b.org, box.Boxes, box.ID, []byte(text))
}

// Open implements [story.Participant].
func (b *ParticipantBrowser) Open(box casework.ParticipantBox, contents []ledger.Content) (map[gehoor.ContentID]string, error) {
	ring, err := endpoint.OpenKeys(b.own.Identity, b.org, box.Boxes, contents)
	if err != nil {
		return nil, err
	}
	return ring.OpenWords(endpoint.ParticipantPlaces([]participant.Participant{box.Participant}), contents)
}
