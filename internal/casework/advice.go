package casework

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/advice"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/ledger"
)

// What a confidential adviser notes (package advice). It is no fact: nothing of it is in a
// stream, and nobody but the adviser is served it (protocols.md §1.8, G-VP).

// Adviser returns somebody who works here as a confidential adviser, or
// [gehoor.ErrNotFound].
func (c *Casework) Adviser(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (*directory.Person, error) {
	p, err := c.Person(ctx, org, who)
	if err == nil && !p.Advises() {
		return nil, gehoor.ErrNotFound
	}
	return p, err
}

// AdviceYears are the years of which an adviser has notes, the last first.
func (c *Casework) AdviceYears(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]int, error) {
	if _, err := c.Adviser(ctx, org, who); err != nil {
		return nil, err
	}
	return c.deps.Advice.AdviceYears(ctx, org, who)
}

// Advice is what an adviser noted in a year, sealed; [gehoor.ErrNotFound] if there is
// nothing, and for everybody else.
func (c *Casework) Advice(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, year int) (advice.Year, error) {
	if err := advice.CheckYear(year); err != nil {
		return advice.Year{}, err
	}
	if _, err := c.Adviser(ctx, org, who); err != nil {
		return advice.Year{}, err
	}
	return c.deps.Advice.Advice(ctx, org, who, year)
}

// KeepAdvice keeps a year. after is the save that it goes on from, the zero mark if there
// was none; if another tab or machine saved since, it is refused with [advice.CodeChanged]
// and nothing is written over. The same bytes again are the same save.
func (c *Casework) KeepAdvice(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, year int, sealed ledger.Content, after advice.Mark) error {
	if _, err := c.Adviser(ctx, org, who); err != nil {
		return err
	}
	if err := advice.CheckYear(year); err != nil {
		return err
	}
	if err := advice.CheckSealed(sealed.Bytes); err != nil {
		return err
	}
	if err := checkContents([]ledger.Content{sealed}); err != nil {
		return err
	}
	if err := c.pace.Take(org, who, c.deps.Source.Now()); err != nil {
		return err
	}
	mark, err := draft.ParseMark(string(sealed.ID))
	if err != nil {
		return err
	}
	kept, err := c.deps.Advice.PutAdvice(ctx, advice.Year{Org: org, Person: who, Year: year, Mark: mark, Sealed: sealed.Bytes}, after)
	if err == nil && !kept {
		err = gehoor.Refuse(advice.CodeChanged)
	}
	return err
}

// DropAdvice takes a year away, if it is as the adviser saw it.
func (c *Casework) DropAdvice(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, year int, mark advice.Mark) error {
	if _, err := c.Adviser(ctx, org, who); err != nil {
		return err
	}
	dropped, err := c.deps.Advice.DropAdvice(ctx, org, who, year, mark)
	if err == nil && !dropped {
		err = gehoor.Refuse(advice.CodeChanged)
	}
	return err
}
