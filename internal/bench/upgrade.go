package bench

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/gehoor/gehoor/internal/store"
)

// Upgraded is how long it takes to bring a database of the first released schema up
// to date.
type Upgraded struct {
	Engine   string `json:"engine"`
	Dossiers int    `json:"dossiers"`
	// From and To are steps of the schema.
	From int64 `json:"from"`
	To   int64 `json:"to"`
	// Upgrade is in seconds, from opening the old database to its first answer.
	Upgrade float64 `json:"upgrade_s"`
}

// released is the schema of the first version that others may have
// (testdata/released).
const released = 1

// upgradeOn fills a database with the largest number of dossiers that is asked for,
// copies what the released schema had into a database of that schema, and opens it
// as a new program does.
func upgradeOn(ctx context.Context, o Options, e engine) (got Upgraded, err error) {
	g := &grow{o: o, e: e}
	got = Upgraded{Engine: e.name(), Dossiers: slices.Max(o.Dossiers), From: released}
	if g.m, err = newMunicipality(); err != nil {
		return got, err
	}
	if g.where, err = e.fresh(ctx); err != nil {
		return got, err
	}
	defer func() { e.drop(g.where) }()
	if err := g.open(ctx); err != nil {
		return got, err
	}
	o.Note(fmt.Sprintf("%s: filling to %d dossiers", e.name(), got.Dossiers))
	if _, err = g.fill(ctx, got.Dossiers); err == nil {
		err = g.publish(ctx)
	}
	old := ""
	if err == nil {
		if old, err = e.fresh(ctx); err == nil {
			defer func() { e.drop(old) }()
			o.Note(e.name() + ": writing them as the first release had them")
			err = g.age(ctx, old)
		}
	}
	if err := errors.Join(err, g.close()); err != nil {
		return got, err
	}
	o.Note(e.name() + ": upgrading")
	began := time.Now()
	db, err := e.open(ctx, old, 0)
	if err != nil {
		return got, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	err = db.Snapshot(ctx, func(m *store.Moment) (err error) {
		got.To, err = m.Schema(ctx)
		return err
	})
	got.Upgrade = time.Since(began).Seconds()
	return got, err
}

// age copies the database into one of the released schema.
func (g *grow) age(ctx context.Context, where string) (err error) {
	old, err := g.e.open(ctx, where, released)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, old.Close()) }()
	var tables []store.Table
	if err := old.Snapshot(ctx, func(m *store.Moment) (err error) {
		tables, err = m.Tables(ctx)
		return err
	}); err != nil {
		return err
	}
	return g.db.Snapshot(ctx, func(m *store.Moment) error {
		for _, t := range tables {
			if err := copyTable(ctx, m, old, t); err != nil {
				return fmt.Errorf("%s: %w", t.Name, err)
			}
		}
		return nil
	})
}

// copied is how many rows are copied in one transaction.
const copied = 2000

// copyTable copies the rows of one table, of the columns that the old one has.
func copyTable(ctx context.Context, m *store.Moment, to *store.DB, t store.Table) error {
	var rows [][]any
	flush := func() error {
		err := to.Fill(ctx, t, rows)
		rows = rows[:0]
		return err
	}
	err := m.Rows(ctx, t, func(row []any) error {
		rows = append(rows, row)
		if len(rows) < copied {
			return nil
		}
		return flush()
	})
	if err == nil && len(rows) > 0 {
		err = flush()
	}
	return err
}
