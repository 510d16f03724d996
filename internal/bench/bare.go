package bench

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// bareDB is a database with our tables and none of our code.
type bareDB interface {
	// dump reads all tables.
	dump(ctx context.Context) (map[string]rows, error)
	// write does all statements in one transaction and makes it durable.
	write(ctx context.Context, statements []statement) error
	close()
}

// rows are rows of one table. Values are string, int64, []byte or nil.
type rows struct {
	columns []string
	values  [][]any
}

// number is a column of the only row; 0 without one.
func (r rows) number(column string) int64 {
	at := slices.Index(r.columns, column)
	if at < 0 || len(r.values) == 0 {
		return 0
	}
	n, _ := r.values[0][at].(int64)
	return n
}

type statement struct {
	sql  string
	args []any
}

// bareLoad writes the rows of signals again and again, each time with names of
// their own, in a database where nothing else happens.
type bareLoad struct {
	db        bareDB
	where     string
	templates []template
	leaves    int64 // in the log so far
	made      int   // signals written so far
	count     int
	spent     time.Duration
}

// template is what one signal wrote: rows that are new, rows that it changed, and
// where its leaves began.
type template struct {
	added, changed map[string]rows
	first          int64
}

// newBare has the server take in one signal without a name and one with, and
// looks which rows came of each. Whatever the schema is, the bare tables get the
// same.
func (a *accept) newBare(ctx context.Context) (*bareLoad, error) {
	seen, err := a.e.bare(ctx, a.where)
	if err != nil {
		return nil, err
	}
	defer seen.close()
	all, err := a.load.sealAll(ctx, 3) // the first makes the rows that later ones change
	if err != nil {
		return nil, err
	}
	b := &bareLoad{}
	var before map[string]rows
	for i := range all {
		got := a.send(ctx, all[i:i+1], 1)
		if got.refused > 0 {
			return nil, fmt.Errorf("the first signal was refused: %w", got.why)
		}
		a.received++
		after, err := seen.dump(ctx)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b.templates = append(b.templates, difference(before, after))
		}
		before = after
	}
	return b, b.open(ctx, a.e, before)
}

// difference is what one signal wrote. A table from which a row is gone is one
// in which rows are changed, such as the log's head.
func difference(before, after map[string]rows) template {
	t := template{added: map[string]rows{}, changed: map[string]rows{}, first: before["log_head"].number("size")}
	for table, now := range after {
		fresh, gone := without(now, before[table]), without(before[table], now)
		switch {
		case len(gone.values) > 0:
			t.changed[table] = fresh
		case len(fresh.values) > 0:
			t.added[table] = fresh
		}
	}
	return t
}

// without is the rows of a that b has not.
func without(a, b rows) rows {
	known := map[string]bool{}
	for _, row := range b.values {
		known[fmt.Sprint(row)] = true
	}
	return rows{a.columns, slices.DeleteFunc(slices.Clone(a.values), func(row []any) bool { return known[fmt.Sprint(row)] })}
}

// open makes the tables in a database of their own, with the rows that signals
// change.
func (b *bareLoad) open(ctx context.Context, e engine, all map[string]rows) error {
	var err error
	if b.where, err = e.fresh(ctx); err != nil {
		return err
	}
	made, err := e.open(ctx, b.where, 0)
	if err != nil {
		return err
	}
	if err := made.Close(); err != nil {
		return err
	}
	if b.db, err = e.bare(ctx, b.where); err != nil {
		return err
	}
	var statements []statement
	for table := range b.templates[0].changed {
		statements = append(statements, insert(table, all[table]))
	}
	return b.db.write(ctx, statements)
}

func (b *bareLoad) close(e engine) {
	if b.db != nil {
		b.db.close()
	}
	if b.where != "" {
		e.drop(b.where)
	}
}

func (b *bareLoad) reset() { b.count, b.spent = 0, 0 }

func (b *bareLoad) rate() float64 { return perSecond(b.count, b.spent) }

