package story

import (
	"context"
	"crypto/sha256"
	"errors"
	"strconv"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
)

// token is what the adviser's browser keeps of what they pass on of somebody.
func (r *run) token(who string) [32]byte { return sha256.Sum256([]byte(r.story.Name + " " + who)) }

// passOn passes on, without content, that there is something.
func (r *run) passOn(ctx context.Context, s Statement, _ []Statement) error {
	who, office, whom := s.Value("reporter"), gehoor.Office(s.Value("office")), s.Value("text")
	month, err := time.Parse("2006-01", s.Value("month"))
	if err != nil {
		return err
	}
	preview, err := r.Casework.Preview(ctx, r.Org, office, nil)
	if err != nil {
		return err
	}
	browser, err := r.Browsers.Staff(r.staff)
	if err != nil {
		return err
	}
	p, err := browser.Passing(preview, whom, casework.Passing{
		Token: r.token(who), Office: office, Language: gehoor.Dutch, Severity: s.Value("class"), Year: month.Year(), Month: int(month.Month()), Consent: true,
	})
	if err != nil {
		return err
	}
	if err := r.Casework.PassOn(ctx, r.Org, r.staff, p); err != nil {
		return err
	}
	r.said[p.Whom.ID] = whom
	box := account.Mailbox{Org: r.Org}
	box.Dossier, box.Signal = casework.PassedAs(r.Org, r.staff, p.Token)
	r.has(who, &reporter{box: box})
	return nil
}

// takeBackPassed takes it back.
func (r *run) takeBackPassed(ctx context.Context, s Statement, _ []Statement) error {
	return r.Casework.TakeBack(ctx, r.Org, r.staff, r.token(s.Value("reporter")))
}

// expectTogether counts what who acts sees of what is weighed together.
func (r *run) expectTogether(ctx context.Context, s Statement) (string, error) {
	box, err := r.mailbox()
	if err != nil {
		return "", err
	}
	all, err := r.Casework.Patterns(ctx, r.Org, r.staff, box.Dossier)
	if err != nil && !errors.Is(err, gehoor.ErrNotFound) {
		return "", err
	}
	n := 0
	for _, p := range all {
		n += len(p.Told)
	}
	return differs(s.Value("number"), strconv.Itoa(n)), nil
}
