package bench

import (
	"context"
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
