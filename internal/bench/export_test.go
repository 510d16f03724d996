package bench

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/postgres"
	"github.com/gehoor/gehoor/internal/store/sqlite"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// Quantile, for tests.
var Quantile = quantile

// Bench is the server and the bare tables beside it, opened by a test.
type Bench struct{ a *accept }

// OpenBench opens them on SQLite.
func OpenBench(ctx context.Context, dir string) (*Bench, error) {
	o, err := Options{Dir: dir, Engine: "sqlite"}.Check()
	if err != nil {
		return nil, err
	}
	list, err := engines(o)
	if err != nil {
		return nil, err
	}
	b := &Bench{&accept{o: o, e: list[0]}}
	return b, b.a.open(ctx)
}

// Close closes both.
func (b *Bench) Close() error {
	err := b.a.close()
	b.a.e.close()
	return err
}

// Send seals n signals and sends them, each of them again times, and returns how
// many answers said received and how many did not.
func (b *Bench) Send(ctx context.Context, n, again int) (accepted, refused int, err error) {
	all, err := b.a.load.sealAll(ctx, n)
	if err != nil {
		return 0, 0, err
	}
	var total sending
	for range again {
		total.add(b.a.send(ctx, all, 2))
	}
	b.a.received += n
	return len(total.accepted), total.refused, nil
}

// Refuse sends n signals of which every byte is there and none is right.
func (b *Bench) Refuse(ctx context.Context, n int) (accepted, refused int) {
	all := make([]sent, n)
	for i := range all {
		all[i].body = []byte(`{"org":"veenhaven"}`)
	}
	got := b.a.send(ctx, all, 2)
	return len(got.accepted), got.refused
}

// Lost looks for one signal that was sent, one that never was, and one that was
// sent with another account.
func (b *Bench) Lost(ctx context.Context) (int, error) {
	all, err := b.a.load.sealAll(ctx, 3)
	if err != nil {
		return 0, err
	}
	b.a.send(ctx, []sent{all[0], all[2]}, 1)
	all[2].account = all[1].account
	b.a.received += 4 // two of which are then missed
	return b.a.lost(ctx, []*sent{&all[0], &all[1], &all[2]})
}

// Rows counts the rows of each table that n signals wrote, and those that n bare
// signals did, and the bytes in them.
func (b *Bench) Rows(ctx context.Context, n int) (site, bare map[string][2]int, err error) {
	count := func(where string, write func() error) (map[string][2]int, error) {
		db, err := b.a.e.bare(ctx, where)
		if err != nil {
			return nil, err
		}
		defer db.close()
		before, err := db.dump(ctx)
		if err != nil {
			return nil, err
		}
		if err := write(); err != nil {
			return nil, err
		}
		after, err := db.dump(ctx)
		out := map[string][2]int{}
		for table, r := range difference(before, after).added {
			out[table] = [2]int{len(r.values), size(r)}
		}
		return out, err
	}
	site, err = count(b.a.where, func() error {
		_, _, err := b.Send(ctx, n, 1)
		return err
	})
	if err == nil {
		bare, err = count(b.a.bare.where, func() error { return b.a.bare.run(ctx, n) })
	}
	return site, bare, err
}

func size(r rows) int {
	n := 0
	for _, row := range r.values {
		for _, v := range row {
			switch v := v.(type) {
			case string:
				n += len(v)
			case []byte:
				n += len(v)
			}
		}
	}
	return n
}

// Overdue is a database in which many dossiers are due at one moment, which a process
// of its own works off.
type Overdue struct {
	d     *due
	boxes []account.Mailbox
}

// Engines are those that are here.
func Engines(dir string) ([]string, func(string) (*Overdue, error), func(), error) {
	list, err := engines(Options{Dir: dir, Engine: "both"})
	if err != nil {
		return nil, nil, nil, err
	}
	var names []string
	byName := map[string]engine{}
	for _, e := range list {
		names = append(names, e.name())
		byName[e.name()] = e
	}
	open := func(name string) (*Overdue, error) { return &Overdue{d: &due{grow: &grow{e: byName[name]}}}, nil }
	return names, open, func() { closeAll(list) }, nil
}

// Fill takes in n signals, lets their term pass, and says where the database is.
func (o *Overdue) Fill(ctx context.Context, n int) (where string, err error) {
	g := o.d.grow
	if g.m, err = newMunicipality(); err != nil {
		return "", err
	}
	if g.where, err = g.e.fresh(ctx); err != nil {
		return "", err
	}
	g.clock.Store(overdueSince.Unix())
	if err := g.open(ctx); err != nil {
		return "", err
	}
	if o.boxes, err = o.d.receiveAll(ctx, n); err != nil {
		return "", err
	}
	if pg, ok := g.e.(*postgresEngine); ok {
		return pg.dsn(g.where), nil
	}
	return g.where, nil
}

// overdueSince is when the signals came.
var overdueSince = time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)

// WorkOff ticks at the moment after the term, until nothing is left.
func WorkOff(ctx context.Context, engine, where string) error {
	open := func() (*store.DB, error) { return sqlite.Open(ctx, where, sqlite.Options{}) }
	if engine == "postgres" {
		open = func() (*store.DB, error) { return postgres.Open(ctx, where, postgres.Options{}) }
	}
	db, err := open()
	if err != nil {
		return err
	}
	m, err := newMunicipality()
	if err != nil {
		return err
	}
	println("begin")
	c := m.cases(db, func() time.Time { return overdueSince.AddDate(0, 0, 8) })
	return errors.Join(rest(ctx, c), db.Close())
}

// Once says that all was recorded once, and how many messages there are beside those
// that came with the signals.
func (o *Overdue) Once(ctx context.Context) error {
	defer func() { _ = o.d.db.Close(); o.d.e.drop(o.d.where) }()
	if err := o.d.told(ctx, o.boxes, 1); err != nil {
		return err
	}
	late := 0
	for {
		messages, err := o.d.db.Claim(ctx, veenhaven.Org, overdueSince.AddDate(0, 0, 9), time.Hour, 1000)
		if err != nil {
			return err
		}
		if len(messages) == 0 {
			break
		}
		for _, m := range messages {
			if m.Kind == notify.KindLate {
				late++
			}
		}
	}
	if late != len(o.boxes) { // one other holder of each
		return fmt.Errorf("%d messages for %d dossiers", late, len(o.boxes))
	}
	return nil
}
