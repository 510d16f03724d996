package casework

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/view"
)

// Dossiers that belong together are linked by somebody who holds both. What makes
// them belong together stands in sealed words; the server learns it with the link.

// CodeReference: no dossier of the asker, or more than one, begins so.
const CodeReference gehoor.Code = "dossier.reference"

const (
	// minReference is how many digits people are shown (desk.Reference).
	minReference = 6
	// findPage is how many dossiers are looked through at once.
	findPage = 200
	// maxLinks is how often a link is tried while one of the two moves.
	maxLinks = 30
)

// Find returns the one dossier, of those that the person may see, whose reference
// it is. Whoever may not see it gets the answer of one that is not there.
func (c *Casework) Find(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, reference string) (gehoor.DossierID, error) {
	begin := strings.ToLower(strings.Join(strings.Fields(reference), ""))
	if len(begin) < minReference {
		return "", gehoor.Refuse(CodeReference)
	}
	var found []gehoor.DossierID
	for _, f := range []view.WorkFilter{{}, {Stage: view.StageConclude}} {
		var after view.Cursor
		for {
			items, err := c.deps.Lists.WorkList(ctx, org, who, f, after, findPage)
			if err != nil {
				return "", err
			}
			for _, w := range items {
				if strings.HasPrefix(string(w.Dossier), begin) {
					found = append(found, w.Dossier)
				}
			}
			if len(items) < findPage {
				break
			}
			last := items[len(items)-1]
			after = view.Cursor{DueAt: last.DueAt, Stream: last.Stream}
		}
	}
	if len(found) != 1 {
		return "", gehoor.Refuse(CodeReference)
	}
	return found[0], nil
}

// Link records on both dossiers that they belong together. The one who does holds
// both.
func (c *Casework) Link(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id, other gehoor.DossierID, why dossier.LinkReason) error {
	return c.onBoth(ctx, org, who, id, other, func(d *dossier.State, own, with gehoor.DossierID) ([]gehoor.Fact, error) {
		return d.LinkTo(own, with, why)
	})
}

// ConfirmLink says as the second person, on both dossiers, that the same reporter tells of
// the same incident in both: then the two count once when patterns are looked for.
func (c *Casework) ConfirmLink(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id, other gehoor.DossierID) error {
	return c.onBoth(ctx, org, who, id, other, func(d *dossier.State, _, with gehoor.DossierID) ([]gehoor.Fact, error) {
		return d.ConfirmLink(who, with)
	})
}

// Unlink takes a link back, on both dossiers. What counted once then counts twice, and is
// looked at anew.
func (c *Casework) Unlink(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id, other gehoor.DossierID) error {
	err := c.onBoth(ctx, org, who, id, other, func(d *dossier.State, _, with gehoor.DossierID) ([]gehoor.Fact, error) {
		return d.Unlink(with)
	})
	for _, one := range []gehoor.DossierID{id, other} {
		if err == nil {
			_, _ = c.lookForPatterns(ctx, view.DueItem{Org: org, Stream: gehoor.DossierStream(one)}) // else the tick does
		}
	}
	return err
}

// onBoth states something on two dossiers at once: both or neither.
func (c *Casework) onBoth(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id, other gehoor.DossierID,
	act func(d *dossier.State, own, with gehoor.DossierID) ([]gehoor.Fact, error)) error {
	if id == other {
		return gehoor.Refuse(dossier.CodeLinkSelf)
	}
	for range maxLinks {
		one, err := c.planLink(ctx, org, who, id, other, act)
		if err != nil {
			return err
		}
		two, err := c.planLink(ctx, org, who, other, id, act)
		if err != nil {
			return err
		}
		if one.Extensions = append(one.Extensions, two.Extensions...); len(one.Extensions) == 0 {
			return nil // it is so already
		}
		if err = c.deps.Events.Append(ctx, one); !errors.Is(err, ledger.ErrConflict) {
			return err
		}
	}
	return ledger.ErrConflict
}

func (c *Casework) planLink(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id, other gehoor.DossierID,
	act func(d *dossier.State, own, with gehoor.DossierID) ([]gehoor.Fact, error)) (ledger.Batch, error) {
	if _, err := c.may(ctx, org, who, id); err != nil {
		return ledger.Batch{}, err
	}
	return c.dossier.Plan(ctx, org, gehoor.DossierStream(id), func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		person, err := c.person.Load(ctx, org, gehoor.PersonStream(who))
		if err != nil {
			return ledger.Decision{}, err
		}
		if !person.State.Active() || !s.State.Dossier.Holds(who, gehoor.Conversation) {
			return ledger.Decision{}, gehoor.ErrNotFound
		}
		facts, err := act(s.State.Dossier, id, other)
		return ledger.Decision{
			Actor: gehoor.ByPerson(who), Protocol: s.State.Dossier.Protocol, Facts: facts, Reads: []ledger.Version{person.Version()},
		}, err
	})
}

// linked are the links that somebody may know of: those to dossiers that they may
// see. Of another one there is no count either.
func (c *Casework) linked(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, d *dossier.State) ([]dossier.Link, error) {
	var all []dossier.Link
	for _, l := range d.Links {
		sees, err := c.deps.Lists.MaySee(ctx, org, who, gehoor.DossierStream(l.Dossier))
		if err != nil {
			return nil, err
		}
		if sees {
			all = append(all, l)
		}
	}
	return all, nil
}

// addRead adds a version to what a decision leans on, once.
func addRead(reads *[]ledger.Version, v ledger.Version) {
	if !slices.Contains(*reads, v) {
		*reads = append(*reads, v)
	}
}
