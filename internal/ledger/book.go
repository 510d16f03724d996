package ledger

import (
	"container/list"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/gehoor/gehoor"
)

// State is what a stream folds to. Fold changes the state in place and is
// total: it accepts every fact that was ever written, and answers an error only
// for what can never have been (an unknown kind of its own noun). It reads no
// clock, no randomness, nothing but its arguments.
type State[S any] interface {
	// Clone returns a copy that shares nothing that Fold changes.
	Clone() S
	// Fold adds one event.
	Fold(e gehoor.Event, f gehoor.Fact) error
}

// Snapshot is a stream as it was at Seq. Its state is shared and never changed.
type Snapshot[S any] struct {
	Stream gehoor.StreamID
	Seq    gehoor.Seq
	// At is the moment of the last event; zero before the first.
	At    time.Time
	State S
}

// Version is what a decision that read the snapshot leans on.
func (s Snapshot[S]) Version() Version { return Version{Stream: s.Stream, Seq: s.Seq} }

// Decision is what should happen: facts for the stream, and what goes with them.
type Decision struct {
	Actor gehoor.Actor
	// Protocol pins the definition under which this was decided, if one was.
	Protocol gehoor.Digest
	// Facts to append; none means that there is nothing to do.
	Facts []gehoor.Fact
	// Signs gives the author's signature over a fact as it is kept, or nil where none is
	// asked for; nil if nobody signs.
	Signs    func(gehoor.Kind, json.RawMessage) (*gehoor.Sig, error)
	Reads    []Version
	Contents []Content
	Parts    []Part
	Inserts  []Row
	Deletes  []Row
}

// Book reads and extends the streams of one kind, whose state is S. It is safe
// for concurrent use.
type Book[S State[S]] struct {
	Store  Store
	Source Source
	// New returns the state of a stream without events.
	New func() S
	// Decode reads a fact's body; an unknown kind is an error. It is called by
	// several goroutines at once.
	Decode func(gehoor.Kind, json.RawMessage) (gehoor.Fact, error)
	// Rows are the view rows of a state; nil if the streams have none. It is a
	// function of what is stored and can never change, so that replay can compare:
	// of the stream, and of events of others that the stream names.
	Rows func(ctx context.Context, org gehoor.OrgID, s Snapshot[S]) ([]Row, error)
	// Goes are the rows of other packages that go, whatever was decided, because of
	// how the state changed; nil if none do.
	Goes func(org gehoor.OrgID, before, after Snapshot[S]) []Row

	mu    sync.Mutex // guards what follows
	order *list.List // of *cached[S], most recently used first
	byKey map[cacheKey]*list.Element
}

type cacheKey struct {
	org    gehoor.OrgID
	stream gehoor.StreamID
}

type cached[S any] struct {
	key  cacheKey
	snap Snapshot[S]
}

const (
	// maxTries bounds the loop. A stream that moves thirty times while one
	// person decides is a fault, not a busy day.
	maxTries = 30
	// maxCached bounds the folded states kept per book. A dossier's state is a
	// few KiB, so this is some tens of MiB at most.
	maxCached = 4096
)

// Remembered returns a context in which [Book.Load] may answer with what this
// process remembers, without asking the store. That can be old. It is for a
// decision that names every version that it read in [Decision.Reads]: if Append
// takes it, nothing was old. A refusal that comes of it proves nothing, so who
// refuses decides again without.
func Remembered(ctx context.Context) context.Context {
	return context.WithValue(ctx, remembered{}, true)
}

type remembered struct{}

// Afresh returns a context in which [Book.Load] asks the store, whatever ctx says.
func Afresh(ctx context.Context) context.Context { return context.WithValue(ctx, remembered{}, nil) }

// Load returns the stream as it is now. A stream without events is no error.
func (b *Book[S]) Load(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID) (Snapshot[S], error) {
	snap, known := b.recall(org, stream)
	if known && ctx.Value(remembered{}) != nil {
		return snap, nil
	}
	records, err := b.Store.Load(ctx, org, stream, snap.Seq)
	if err != nil {
		return snap, fmt.Errorf("load %s: %w", noun(stream), err)
	}
	if len(records) == 0 {
		if !known { // that nothing was there is remembered too
			b.remember(org, snap)
		}
		return snap, nil
	}
	next, err := b.extend(org, snap, records)
	if err != nil {
		return snap, err
	}
	b.remember(org, next)
	return next, nil
}

// Update is the one loop: load, fold, decide, append; when a stream moved in
// between, all of it again. It returns the stream as it is after the append.
// decide must be pure but for what it loads through other books, whose versions
// it names in Reads.
func (b *Book[S]) Update(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID,
	decide func(Snapshot[S]) (Decision, error)) (Snapshot[S], error) {
	return b.update(ctx, org, stream, b.Load, decide)
}

