package story

import (
	"context"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/view"
)

// away says that somebody is away, perhaps from a day on, and perhaps who stands in for
// them.
func (r *run) away(ctx context.Context, s Statement, _ []Statement) error {
	who, err := r.person(s.Value("person"))
	if err != nil {
		return err
	}
	f := directory.Absent{Reason: directory.AbsencePlanned}
	if f.Until, err = protocol.ParseDate(s.Value("date")); err != nil {
		return err
	}
	if from := s.Value("from:date"); from != "" {
		if f.From, err = protocol.ParseDate(from); err != nil {
			return err
		}
	}
	if deputy := s.Value("deputy:person"); deputy != "" {
		if f.Deputy, err = r.person(deputy); err != nil {
			return err
		}
	}
	return r.Casework.DeclareAbsent(ctx, r.Org, r.staff, who, f)
}

func (r *run) back(ctx context.Context, s Statement, _ []Statement) error {
	who, err := r.person(s.Value("person"))
	if err != nil {
		return err
	}
	return r.Casework.CallBack(ctx, r.Org, r.staff, who)
}

func (r *run) expectTurn(ctx context.Context, s Statement) (string, error) {
	who, err := r.person(s.Value("person"))
	if err != nil {
		return "", err
	}
	items, err := r.list(ctx, who, view.WorkFilter{Mine: true})
	return differs(s.Value("number"), strconv.Itoa(len(items))), err
}

func (r *run) expectStandsIn(ctx context.Context, s Statement) (string, error) {
	who, err := r.person(s.Value("person"))
	if err != nil {
		return "", err
	}
	people, err := r.Casework.StandsInFor(ctx, r.Org, who)
	return differs(sorted(s.Value("persons")), strings.Join(r.logins(ids(people)), " ")), err
}

func (r *run) expectKeyless(ctx context.Context, s Statement) (string, error) {
	box, err := r.mailbox()
	if err != nil {
		return "", err
	}
	d, err := r.Casework.Dossier(ctx, r.Org, r.staff, box.Dossier)
	return differs(sorted(s.Value("persons")), strings.Join(r.logins(ids(d.Keyless)), " ")), err
}
