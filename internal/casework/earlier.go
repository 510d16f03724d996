package casework

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/view"
)

// Bounds of what a browser compares new words with: who weighs often sees ten dossiers
// at once, and what is older is out of mind.
const (
	maxEarlier        = 20
	maxEarlierMonths  = 24
	maxEarlierDossier = 100 // open ones, and as many that are closed
)

// Earlier is where the words of earlier records of a kind are, in one dossier.
type Earlier struct {
	Dossier  gehoor.DossierID
	Box      Box
	Contents []gehoor.ContentID
	last     time.Time
}

// EarlierRecords are the newest words of a kind of record, of the last two years, that
// somebody may open in other dossiers. They are asked for in a dossier in which such a
// record is compared, and nothing is said of what the person may not see.
func (c *Casework) EarlierRecords(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, kind gehoor.Kind) ([]Earlier, error) {
	if t, _ := record.Of(kind); t.Compared.Field == "" {
		return nil, gehoor.Refuse(record.CodeAlike)
	}
	if _, err := c.may(ctx, org, who, id); err != nil {
		return nil, err
	}
	since := c.deps.Source.Now().AddDate(0, -maxEarlierMonths, 0)
	var all []Earlier
	for _, stage := range []view.Stage{"", view.StageConclude} {
		items, err := c.deps.Lists.WorkList(ctx, org, who, view.WorkFilter{Stage: stage}, view.Cursor{}, maxEarlierDossier)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			if item.Dossier == id {
				continue
			}
			one, err := c.earlierIn(ctx, org, who, item.Dossier, kind, since)
			if err != nil {
				return nil, err
			}
			if len(one.Contents) > 0 {
				all = append(all, one)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Earlier) int { return b.last.Compare(a.last) })
	return newest(all), nil
}

// earlierIn finds them in one dossier, the newest first; none if it is gone by now.
func (c *Casework) earlierIn(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, kind gehoor.Kind, since time.Time) (Earlier, error) {
	one := Earlier{Dossier: id}
	snap, err := c.may(ctx, org, who, id)
	if errors.Is(err, gehoor.ErrNotFound) {
		return one, nil
	}
	if err != nil {
		return one, err
	}
	box, ok := snap.State.Dossier.Box(gehoor.Case)
	grant, granted := box.Grant(who)
	if !ok || !granted {
		return one, nil
	}
	one.Box = boxOf(gehoor.Case, box, grant)
	for _, r := range slices.Backward(snap.State.Dossier.Records) {
		if r.What == kind && r.Content != "" && !r.At.Before(since) {
			one.Contents = append(one.Contents, r.Content)
			if one.last.IsZero() {
				one.last = r.At
			}
		}
	}
	return one, nil
}

// newest keeps as many as are compared.
func newest(all []Earlier) []Earlier {
	left := maxEarlier
	for i := range all {
		if len(all[i].Contents) >= left {
			all[i].Contents = all[i].Contents[:left]
			return all[:i+1]
		}
		left -= len(all[i].Contents)
	}
	return all
}
