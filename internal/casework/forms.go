package casework

import (
	"context"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// Forms are an organisation's questionnaires.
type Forms struct {
	// Asked is what reporters are asked now.
	Asked *questionnaire.Questionnaire
	// Known are those with which an account can have been written, the newest last.
	Known []*questionnaire.Questionnaire
	// Adopted are the organisation's choices, the first one first.
	Adopted []questionnaire.Adoption
}

// Between are those that a signal can have been asked that came in between two
// moments.
func (f Forms) Between(first, last time.Time) []*questionnaire.Questionnaire {
	return (&questionnaire.Adoptions{All: f.Adopted}).Between(first, last)
}

// signalForm is the questionnaire that is shipped for organisations that chose
// none.
const signalForm questionnaire.ID = "signal"

// Forms returns an organisation's questionnaires. They are no secret.
func (c *Casework) Forms(ctx context.Context, org gehoor.OrgID) (Forms, error) {
	s, err := c.forms.Load(ctx, org, gehoor.QuestionnaireStream)
	if err != nil {
		return Forms{}, err
	}
	f := Forms{Known: s.State.Known(), Adopted: s.State.All}
	if last, there := s.State.Last(); there {
		f.Asked = last.Form
		return f, nil
	}
	f.Asked, err = questionnaire.Newest(signalForm)
	return f, err
}

// Chosen pins what was adopted last, "" if nothing was: [Casework.AdoptForm] asks
// for it.
func (f Forms) Chosen() gehoor.Digest {
	if n := len(f.Adopted); n > 0 {
		return f.Adopted[n-1].Form.Digest()
	}
	return ""
}

// NextVersion is a number that no questionnaire of an id has.
func (f Forms) NextVersion(id questionnaire.ID) int {
	highest := 0
	for _, q := range f.Known {
		if q.ID == id {
			highest = max(highest, q.Version)
		}
	}
	return highest + 1
}

// AdoptForm lets an organisation ask a questionnaire from now on. by is an
// administrator, or [gehoor.System] for who sits at the machine. after is
// [Forms.Chosen] as it was when that was decided: should somebody else have adopted
// one since, it is refused.
func (c *Casework) AdoptForm(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, q *questionnaire.Questionnaire, after gehoor.Digest) error {
	_, err := c.forms.Update(ctx, org, gehoor.QuestionnaireStream, func(s ledger.Snapshot[*questionnaire.Adoptions]) (ledger.Decision, error) {
		d, err := c.govern(ctx, org, by, gehoor.QuestionnaireStream)
		if err != nil {
			return d, err
		}
		d.Facts, err = s.State.Adopt(q, after)
		return d, err
	})
	return err
}
