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
	// FollowUps are what handlers can send now.
	FollowUps []*questionnaire.Questionnaire
	// Known are those with which answers can have been written, the newest last.
	Known []*questionnaire.Questionnaire
	// Adopted are the organisation's choices, the first one first.
	Adopted []questionnaire.Adoption
	// Retired are the follow-ups that are not offered any more.
	Retired map[questionnaire.ID]bool
}

// Between are those that a signal can have been asked that came in between two
// moments.
func (f Forms) Between(first, last time.Time) []*questionnaire.Questionnaire {
	return (&questionnaire.Adoptions{All: f.Adopted}).Between(first, last)
}

// Of finds a questionnaire by its digest; false if there is none.
func (f Forms) Of(d gehoor.Digest) (*questionnaire.Questionnaire, bool) {
	for _, q := range f.Known {
		if q.Digest() == d {
			return q, true
		}
	}
	return nil, false
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
	f := Forms{FollowUps: s.State.FollowUps(), Known: s.State.Known(), Adopted: s.State.All, Retired: s.State.Retired}
	if last, there := s.State.Last(); there {
		f.Asked = last.Form
		return f, nil
	}
	f.Asked, err = questionnaire.Newest(signalForm)
	return f, err
}

// Chosen pins what was adopted last for a purpose, "" if nothing was; of follow-ups
// each id has its own. [Casework.AdoptForm] asks for it.
func (f Forms) Chosen(p questionnaire.Purpose, id questionnaire.ID) gehoor.Digest {
	return (&questionnaire.Adoptions{All: f.Adopted}).Chosen(p, id)
}

// Now is what is asked for a purpose: the intake, or the follow-up of an id, nil if
// there is none yet.
func (f Forms) Now(p questionnaire.Purpose, id questionnaire.ID) *questionnaire.Questionnaire {
	if p == questionnaire.Intake {
		return f.Asked
	}
	for _, q := range f.FollowUps {
		if q.ID == id {
			return q
		}
	}
	return nil
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
	return c.decideForms(ctx, org, by, func(a *questionnaire.Adoptions) ([]gehoor.Fact, error) { return a.Adopt(q, after) })
}

// RetireForm takes a follow-up out of what handlers can send. What was sent before
// can still be answered.
func (c *Casework) RetireForm(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, id questionnaire.ID) error {
	return c.decideForms(ctx, org, by, func(a *questionnaire.Adoptions) ([]gehoor.Fact, error) { return a.Retire(id) })
}

func (c *Casework) decideForms(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, decide func(*questionnaire.Adoptions) ([]gehoor.Fact, error)) error {
	_, err := c.forms.Update(ctx, org, gehoor.QuestionnaireStream, func(s ledger.Snapshot[*questionnaire.Adoptions]) (ledger.Decision, error) {
		d, err := c.govern(ctx, org, by, gehoor.QuestionnaireStream)
		if err != nil {
			return d, err
		}
		d.Facts, err = decide(s.State)
		return d, err
	})
	return err
}
