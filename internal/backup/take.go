package backup

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/store"
)

// Options are what a backup is taken with.
type Options struct {
	// Now is the moment that it names, Life how long it may be kept.
	Now  time.Time
	Life time.Duration
	// Program is the version that takes it.
	Program string
	// Files are those of the data folder that go with it, by name ([Files]).
	Files map[string][]byte
	// Blobs is where the parts of files are; nil if there are none.
	Blobs blob.Store
	// Note is told how far it is; nil is nobody.
	Note func(Progress)
}

// Progress is how far a backup or a restore is.
type Progress struct {
	// What is done: "audit", or the name of a table.
	What string
	// Done and Of are bytes; Of is a guess, because a database also has indexes.
	Done, Of int64
}

// Taken is what came of a backup.
type Taken struct {
	Manifest *Manifest
	// Rows counts all rows, Bytes all bytes before they were sealed.
	Rows, Bytes int64
}

const (
	// partBytes is how large a part of a table becomes before the next begins.
	partBytes = 4 << 20
	// maxPart bounds a part that is read: partBytes and one row, the largest of
	// which has a content of 256 KiB or a draft.
	maxPart = partBytes + 8<<20
)

// skipped are the tables that a backup leaves out, each with its reason.
var skipped = map[string]string{
	"session": "who has signed out must not be signed in again by a restore",
}

// ErrUnsound: the database is not what a Gehoor wrote. A backup of it would hide
// that until it is needed.
var ErrUnsound = errors.New("backup: the database is not sound")

// Take writes a backup of the database as it is now. What it wrote is whole only
// if the error is nil.
func Take(ctx context.Context, db *store.DB, out io.Writer, o Options) (*Taken, error) {
	t := &taking{options: o, out: newArchive(out, o.Now)}
	err := db.Snapshot(ctx, func(m *store.Moment) error { return t.all(ctx, m) })
	if err != nil {
		return nil, fmt.Errorf("take a backup: %w", err)
	}
	return &Taken{Manifest: &t.manifest, Rows: t.rows, Bytes: t.out.written}, nil
}

// taking is a backup under way.
type taking struct {
	options  Options
	out      *archive
	manifest Manifest
	size     int64
	rows     int64
}

func (t *taking) all(ctx context.Context, m *store.Moment) error {
	if err := t.look(ctx, m); err != nil {
		return err
	}
	manifest, err := t.manifest.encode()
	if err != nil {
		return err
	}
	if err := t.out.add(manifestName, manifest); err != nil {
		return err
	}
	for _, name := range Files {
		if file, there := t.options.Files[name]; there {
			if err := t.out.add(name, file); err != nil {
				return err
			}
		}
	}
	for _, table := range t.manifest.Tables {
		if err := t.table(ctx, m, table); err != nil {
			return fmt.Errorf("%s: %w", table.Name, err)
		}
	}
	for _, table := range t.manifest.Tables {
		if table.Name == partTable {
			if err := t.blobs(ctx, m, table); err != nil {
				return err
			}
		}
	}
	return t.out.close()
}

// partTable lists the parts of files; named is the state of those that an event
// names (internal/store/migrations/00002_parts.sql).
const (
	partTable = "part"
	named     = int64(2)
)

// blobs copies every part of a file that an event of this moment names. One that
// is not there is found now, and not when it is needed.
func (t *taking) blobs(ctx context.Context, m *store.Moment, table store.Table) error {
	at := map[string]int{}
	for i, c := range table.Columns {
		at[c.Name] = i
	}
	return m.Rows(ctx, table, func(row []any) error {
		id, isID := row[at["id"]].([]byte)
		org, isOrg := row[at["org"]].(string)
		if row[at["state"]] != named {
			return nil
		}
		key := blob.Key{Org: gehoor.OrgID(org), ID: gehoor.ContentID(hex.EncodeToString(id))}
		if err := key.Check(); err != nil || !isID || !isOrg || t.options.Blobs == nil {
			return fmt.Errorf("%w: part %s of a file cannot be looked for", ErrUnsound, key.ID)
		}
		return t.blob(ctx, key)
	})
}

func (t *taking) blob(ctx context.Context, key blob.Key) error {
	in, size, err := t.options.Blobs.Open(ctx, key)
	if errors.Is(err, gehoor.ErrNotFound) {
		return fmt.Errorf("%w: part %s of a file is not there", ErrUnsound, key.ID)
	}
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	if size > maxPart {
		return fmt.Errorf("%w: part %s of a file is too large", ErrUnsound, key.ID)
	}
	data, err := io.ReadAll(blob.Verify(key, size, in))
	if errors.Is(err, blob.ErrCorrupt) {
		return fmt.Errorf("%w: part %s of a file has other bytes", ErrUnsound, key.ID)
	}
	if err != nil {
		return err
	}
	t.note("files")
	return t.out.add(blobPrefix+key.Path(), data)
}

