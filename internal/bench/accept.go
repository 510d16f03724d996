package bench

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// Accepted is how complete signals were taken in with one number of clients. Its
// JSON is one line of "gehoor bench accept --json".
type Accepted struct {
	Engine  string `json:"engine"`
	Clients int    `json:"clients"`
	// N is how many were sent while the clock ran.
	N int `json:"n"`
	// PerSecond counts those that were answered as received: durable, over HTTP.
	PerSecond float64 `json:"accepted_per_second"`
	// P50 and P99 are from the first byte sent to the last byte of the answer, as
	// the client sees it, over all that were sent.
	P50 float64 `json:"p50_ms"`
	P99 float64 `json:"p99_ms"`
	// Refused is how many got any other answer, or none.
	Refused int `json:"refused"`
	// Lost is how many were answered as received and were not there, whole, when
	// the database had been closed and opened again.
	Lost int `json:"lost"`
	// Bare is how many signals a second one connection writes with no code of
	// ours: the same rows of the same sizes in the same tables, one transaction
	// for each signal, one after another.
	Bare float64 `json:"bare_rows_per_second"`
	// Fsync is how many times a second the disk makes a write of 4 KiB durable.
	Fsync float64 `json:"fsync_per_second"`
}

// Ratio is accepted signals for each bare one.
func (a Accepted) Ratio() float64 {
	if a.Bare == 0 {
		return 0
	}
	return a.PerSecond / a.Bare
}

// Accept measures taking in signals, and calls each with the figures of every
// engine and number of clients. An error means that it could not measure; what
// was refused or lost is a figure.
func Accept(ctx context.Context, o Options, each func(Accepted)) error {
	o, err := o.Check()
	if err != nil {
		return err
	}
	list, err := engines(o)
	if err != nil {
		return err
	}
	defer closeAll(list)
	return acceptOn(ctx, o, list, each)
}

func acceptOn(ctx context.Context, o Options, list []engine, each func(Accepted)) error {
	for _, e := range list {
		if err := acceptAll(ctx, o, e, each); err != nil {
			return fmt.Errorf("bench: accept on %s: %w", e.name(), err)
		}
	}
	return nil
}

// acceptAll is one engine with every number of clients, in one database that
// grows.
func acceptAll(ctx context.Context, o Options, e engine, each func(Accepted)) (err error) {
	a := &accept{o: o, e: e}
	defer func() { err = errors.Join(err, a.close()) }()
	if err := a.open(ctx); err != nil {
		return err
	}
	for _, clients := range o.Clients {
		o.Note(fmt.Sprintf("%s: %d clients", e.name(), clients))
		got, err := a.measure(ctx, clients)
		if err != nil {
			return err
		}
		each(got)
	}
	return nil
}

// accept is the server, and beside it the same tables without it.
type accept struct {
	o     Options
	e     engine
	m     *municipality
	where string
	site  *site
	bare  *bareLoad
	disk  *disk
	load  load
	// rate is how many a second were accepted last; it says how many to seal.
	rate float64
	// received counts all signals that the database must hold, refused those that
	// it may hold.
	received, refused int
}

func (a *accept) open(ctx context.Context) error {
	var err error
	if a.m, err = newMunicipality(); err != nil {
		return err
	}
	if a.where, err = a.e.fresh(ctx); err != nil {
		return err
	}
	if a.site, err = a.m.serve(ctx, a.e, a.where); err != nil {
		return err
	}
	a.load.root = a.m.root
	if a.load.to, err = a.site.cases.Preview(ctx, veenhaven.Org, office, nil); err != nil {
		return err
	}
	if a.bare, err = a.newBare(ctx); err != nil {
		return err
	}
	if a.disk, err = openDisk(a.o.Dir); err != nil {
		return err
	}
	return a.warmUp(ctx)
}

func (a *accept) close() error {
	var err error
	if a.site != nil {
		err = a.site.close()
	}
	if a.bare != nil {
		a.bare.close(a.e)
	}
	if a.disk != nil {
		a.disk.close()
	}
	if a.where != "" {
		a.e.drop(a.where)
	}
	return err
}

