package story

import (
	"cmp"
	"context"

	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/checkin"
)

// How it goes with a reporter after the end.

// itGoes answers the question that waits.
func (r *run) itGoes(ctx context.Context, s Statement, parts []Statement) error {
	one, err := r.own()
	if err != nil {
		return err
	}
	view, err := r.Casework.Mailbox(ctx, one.box)
	if err != nil {
		return err
	}
	how := casework.HowItGoes{Answer: checkin.Answer{Going: checkin.Going(s.Value("going"))}}
	if view.CheckIn != nil {
		how.Step = view.CheckIn.Step
	}
	for _, part := range parts {
		how.KeptAway = how.KeptAway || part.Form == formGoesAway
		how.TreatedWorse = how.TreatedWorse || part.Form == formGoesWorse
	}
	if what := s.Value("text"); what != "" {
		words, err := one.browser.Say(view, what)
		if err != nil {
			return err
		}
		r.said[words.ID] = what
		how.Words = &words
	}
	return r.Casework.AnswerCheckIn(ctx, one.box, how)
}

// skipContact says no to the contact that was asked about.
func (r *run) skipContact(ctx context.Context, _ Statement, _ []Statement) error {
	one, err := r.own()
	if err != nil {
		return err
	}
	view, err := r.Casework.Mailbox(ctx, one.box)
	if err != nil {
		return err
	}
	step := ""
	if view.CheckIn != nil {
		step = view.CheckIn.Step
	}
	return r.Casework.SkipCheckIn(ctx, one.box, step)
}

// ofContacts is an act of a reporter about all contacts.
func ofContacts(do func(*casework.Casework, context.Context, account.Mailbox) error) act {
	return func(r *run, ctx context.Context, _ Statement, _ []Statement) error {
		one, err := r.own()
		if err != nil {
			return err
		}
		return do(r.Casework, ctx, one.box)
	}
}

func (r *run) expectCheckIn(ctx context.Context, s Statement) (string, error) {
	box, err := r.mailbox()
	if err != nil {
		return "", err
	}
	m, err := r.Casework.Mailbox(ctx, box)
	if err != nil {
		return "", err
	}
	const none = "none"
	waits := none
	if m.CheckIn != nil {
		waits = m.CheckIn.Step
	}
	return differs(cmp.Or(s.Value("step"), none), waits), nil
}