// look audits the moment and fills in the manifest.
func (t *taking) look(ctx context.Context, m *store.Moment) error {
	o := t.options
	t.manifest = Manifest{V: 1, Program: o.Program, TakenAt: gehoor.Moment(o.Now), Until: gehoor.Moment(o.Now.Add(o.Life))}
	var err error
	if t.manifest.Schema, err = m.Schema(ctx); err != nil {
		return err
	}
	if t.size, err = m.Size(ctx); err != nil {
		return err
	}
	tables, err := m.Tables(ctx)
	if err != nil {
		return err
	}
	for _, table := range tables {
		if skipped[table.Name] == "" {
			t.manifest.Tables = append(t.manifest.Tables, table)
		}
	}
	heads, err := store.Heads(ctx, m)
	if err != nil {
		return err
	}
	for _, h := range heads {
		t.note("audit")
		if err := t.audit(ctx, m, h.Org); err != nil {
			return err
		}
		t.manifest.Logs = append(t.manifest.Logs, logOf(h.Org, h.Head))
	}
	return nil
}

func logOf(org gehoor.OrgID, h register.Head) Log {
	return Log{Org: org, Size: h.Size, Published: h.Published, Checkpoint: string(h.Note)}
}

func (t *taking) audit(ctx context.Context, m *store.Moment, org gehoor.OrgID) error {
	report, err := store.Audit(ctx, m, org)
	if err != nil {
		return err
	}
	if report.Clean() {
		return nil
	}
	first := report.Findings[0]
	return fmt.Errorf("%w: %s: %s at %s (gehoor check says all)", ErrUnsound, org, first.What, first.Where)
}

// table writes a table in parts.
func (t *taking) table(ctx context.Context, m *store.Moment, table store.Table) error {
	var part encoder
	number, rows := 0, 0
	flush := func() error {
		t.rows += int64(rows)
		number, rows = number+1, 0
		err := t.out.add(partName(table.Name, number), part.end())
		t.note(table.Name)
		return err
	}
	part.begin()
	err := m.Rows(ctx, table, func(row []any) error {
		part.add(row)
		rows++
		if part.Len() < partBytes {
			return nil
		}
		err := flush()
		part.begin()
		return err
	})
	if err == nil && rows > 0 {
		err = flush()
	}
	return err
}

func (t *taking) note(what string) {
	if t.options.Note != nil {
		t.options.Note(Progress{What: what, Done: t.out.written, Of: t.size})
	}
}

// The names of what is in a backup.
const (
	manifestName = "manifest.json"
	sumsName     = "SHA256SUMS"
	blobPrefix   = "blob/"
)

// Files are the files of a data folder that are in a backup, if they are there:
// what pages say, when the office is closed, who watches over the log. None is
// secret.
var Files = []string{"site.json", "closings.json", "witnesses"}

func partName(table string, number int) string {
	return fmt.Sprintf("rows/%s/%06d.copy", table, number)
}

// archive is a tar file that knows the sum of all it holds.
type archive struct {
	tar     *tar.Writer
	at      time.Time
	sums    bytes.Buffer
	written int64
}

func newArchive(out io.Writer, at time.Time) *archive {
	return &archive{tar: tar.NewWriter(out), at: gehoor.Moment(at)}
}

// add adds a file.
func (a *archive) add(name string, data []byte) error {
	fmt.Fprintf(&a.sums, "%x  %s\n", sha256.Sum256(data), name)
	return a.put(name, data)
}

func (a *archive) put(name string, data []byte) error {
	header := &tar.Header{Name: name, Size: int64(len(data)), Mode: 0o600, ModTime: a.at, Format: tar.FormatUSTAR}
	if err := a.tar.WriteHeader(header); err != nil {
		return err
	}
	_, err := a.tar.Write(data)
	a.written += int64(len(data))
	return err
}

// close writes the sums, which make it whole.
func (a *archive) close() error {
	if err := a.put(sumsName, a.sums.Bytes()); err != nil {
		return err
	}
	return a.tar.Close()
}

// parseSums reads what sha256sum writes: two spaces between sum and name.
func parseSums(data []byte) (map[string]string, error) {
	sums := map[string]string{}
	for line := range strings.Lines(string(data)) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if _, twice := sums[name]; !ok || twice || len(sum) != sha256.Size*2 || !strings.HasSuffix(line, "\n") {
			return nil, errMalformed
		}
		sums[name] = sum
	}
	return sums, nil
}
