package bench

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/view"
)

// Woken is what a due list of so many running clocks costs.
type Woken struct {
	Engine string `json:"engine"`
	Clocks int    `json:"clocks"`
	// Next finds the next moment; Idle is a whole tick when nothing is due. Medians,
	// in milliseconds.
	Next float64 `json:"next_ms"`
	Idle float64 `json:"tick_ms"`
	// AtOnce dossiers fall due at one moment. Alone is how long one node takes to record
	// and tell all of it, while a reporter writes; Two is the same of two nodes over one
	// database, in seconds; on SQLite they are in one program.
	AtOnce int     `json:"due_at_once"`
	Alone  float64 `json:"seconds"`
	Two    float64 `json:"two_nodes_seconds"`
	// Vain is how many appends of the two nodes came to nothing, because the other was
	// first.
	Vain int64 `json:"in_vain"`
	// Before and During are what a reporter waits for, one message after another, with
	// nothing due and while one node works.
	Before Waits `json:"before"`
	During Waits `json:"during"`
	// Fsync is how often a second the disk makes 4 KiB durable.
	Fsync float64 `json:"fsync_per_second"`
}

// Waits are milliseconds.
type Waits struct {
	P50  float64 `json:"p50_ms"`
	P99  float64 `json:"p99_ms"`
	Most float64 `json:"max_ms"`
}

func waits(spans []time.Duration) Waits {
	return Waits{millis(quantile(spans, 0.5)), millis(quantile(spans, 0.99)), millis(quantile(spans, 1))}
}

const (
	// atOneMoment is how many dossiers fall due at the same moment, at most.
	atOneMoment = 10_000
	// writing is among how many dossiers a reporter's messages are spread.
	writing = 50
	// fsyncFor is how long the disk is measured, before and after.
	fsyncFor = time.Second
)

// dueOn measures one engine at every size, in one database that grows.
func dueOn(ctx context.Context, o Options, e engine, each func(Woken)) (err error) {
	g := &grow{o: o, e: e}
	defer func() {
		if g.db != nil {
			err = errors.Join(err, g.db.Close())
		}
		if g.where != "" {
			e.drop(g.where)
		}
	}()
	if g.m, err = newMunicipality(); err != nil {
		return err
	}
	if g.where, err = e.fresh(ctx); err != nil {
		return err
	}
	// A Monday, in the morning; the clock is ours.
	g.clock.Store(time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC).Unix())
	if err := g.open(ctx); err != nil {
		return err
	}
	d := &due{grow: g}
	for _, size := range o.Clocks {
		o.Note(fmt.Sprintf("%s: a due list of %d", e.name(), size))
		got, err := d.at(ctx, size)
		if err != nil {
			return fmt.Errorf("bench: %d clocks on %s: %w", size, e.name(), err)
		}
		o.Note(fmt.Sprintf("%s: next %.2f ms, idle %.2f; %d at once in %.1f s, on two nodes in %.1f s (%d in vain); who writes waits %.1f ms, at most %.0f (%.1f and %.0f before)",
			e.name(), got.Next, got.Idle, got.AtOnce, got.Alone, got.Two, got.Vain, got.During.P50, got.During.Most, got.Before.P50, got.Before.Most))
		each(got)
	}
	return nil
}

// due is a due list that grows.
type due struct {
	*grow
	rows int // of the due list
	// model is a dossier with its rows, which padding repeats.
	model gehoor.DossierID
	list  map[string]rows
}

func (d *due) at(ctx context.Context, size int) (Woken, error) {
	got := Woken{Engine: d.e.name(), Clocks: size, AtOnce: min(atOneMoment, size/2)}
	disk, err := openDisk(d.o.Dir)
	if err != nil {
		return got, err
	}
	defer disk.close()
	if err := disk.run(fsyncFor); err != nil {
		return got, err
	}
	received, err := d.receiveAll(ctx, got.AtOnce)
	if err != nil {
		return got, err
	}
	if err := d.pad(ctx, size); err != nil {
		return got, err
	}
	if err := d.look(ctx, &got); err != nil {
		return got, err
	}
	if err := d.alone(ctx, &got); err != nil {
		return got, err
	}
	if err := d.told(ctx, received, 1); err != nil {
		return got, err
	}
	if err := d.two(ctx, &got); err != nil {
		return got, err
	}
	if err := d.told(ctx, received, 2); err != nil {
		return got, err
	}
	err = disk.run(fsyncFor)
	got.Fsync = disk.rate()
	return got, err
}

// days lets time pass.
func (d *due) days(n int) { d.clock.Add(int64(n) * 24 * 60 * 60) }

// receiveAll takes in signals at one moment, so that they fall due at one moment.
func (d *due) receiveAll(ctx context.Context, n int) ([]account.Mailbox, error) {
	all := make([]account.Mailbox, n)
	errs := make([]error, fillers)
	var next atomic.Int64
	var wait sync.WaitGroup
	for f := range errs {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && errs[f] == nil; i = int(next.Add(1)) - 1 {
				all[i], errs[f] = d.receive(ctx, smallContent)
			}
		})
	}
	wait.Wait()
	d.rows += n
	return all, errors.Join(errs...)
}

// padded are the tables of lists: what a dossier has there is written again and again.
var padded = []string{"stream", "work_item", "due", "holder"}

// atOnceRows is how many dossiers' rows one transaction brings.
const atOnceRows = 500

