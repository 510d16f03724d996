package casework

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/view"
)

// What happens because time passes. The due list says which dossiers must be looked
// at; the facts of each say what is due in it, so a row that is old, read twice or
// read by two nodes does no harm. Nothing is claimed and nobody leads: a node that
// dies leaves nothing behind that another would have to wait for.

const (
	// tickLimit is how many dossiers one tick looks at; the next takes the rest.
	tickLimit = 512
	// tickWorkers are the most that look at the same time, so that what they record
	// shares commits. A commit takes four times as many, so people's own acts go along
	// with them.
	tickWorkers = 16
	// itemsPerWorker: few dossiers are looked at one after another, in their order.
	itemsPerWorker = tickLimit / tickWorkers
)

// ErrStuck is in the error of a tick in which all was done but what concerns some
// dossiers, which cannot be woken. They are tried again, ever more seldom.
var ErrStuck = errors.New("casework: a dossier cannot be woken")

// Tick wakes every dossier whose moment has come and records what became late, who of
// those who held a dossier left, who is in line by a new chart, and that terms run otherwise now. It may run on several nodes at once and
// after any time asleep: what is due is recorded once, because the second node finds
// it recorded. It returns how many dossiers it looked at; as long as that is not
// zero there may be more.
//
// One dossier that cannot be woken holds up no other: the rest is done, and the
// error is [ErrStuck]. Any other error is of the database, or of a context that
// ended; the next tick goes on.
func (c *Casework) Tick(ctx context.Context) (int, error) {
	now := c.deps.Source.Now()
	left, err := c.leftBehind(ctx, now)
	if err != nil {
		return 0, err
	}
	parted, err := c.eachOf(ctx, now, left, func(one view.DueItem) (bool, error) { return c.part(ctx, one) })
	if err != nil && !errors.Is(err, ErrStuck) {
		return parted, err
	}
	done := parted
	for _, more := range []struct {
		read func(context.Context, time.Time) ([]view.DueItem, error)
		do   func(context.Context, view.DueItem) (bool, error)
	}{{c.chartBehind, c.checkLines}, {c.unlooked, c.lookForPatterns}, {c.settingBehind, c.renewSetting}, {c.dueNow, c.wake}} {
		items, readErr := more.read(ctx, now)
		if readErr != nil {
			return done, readErr
		}
		n, doErr := c.eachOf(ctx, now, items, func(one view.DueItem) (bool, error) { return more.do(ctx, one) })
		done += n
		if doErr != nil && !errors.Is(doErr, ErrStuck) {
			return done, doErr
		}
		if doErr != nil {
			err = doErr
		}
	}
	return done, err
}

// dueNow is the first page of the due list on which something is to be done.
func (c *Casework) dueNow(ctx context.Context, now time.Time) ([]view.DueItem, error) {
	return c.fresh(now, func(after view.DueItem) ([]view.DueItem, error) {
		return c.deps.Lists.DueBefore(ctx, now, after, tickLimit)
	})
}

// leftBehind is the same of the dossiers that somebody holds who left. Their moment
// is always.
func (c *Casework) leftBehind(ctx context.Context, now time.Time) ([]view.DueItem, error) {
	return c.places(ctx, now, c.deps.Lists.LeftBehind)
}

// places is the first page of a list without moments on which something is to be done.
func (c *Casework) places(ctx context.Context, now time.Time, read func(context.Context, view.Place, int) ([]view.Place, error)) ([]view.DueItem, error) {
	return c.fresh(now, func(after view.DueItem) ([]view.DueItem, error) {
		places, err := read(ctx, view.Place{Org: after.Org, Stream: after.Stream}, tickLimit)
		items := make([]view.DueItem, len(places))
		for i, p := range places {
			items[i] = view.DueItem{Org: p.Org, Stream: p.Stream}
		}
		return items, err
	})
}

