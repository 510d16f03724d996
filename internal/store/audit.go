package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/register"
)

// Finding is something in the database that no Gehoor wrote.
type Finding struct {
	// What is wrong, in a stable word of English: "gap", "leaf" and so on.
	What FindingKind
	// Where: a stream and a sequence number, a leaf's index, a content's ID.
	Where string
}

// FindingKind names what is wrong.
type FindingKind string

// What an audit can find.
const (
	FindGap       FindingKind = "gap"       // a stream misses an event, or has one too many
	FindLeaf      FindingKind = "leaf"      // an event's leaf does not commit to it
	FindTree      FindingKind = "tree"      // a stored hash does not follow from the leaves
	FindHead      FindingKind = "head"      // the log's size or edge does not follow from the leaves
	FindContent   FindingKind = "content"   // content's bytes do not have its name
	FindUnnamed   FindingKind = "unnamed"   // no event of the stream names this content
	FindOrphan    FindingKind = "orphan"    // content or events of a stream that is not there
	FindLists     FindingKind = "lists"     // what lists repeat does not follow from the rows
	FindMalformed FindingKind = "malformed" // an event is no event, or of another stream
)

// maxFindings bounds the list; a database with more needs no longer one.
const maxFindings = 100

// Report is what an audit saw.
type Report struct {
	Org gehoor.OrgID
	// Leaves is the size of the log that was checked; what was appended
	// meanwhile was not.
	Leaves   int64
	Streams  int
	Events   int64
	Contents int64
	Findings []Finding
	// More: there were more findings than the list holds.
	More bool
}

// Clean says whether nothing was found.
func (r *Report) Clean() bool { return len(r.Findings) == 0 }

func (r *Report) find(what FindingKind, where string, args ...any) {
	if len(r.Findings) == maxFindings {
		r.More = true
		return
	}
	r.Findings = append(r.Findings, Finding{what, fmt.Sprintf(where, args...)})
}

const (
	// auditPage is how many rows are read at once: some MiB of events at most.
	auditPage = 256
	// auditContentPage bounds content in memory to a few MiB.
	auditContentPage = 16
)

// Audit recomputes what the database of an organisation must hold from what
// nobody can compute: every leaf from its event and salt, every hash of the tree
// from the leaves, every content's name from its bytes. It looks for gaps, for
// content that no event names, and for rows without a stream. It can run beside
// a server that writes; memory is bounded by the largest stream's content names.
// An error means that it could not look, never that something was found.
func Audit(ctx context.Context, db Reader, org gehoor.OrgID) (*Report, error) {
	a := &audit{db: db, org: string(org), report: &Report{Org: org}}
	for _, step := range []func(context.Context) error{a.tree, a.streams, a.sums} {
		if err := step(ctx); err != nil {
			return a.report, fmt.Errorf("audit: %w", err)
		}
	}
	return a.report, nil
}

type audit struct {
	db     Reader
	org    string
	report *Report
}

type leafRow struct {
	index  int64
	leaf   register.Leaf
	hashes []byte
}

// tree adds all leaves to an empty log and compares each hash.
func (a *audit) tree(ctx context.Context) error {
	now, edge, err := headOf(ctx, a.db, gehoor.OrgID(a.org))
	if err != nil {
		return err
	}
	a.report.Leaves = now.Size
	h := &head{}
	for h.size < now.Size {
		page, err := All(ctx, a.db, func(l *leafRow) []any { return []any{&l.index, hash{(*[32]byte)(&l.leaf)}, &l.hashes} },
			auditLeaves, a.org, h.size, min(h.size+auditPage, now.Size))
		if err != nil {
			return err
		}
		if len(page) == 0 {
			a.report.find(FindTree, "leaf %d is missing", h.size)
			return nil
		}
		for _, l := range page {
			index, hashes, err := h.add(l.leaf)
			if err != nil {
				return err
			}
			if l.index != index {
				a.report.find(FindTree, "leaf %d is missing", index)
				return nil
			}
			if !bytes.Equal(joinHashes(hashes), l.hashes) {
				a.report.find(FindTree, "leaf %d", index)
			}
		}
	}
	if !bytes.Equal(joinHashes(h.edge), joinHashes(edge)) {
		a.report.find(FindHead, "edge of %d leaves", now.Size)
	}
	return a.checkpoint(ctx, now)
}

// checkpoint looks that the newest note is for the published size.
func (a *audit) checkpoint(ctx context.Context, h register.Head) error {
	if h.Published == 0 {
		return nil
	}
	notes, err := All(ctx, a.db, column[[]byte], auditNote, a.org, h.Published)
	if err == nil && (len(notes) != 1 || !bytes.Equal(notes[0], h.Note)) {
		a.report.find(FindHead, "checkpoint of %d leaves", h.Published)
	}
	return err
}

type auditStream struct {
	name        gehoor.StreamID
	seq, erased int64
}

func (a *audit) streams(ctx context.Context) error {
	for last := ""; ; {
		page, err := All(ctx, a.db, func(s *auditStream) []any { return []any{&s.name, &s.seq, &s.erased} },
			auditStreams, a.org, last, int64(auditPage))
		if err != nil {
			return err
		}
		for _, s := range page {
			a.report.Streams++
			if err := a.stream(ctx, s); err != nil {
				return err
			}
		}
		if len(page) < auditPage {
			return nil
		}
		last = string(page[len(page)-1].name)
	}
}

type eventRow struct {
	ledger.Record
	leaf int64
}

