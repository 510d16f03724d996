package register

import (
	"context"

	"github.com/gehoor/gehoor"
	"golang.org/x/mod/sumdb/tlog"
)

// Head is where an organisation's log stands.
type Head struct {
	// Size counts all leaves, also those that no checkpoint covers yet.
	Size int64
	// Published is the size of the newest checkpoint; Note is that checkpoint,
	// nil before the first.
	Published int64
	Note      []byte
}

// Place is one event's leaf: its index in the log, and what opens it.
type Place struct {
	Index int64
	Salt  [32]byte
	Data  []byte
}

// Published is a checkpoint as the store keeps it.
type Published struct {
	Note []byte
	// Enough says that its cosignatures were enough by the policy of the day on
	// which they came.
	Enough bool
}

// Store is what the log needs of a database. Leaves are added by the ledger's
// Append, in the same transaction; this is the reading and publishing side.
// Package registertest proves these words of every store; its Memory keeps them
// without a database. All methods are safe for concurrent use.
type Store interface {
	// Head returns the log's state; an organisation without a log has the zero
	// Head.
	Head(ctx context.Context, org gehoor.OrgID) (Head, error)
	// Hashes returns stored hashes by their tlog index, in the order asked, one
	// for each index also when one is asked twice. A hash that is not there is
	// an error.
	Hashes(ctx context.Context, org gehoor.OrgID, indexes []int64) ([]tlog.Hash, error)
	// LeafHashes returns the leaf data (not the RFC 6962 hashes) of leaves
	// from..to-1, for tiles of entries: at most 256 at a time but for tests. A
	// leaf that is not there is an error, or makes the answer shorter.
	LeafHashes(ctx context.Context, org gehoor.OrgID, from, to int64) ([]Leaf, error)
	// Place finds an event's leaf, or gehoor.ErrNotFound.
	Place(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID, seq gehoor.Seq) (Place, error)
	// Checkpoint returns the first published checkpoint whose size is at least
	// size, or gehoor.ErrNotFound.
	Checkpoint(ctx context.Context, org gehoor.OrgID, size int64) ([]byte, error)
	// Cosigned is Checkpoint among those that have enough cosignatures.
	Cosigned(ctx context.Context, org gehoor.OrgID, size int64) ([]byte, error)
	// Newest returns at most n published checkpoints, the newest first.
	Newest(ctx context.Context, org gehoor.OrgID, n int) ([]Published, error)
	// Cosign replaces the note of the checkpoint of exactly that size by one with
	// more signatures, durably; also in Head, if it is the newest. No checkpoint
	// of that size is gehoor.ErrNotFound.
	Cosign(ctx context.Context, org gehoor.OrgID, size int64, now Published) error
	// Publish locks the log, appends the given dummy leaves so that the size
	// becomes at least Published+quantum, signs the tree of exactly
	// Published+quantum leaves with sign, and stores the note; all in one
	// transaction. dummy makes one random leaf. A sign error rolls all back and is
	// answered wrapped. Concurrent calls take turns, each with the size that the
	// one before left; an organisation without events can publish too.
	Publish(ctx context.Context, org gehoor.OrgID, quantum int64, dummy func() Leaf, sign func(tlog.Tree) ([]byte, error)) ([]byte, error)
	// Logs lists the organisations that have a log.
	Logs(ctx context.Context) ([]gehoor.OrgID, error)
}