// fresh turns pages until one has something that was not looked at in vain just now.
func (c *Casework) fresh(now time.Time, page func(after view.DueItem) ([]view.DueItem, error)) ([]view.DueItem, error) {
	for after := (view.DueItem{}); ; {
		items, err := page(after)
		if err != nil {
			return nil, err
		}
		if todo := c.vain.without(items, now); len(todo) > 0 || len(items) < tickLimit {
			return todo, nil
		}
		after = items[len(items)-1]
	}
}

// eachOf does something for each of the items, some at the same time. Two nodes that
// read the same page begin at different places of it; when one meets what the other
// did, it ends, and the next tick reads what is left.
func (c *Casework) eachOf(ctx context.Context, now time.Time, items []view.DueItem, do func(view.DueItem) (bool, error)) (int, error) {
	r := &round{items: items, vain: &c.vain, now: now, do: do}
	if len(items) > itemsPerWorker {
		r.begin = c.place(len(items))
	}
	var working sync.WaitGroup
	for range (len(items) + itemsPerWorker - 1) / itemsPerWorker {
		working.Go(func() { r.work(ctx) })
	}
	working.Wait()
	if r.err == nil {
		r.err = ctx.Err()
	}
	if r.err == nil && r.stuck != nil {
		r.err = fmt.Errorf("%w: %w", ErrStuck, r.stuck)
	}
	return int(r.done.Load()), r.err
}

// place is anywhere in a page of n.
func (c *Casework) place(n int) int {
	var b [8]byte
	c.deps.Source.Random(b[:])
	return int(binary.BigEndian.Uint64(b[:]) % uint64(n))
}

// round is one page that is worked off.
type round struct {
	items []view.DueItem
	begin int // where in the items
	now   time.Time
	do    func(view.DueItem) (bool, error)
	vain  *vain

	next, done, idle atomic.Int64

	mu    sync.Mutex // guards what follows
	err   error      // ends the round
	stuck error      // of one dossier, the last
}

// work takes items until there are none, or the round has ended.
func (r *round) work(ctx context.Context) {
	for ctx.Err() == nil && !r.ended() {
		i := int(r.next.Add(1)) - 1
		if i >= len(r.items) {
			return
		}
		one := r.items[(r.begin+i)%len(r.items)]
		recorded, err := guarded(r.do, one)
		if err != nil {
			r.failed(one, err)
			continue
		}
		r.done.Add(1)
		if !recorded {
			r.idle.Add(1)
			r.vain.add(one, r.now)
		}
	}
}

// ended: the database is away, or another node is doing the same.
func (r *round) ended() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err != nil || r.idle.Load() > tickWorkers
}

func (r *round) failed(one view.DueItem, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case errors.Is(err, ledger.ErrConflict): // others write in it: the next tick sees
	case errors.Is(err, gehoor.ErrUnavailable), errors.Is(err, ledger.ErrUncertain),
		errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		r.err = err
	default:
		r.stuck = err
		r.vain.add(one, r.now)
	}
}

// guarded has a fault in our own code, which one dossier brings out, hold up no other.
func guarded(do func(view.DueItem) (bool, error), one view.DueItem) (recorded bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return do(one)
}

// wake records what is due in one dossier, or of one person, and says whether anything
// was.
func (c *Casework) wake(ctx context.Context, one view.DueItem) (recorded bool, err error) {
	if who, ok := one.Stream.Person(); ok {
		return c.wakePerson(ctx, one.Org, who)
	}
	if id, ok := one.Stream.Stub(); ok {
		return c.destroyStub(ctx, one.Org, id)
	}
	from := ledger.Remembered(ctx)
	_, err = c.dossier.Update(ctx, one.Org, one.Stream, func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		d, err := c.decideWake(from, one.Org, s.State)
		from = ctx // after a conflict
		recorded = len(d.Facts) > 0
		return d, err
	})
	return recorded, err
}