// stream looks at one stream's events up to the version that its row had, and
// at its contents. An erased stream has none of either.
func (a *audit) stream(ctx context.Context, s auditStream) error {
	// Contents first: an append between the two reads adds events that name more
	// than was read, never less.
	named, err := a.contents(ctx, s.name)
	if err != nil {
		return err
	}
	want := int64(1)
	for done := false; !done; {
		page, err := All(ctx, a.db, func(e *eventRow) []any { return []any{&e.Seq, &e.leaf, hash{&e.Salt}, &e.Data} },
			auditEvents, a.org, string(s.name), want-1, int64(auditPage))
		if err != nil {
			return err
		}
		done = len(page) < auditPage
		for _, e := range page {
			if int64(e.Seq) != want && int64(e.Seq) <= s.seq {
				a.report.find(FindGap, "%s before %d", s.name, e.Seq)
			}
			want = int64(e.Seq) + 1
			a.event(s.name, e, named)
		}
		if err := a.leaves(ctx, s.name, page); err != nil {
			return err
		}
	}
	if s.erased == 0 && want <= s.seq {
		a.report.find(FindGap, "%s ends at %d, not at %d", s.name, want-1, s.seq)
	}
	if s.erased != 0 && want > 1 {
		a.report.find(FindOrphan, "%s is erased and has events", s.name)
	}
	for _, id := range slices.Sorted(maps.Keys(named)) {
		if !named[id] {
			a.report.find(FindUnnamed, "%s", id)
		}
	}
	return nil
}

// event looks that the bytes are the event that the row says, and ticks off the
// contents that they name.
func (a *audit) event(stream gehoor.StreamID, e eventRow, named map[gehoor.ContentID]bool) {
	a.report.Events++
	got, err := gehoor.DecodeEvent(e.Data)
	if err != nil || string(got.Org) != a.org || got.Stream != stream || got.Seq != e.Seq {
		a.report.find(FindMalformed, "%s at %d", stream, e.Seq)
	}
	const digits = sha256.Size * 2
	run := 0
	for i, c := range e.Data {
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'f' {
			run++
		} else {
			run = 0
		}
		if run == digits {
			if id := gehoor.ContentID(e.Data[i+1-digits : i+1]); hasKey(named, id) {
				named[id] = true
			}
		}
	}
}

// leaves compares events with the leaves that they point at.
func (a *audit) leaves(ctx context.Context, stream gehoor.StreamID, events []eventRow) error {
	var keys []any
	for _, e := range events {
		keys = append(keys, e.leaf)
	}
	found := make(map[int64]register.Leaf, len(events))
	for _, s := range each(auditLeaf, []any{a.org}, keys, func(row Row) error {
		var index int64
		var leaf register.Leaf
		err := row.Scan(&index, hash{(*[32]byte)(&leaf)})
		found[index] = leaf
		return err
	}) {
		if err := a.db.Read(ctx, s); err != nil {
			return err
		}
	}
	for _, e := range events {
		if leaf, ok := found[e.leaf]; !ok || leaf != register.LeafOf(e.Salt, e.Data) {
			a.report.find(FindLeaf, "%s at %d", stream, e.Seq)
		}
	}
	return nil
}

type contentRow struct{ id, bytes []byte }

// contents checks the names of a stream's contents and returns them, none
// ticked off.
func (a *audit) contents(ctx context.Context, stream gehoor.StreamID) (map[gehoor.ContentID]bool, error) {
	named := map[gehoor.ContentID]bool{}
	for last := []byte{}; ; {
		page, err := All(ctx, a.db, func(c *contentRow) []any { return []any{&c.id, &c.bytes} },
			auditContents, a.org, string(stream), last, int64(auditContentPage))
		if err != nil {
			return nil, err
		}
		for _, c := range page {
			a.report.Contents++
			id := gehoor.ContentID(hex.EncodeToString(c.id))
			named[id] = false
			if sum := sha256.Sum256(c.bytes); !bytes.Equal(sum[:], c.id) {
				a.report.find(FindContent, "%s", id)
			}
		}
		if len(page) < auditContentPage {
			return named, a.parts(ctx, stream, named)
		}
		last = page[len(page)-1].id
	}
}

// parts adds the parts that count as named, none ticked off. Their bytes are in
// the blob store; casework.CheckFiles looks there.
func (a *audit) parts(ctx context.Context, stream gehoor.StreamID, named map[gehoor.ContentID]bool) error {
	ids, err := All(ctx, a.db, column[[]byte], auditParts, a.org, string(stream))
	for _, id := range ids {
		named[gehoor.ContentID(hex.EncodeToString(id))] = false
	}
	return err
}

func hasKey[K comparable, V any](m map[K]V, k K) bool {
	_, ok := m[k]
	return ok
}

// sums asks for rows that the walk over the streams cannot meet, and counts
// again what lists repeat. Each is one question, so that it sees one moment.
func (a *audit) sums(ctx context.Context) error {
	for _, q := range []struct {
		kind      FindingKind
		what, sql string
	}{
		{FindOrphan, "contents without a stream", auditOrphans},
		{FindOrphan, "events without a stream", auditLoose},
		{FindLists, "people with a wrong tally", auditTally},
		{FindLists, "items in no tally", auditUntold},
		{FindLists, "items that lead although the person is excluded", auditExcluded},
	} {
		n, err := One(ctx, a.db, column[int64], q.sql, a.org)
		if err != nil {
			return err
		}
		if n > 0 {
			a.report.find(q.kind, "%d %s", n, q.what)
		}
	}
	return nil
}
