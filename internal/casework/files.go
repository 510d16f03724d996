package casework

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/signal"
)

// A file comes in parts, before the event that names it: its sender keeps part
// after part (KeepPart, KeepOwnPart), asks after a broken line which are there
// (PartsThere, OwnPartsThere), and then adds the file (AddFile, AddNoteFile,
// AddOwnFile). A part that nobody names is swept.
//
// Words never wait for files: they go another way, and for files there is no room
// long before there is none for words.

const (
	// unnamedPerSender is one file of the largest size: who sends another one
	// first adds this one, or lets it be swept.
	unnamedPerSender int64 = gehoor.MaxParts * seal.MaxPartBytes
	// allOfReporter is what one signal may hold of files from its reporter, who is
	// nobody that anybody knows: four of the largest.
	allOfReporter = 4 * unnamedPerSender
	// unnamedOfReporters is what all reporters' unfinished files may take together:
	// sixteen of the largest. Staff are not kept out by it.
	unnamedOfReporters = 16 * unnamedPerSender
	// roomForWords is what files never take: some ten thousand signals, with the
	// copies that a database makes of what it writes.
	roomForWords = 2 << 30
	// roomForStaff is what reporters' files leave to those of staff, beside that.
	roomForStaff = 2 << 30
	// maxArriving is how many parts may come at the same moment. What may go over
	// the bounds above is as many parts, a quarter of roomForWords.
	maxArriving = 64
	// sweepDays is how many days a part waits for its file. "As long as the page
	// lives" is hours; a weekend is for who closes the lid of a laptop.
	sweepDays = 3
	// sweepPage is how many parts are swept in one go.
	sweepPage = 100
)

// Upload is a file as a browser sealed it: what it is, and its parts in order.
type Upload struct {
	Manifest ledger.Content
	Parts    []gehoor.Part
}

// check refuses what no browser of ours makes.
func (u Upload) check() error {
	if err := checkContents([]ledger.Content{u.Manifest}); err != nil {
		return err
	}
	if len(u.Parts) > gehoor.MaxParts {
		return tooLargeFile()
	}
	for i, p := range u.Parts {
		_, err := gehoor.ParseContentID(string(p.ID))
		again := slices.ContainsFunc(u.Parts[:i], func(o gehoor.Part) bool { return o.ID == p.ID })
		if err != nil || again || p.Size < 1 || p.Size > seal.MaxPartBytes {
			return gehoor.Refuse(gehoor.CodeMalformed)
		}
	}
	return nil
}

func tooLargeFile() *gehoor.Refusal {
	return gehoor.Refuse(gehoor.CodeFileTooLarge, "limit", fmt.Sprintf("%d MiB", gehoor.MaxParts*seal.MaxPartBody>>20))
}

// sender is who sends files to which dossier.
type sender struct {
	org    gehoor.OrgID
	by     gehoor.Actor
	stream gehoor.StreamID
}

func reporterOf(box account.Mailbox) sender {
	return sender{box.Org, gehoor.ByReporter(box.Signal), gehoor.DossierStream(box.Dossier)}
}

func staffAt(org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) sender {
	return sender{org, gehoor.ByPerson(who), gehoor.DossierStream(id)}
}

func (s sender) part(p gehoor.Part) ledger.Part {
	return ledger.Part{Org: s.org, Part: p, Stream: s.stream, By: s.by}
}

func (s sender) parts(list []gehoor.Part) []ledger.Part {
	parts := make([]ledger.Part, len(list))
	for i, p := range list {
		parts[i] = s.part(p)
	}
	return parts
}

// room is what the sender may have waiting.
func (s sender) room() ledger.Room {
	r := ledger.Room{Unnamed: unnamedPerSender, All: allOfReporter, Crowd: unnamedOfReporters}
	if _, staff := s.by.Person(); staff {
		r.All = blob.Boundless / 2 // the disk is the bound
	}
	return r
}

// fits says whether the disk has room for so many bytes from this sender.
func (c *Casework) fits(ctx context.Context, s sender, size int64) error {
	left, err := c.deps.Blobs.Room(ctx)
	if err != nil {
		return err
	}
	keep := int64(roomForWords)
	if _, reporter := s.by.Signal(); reporter {
		keep += roomForStaff
	}
	if left-keep < size {
		return gehoor.Refuse(gehoor.CodeFileRoom)
	}
	return nil
}

// PartsThere says which of some parts this member of staff need not send (again)
// to the dossier, and refuses early what would not be taken: bytes is how much is
// still to be sent.
func (c *Casework) PartsThere(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, bytes int64, ids []gehoor.ContentID) ([]gehoor.ContentID, error) {
	if _, err := c.may(ctx, org, who, id); err != nil {
		return nil, err
	}
	return c.there(ctx, staffAt(org, who, id), bytes, ids)
}

