package endpoint

import (
	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/seal"
)

// Admit makes the compartment of a participant, of a dossier whose conversation the keyring
// has: for its holders, and for what the participant's code gives.
func (r Keyring) Admit(root note.Verifier, d casework.Dossier, to Reporter, a casework.Admission) (casework.Admission, error) {
	a.Lookup = to.LookUp.Hash()
	var err error
	a.Made, err = r.MakeInternal(Compartment{
		Root: root, Name: gehoor.WithParticipant(a.Participant), Holders: d.Holders,
		Reporter: string(to.Identity.Recipient()), Custodians: d.Custodians, Threshold: d.Threshold,
	})
	return a, err
}

// SayTo seals a message to a participant's compartment among somebody's compartments.
func SayTo(org gehoor.OrgID, boxes []casework.Box, p gehoor.ParticipantID, text []byte) (ledger.Content, error) {
	box, _ := Named(boxes, gehoor.WithParticipant(p))
	return Seal(org, seal.Message, text, box.Recipient)
}

// ParticipantPlaces says what the contents of participants are: what is said, and who they
// are.
func ParticipantPlaces(list []participant.Participant) map[gehoor.ContentID]Place {
	in := map[gehoor.ContentID]Place{}
	for _, p := range list {
		in[p.Who] = Place{gehoor.Case, seal.Note}
		for _, e := range p.Thread {
			if e.Content != "" {
				in[e.Content] = Place{gehoor.WithParticipant(p.ID), seal.Message}
			}
		}
	}
	return in
}
