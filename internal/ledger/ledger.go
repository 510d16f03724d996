// Package ledger is the append-only contract that every database keeps, and
// the one loop through which everything that happens goes: load, fold, decide,
// append ([Book.Update]).
//
// The rules, which package ledgertest proves of every store:
//
//   - An event is written once. Nothing updates or reorders events; only the
//     end of retention deletes a whole stream.
//   - Append is all or nothing: events, contents, rows and log leaves appear
//     together, and only after they are durable. When Append returns nil, a
//     power cut loses none of it. When it returns an error other than
//     [ErrUncertain], none of it is there.
//   - A stream's events have Seq 1, 2, 3 … without gaps.
//   - Append fails with [ErrConflict] when a stream that it extends, or one
//     that the decision read, has moved since; nothing else ever makes it
//     answer ErrConflict.
//   - Requests of several callers may share a transaction; one caller's conflict
//     or bad request never fails its neighbours.
package ledger

import (
	"context"
	"errors"
	"time"

	"github.com/gehoor/gehoor"
)

// ErrConflict: a stream moved between load and append. [Book.Update] runs again.
var ErrConflict = errors.New("ledger: stream has moved")

// ErrUncertain: the connection broke while committing, so the append may or
// may not have happened. The caller asks again with the same content; content
// that is already there makes the repeat harmless.
var ErrUncertain = errors.New("ledger: outcome unknown")

// Record is an event as it is stored: the bytes that were encoded once, the
// salt that blinds its leaf, and its place.
type Record struct {
	Stream gehoor.StreamID
	Seq    gehoor.Seq
	Salt   [32]byte
	Data   []byte
}

// Content is ciphertext of at most [MaxContentBytes]; larger goes to the blob
// store in parts ([PartStore]).
type Content struct {
	ID    gehoor.ContentID
	Bytes []byte
}

// MaxContentBytes is the largest content that is a row (architecture §6).
const MaxContentBytes = 256 << 10

// Version is a stream as a decision saw it; Seq 0 is a stream without events.
type Version struct {
	Stream gehoor.StreamID
	Seq    gehoor.Seq
}

// Row is a row of another package that is written in the same transaction.
// A store knows the concrete types (those of view, notify and account) and
// answers an error for any other.
type Row any

// Extension is what one stream gains.
type Extension struct {
	Stream gehoor.StreamID
	// After is the stream's last Seq as the decision saw it.
	After gehoor.Seq
	// Records have Seq After+1, After+2 …; there is at least one.
	Records []Record
	// Rows replace all view rows of the stream.
	Rows []Row
}

// Batch is everything that one act appends.
type Batch struct {
	Org gehoor.OrgID
	// Extensions are the streams that grow, each named once.
	Extensions []Extension
	// Reads are the other streams that the decision looked at.
	Reads []Version
	// Contents belong to the first extension's stream. Content whose ID is
	// there already, in whatever organisation, is a [gehoor.CodeReplayed] refusal.
	Contents []Content
	// Parts are the parts of files that the events name. Each must be kept, and
	// sent by the same sender to the first extension's stream, in this size; then
	// it becomes a named one. Otherwise all of it is a [gehoor.CodeFilePart]
	// refusal. On and State say nothing here.
	Parts []Part
	// Erases are streams that end: their records, salts, contents and rows go, in
	// the same transaction, and their leaves stay. Each is as the decision saw it;
	// another Seq is [ErrConflict]. It loads as empty from then on and is never
	// extended again. Its parts are doomed, and swept after it.
	Erases []Version
	// Inserts are rows that are added: mailboxes, sessions, outbox messages.
	Inserts []Row
	// Deletes are rows that go: the draft that became a signal.
	Deletes []Row
}

// Store keeps events. All methods are safe for concurrent use; a context that
// ends stops the wait, and for Append leaves the outcome as [ErrUncertain]
// describes.
type Store interface {
	// Load returns the stream's records with Seq > after, in order; none is no
	// error. An erased stream loads as empty.
	Load(ctx context.Context, org gehoor.OrgID, stream gehoor.StreamID, after gehoor.Seq) ([]Record, error)
	// Append does the whole batch durably, or nothing.
	Append(ctx context.Context, b Batch) error
	// Rewrite replaces all view rows of a stream that does not grow, because they were
	// written by a program that made other rows of its events. A stream that has moved
	// since is [ErrConflict], an erased one [gehoor.ErrNotFound].
	Rewrite(ctx context.Context, org gehoor.OrgID, at Version, rows []Row) error
	// Scrub overwrites on the disk what was erased, as far as the database can. An
	// error that is [gehoor.ErrUnavailable] means that somebody reads an older state
	// now: asking again later is right.
	Scrub(ctx context.Context) error
	// Content returns sealed content and the stream that it belongs to, or
	// [gehoor.ErrNotFound]. Permission was asked before.
	Content(ctx context.Context, org gehoor.OrgID, id gehoor.ContentID) (Content, gehoor.StreamID, error)
	// Streams calls visit with every stream of an organisation and its last
	// Seq, in the order of their names, until visit answers an error. It is
	// for replay and check, never for serving.
	Streams(ctx context.Context, org gehoor.OrgID, visit func(Version) error) error
}

// Source gives what a pure decision cannot make: the present moment and random
// bytes.
type Source struct {
	Now    func() time.Time
	Random func([]byte)
}
