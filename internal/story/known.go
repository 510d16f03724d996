package story

import (
	"context"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
)

// expectKnown asks when somebody was first told anything about the dossier in hand.
func (r *run) expectKnown(_ context.Context, s Statement) (string, error) {
	box, err := r.mailbox()
	if err != nil {
		return "", err
	}
	m, err := parseMoment(s.Value("moment"))
	if err != nil {
		return "", err
	}
	by, err := m.resolve(r.now, r.Clock.Now())
	if err != nil {
		return "", err
	}
	first, err := r.firstTold(s.Value("person"), box.Dossier)
	known := !first.IsZero() && !first.After(by)
	switch {
	case err != nil || known == (s.Form == formKnown):
		return "", err
	case first.IsZero():
		return "that nobody told them anything", nil
	}
	return "that it was " + local(first), nil
}

// firstTold is when a person, or the first with a role, was told of a dossier; zero
// if nobody was.
func (r *run) firstTold(who string, dossier gehoor.DossierID) (time.Time, error) {
	_, person := r.Cast[who]
	if !person && !gehoor.Role(who).Valid() {
		return time.Time{}, fmt.Errorf("nobody here has the login or the role %s", quote(who))
	}
	var first time.Time
	for _, t := range r.told {
		login := r.login(t.To)
		if t.dossier != dossier || login != who && string(r.Roles[login]) != who {
			continue
		}
		if first.IsZero() || t.at.Before(first) {
			first = t.at
		}
	}
	return first, nil
}