// warmUpSignals make the connections, the prepared statements and the caches,
// and tell how fast it goes.
const warmUpSignals = 64

func (a *accept) warmUp(ctx context.Context) error {
	all, err := a.load.sealAll(ctx, warmUpSignals)
	if err != nil {
		return err
	}
	got := a.send(ctx, all, 8)
	a.received += len(got.accepted)
	a.rate = perSecond(len(got.accepted), got.took)
	if got.refused > 0 {
		return fmt.Errorf("%d of the first %d signals were refused: %w", got.refused, warmUpSignals, got.why)
	}
	return a.bare.run(ctx, warmUpSignals)
}

const (
	// rounds is in how many slices a measurement is cut; the slices of the
	// server, of the bare tables and of the disk take turns.
	rounds = 5
	// maxSealed bounds the sealed signals in memory: some 60 KiB each.
	maxSealed = 16_000
	// diskSlice is how long the disk alone is measured in each round.
	diskSlice = 100 * time.Millisecond
)

func (a *accept) measure(ctx context.Context, clients int) (Accepted, error) {
	got := Accepted{Engine: a.e.name(), Clients: clients}
	n := int(math.Min(math.Max(a.rate*a.o.Seconds/rounds, float64(clients)), maxSealed/rounds))
	all, err := a.load.sealAll(ctx, n*rounds)
	if err != nil {
		return got, err
	}
	var total sending
	a.bare.reset()
	a.disk.count, a.disk.spent = 0, 0
	for i := range rounds {
		if err := a.bare.runFor(ctx, a.o.slice()/rounds/2); err != nil {
			return got, err
		}
		if err := a.disk.run(diskSlice); err != nil {
			return got, err
		}
		total.add(a.send(ctx, all[i*n:(i+1)*n], clients))
	}
	if err := ctx.Err(); err != nil {
		return got, err
	}
	got.N, got.Refused = len(total.spans), total.refused
	got.PerSecond = perSecond(len(total.accepted), total.took)
	got.P50, got.P99 = millis(quantile(total.spans, 0.50)), millis(quantile(total.spans, 0.99))
	got.Bare, got.Fsync = a.bare.rate(), a.disk.rate()
	a.rate = math.Max(got.PerSecond, 1)
	a.received += len(total.accepted)
	a.refused += total.refused
	got.Lost, err = a.lost(ctx, total.accepted)
	return got, err
}

// sending is what became of signals that were sent.
type sending struct {
	accepted []*sent
	refused  int
	why      error // the first refusal
	spans    []time.Duration
	took     time.Duration
}

func (s *sending) add(more sending) {
	s.accepted = append(s.accepted, more.accepted...)
	s.spans = append(s.spans, more.spans...)
	s.refused += more.refused
	s.took += more.took
	if s.why == nil {
		s.why = more.why
	}
}

// send has clients send all signals, each client the next one when it has its
// answer.
func (a *accept) send(ctx context.Context, all []sent, clients int) sending {
	client := newClient(clients)
	defer client.CloseIdleConnections()
	var next atomic.Int64
	var wait sync.WaitGroup
	parts := make([]sending, clients)
	began := time.Now()
	for c := range parts {
		wait.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(all) {
					return
				}
				sentAt := time.Now()
				status, text, err := a.site.post(ctx, client, pathSignal, all[i].body)
				parts[c].spans = append(parts[c].spans, time.Since(sentAt))
				if err == nil && opened(status, text) {
					parts[c].accepted = append(parts[c].accepted, &all[i])
					continue
				}
				parts[c].refused++
				parts[c].why = errors.Join(err, fmt.Errorf("status %d: %.200s", status, text))
			}
		})
	}
	wait.Wait()
	took := time.Since(began)
	var total sending
	for _, p := range parts {
		total.add(p)
	}
	total.took = took
	return total
}