// Create is Update for a stream that nobody can have begun, because its ID was
// just drawn: it does not ask first. Should somebody have, Append says so.
func (b *Book[S]) Create(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID,
	decide func(Snapshot[S]) (Decision, error)) (Snapshot[S], error) {
	begin := func(context.Context, gehoor.OrgID, gehoor.StreamID) (Snapshot[S], error) {
		return Snapshot[S]{Stream: stream, State: b.New()}, nil
	}
	return b.update(ctx, org, stream, begin, decide)
}

// update begins with what first says, and after a conflict with what is there.
func (b *Book[S]) update(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID,
	first func(context.Context, gehoor.OrgID, gehoor.StreamID) (Snapshot[S], error),
	decide func(Snapshot[S]) (Decision, error)) (Snapshot[S], error) {
	load := first
	for range maxTries {
		snap, err := load(ctx, org, stream)
		if err != nil {
			return snap, err
		}
		load = b.Load
		d, err := decide(snap)
		if err != nil {
			return snap, err
		}
		if len(d.Facts) == 0 {
			return snap, nil
		}
		next, err := b.append(ctx, org, snap, d)
		if errors.Is(err, ErrConflict) {
			continue
		}
		if err != nil {
			return snap, err
		}
		b.remember(org, next)
		return next, nil
	}
	return Snapshot[S]{}, fmt.Errorf("update %s: %w", noun(stream), ErrConflict)
}

func (b *Book[S]) append(ctx context.Context, org gehoor.OrgID, snap Snapshot[S], d Decision) (Snapshot[S], error) {
	batch, next, err := b.batch(ctx, org, snap, d)
	if err != nil {
		return snap, err
	}
	return next, b.Store.Append(ctx, batch)
}

// Plan decides as [Book.Update] does and appends nothing: the batch is for an act
// that extends several streams at once. The caller appends all of it together, and
// after [ErrConflict] plans anew. A decision without facts is an empty batch.
func (b *Book[S]) Plan(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID,
	decide func(Snapshot[S]) (Decision, error)) (Batch, error) {
	snap, err := b.Load(ctx, org, stream)
	if err != nil {
		return Batch{}, err
	}
	d, err := decide(snap)
	if err != nil || len(d.Facts) == 0 {
		return Batch{}, err
	}
	batch, _, err := b.batch(ctx, org, snap, d)
	return batch, err
}

// batch is what a decision appends, and the stream as it is then.
func (b *Book[S]) batch(ctx context.Context, org gehoor.OrgID, snap Snapshot[S], d Decision) (Batch, Snapshot[S], error) {
	records, err := b.encode(org, snap, d)
	if err != nil {
		return Batch{}, snap, err
	}
	next, err := b.extend(org, snap, records)
	if err != nil {
		return Batch{}, snap, fmt.Errorf("decided what fold refuses: %w", err)
	}
	ext := Extension{Stream: snap.Stream, After: snap.Seq, Records: records}
	if b.Rows != nil {
		if ext.Rows, err = b.Rows(ctx, org, next); err != nil {
			return Batch{}, snap, err
		}
	}
	deletes := d.Deletes
	if b.Goes != nil {
		deletes = append(slices.Clip(deletes), b.Goes(org, snap, next)...)
	}
	return Batch{
		Org: org, Extensions: []Extension{ext}, Reads: d.Reads,
		Contents: d.Contents, Parts: d.Parts, Inserts: d.Inserts, Deletes: deletes,
	}, next, nil
}

// encode gives each fact its envelope and turns it into the bytes that are kept
// for ever.
func (b *Book[S]) encode(org gehoor.OrgID, snap Snapshot[S], d Decision) ([]Record, error) {
	at := momentAfter(snap.At, gehoor.Moment(b.Source.Now()))
	records := make([]Record, 0, len(d.Facts))
	for i, f := range d.Facts {
		body, err := json.Marshal(f)
		if err != nil {
			return nil, fmt.Errorf("encode %s: %w", f.Kind(), err)
		}
		var sig *gehoor.Sig
		if d.Signs != nil {
			if sig, err = d.Signs(f.Kind(), body); err != nil {
				return nil, err
			}
		}
		r := Record{Stream: snap.Stream, Seq: snap.Seq + gehoor.Seq(i) + 1}
		b.Source.Random(r.Salt[:])
		r.Data, err = json.Marshal(gehoor.Event{
			V: gehoor.EnvelopeVersion, Org: org, Stream: snap.Stream, Seq: r.Seq, At: at,
			Actor: d.Actor, Kind: f.Kind(), Protocol: d.Protocol, Sig: sig, Body: body,
		})
		if err != nil {
			return nil, fmt.Errorf("encode %s: %w", f.Kind(), err)
		}
		if len(r.Data) > gehoor.MaxEventBytes {
			return nil, gehoor.Refuse(gehoor.CodeMalformed)
		}
		records = append(records, r)
	}
	return records, nil
}

// maxBack is how far a machine's clock may go back without a stream's moments going
// back: a wrong time zone, or a day.
const maxBack = 48 * time.Hour

