package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gehoor/gehoor/internal/ledger"
)

const (
	// maxGroup is how many requests share a commit. At 64 the commit's share of
	// the cost is small; more only lengthens the wait of the first.
	maxGroup = 64
	// maxGroupBytes bounds what one transaction brings, so that a burst of large
	// contents fills neither memory nor the write-ahead log.
	maxGroupBytes = 16 << 20
	// groupTimeout ends a transaction that hangs, as when a database stops
	// answering. It is far above what a group takes and below a browser's
	// patience.
	groupTimeout = 15 * time.Second
	// maxRetries is how often a group gives way to another node's transaction.
	maxRetries = 5
)

// The states of a request: who takes it from waiting decides what its caller
// may be told.
const (
	waiting int32 = iota
	taken
	abandoned
)

// request waits in the queue. Exactly one of work and single is set.
type request struct {
	work   *work
	single *Statement
	state  atomic.Int32
	done   chan error // gets one answer; has room for it
	err    error      // the batcher's decision, told after the commit
}

func (r *request) bytes() int {
	if r.work != nil {
		return r.work.bytes
	}
	return 0
}

// batcher gathers requests into groups. One goroutine runs it.
type batcher struct {
	queue chan *request
	run   func([]*request)

	mu     sync.RWMutex // guards closed, and sending against closing
	closed bool
	ended  chan struct{}
}

func newBatcher(run func([]*request)) *batcher {
	b := &batcher{queue: make(chan *request, maxGroup), run: run, ended: make(chan struct{})}
	go b.loop()
	return b
}

// submit queues a request and waits for its answer. A context that ends before
// the batcher took the request leaves nothing; later, the outcome is unknown.
func (b *batcher) submit(ctx context.Context, r *request) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	r.done = make(chan error, 1)
	if err := b.enqueue(ctx, r); err != nil {
		return err
	}
	select {
	case err := <-r.done:
		return err
	case <-ctx.Done():
	}
	if r.state.CompareAndSwap(waiting, abandoned) {
		return fmt.Errorf("store: %w", ctx.Err())
	}
	select { // the answer may have come in the same moment
	case err := <-r.done:
		return err
	default:
		return fmt.Errorf("%w: %w", ledger.ErrUncertain, ctx.Err())
	}
}

func (b *batcher) enqueue(ctx context.Context, r *request) error {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if b.closed {
		return errClosed
	}
	select {
	case b.queue <- r:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("store: %w", ctx.Err())
	}
}

// close lets the waiting requests finish and ends the goroutine.
func (b *batcher) close() {
	b.mu.Lock()
	if !b.closed {
		b.closed = true
		close(b.queue)
	}
	b.mu.Unlock()
	<-b.ended
}

func (b *batcher) loop() {
	defer close(b.ended)
	var over *request // did not fit in the last group
	for {
		first := over
		over = nil
		if first == nil {
			r, ok := <-b.queue
			if !ok {
				return
			}
			if !r.state.CompareAndSwap(waiting, taken) {
				continue
			}
			first = r
		}
		var group []*request
		group, over = b.gather(first)
		b.run(group)
	}
}

// gather takes what waits already; it never waits for more.
func (b *batcher) gather(first *request) (group []*request, over *request) {
	group = []*request{first}
	for size := first.bytes(); len(group) < maxGroup; {
		select {
		case r, ok := <-b.queue:
			if !ok {
				return group, nil
			}
			if !r.state.CompareAndSwap(waiting, taken) {
				continue
			}
			if size += r.bytes(); size > maxGroupBytes {
				return group, r
			}
			group = append(group, r)
		default:
			return group, nil
		}
	}
	return group, nil
}

// errBusy: other nodes' transactions went first, maxRetries times.
var errBusy = errors.New("store: gave way too often")
