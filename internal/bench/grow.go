package bench

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/internal/web/page/worklist"
)

// Growth is how long things take in a database with so many dossiers. All are
// medians, in milliseconds, with nobody else asking.
type Growth struct {
	Engine   string `json:"engine"`
	Dossiers int    `json:"dossiers"`
	// Fill is how many dossiers a second the filling made, over casework, without
	// HTTP and with small contents.
	Fill float64 `json:"filled_per_second"`
	// WorkList is the first page of somebody who may see every dossier, with the
	// figures above it; List is the page alone.
	WorkList float64 `json:"work_list_ms"`
	List     float64 `json:"list_ms"`
	// Append takes in a signal over casework, without HTTP; Answer acknowledges
	// one.
	Append float64 `json:"append_ms"`
	Answer float64 `json:"answer_ms"`
	// Proof makes the receipt of a signal.
	Proof float64 `json:"proof_ms"`
	// Idle is a tick when nothing is due; Wake is one that records lateness, for
	// each dossier that it wakes.
	Idle float64 `json:"tick_ms"`
	Wake float64 `json:"wake_ms"`
	// Start is from running the program to its first answer, with this database;
	// Memory is what it then holds, in MiB. Both are 0 if no program was named.
	Start  float64 `json:"start_ms"`
	Memory float64 `json:"memory_mib"`
}

// growOn measures one engine at every size, in one database that grows.
func growOn(ctx context.Context, o Options, e engine, each func(Growth)) (err error) {
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
	for _, size := range o.Dossiers {
		got, err := g.at(ctx, size)
		if err != nil {
			return fmt.Errorf("bench: %d dossiers on %s: %w", size, e.name(), err)
		}
		each(got)
	}
	return nil
}

// grow is a municipality whose clock we set.
type grow struct {
	o     Options
	e     engine
	m     *municipality
	where string
	db    *store.DB
	cases *casework.Casework
	clock atomic.Int64 // Unix seconds
	to    casework.Preview
	boxes []account.Mailbox // of all dossiers
}

func (g *grow) now() time.Time { return time.Unix(g.clock.Load(), 0).UTC() }

func (g *grow) open(ctx context.Context) error {
	var err error
	if g.db, err = g.e.open(ctx, g.where, 0); err != nil {
		return err
	}
	g.cases = g.m.cases(g.db, g.now)
	if _, err := g.cases.Organisation(ctx, veenhaven.Org); errors.Is(err, gehoor.ErrNotFound) {
		if err := g.m.found(ctx, g.cases); err != nil {
			return err
		}
	}
	g.to, err = g.cases.Preview(ctx, veenhaven.Org, office, nil)
	return err
}

func (g *grow) close() error {
	err := g.db.Close()
	g.db = nil
	return err
}

func (g *grow) at(ctx context.Context, size int) (Growth, error) {
	g.o.Note(fmt.Sprintf("%s: filling to %d dossiers", g.e.name(), size))
	got := Growth{Engine: g.e.name(), Dossiers: size}
	if g.db == nil {
		if err := g.open(ctx); err != nil {
			return got, err
		}
	}
	var err error
	if got.Fill, err = g.fill(ctx, size); err != nil {
		return got, err
	}
	for _, step := range []struct {
		to  *float64
		run func(context.Context) (time.Duration, error)
	}{
		{&got.WorkList, g.workList}, {&got.List, g.list}, {&got.Idle, g.idle}, {&got.Append, g.append}, {&got.Answer, g.answer},
		{&got.Proof, g.proof}, {&got.Wake, g.wake},
	} {
		span, err := step.run(ctx)
		if err != nil {
			return got, err
		}
		*step.to = millis(span)
	}
	if g.o.Program == "" {
		return got, nil
	}
	if err := g.close(); err != nil {
		return got, err
	}
	got.Start, got.Memory, err = startOf(ctx, g.o, g.e, g.m, g.where)
	return got, err
}

const (
	// fillers send at the same time, so that they share commits.
	fillers = 64
	// filled is over how long the dossiers spread: less than the shortest term,
	// so that none is late.
	filled = 5 * 24 * time.Hour
	// smallContent stands for sealed content where only the number of rows
	// counts; fullContent is about what sealed content has.
	smallContent, fullContent = 64, 2 << 10
)

// fill makes dossiers until there are size of them.
func (g *grow) fill(ctx context.Context, size int) (float64, error) {
	begin := time.Now().Add(-filled).Unix()
	var next atomic.Int64
	next.Store(int64(len(g.boxes)))
	more := make([]account.Mailbox, size)
	errs := make([]error, fillers)
	var wait sync.WaitGroup
	began := time.Now()
	for f := range errs {
		wait.Go(func() {
			for errs[f] == nil {
				i := next.Add(1) - 1
				if i >= int64(size) {
					return
				}
				g.clock.Store(begin + i*int64(filled.Seconds())/int64(size))
				more[i], errs[f] = g.receive(ctx, smallContent)
			}
		})
	}
	wait.Wait()
	rate := perSecond(size-len(g.boxes), time.Since(began))
	g.boxes = append(g.boxes, more[len(g.boxes):]...)
	g.clock.Store(time.Now().Unix())
	return rate, errors.Join(errs...)
}