// pad makes the due list as long as said: rows as casework wrote them for a dossier,
// under other names, due on other days and with no events behind them.
func (d *due) pad(ctx context.Context, size int) error {
	bare, err := d.e.bare(ctx, d.where)
	if err != nil {
		return err
	}
	defer bare.close()
	if d.list == nil {
		box, err := d.receive(ctx, smallContent)
		if err != nil {
			return err
		}
		d.rows++
		d.model = box.Dossier
		if d.list, err = bare.dump(ctx); err != nil {
			return err
		}
	}
	for d.rows < size && ctx.Err() == nil {
		n := min(atOnceRows, size-d.rows)
		var statements []statement
		for _, table := range padded {
			statements = append(statements, insert(table, d.copies(d.list[table], n)))
		}
		if err := bare.write(ctx, statements); err != nil {
			return err
		}
		d.rows += n
	}
	return ctx.Err()
}

// copies are a dossier's rows n times over, each time another dossier's.
func (d *due) copies(r rows, n int) rows {
	out := rows{columns: r.columns}
	stream := string(gehoor.DossierStream(d.model))
	for i := range n {
		name := fmt.Sprintf("%032x", d.rows+i)
		for _, row := range r.values {
			if !slices.Contains(row, any(stream)) {
				continue
			}
			again := slices.Clone(row)
			for c, v := range again {
				switch {
				case v == any(stream):
					again[c] = string(gehoor.DossierStream(gehoor.DossierID(name)))
				case v == any(string(d.model)):
					again[c] = name
				case r.columns[c] == "at": // spread over a year that never comes
					again[c] = d.now().AddDate(2, 0, 0).Add(time.Duration((d.rows+i)%(365*24*60)) * time.Minute).UnixMicro()
				}
			}
			out.values = append(out.values, again)
		}
	}
	return out
}

// look measures what happens when nothing is due.
func (d *due) look(ctx context.Context, got *Woken) error {
	if err := rest(ctx, d.cases); err != nil {
		return err
	}
	next, err := medianOf(runs, func() error {
		found, err := d.db.DueBefore(ctx, d.now().AddDate(100, 0, 0), view.DueItem{}, 1)
		if err == nil && len(found) == 0 {
			err = errors.New("the due list is empty")
		}
		return err
	})
	if err != nil {
		return err
	}
	idle, err := d.idle(ctx)
	got.Next, got.Idle = millis(next), millis(idle)
	return err
}

// alone lets the term of all pass, and has one node work it off while a reporter
// writes.
func (d *due) alone(ctx context.Context, got *Woken) error {
	d.days(8)
	boxes, err := d.receiveAll(ctx, writing)
	if err != nil {
		return err
	}
	i := 0
	write := func() (time.Duration, error) {
		began := time.Now()
		i++
		err := d.cases.Reply(ctx, boxes[i%len(boxes)], noise(fullContent))
		return time.Since(began), err
	}
	before := make([]time.Duration, runs)
	for n := range before {
		if before[n], err = write(); err != nil {
			return err
		}
	}
	got.Before = waits(before)
	var during []time.Duration
	var writeErr error
	var done atomic.Bool
	var writer sync.WaitGroup
	writer.Go(func() {
		for writeErr == nil && !done.Load() {
			var span time.Duration
			span, writeErr = write()
			during = append(during, span)
		}
	})
	began := time.Now()
	err = rest(ctx, d.cases)
	got.Alone = time.Since(began).Seconds()
	done.Store(true)
	writer.Wait()
	got.During = waits(during)
	return errors.Join(err, writeErr)
}

// two lets the next step of the ladder come, and has two nodes work it off.
func (d *due) two(ctx context.Context, got *Woken) (err error) {
	d.days(5)
	other := d.db // SQLite is for one program; its two nodes share it
	if !d.e.oneProgram() {
		if other, err = d.e.open(ctx, d.where, 0); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, other.Close()) }()
	}
	var vain atomic.Int64
	nodes := []*casework.Casework{
		d.m.casesOver(d.db, counted{d.db, &vain}, d.now), d.m.casesOver(other, counted{other, &vain}, d.now),
	}
	errs := make([]error, len(nodes))
	var working sync.WaitGroup
	began := time.Now()
	for i, one := range nodes {
		working.Go(func() { errs[i] = rest(ctx, one) })
	}
	working.Wait()
	got.Two, got.Vain = time.Since(began).Seconds(), vain.Load()
	return errors.Join(errs...)
}

// counted counts the appends that came too late.
type counted struct {
	*store.DB
	vain *atomic.Int64
}

func (c counted) Append(ctx context.Context, b ledger.Batch) error {
	err := c.DB.Append(ctx, b)
	if errors.Is(err, ledger.ErrConflict) {
		c.vain.Add(1)
	}
	return err
}

// rest ticks until nothing is left to do.
func rest(ctx context.Context, c *casework.Casework) error {
	for {
		if n, err := c.Tick(ctx); err != nil || n == 0 {
			return err
		}
	}
}

// told says that in each dossier so much was recorded, and nothing twice.
func (d *due) told(ctx context.Context, all []account.Mailbox, want int) error {
	for _, box := range all {
		records, err := d.db.Load(ctx, veenhaven.Org, gehoor.DossierStream(box.Dossier), 0)
		if err != nil {
			return err
		}
		got := 0
		for _, r := range records {
			_, f, err := ledger.Open(r, casework.Decode)
			if err != nil {
				return err
			}
			if _, ok := f.(dossier.Escalated); ok {
				got++
			}
		}
		if got != want {
			return fmt.Errorf("a lateness is recorded %d times, want %d", got, want)
		}
	}
	return nil
}
