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
	if own, ok := r.participants[r.who]; ok {
		return r.participantGoes(ctx, own, s, parts)
	}
	one, err := r.own()
	if err != nil {
		return err
	}
	view, err := r.Casework.Mailbox(ctx, one.box)
	if err != nil {
		return err
	}
	how := casework.HowItGoes{Step: stepOf(view.CheckIn), Answer: goes(s, parts)}
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

// goes is the answer that a line and those below it say.
func goes(s Statement, parts []Statement) checkin.Answer {
	a := checkin.Answer{Going: checkin.Going(s.Value("going"))}
	for _, part := range parts {
		a.KeptAway = a.KeptAway || part.Form == formGoesAway
		a.TreatedWorse = a.TreatedWorse || part.Form == formGoesWorse
	}
	return a
}

// stepOf is the contact of the question that waits; "" if none does.
func stepOf(waits *casework.CheckInBy) string {
	if waits == nil {
		return ""
	}
	return waits.Step
}

// skipContact says no to the contact that was asked about.
func (r *run) skipContact(ctx context.Context, _ Statement, _ []Statement) error {
	if own, ok := r.participants[r.who]; ok {
		view, err := r.Casework.ParticipantBox(ctx, own.box)
		if err != nil {
			return err
		}
		return r.Casework.ParticipantSkips(ctx, own.box, stepOf(view.CheckIn))
	}
	one, err := r.own()
	if err != nil {
		return err
	}
	view, err := r.Casework.Mailbox(ctx, one.box)
	if err != nil {
		return err
	}
	return r.Casework.SkipCheckIn(ctx, one.box, stepOf(view.CheckIn))
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
	const none = "none"
	want := cmp.Or(s.Value("step"), none)
	if own, ok := r.participants[r.who]; ok {
		view, err := r.Casework.ParticipantBox(ctx, own.box)
		return differs(want, cmp.Or(stepOf(view.CheckIn), none)), err
	}
	box, err := r.mailbox()
	if err != nil {
		return "", err
	}
	m, err := r.Casework.Mailbox(ctx, box)
	if err != nil {
		return "", err
	}
	return differs(want, cmp.Or(stepOf(m.CheckIn), none)), nil
}