// receive takes in a signal whose contents are noise of a length.
func (g *grow) receive(ctx context.Context, length int) (account.Mailbox, error) {
	return g.receiveWith(ctx, length, length)
}

// receiveWith takes in a signal whose account has a length of its own.
func (g *grow) receiveWith(ctx context.Context, length, said int) (account.Mailbox, error) {
	box := casework.Sealed{Recipient: g.to.Holders[0].Recipient, Threshold: g.to.Threshold}
	for _, p := range g.to.Holders {
		box.Grants = append(box.Grants, casework.SealedFor{Person: p.ID, Content: noise(length)})
	}
	box.Grants = append(box.Grants, casework.SealedFor{Content: noise(length)})
	for _, p := range g.to.Custodians {
		box.Shares = append(box.Shares, casework.SealedFor{Person: p.ID, Content: noise(2 * length)})
	}
	s := casework.Submission{Office: office, Language: gehoor.Dutch, Account: noise(said), Conversation: box}
	random(s.Lookup[:])
	return g.cases.Receive(ctx, veenhaven.Org, s)
}

// noise stands in for sealed content: casework and store never look inside.
func noise(length int) ledger.Content {
	b := make([]byte, length)
	random(b)
	return ledger.Content{ID: seal.NameOf(b), Bytes: b}
}

// runs is how often what is quick is measured.
const runs = 101

func (g *grow) workList(ctx context.Context) (time.Duration, error) {
	return medianOf(runs, func() error {
		_, counts, err := g.cases.WorkList(ctx, veenhaven.Org, g.to.Holders[0].ID, view.WorkFilter{}, view.Cursor{}, worklist.PageSize+1)
		if err == nil && counts.Open < len(g.boxes) {
			err = fmt.Errorf("the work list has %d of %d dossiers", counts.Open, len(g.boxes))
		}
		return err
	})
}

func (g *grow) list(ctx context.Context) (time.Duration, error) {
	return medianOf(runs, func() error {
		_, err := g.db.WorkList(ctx, veenhaven.Org, g.to.Holders[0].ID, view.WorkFilter{}, view.Cursor{}, worklist.PageSize+1)
		return err
	})
}

func (g *grow) append(ctx context.Context) (time.Duration, error) {
	return medianOf(runs, func() error {
		box, err := g.receive(ctx, fullContent)
		g.boxes = append(g.boxes, box)
		return err
	})
}

// answer acknowledges signals of all ages, each once.
func (g *grow) answer(ctx context.Context) (time.Duration, error) {
	i := 0
	return medianOf(min(runs, len(g.boxes)/2), func() error {
		box := g.boxes[len(g.boxes)-1-i]
		i++
		return g.cases.Acknowledge(ctx, veenhaven.Org, g.to.Holders[0].ID, box.Dossier, box.Signal, noise(fullContent))
	})
}

// proof publishes everything, and makes receipts of signals from all over the
// log.
func (g *grow) proof(ctx context.Context) (time.Duration, error) {
	if err := g.publish(ctx); err != nil {
		return 0, err
	}
	i := 0
	return medianOf(runs, func() error {
		box := g.boxes[i*(len(g.boxes)-1)/runs]
		i++
		_, err := g.cases.Proof(ctx, box)
		return err
	})
}

// publish covers the whole log with one checkpoint.
func (g *grow) publish(ctx context.Context) error {
	head, err := g.db.Head(ctx, veenhaven.Org)
	if err != nil || head.Size == head.Published {
		return err
	}
	_, err = (&register.Publisher{
		Org: veenhaven.Org, Store: g.db, Signer: g.m.log, High: unkept{}, Quantum: head.Size - head.Published, Random: random,
	}).Publish(ctx)
	return err
}

func (g *grow) idle(ctx context.Context) (time.Duration, error) {
	return medianOf(runs, func() error {
		n, err := g.cases.Tick(ctx)
		if err == nil && n > 0 {
			err = fmt.Errorf("%d dossiers are due before their time", n)
		}
		return err
	})
}

// wakes is how many ticks record lateness; each takes as many dossiers as one
// tick does.
const wakes = 3

// wake lets terms pass, and measures a tick by the dossiers that it wakes.
func (g *grow) wake(ctx context.Context) (time.Duration, error) {
	g.clock.Store(time.Now().AddDate(0, 0, 14).Unix())
	defer g.clock.Store(time.Now().Unix())
	var spans []time.Duration
	for range wakes {
		began := time.Now()
		n, err := g.cases.Tick(ctx)
		if err != nil {
			return 0, err
		}
		if n > 0 {
			spans = append(spans, time.Since(began)/time.Duration(n))
		}
	}
	return median(spans), nil
}