// ahead is how many signals are made up before the clock goes on.
const ahead = 32

// runFor writes signals until the writing alone took as long as said.
func (b *bareLoad) runFor(ctx context.Context, length time.Duration) error {
	for until := b.spent + length; b.spent < until; {
		if err := b.run(ctx, ahead); err != nil {
			return err
		}
	}
	return nil
}

// run writes n signals, one transaction each.
func (b *bareLoad) run(ctx context.Context, n int) error {
	all := make([][]statement, n)
	for i := range all {
		all[i] = b.next()
	}
	began := time.Now()
	for _, statements := range all {
		if err := b.db.write(ctx, statements); err != nil {
			return fmt.Errorf("write bare rows: %w", err)
		}
	}
	b.spent += time.Since(began)
	b.count += n
	return nil
}

// next is the statements of one more signal: one INSERT for each table, and one
// UPDATE for each row that it changes. With and without a name take turns.
func (b *bareLoad) next() []statement {
	t := b.templates[b.made%len(b.templates)]
	names := map[string]string{}
	var statements []statement
	for _, table := range slices.Sorted(maps.Keys(t.added)) {
		one := t.added[table]
		again := rows{columns: one.columns}
		for _, row := range one.values {
			again.values = append(again.values, b.rename(t, table, one.columns, row, names))
		}
		statements = append(statements, insert(table, again))
	}
	for _, table := range slices.Sorted(maps.Keys(t.changed)) {
		for _, row := range t.changed[table].values {
			statements = append(statements, update(table, t.changed[table].columns, row))
		}
	}
	b.made++
	b.leaves += int64(len(t.added["leaf"].values))
	return statements
}

// rename gives a row keys of its own: random ones where ours are random, and the
// next ones where ours count.
func (b *bareLoad) rename(t template, table string, columns []string, row []any, names map[string]string) []any {
	out := slices.Clone(row)
	for i, value := range row {
		switch v := value.(type) {
		case []byte:
			if len(v) == sha256.Size { // a hash, a salt, a look-up secret's hash
				fresh := make([]byte, len(v))
				random(fresh)
				out[i] = fresh
			}
		case int64:
			if columns[i] == "idx" || columns[i] == "leaf" {
				out[i] = v - t.first + b.leaves
			}
		case string:
			out[i] = renamed(table, columns[i], v, names)
		}
	}
	return out
}

// renamed gives dossiers, signals and messages a new name, the same wherever it
// stands; people keep theirs.
func renamed(table, column, v string, names map[string]string) string {
	noun, id, slash := strings.Cut(v, "/")
	own := table == "outbox" && column == "id" || column == "dossier" || column == "signal"
	switch {
	case slash && noun == "dossier":
		return "dossier/" + renamed(table, "dossier", id, names)
	case !own || v == "":
		return v
	case names[v] == "":
		names[v] = randomHex(len(v) / 2)
	}
	return names[v]
}

func insert(table string, r rows) statement {
	var s statement
	var values []string
	for _, row := range r.values {
		var one []string
		for _, v := range row {
			s.args = append(s.args, v)
			one = append(one, fmt.Sprintf("$%d", len(s.args)))
		}
		values = append(values, "("+strings.Join(one, ", ")+")")
	}
	s.sql = "INSERT INTO " + table + " (" + strings.Join(r.columns, ", ") + ") VALUES " + strings.Join(values, ", ")
	return s
}

// update writes a row again: texts are its key, numbers and bytes what changes.
func update(table string, columns []string, row []any) statement {
	var s statement
	var set, key []string
	for i, v := range row {
		s.args = append(s.args, v)
		part := fmt.Sprintf("%s = $%d", columns[i], i+1)
		if _, text := v.(string); text {
			key = append(key, part)
		} else {
			set = append(set, part)
		}
	}
	s.sql = "UPDATE " + table + " SET " + strings.Join(set, ", ") + " WHERE " + strings.Join(key, " AND ")
	return s
}
