package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/knowledge"
	"github.com/gehoor/gehoor/internal/ledger"
)

// Knowledge is who knew what of a dossier, and since when.
type Knowledge struct {
	Dossier gehoor.DossierID
	knowledge.List
	// People are those of staff who are named in it, whether they work here or not.
	People []*directory.Person
}

// Knowledge says who knew what of a dossier, to somebody who handles it. It holds no
// words: what somebody knew is told by its class.
func (c *Casework) Knowledge(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) (Knowledge, error) {
	if _, err := c.may(ctx, org, who, id); err != nil {
		return Knowledge{}, err
	}
	own, err := c.facts(ctx, org, gehoor.DossierStream(id))
	if err != nil {
		return Knowledge{}, err
	}
	opened, err := c.facts(ctx, org, gehoor.OpenedStream(id))
	if err != nil {
		return Knowledge{}, err
	}
	var ids []gehoor.PersonID
	named := func(p gehoor.PersonID) {
		if p != "" && !slices.Contains(ids, p) {
			ids = append(ids, p)
		}
	}
	for _, e := range knowledge.Of(own, opened, func(gehoor.PersonID) gehoor.Role { return "" }) {
		named(e.Person)
		if by, staff := e.By.Person(); staff {
			named(by)
		}
	}
	var reads []ledger.Version
	people, err := c.people(ctx, org, ids, &reads)
	if err != nil {
		return Knowledge{}, err
	}
	roles := map[gehoor.PersonID]gehoor.Role{}
	for i, p := range people {
		roles[ids[i]] = p.Role
	}
	entries := knowledge.Of(own, opened, func(p gehoor.PersonID) gehoor.Role { return roles[p] })
	return Knowledge{Dossier: id, List: knowledge.NewList(entries), People: people}, nil
}

// ExportKnowledge is Knowledge for a file that leaves the program, and records that it
// was made.
func (c *Casework) ExportKnowledge(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) (Knowledge, error) {
	err := c.asStaff(ctx, org, who, id, nil, func(f *File) ([]gehoor.Fact, []ledger.Row, error) {
		return f.Dossier.ExportKnowledge(), nil, nil
	})
	if err != nil {
		return Knowledge{}, err
	}
	return c.Knowledge(ctx, org, who, id)
}

// facts are those of a stream, with their envelopes.
func (c *Casework) facts(ctx context.Context, org gehoor.OrgID, s gehoor.StreamID) ([]knowledge.Fact, error) {
	records, err := c.deps.Events.Load(ctx, org, s, 0)
	if err != nil {
		return nil, err
	}
	all := make([]knowledge.Fact, len(records))
	for i, one := range records {
		if all[i].Event, all[i].What, err = ledger.Open(one, Decode); err != nil {
			return nil, err
		}
	}
	return all, nil
}