// OwnPartsThere is PartsThere for a reporter.
func (c *Casework) OwnPartsThere(ctx context.Context, box account.Mailbox, bytes int64, ids []gehoor.ContentID) ([]gehoor.ContentID, error) {
	if _, _, err := c.reporterFile(ctx, box); err != nil {
		return nil, err
	}
	return c.there(ctx, reporterOf(box), bytes, ids)
}

func (c *Casework) there(ctx context.Context, s sender, bytes int64, ids []gehoor.ContentID) ([]gehoor.ContentID, error) {
	switch {
	case bytes > unnamedPerSender, len(ids) > gehoor.MaxParts:
		return nil, tooLargeFile()
	case bytes < 0:
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	there := []gehoor.ContentID{}
	for _, id := range ids {
		p, err := c.deps.Parts.Part(ctx, s.org, id)
		switch {
		case errors.Is(err, gehoor.ErrNotFound):
		case err != nil:
			return nil, err
		case p.Stream == s.stream && p.By == s.by && p.State == ledger.PartKept:
			there = append(there, id)
		}
	}
	have, err := c.deps.Parts.UnnamedParts(ctx, s.org, s.by)
	if err != nil {
		return nil, err
	}
	if err := s.room().Fits(have, bytes, s.by); err != nil {
		return nil, err
	}
	return there, c.fits(ctx, s, bytes)
}

// KeepPart keeps one part that a member of staff sends to a dossier: durable when
// it returns. body gives the ciphertext; it is read once, as it comes, and never
// held.
func (c *Casework) KeepPart(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, p gehoor.Part, body io.Reader) error {
	if _, err := c.may(ctx, org, who, id); err != nil {
		return err
	}
	return c.keep(ctx, staffAt(org, who, id), p, body)
}

// KeepOwnPart is KeepPart for a reporter.
func (c *Casework) KeepOwnPart(ctx context.Context, box account.Mailbox, p gehoor.Part, body io.Reader) error {
	if _, _, err := c.reporterFile(ctx, box); err != nil {
		return err
	}
	return c.keep(ctx, reporterOf(box), p, body)
}

// keep takes in a part: a place for it, its bytes, and then the word that they are
// there. The place is made while the bytes come, and is durable before the last of
// them is passed on, so that no blob is whole without a row. A crash in between
// leaves a place without bytes, or bytes that nobody names; both are swept.
func (c *Casework) keep(ctx context.Context, s sender, p gehoor.Part, body io.Reader) error {
	select {
	case c.arriving <- struct{}{}:
		defer func() { <-c.arriving }()
	default:
		return gehoor.Refuse(gehoor.CodeFileBusy)
	}
	var head [seal.PartHead]byte
	if n, err := io.ReadFull(body, head[:]); err != nil && !cutShort(err) {
		return err
	} else if err := seal.InspectPart(head[:n], p.Size); err != nil {
		return err
	}
	if err := c.fits(ctx, s, p.Size); err != nil {
		return err
	}
	row := s.part(p)
	row.On = protocol.Day(c.deps.Source.Now())
	room := booking(func() error { return c.deps.Parts.ReservePart(ctx, row, s.room()) })
	whole := io.MultiReader(bytes.NewReader(head[:]), body)
	err := c.deps.Blobs.Put(ctx, blob.Key{Org: s.org, ID: p.ID}, p.Size, &heldBack{from: whole, left: p.Size, room: room})
	if refused := room.wait(); refused != nil {
		return refused
	}
	if errors.Is(err, blob.ErrCorrupt) {
		return gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	if err != nil && !errors.Is(err, blob.ErrExists) {
		return err
	}
	return c.deps.Parts.KeepPart(ctx, s.org, p.ID)
}

// booked is a place that is being made.
type booked struct {
	made chan struct{} // closed when it is, or cannot be
	err  error
}

func booking(reserve func() error) *booked {
	b := &booked{made: make(chan struct{})}
	go func() {
		defer close(b.made)
		b.err = reserve()
	}()
	return b
}

func (b *booked) wait() error {
	<-b.made
	return b.err
}

// heldBack passes bytes on, the last one only when there is a place for them.
type heldBack struct {
	from io.Reader
	left int64
	room *booked
}

func (h *heldBack) Read(b []byte) (int, error) {
	if h.left <= 1 {
		if err := h.room.wait(); err != nil {
			return 0, err
		}
		return h.from.Read(b)
	}
	select {
	case <-h.room.made:
		if h.room.err != nil {
			return 0, h.room.err
		}
	default:
	}
	n, err := h.from.Read(b[:min(int64(len(b)), h.left-1)])
	h.left -= int64(n)
	return n, err
}

// cutShort says whether a reader ended before there was a header.
func cutShort(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }

// AddFile gives the reporter a file.
func (c *Casework) AddFile(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, s gehoor.SignalID, file Upload) error {
	if err := file.check(); err != nil {
		return err
	}
	fact := signal.FileAdded{Signal: s, Content: file.Manifest.ID, Parts: file.Parts}
	return c.asHolder(ctx, org, who, id, []ledger.Content{file.Manifest}, func(f *File) (ledger.Decision, error) {
		d := ledger.Decision{Parts: staffAt(org, who, id).parts(file.Parts)}
		var err error
		d.Facts, err = f.Signals.AddFile(fact)
		return d, err
	})
}

// AddNoteFile adds an internal file that the reporter never sees. The compartment
// for it is made by the first note.
func (c *Casework) AddNoteFile(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, file Upload) error {
	if err := file.check(); err != nil {
		return err
	}
	return c.asHolder(ctx, org, who, id, []ledger.Content{file.Manifest}, func(f *File) (ledger.Decision, error) {
		facts, err := f.Dossier.AddFile(dossier.FileAdded{Content: file.Manifest.ID, Parts: file.Parts}, who)
		return ledger.Decision{Facts: facts, Parts: staffAt(org, who, id).parts(file.Parts)}, err
	})
}

// AddOwnFile adds a reporter's file to the conversation.
func (c *Casework) AddOwnFile(ctx context.Context, box account.Mailbox, file Upload) error {
	if err := file.check(); err != nil {
		return err
	}
	return c.asReporter(ctx, box, []ledger.Content{file.Manifest}, func(f *File) ([]gehoor.Fact, error) {
		return f.Signals.AddFile(signal.FileAdded{Signal: box.Signal, Content: file.Manifest.ID, Parts: file.Parts})
	}, reporterOf(box).parts(file.Parts)...)
}

// OpenPart returns one part of a file to somebody of staff who may have it, and
// its size. That the file was made available is durable before the first byte
// leaves. The caller closes it.
func (c *Casework) OpenPart(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, file, part gehoor.ContentID) (io.ReadCloser, int64, error) {
	_, err := c.opened.Update(ctx, org, gehoor.OpenedStream(id), func(s ledger.Snapshot[*dossier.Availability]) (ledger.Decision, error) {
		snap, err := c.may(ctx, org, who, id)
		if err != nil {
			return ledger.Decision{}, err
		}
		if !snap.State.mayHave(who, file) || !snap.State.hasPart(file, part) {
			return ledger.Decision{}, gehoor.ErrNotFound
		}
		return ledger.Decision{
			Actor: gehoor.ByPerson(who), Facts: s.State.GiveFile(who, file), Reads: []ledger.Version{snap.Version()},
		}, nil
	})
	if err != nil {
		return nil, 0, err
	}
	return c.openBlob(ctx, org, part)
}

// OpenOwnPart returns one part of a file to the reporter. It leaves no trace: when
// a reporter reads is nobody's business.
func (c *Casework) OpenOwnPart(ctx context.Context, box account.Mailbox, file, part gehoor.ContentID) (io.ReadCloser, int64, error) {
	f, _, err := c.reporterFile(ctx, box)
	if err != nil {
		return nil, 0, err
	}
	if !f.codeMayHave(codeOf(box), file) || !f.hasPart(file, part) {
		return nil, 0, gehoor.ErrNotFound
	}
	return c.openBlob(ctx, box.Org, part)
}

// openBlob opens a blob that an event names. One that is not there is a fault of
// storage, and no "not found".
func (c *Casework) openBlob(ctx context.Context, org gehoor.OrgID, id gehoor.ContentID) (io.ReadCloser, int64, error) {
	body, size, err := c.deps.Blobs.Open(ctx, blob.Key{Org: org, ID: id})
	if errors.Is(err, gehoor.ErrNotFound) {
		return nil, 0, fmt.Errorf("casework: a part that an event names is missing: %w", gehoor.ErrUnavailable)
	}
	return body, size, err
}

// SweepParts removes parts that nobody named in time, of all organisations, and
// returns how many. Several nodes may do it at once.
func (c *Casework) SweepParts(ctx context.Context) (int, error) {
	before := protocol.Day(c.deps.Source.Now()).AddDate(0, 0, 1-sweepDays)
	swept := 0
	for {
		doomed, err := c.deps.Parts.DoomParts(ctx, before, sweepPage)
		if err != nil || len(doomed) == 0 {
			return swept, err
		}
		for _, p := range doomed {
			if err := c.deps.Blobs.Delete(ctx, blob.Key{Org: p.Org, ID: p.ID}); err != nil {
				return swept, err
			}
			if err := c.deps.Parts.ForgetPart(ctx, p.Org, p.ID); err != nil {
				return swept, err
			}
			swept++
		}
	}
}
