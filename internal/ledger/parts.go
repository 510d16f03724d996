package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
)

// PartState is how far a part of a file is.
type PartState int64

// The states of a part. It goes from Coming to Kept to Named; and from the first
// two to Doomed when nobody named it in time.
const (
	// PartComing: there is a place for it; its bytes may be in the blob store,
	// wholly, or not at all.
	PartComing PartState = iota
	// PartKept: its bytes are durable in the blob store, and no event names it.
	PartKept
	// PartNamed: an event names it. It stays as long as its stream does.
	PartNamed
	// PartDoomed: nobody named it, and its bytes are being removed.
	PartDoomed
)

// Part is what the database knows of a part of a file: its bytes are in the blob
// store. The row is there before the bytes come and goes after them, so that no
// blob is without a row, whenever a machine stops.
type Part struct {
	Org gehoor.OrgID
	gehoor.Part
	// Stream is the dossier that the part was sent to; no other can name it.
	Stream gehoor.StreamID
	// By is who sent it; nobody else can name it.
	By gehoor.Actor
	// On is the day on which its bytes last began to come: when a reporter did
	// something is kept no finer.
	On    time.Time
	State PartState
}

// Room bounds what may be waiting, in bytes. A part that would go over is not
// taken.
type Room struct {
	// Unnamed bounds what one sender's parts that no event names are together.
	Unnamed int64
	// All bounds all parts of one sender, named ones too.
	All int64
	// Crowd bounds the unnamed parts of all reporters of the organisation
	// together. It does not count for staff.
	Crowd int64
}

// PartStore keeps the rows of parts. Naming a part is no method: it happens in
// [Store.Append], in the transaction of the event (see [Batch.Parts]).
type PartStore interface {
	// ReservePart adds a part as PartComing. It refuses with [gehoor.CodeFileFull]
	// or [gehoor.CodeFileRoom] if the part does not fit. Of a part of the same
	// sender, stream and size that is coming or kept already it moves the day, and
	// answers nil; one that is there in any other way is a [gehoor.CodeFilePart]
	// refusal. Parts that several callers begin at the same moment may together go
	// over by their own sizes.
	//
	// A part whose bytes did not come stays until it is doomed: a second request
	// with the same part may be under way.
	ReservePart(ctx context.Context, p Part, r Room) error
	// KeepPart makes a coming part a kept one; a part in another state stays as it
	// is, and one that is not there is [gehoor.ErrNotFound].
	KeepPart(ctx context.Context, org gehoor.OrgID, id gehoor.ContentID) error
	// Part returns a part, or [gehoor.ErrNotFound].
	Part(ctx context.Context, org gehoor.OrgID, id gehoor.ContentID) (Part, error)
	// DoomParts makes parts doomed that were begun before a day and that no event
	// names, and returns at most limit doomed ones, of any organisation.
	DoomParts(ctx context.Context, before time.Time, limit int) ([]Part, error)
	// ForgetPart removes a doomed part, whose bytes are gone; any other stays.
	ForgetPart(ctx context.Context, org gehoor.OrgID, id gehoor.ContentID) error
	// UnnamedParts says how many bytes a sender's parts that no event names are
	// together, all of the sender's parts, and the unnamed ones of all reporters.
	UnnamedParts(ctx context.Context, org gehoor.OrgID, by gehoor.Actor) (Room, error)
}

// Fits says whether size more bytes fit when have is what there is: nil, or a
// [gehoor.CodeFileFull] or [gehoor.CodeFileRoom] refusal.
func (r Room) Fits(have Room, size int64, by gehoor.Actor) error {
	if have.Unnamed+size > r.Unnamed || have.All+size > r.All {
		return gehoor.Refuse(gehoor.CodeFileFull)
	}
	if _, reporter := by.Signal(); reporter && have.Crowd+size > r.Crowd {
		return gehoor.Refuse(gehoor.CodeFileRoom)
	}
	return nil
}

// Check says whether the row is one that casework makes.
func (p Part) Check() error {
	_, orgErr := gehoor.ParseOrgID(string(p.Org))
	_, idErr := gehoor.ParseContentID(string(p.ID))
	_, ok := p.Stream.Dossier()
	if err := errors.Join(orgErr, idErr); err != nil || !ok || p.Size < 1 || !p.By.Valid() {
		return fmt.Errorf("%w: part", errBatch)
	}
	return nil
}

// checkParts looks at the parts that a batch names: each once, of this
// organisation and the first stream.
func (b Batch) checkParts() error {
	if len(b.Parts) > gehoor.MaxParts {
		return fmt.Errorf("%w: parts", errBatch)
	}
	seen := make(map[gehoor.ContentID]bool, len(b.Parts))
	for _, p := range b.Parts {
		if err := p.Check(); err != nil {
			return err
		}
		if p.Org != b.Org || p.Stream != b.Extensions[0].Stream {
			return fmt.Errorf("%w: part of another stream", errBatch)
		}
		if seen[p.ID] {
			return gehoor.Refuse(gehoor.CodeFilePart)
		}
		seen[p.ID] = true
	}
	return nil
}
