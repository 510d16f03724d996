package story

import (
	"context"
	"fmt"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
)

// inDrill is what a run is about after a drill was begun.
const inDrill = "drill"

func (r *run) aboutDrill(_ context.Context, _ Statement, _ []Statement) error {
	if r.drill == "" {
		return fmt.Errorf("no drill was begun: write ‘%s’ above it", formDrill)
	}
	r.about = inDrill
	return nil
}

// ceremony is the recovery in hand as whoever acts sees it; an empty one if they
// have no part in it, with which they are refused.
func (r *run) ceremony(ctx context.Context) (casework.Ceremony, error) {
	box, err := r.mailbox()
	if err != nil {
		return casework.Ceremony{}, err
	}
	care, err := r.Casework.Care(ctx, r.Org, r.staff)
	if err != nil {
		return casework.Ceremony{}, err
	}
	for _, c := range care.Ceremonies {
		if c.Dossier == box.Dossier {
			return c, nil
		}
	}
	return casework.Ceremony{Dossier: box.Dossier}, nil
}

func (r *run) askRecovery(ctx context.Context, s Statement, _ []Statement) error {
	box, err := r.mailbox()
	if err != nil {
		return err
	}
	to, err := r.person(s.Value("person"))
	if err != nil {
		return err
	}
	return r.Casework.RequestRecovery(ctx, r.Org, r.staff, box.Dossier, to, dossier.RecoveryReason(s.Value("why")))
}

func (r *run) giveShare(ctx context.Context, _ Statement, _ []Statement) error {
	c, err := r.ceremony(ctx)
	if err != nil {
		return err
	}
	var own []gehoor.ContentID
	for _, b := range c.Boxes {
		own = append(own, b.Mine)
	}
	var shares []casework.SealedShare
	if c.Part == casework.PartCustodian {
		contents, err := r.Casework.OpenShares(ctx, r.Org, r.staff, c.Dossier, own)
		if err != nil {
			return err
		}
		browser, err := r.Browsers.Staff(r.staff)
		if err != nil {
			return err
		}
		if shares, err = browser.PassOn(c, r.staff, contents); err != nil {
			return err
		}
	}
	return r.Casework.GiveShares(ctx, r.Org, r.staff, c.Dossier, c.Recovery, shares)
}

func (r *run) joinShares(ctx context.Context, _ Statement, _ []Statement) error {
	c, err := r.ceremony(ctx)
	if err != nil {
		return err
	}
	var j casework.Joined
	if c.Part == casework.PartRecipient {
		ids := []gehoor.ContentID{}
		if c.Text != "" {
			ids = append(ids, c.Text)
		}
		for _, b := range c.Boxes {
			for _, g := range b.Given {
				ids = append(ids, g.Content)
			}
		}
		contents, err := r.Casework.OpenShares(ctx, r.Org, r.staff, c.Dossier, ids)
		if err != nil {
			return err
		}
		browser, err := r.Browsers.Staff(r.staff)
		if err != nil {
			return err
		}
		if j, err = browser.Join(c, contents); err != nil {
			return err
		}
	}
	return r.Casework.Recover(ctx, r.Org, r.staff, c.Dossier, j)
}

func (r *run) endRecovery(ctx context.Context, _ Statement, _ []Statement) error {
	c, err := r.ceremony(ctx)
	if err != nil {
		return err
	}
	return r.Casework.EndRecovery(ctx, r.Org, r.staff, c.Dossier, c.Recovery)
}

func (r *run) beginDrill(ctx context.Context, s Statement, _ []Statement) error {
	to, err := r.person(s.Value("person"))
	if err != nil {
		return err
	}
	care, err := r.Casework.Care(ctx, r.Org, r.staff)
	if err != nil {
		return err
	}
	browser, err := r.Browsers.Staff(r.staff)
	if err != nil {
		return err
	}
	d, err := browser.Drill(care, to)
	if err != nil {
		return err
	}
	if r.drill, err = r.Casework.BeginDrill(ctx, r.Org, r.staff, d); err == nil {
		r.about = inDrill
	}
	return err
}

// expectShares asks those who have a part in the recovery in hand.
func (r *run) expectShares(ctx context.Context, s Statement) (string, error) {
	box, err := r.mailbox()
	if err != nil {
		return "", err
	}
	for _, who := range r.Cast {
		care, err := r.Casework.Care(ctx, r.Org, who)
		if err != nil {
			continue // left
		}
		for _, c := range care.Ceremonies {
			if c.Dossier == box.Dossier {
				want := s.Value("number") + " of " + s.Value("need:number")
				return differs(want, fmt.Sprintf("%d of %d", c.Have(), c.Need)), nil
			}
		}
	}
	return "that there is no recovery", nil
}

func (r *run) expectTested(ctx context.Context, s Statement) (string, error) {
	o, err := r.Casework.Organisation(ctx, r.Org)
	if err != nil {
		return "", err
	}
	got := ""
	if !o.TestedAt.IsZero() {
		got = strconv.Itoa(o.Tested.Custodians)
	}
	return differs(s.Value("number"), got), nil
}
