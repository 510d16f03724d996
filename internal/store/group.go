package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
)

// serve runs one group to its end and answers every request in it.
func (db *DB) serve(group []*request) {
	ctx, cancel := context.WithTimeout(context.Background(), groupTimeout)
	defer cancel()
	err := db.serveGroup(ctx, group)
	for _, r := range group {
		if err != nil {
			r.done <- err
			continue
		}
		r.done <- r.err
	}
}

// serveGroup answers an error only for what befell the whole group.
func (db *DB) serveGroup(ctx context.Context, group []*request) error {
	apart := false
	for range maxRetries {
		err := db.attempt(ctx, group, apart)
		if err == nil || errors.Is(err, ledger.ErrUncertain) {
			return err
		}
		switch db.engine.Fault(err) {
		case FaultAway:
			return fmt.Errorf("store: append: %w: %w", gehoor.ErrUnavailable, err)
		case FaultRequest:
			if apart { // outside every savepoint: nobody's own fault
				return fmt.Errorf("store: append: %w", err)
			}
			apart = true
		}
	}
	return fmt.Errorf("%w: %w", gehoor.ErrUnavailable, errBusy)
}

// attempt is one transaction over the group; apart isolates each request behind
// a savepoint.
func (db *DB) attempt(ctx context.Context, group []*request, apart bool) error {
	for _, r := range group {
		r.err = nil
	}
	if err := db.ensureHeads(ctx, group); err != nil {
		return err
	}
	tx, err := db.engine.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	g := &transaction{db: db, tx: tx}
	if apart {
		if err = g.lock(ctx, group); err == nil {
			err = g.eachApart(ctx, group)
		}
	} else {
		f, questions := ask(group) // asked with the lock, answered under it
		if err = g.lock(ctx, group, questions...); err == nil {
			err = g.writeAll(ctx, group, f)
		}
	}
	if err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// ensureHeads makes the log_head rows of organisations that this node has not
// seen, each in a transaction of its own, so that locking them in order later
// cannot deadlock. A crash leaves an empty log, which is as good as none.
func (db *DB) ensureHeads(ctx context.Context, group []*request) error {
	for _, org := range orgs(group) {
		if _, known := db.known.Load(org); known {
			continue
		}
		tx, err := db.engine.Begin(ctx)
		if err != nil {
			return err
		}
		err = tx.Run(ctx, []Statement{{SQL: makeHead, Args: []any{org, []byte{}}}})
		if err == nil {
			err = tx.Commit(ctx)
		}
		tx.Rollback(ctx)
		if errors.Is(err, ledger.ErrUncertain) {
			// Of this no caller need know: the request itself was not begun.
			return fmt.Errorf("make log: %w: %v", gehoor.ErrUnavailable, err)
		}
		if err != nil {
			return err
		}
		db.known.Store(org, true)
	}
	return nil
}

// orgs lists the organisations of a group, sorted.
func orgs(group []*request) []string {
	var out []string
	for _, r := range group {
		if r.work != nil && !slices.Contains(out, r.work.org) {
			out = append(out, r.work.org)
		}
	}
	slices.Sort(out)
	return out
}

// transaction is a group's work while the heads are locked.
type transaction struct {
	db    *DB
	tx    Tx
	heads map[string]*head
}

// lock takes the heads of the group's organisations, in the order of their
// names, and then runs what comes with it.
func (g *transaction) lock(ctx context.Context, group []*request, with ...Statement) error {
	var keys []any
	for _, org := range orgs(group) {
		keys = append(keys, org)
	}
	g.heads = make(map[string]*head, len(keys))
	statements := in(lockHeads+g.db.engine.Dialect().Lock, keys, func(row Row) error {
		h := &head{}
		var edge []byte
		if err := row.Scan(&h.org, &h.size, &edge, &h.published); err != nil {
			return err
		}
		var err error
		h.edge, err = parseEdge(h.size, edge)
		g.heads[h.org] = h
		return err
	})
	err := g.tx.Run(ctx, append(statements, with...))
	if err == nil && len(g.heads) < len(keys) {
		// The rows went since they were made: another database stands here now.
		for _, org := range keys {
			g.db.known.Delete(org)
		}
		return gehoor.ErrUnavailable
	}
	return err
}

// eachApart writes requests one by one. A request that the database refuses
// gets its error, and the others go on.
func (g *transaction) eachApart(ctx context.Context, group []*request) error {
	for _, r := range group {
		before := map[string]*head{}
		for org, h := range g.heads {
			before[org] = h.clone()
		}
		if err := g.tx.Run(ctx, []Statement{{SQL: savepoint}}); err != nil {
			return err
		}
		err := g.lookAndWrite(ctx, []*request{r})
		if err != nil {
			if g.db.engine.Fault(err) != FaultRequest {
				return err
			}
			r.err = fmt.Errorf("store: append: %w", err)
			g.heads = before
			// Alone: after an error PostgreSQL does not even prepare anything else.
			if err := g.tx.Run(ctx, []Statement{{SQL: rollbackTo}}); err != nil {
				return err
			}
		}
		if err := g.tx.Run(ctx, []Statement{{SQL: release}}); err != nil {
			return err
		}
	}
	return nil
}

// writeAll decides about the requests in their order and writes those that it
// accepts. A request that builds on another of the same group (it guessed the
// version) waits for a second round, so that no statement meets a stream twice.
// f is what was read for the group.
func (g *transaction) writeAll(ctx context.Context, group []*request, f *facts) error {
	var accepted, later []*request
	for _, r := range group {
		switch wait, err := f.decide(r.work); {
		case wait:
			later = append(later, r)
		case err != nil:
			r.err = err
		default:
			accepted = append(accepted, r)
		}
	}
	if err := g.write(ctx, accepted, f); err != nil || len(later) == 0 {
		return err
	}
	return g.lookAndWrite(ctx, later)
}

// lookAndWrite is writeAll for requests of which nothing was read yet.
func (g *transaction) lookAndWrite(ctx context.Context, group []*request) error {
	f, questions := ask(group)
	if err := g.tx.Run(ctx, questions); err != nil {
		return err
	}
	return g.writeAll(ctx, group, f)
}

// changes collects the statements of a group.
type changes struct {
	statements []Statement
	rows       [tables][]any
	heads      map[string]int64  // organisation → size of its log before
	tally      map[key]*[6]int64 // organisation, person → difference in items, late, waiting, short, talk, demand
	checks     []check
}

// count moves the tally by one stream's leading rows, by +1 or -1.
func (c *changes) count(org string, leads []lead, by int64) {
	for _, l := range leads {
		k := key{org, l.person}
		if c.tally[k] == nil {
			c.tally[k] = &[6]int64{}
		}
		c.tally[k][0] += by
		c.tally[k][1] += by * l.late
		c.tally[k][2] += by * l.waiting
		c.tally[k][3] += by * l.short
		c.tally[k][4] += by * l.talk
		c.tally[k][5] += by * l.demand
	}
}

// check is a number of written rows that must come out; another means that the
// row was not as it was read, which the lock on the head rules out.
type check struct {
	got  *int64
	want int64
}

var errMoved = errors.New("store: a row changed under the lock")

// write puts the accepted requests into the transaction.
func (g *transaction) write(ctx context.Context, accepted []*request, f *facts) error {
	c := &changes{heads: map[string]int64{}, tally: map[key]*[6]int64{}}
	for _, r := range accepted {
		if r.work == nil {
			c.statements = append(c.statements, *r.single)
			continue
		}
		if err := g.collect(c, r.work, f); err != nil {
			return err
		}
	}
	for k, d := range c.tally {
		if *d != [6]int64{} {
			c.rows[tableTally] = append(c.rows[tableTally], k.org, k.name, d[0], d[1], d[2], d[3], d[4], d[5])
		}
	}
	for t := range tables {
		for _, s := range g.db.texts.statements(t, c.rows[t]) {
			if t == tableStream {
				c.expect(&s, int64(len(s.Args)/t.width()))
			}
			c.statements = append(c.statements, s)
		}
	}
	for org, before := range c.heads {
		h := g.heads[org]
		s := Statement{SQL: moveHead, Args: []any{org, h.size, joinHashes(h.edge), before}}
		c.expect(&s, 1)
		c.statements = append(c.statements, s)
	}
	if err := g.tx.Run(ctx, c.statements); err != nil {
		return err
	}
	for _, check := range c.checks {
		if *check.got != check.want {
			return errMoved
		}
	}
	return nil
}

func (c *changes) expect(s *Statement, rows int64) {
	s.Count = new(int64)
	c.checks = append(c.checks, check{s.Count, rows})
}

// collect adds one request's rows, with its leaves at the end of the log.
func (g *transaction) collect(c *changes, w *work, f *facts) error {
	h := g.heads[w.org]
	if _, ok := c.heads[w.org]; !ok {
		c.heads[w.org] = h.size
	}
	c.statements = append(c.statements, w.deletes...)
	c.name(w.parts)
	for t := range tables {
		c.rows[t] = append(c.rows[t], w.rows[t]...)
	}
	for _, v := range w.erases {
		c.erase(w.org, v, f)
	}
	for _, x := range w.extends {
		for t := range viewTables {
			if f.streams[key{w.org, x.stream}].views&(1<<t) != 0 {
				c.statements = append(c.statements, t.deleteRows(w.org, x.stream))
			}
		}
		c.count(w.org, f.leads[key{w.org, x.stream}], -1)
		c.count(w.org, x.leads, +1)
		if len(x.records) == 0 {
			c.rewrite(w.org, x)
			continue
		}
		if err := h.extend(x, &c.rows); err != nil {
			return err
		}
	}
	return nil
}

// rewrite keeps which tables hold the rows of a stream that does not grow.
func (c *changes) rewrite(org string, x extension) {
	s := Statement{SQL: setViews, Args: []any{org, x.stream, x.after, x.views}}
	c.expect(&s, 1)
	c.statements = append(c.statements, s)
}

// erase ends a stream: everything of it but its row and its leaves.
func (c *changes) erase(org string, v ledger.Version, f *facts) {
	k := key{org, string(v.Stream)}
	end := Statement{SQL: endStream, Args: []any{org, k.name, int64(v.Seq)}}
	c.expect(&end, 1)
	c.statements = append(c.statements, end)
	for t := range viewTables {
		if f.streams[k].views&(1<<t) != 0 {
			c.statements = append(c.statements, t.deleteRows(org, k.name))
		}
	}
	c.count(org, f.leads[k], -1)
	for _, sql := range []string{endEvents, endContents, endParts} {
		c.statements = append(c.statements, Statement{SQL: sql, Args: []any{org, k.name}})
	}
}

// name makes kept parts named ones. Sweeping takes no lock on the head, so one may
// have been doomed since it was read: then the group is done again.
func (c *changes) name(parts []partRow) {
	ids := make([]any, len(parts))
	for i, p := range parts {
		ids[i] = p.id
	}
	for _, s := range in(nameParts, ids, nil) {
		c.expect(&s, int64(len(ids)))
		c.statements = append(c.statements, s)
	}
}

// extend gives a stream's records their leaves.
func (h *head) extend(x extension, rows *[tables][]any) error {
	for i, r := range x.records {
		index, hashes, err := h.add(x.leaves[i])
		if err != nil {
			return err
		}
		rows[tableLeaf] = append(rows[tableLeaf], h.org, index, x.leaves[i][:], joinHashes(hashes))
		rows[tableEvent] = append(rows[tableEvent], h.org, x.stream, int64(r.Seq), index, r.Salt[:], r.Data)
	}
	rows[tableStream] = append(rows[tableStream], h.org, x.stream, x.after+int64(len(x.records)), x.views)
	return nil
}