// momentAfter is when something happens in a stream whose last event was at last. A
// clock that goes back holds the moment, so that moments never run backwards within a
// stream. Where it goes back further than maxBack, last itself was wrong, and to hold
// it would make wrong all that follows; order is Seq, never time.
func momentAfter(last, now time.Time) time.Time {
	if now.Before(last) && last.Sub(now) <= maxBack {
		return last
	}
	return now
}

// extend folds records onto a copy of the snapshot.
func (b *Book[S]) extend(org gehoor.OrgID, snap Snapshot[S], records []Record) (Snapshot[S], error) {
	next := Snapshot[S]{Stream: snap.Stream, Seq: snap.Seq, At: snap.At, State: snap.State.Clone()}
	for i, o := range openAll(records, b.Decode) {
		if o.err != nil {
			return snap, fmt.Errorf("%s at %d: %w", noun(snap.Stream), records[i].Seq, o.err)
		}
		e := o.event
		if e.Org != org || e.Stream != snap.Stream || e.Seq != next.Seq+1 {
			return snap, fmt.Errorf("%s at %d: event is out of place", noun(snap.Stream), records[i].Seq)
		}
		if err := next.State.Fold(e, o.fact); err != nil {
			return snap, fmt.Errorf("fold %s at %d: %w", e.Kind, e.Seq, err)
		}
		next.Seq, next.At = e.Seq, e.At
	}
	return next, nil
}

// opened is a record that was decoded, or why it could not be.
type opened struct {
	event gehoor.Event
	fact  gehoor.Fact
	err   error
}

// minShare is how many records are worth a goroutine: some milliseconds of
// decoding. Nearly every stream is shorter and is decoded where it was asked for.
const minShare = 500

// openAll decodes records in their order, those of a long stream on all cores.
func openAll(records []Record, decode func(gehoor.Kind, json.RawMessage) (gehoor.Fact, error)) []opened {
	all := make([]opened, len(records))
	share := max(minShare, (len(records)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	open := func(from int) {
		for i := from; i < min(from+share, len(records)); i++ {
			all[i].event, all[i].fact, all[i].err = Open(records[i], decode)
		}
	}
	var others sync.WaitGroup
	for from := share; from < len(records); from += share {
		others.Go(func() { open(from) })
	}
	open(0)
	others.Wait()
	return all
}

// Open decodes a record: its envelope and its fact.
func Open(r Record, decode func(gehoor.Kind, json.RawMessage) (gehoor.Fact, error)) (gehoor.Event, gehoor.Fact, error) {
	e, err := gehoor.DecodeEvent(r.Data)
	if err != nil {
		return e, nil, err
	}
	f, err := decode(e.Kind, e.Body)
	return e, f, err
}

// Forget drops what this process remembers of a stream, because it was erased.
func (b *Book[S]) Forget(org gehoor.OrgID, stream gehoor.StreamID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	key := cacheKey{org, stream}
	if el, ok := b.byKey[key]; ok {
		b.order.Remove(el)
		delete(b.byKey, key)
	}
}

// Replay folds a stream from its first event, past any cache, and returns the
// rows that it should have.
func (b *Book[S]) Replay(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID) (Snapshot[S], []Row, error) {
	fresh := Snapshot[S]{Stream: stream, State: b.New()}
	records, err := b.Store.Load(ctx, org, stream, 0)
	if err != nil {
		return fresh, nil, fmt.Errorf("replay %s: %w", noun(stream), err)
	}
	snap, err := b.extend(org, fresh, records)
	if err != nil || b.Rows == nil {
		return snap, nil, err
	}
	rows, err := b.Rows(ctx, org, snap)
	return snap, rows, err
}

// recall is what is remembered of a stream, and whether anything is.
func (b *Book[S]) recall(org gehoor.OrgID, stream gehoor.StreamID) (Snapshot[S], bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if el, ok := b.byKey[cacheKey{org, stream}]; ok {
		b.order.MoveToFront(el)
		return el.Value.(*cached[S]).snap, true
	}
	return Snapshot[S]{Stream: stream, State: b.New()}, false
}

// remember keeps the newest snapshot; an older one never replaces a newer one.
func (b *Book[S]) remember(org gehoor.OrgID, snap Snapshot[S]) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.byKey == nil {
		b.order, b.byKey = list.New(), make(map[cacheKey]*list.Element)
	}
	key := cacheKey{org, snap.Stream}
	if el, ok := b.byKey[key]; ok {
		if c := el.Value.(*cached[S]); c.snap.Seq < snap.Seq {
			c.snap = snap
		}
		b.order.MoveToFront(el)
		return
	}
	b.byKey[key] = b.order.PushFront(&cached[S]{key: key, snap: snap})
	for b.order.Len() > maxCached {
		last := b.order.Back()
		delete(b.byKey, b.order.Remove(last).(*cached[S]).key)
	}
}

// noun is a stream's kind without its ID, for errors: logs learn no dossier.
func noun(s gehoor.StreamID) string {
	i := slices.Index([]byte(s), '/')
	if i < 0 {
		return string(s)
	}
	return string(s[:i])
}
