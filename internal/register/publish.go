package register

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Plan is what the next checkpoint takes.
type Plan struct {
	// Size is what the checkpoint will cover.
	Size int64
	// Dummies is how many random leaves are missing, Waiting how many leaves
	// must wait for a later checkpoint. At most one of them is not zero.
	Dummies, Waiting int64
}

// PlanNext says what publishing would do now.
func PlanNext(head Head, quantum int64) Plan {
	size := head.Published + quantum
	return Plan{Size: size, Dummies: max(0, size-head.Size), Waiting: max(0, head.Size-size)}
}

// NextPublish is the first moment after now at which a checkpoint is due: a
// whole multiple of every since the beginning of the calendar, so that it tells
// neither when a signal came nor when the server was started.
func NextPublish(now time.Time, every time.Duration) time.Time {
	return now.UTC().Truncate(every).Add(every)
}

// ProofBy is the moment before which every leaf that exists now is covered, for
// a promise: the checkpoints that are needed, and three periods to spare for a
// restart.
func ProofBy(head Head, quantum int64, now time.Time, every time.Duration) time.Time {
	rounds := max(1, (head.Size-head.Published+quantum-1)/quantum)
	const spare = 3
	return gehoor.Moment(NextPublish(now, every).Add(time.Duration(rounds-1+spare) * every)).Add(time.Second)
}

// Publisher signs the checkpoints of one organisation's log. It holds no state
// and runs no loop: who calls Publish keeps the schedule ([NextPublish]).
// Several may work on one log, also in several processes: the store lets one
// at a time publish.
type Publisher struct {
	Org    gehoor.OrgID
	Store  Store
	Signer *Signer
	// High outlives the database; see [HighWater].
	High HighWater
	// Quantum is how many leaves each checkpoint adds, at least 1. It is the
	// same for ever: a changed quantum tells when it was changed, nothing more.
	Quantum int64
	// Random fills a slice with random bytes.
	Random func([]byte)
	// Before is the log that this one goes on for, after a restore; nil for none.
	// The newest checkpoint may be one of its as long as this log has none.
	Before note.Verifier
}

// CatchUp compares the log with its highest checkpoint and returns that one,
// raised to the newest in the database. It answers [ErrBelowHighest] or
// [ErrFork] when the database cannot be the log that was published; serve
// calls it before it opens its door.
func (p *Publisher) CatchUp(ctx context.Context) (tlog.Tree, error) {
	highest, err := p.High.Highest(p.Signer.Origin())
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("register: read highest checkpoint: %w", err)
	}
	head, err := p.Store.Head(ctx, p.Org)
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("register: read head: %w", err)
	}
	if head.Published < highest.N {
		return tlog.Tree{}, fmt.Errorf("%w: published %d, highest %d", ErrBelowHighest, head.Published, highest.N)
	}
	if head.Published == 0 {
		return tlog.Tree{}, nil
	}
	newest, err := ParseCheckpoint(head.Note, p.Signer.Verifier())
	if errors.Is(err, ErrOtherKey) && p.Before != nil && highest.N == 0 {
		return p.inherit(ctx, head)
	}
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("%w: newest checkpoint: %w", ErrFork, err)
	}
	if newest.N != head.Published {
		return tlog.Tree{}, fmt.Errorf("%w: head says %d, checkpoint %d", ErrFork, head.Published, newest.N)
	}
	return newest.Tree, p.raise(ctx, highest, newest.Tree)
}

// inherit is CatchUp before the first checkpoint of a log that goes on for another:
// what that one signed last must be the tree that is there.
func (p *Publisher) inherit(ctx context.Context, head Head) (tlog.Tree, error) {
	last, err := ParseCheckpoint(head.Note, p.Before)
	if err != nil || last.N != head.Published {
		return tlog.Tree{}, fmt.Errorf("%w: newest checkpoint of the log before: %w", ErrFork, errors.Join(err, ErrMalformed))
	}
	return last.Tree, consistent(reader(ctx, p.Store, p.Org), tlog.Tree{}, last.Tree)
}

// Publish adds one checkpoint and returns it. When it fails, either nothing was
// published, or the checkpoint is in the database and the next call or CatchUp
// finishes the work.
//
// The highest checkpoint is raised after the commit and not before: raised
// before, a crash in between would leave a mark that no later tree, with its
// new random leaves, could ever meet. What is lost by this order is one
// checkpoint, if the machine dies in that very moment and an older backup is
// put back without the database ever being opened again.
func (p *Publisher) Publish(ctx context.Context) (Checkpoint, error) {
	if p.Quantum < 1 {
		return Checkpoint{}, fmt.Errorf("register: quantum %d: %w", p.Quantum, ErrMalformed)
	}
	before, err := p.CatchUp(ctx)
	if err != nil {
		return Checkpoint{}, err
	}
	msg, err := p.Store.Publish(ctx, p.Org, p.Quantum, p.dummy, func(tree tlog.Tree) ([]byte, error) {
		if tree.N <= before.N {
			return nil, fmt.Errorf("%w: asked to sign %d, highest %d", ErrBelowHighest, tree.N, before.N)
		}
		return SignCheckpoint(p.Signer, tree)
	})
	if err != nil {
		return Checkpoint{}, fmt.Errorf("register: publish: %w", err)
	}
	c, err := ParseCheckpoint(msg, p.Signer.Verifier())
	if err != nil {
		return Checkpoint{}, fmt.Errorf("register: published: %w", err)
	}
	return c, p.raise(ctx, before, c.Tree)
}

func (p *Publisher) dummy() Leaf {
	var leaf Leaf
	p.Random(leaf[:])
	return leaf
}

// raise proves that the log leads from one tree to the other, and keeps the
// second as the highest.
func (p *Publisher) raise(ctx context.Context, from, to tlog.Tree) error {
	if err := consistent(reader(ctx, p.Store, p.Org), from, to); err != nil {
		return err
	}
	if from == to {
		return nil
	}
	if err := p.High.Raise(p.Signer.Origin(), to); err != nil {
		// Another publisher may have been faster; then there is nothing to do.
		if now, again := p.High.Highest(p.Signer.Origin()); errors.Is(err, ErrBelowHighest) && again == nil && now.N > to.N {
			return nil
		}
		return fmt.Errorf("register: keep highest checkpoint: %w", err)
	}
	return nil
}

// consistent checks with a consistency proof (RFC 6962 §2.1.2) that the stored
// hashes hold both trees and that the first is the beginning of the second.
func consistent(r tlog.HashReader, from, to tlog.Tree) error {
	root, err := tlog.TreeHash(to.N, r)
	if err != nil {
		return fmt.Errorf("register: tree of %d: %w", to.N, err)
	}
	if root != to.Hash {
		return fmt.Errorf("%w: at size %d", ErrFork, to.N)
	}
	if from.N == 0 {
		return nil
	}
	proof, err := tlog.ProveTree(to.N, from.N, r)
	if err != nil {
		return fmt.Errorf("register: prove %d from %d: %w", to.N, from.N, err)
	}
	if err := tlog.CheckTree(proof, to.N, to.Hash, from.N, from.Hash); err != nil {
		return fmt.Errorf("%w: between sizes %d and %d", ErrFork, from.N, to.N)
	}
	return nil
}

// reader lets package tlog read an organisation's hashes.
func reader(ctx context.Context, store Store, org gehoor.OrgID) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		return store.Hashes(ctx, org, indexes)
	})
}