// wakePerson records what is due of one person.
func (c *Casework) wakePerson(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (bool, error) {
	away, err := c.goAway(ctx, org, who)
	if err != nil {
		return false, err
	}
	reminded, err := c.remindHelp(ctx, org, who)
	return away || reminded, err
}

func (c *Casework) decideWake(ctx context.Context, org gehoor.OrgID, f *File) (ledger.Decision, error) {
	d := ledger.Decision{Actor: gehoor.System, Protocol: f.Dossier.Protocol}
	now := c.deps.Source.Now()
	rules, err := c.rulesOf(ctx, org, f.Dossier)
	if err != nil {
		return ledger.Decision{}, err
	}
	result := rules.evaluate(f, now)
	due := result.Escalations
	if e, ok := erasureLate(f.Dossier); ok && !e.At.After(now) {
		due = append(due, e)
	}
	for _, e := range due {
		to, err := c.audience(ctx, org, f, e, &d.Reads)
		if err != nil {
			return ledger.Decision{}, err
		}
		d.Facts = append(d.Facts, dossier.Escalated{Signal: e.Signal, Step: string(e.Step), Level: e.Level, Began: e.Began, To: to})
		d.Inserts = append(d.Inserts, c.alerts(org, to, alert{kind: notify.KindLate, atOnce: true, quiet: f.quiet()})...)
	}
	if err := c.wakeNaming(ctx, org, f, &d); err != nil {
		return ledger.Decision{}, err
	}
	if err := c.wakeLines(ctx, org, f, &d); err != nil {
		return ledger.Decision{}, err
	}
	for _, i := range result.Informs {
		if err := c.inform(ctx, org, f, i, &d); err != nil {
			return ledger.Decision{}, err
		}
	}
	c.askHow(org, f, rules, result, now, &d)
	return d, nil
}

// part records in one dossier who left.
func (c *Casework) part(ctx context.Context, one view.DueItem) (recorded bool, err error) {
	_, err = c.dossier.Update(ctx, one.Org, one.Stream, func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		d := ledger.Decision{Actor: gehoor.System, Protocol: s.State.Dossier.Protocol}
		recorded = false
		gone, err := c.gone(ctx, one.Org, s.State.Dossier, &d.Reads)
		if err != nil || len(gone) == 0 {
			return d, err
		}
		d.Facts = s.State.Dossier.Leave(gone)
		recorded = len(d.Facts) > 0
		return d, c.alarm(ctx, one.Org, s.State, gone, &d)
	})
	return recorded, err
}

// vain remembers what was looked at in vain: what cannot be woken, and rows of which
// nothing came. It is asked again after a while. Nothing is lost if this is: then it
// is looked at once more.
type vain struct {
	mu    sync.Mutex
	again map[view.DueItem]pause
}

// pause is until when something is let be, and for how long it was.
type pause struct {
	until time.Time
	span  time.Duration
}

const (
	// minPause and maxPause bound how soon something is tried again; each time it
	// waits twice as long.
	minPause, maxPause = time.Minute, time.Hour
	// maxVain bounds what is remembered. What is beyond it is tried at each tick.
	maxVain = 10_000
)

func (v *vain) add(one view.DueItem, now time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.again == nil {
		v.again = map[view.DueItem]pause{}
	}
	before, known := v.again[one]
	if !known && len(v.again) >= maxVain {
		v.forget(now)
		if len(v.again) >= maxVain {
			return
		}
	}
	span := min(max(2*before.span, minPause), maxPause)
	v.again[one] = pause{now.Add(span), span}
}

// forget drops what was not asked about since long.
func (v *vain) forget(now time.Time) {
	for one, p := range v.again {
		if now.After(p.until.Add(maxPause)) || p.ahead(now) {
			delete(v.again, one)
		}
	}
}

// ahead: the machine's clock went back since.
func (p pause) ahead(now time.Time) bool { return p.until.After(now.Add(maxPause)) }

func (v *vain) without(items []view.DueItem, now time.Time) []view.DueItem {
	v.mu.Lock()
	defer v.mu.Unlock()
	var rest []view.DueItem
	for _, one := range items {
		if p, ok := v.again[one]; ok && now.Before(p.until) && !p.ahead(now) {
			continue
		}
		rest = append(rest, one)
	}
	return rest
}
