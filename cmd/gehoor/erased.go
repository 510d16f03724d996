package main

import (
	"context"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/backup"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/store"
)

// keepErased adds to the file what the organisation destroyed and the file does not
// have. It is asked at the start and every few seconds, so a crash right after a
// destruction is made good by the next start.
func keepErased(ctx context.Context, path string, c *casework.Casework, org gehoor.OrgID, known int) (int, error) {
	o, err := c.Organisation(ctx, org)
	if err != nil || len(o.Erased) == known {
		return known, err
	}
	all, err := backup.ReadErased(path)
	if err != nil {
		return known, err
	}
	have := map[gehoor.StreamID]bool{}
	for _, l := range all {
		if l.Org == org {
			have[l.Fact.Streams[0].Stream] = true
		}
	}
	added := false
	for _, e := range o.Erased {
		if !have[e.Streams[0].Stream] {
			all, added = append(all, backup.Erased{V: 1, Org: org, At: e.First(), Fact: e.StreamErased}), true
		}
	}
	if added {
		err = backup.WriteErased(path, all)
	}
	if err != nil {
		return known, err
	}
	return len(o.Erased), nil
}

// keepErased keeps the list beside the database.
func (n *node) keepErased(ctx context.Context) {
	known, err := keepErased(ctx, folder(n.dir).erased(), n.cases, n.org, n.erased)
	n.erased = known
	n.failed(ctx, "list what was erased", err)
}

// eraseAgain destroys in a restored database what was destroyed after the backup,
// and returns how much that was.
func eraseAgain(ctx context.Context, f folder, db *store.DB, files blob.Store, org gehoor.OrgID, k keys, list []backup.Erased) (int, error) {
	secret, err := k.secret()
	if err != nil {
		return 0, err
	}
	c, err := casesWith(f, db, files, org, casework.Publishing{}, notify.NewNewsDesk(db, secret.KeyFor("news"), random), time.Now)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, l := range list {
		if l.Org != org {
			continue
		}
		again, err := c.EraseAgain(ctx, org, l.Fact, l.At)
		if err != nil {
			return n, fmt.Errorf("erase again what was erased on %s: %w", l.At.Format(time.DateOnly), err)
		}
		if again {
			n++
		}
	}
	if _, err := c.SweepParts(ctx); err != nil {
		return n, err
	}
	return n, db.Scrub(ctx)
}
